"""Channel-agnostic conversations: what is asked next, whatever the channel."""
