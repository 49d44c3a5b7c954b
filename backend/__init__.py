"""The rules service: what the organisation decides, keeps and owes."""
