"""How does the service fare, and how can an operator see it? Metrics, health, traces, and the wrapping that feeds them [O3]."""
