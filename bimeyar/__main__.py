"""`python -m bimeyar COMMAND`: the one way to start any part."""

from bimeyar.cli import app

app()
