"""What do the staff see in a browser? Pages over the areas; no rule of its own."""
