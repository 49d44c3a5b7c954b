"""The spine: one row a request of any kind, and every move that it made."""
