"""Synthetic people for the local registers: invented from a seed, like nobody who lives."""
