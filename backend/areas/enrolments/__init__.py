"""How do pensioners enrol in the supplementary insurance, or leave it, and what follows from it?"""
