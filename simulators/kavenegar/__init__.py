"""What does the SMS provider Kavenegar do with our calls, and what arrives on the phone?"""
