"""The registers kept in our own database, filled with synthetic people."""
