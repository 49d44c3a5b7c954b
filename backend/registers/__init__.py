"""The registers upstream of the service: ports, and a local implementation for the embedded default [R4]."""
