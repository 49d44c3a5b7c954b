"""One folder a business area; areas do not know each other."""
