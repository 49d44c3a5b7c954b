"""How does work get done later, once in effect, whatever crashes? A narrow port and two engines behind it [N1]."""
