"""Every sentence that a person reads: one folder a language, one Fluent file a conversation."""
