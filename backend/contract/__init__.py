"""What others may ask of the backend, and what they get: values only, no behaviour."""
