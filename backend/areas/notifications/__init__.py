"""What must be told to whom: the outbox, written with its cause and emptied by workers [N1] [N2]."""
