"""What every business area stands on: database, vault, clock, problems."""
