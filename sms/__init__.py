"""Short messages: out through a provider, receipts back, and what people write to us [N]."""
