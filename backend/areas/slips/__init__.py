"""What does a person owe, on which slip, and has it been paid [P1] [P3] [P5] [P6]?"""
