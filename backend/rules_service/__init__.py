"""How are the rules asked over HTTP, and how are decisions kept so that they can be made again [R1] [R2] [R3]?"""
