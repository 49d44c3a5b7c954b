"""How is the backend reached from another process? The same questions and answers, over HTTP."""
