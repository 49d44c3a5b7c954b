"""What does a visitor of the street see: a chat and a phone side by side?"""
