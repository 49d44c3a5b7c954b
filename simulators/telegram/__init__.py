"""Where can a chat bot talk to Telegram without Telegram? A simulator of the Bot API on loopback."""
