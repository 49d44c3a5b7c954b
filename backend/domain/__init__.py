"""What does the law say? Pure values and rules: no input or output, no clock, the day is always a parameter."""
