"""The chat adapters: what a messenger sends becomes an event, what a conversation replies becomes a message."""
