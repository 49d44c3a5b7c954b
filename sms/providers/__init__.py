"""Which companies carry our SMS, and how are they called?"""
