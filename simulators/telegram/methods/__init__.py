"""Which methods does the simulated Bot API have? One module a theme, gathered in `table`."""
