"""How does a slip look on paper? Persian and English PDF and pictures."""
