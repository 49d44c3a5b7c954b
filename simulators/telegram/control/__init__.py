"""How is the simulated messenger steered from outside? JSON over HTTP, apart from the Bot API."""
