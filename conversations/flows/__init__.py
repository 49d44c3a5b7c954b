"""The conversations themselves, one file each."""
