"""Who may answer a chat now: one update at a time, in this process or in all of them."""
