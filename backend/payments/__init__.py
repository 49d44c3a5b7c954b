"""How does money come in? One port for payment gateways, and one module per gateway."""
