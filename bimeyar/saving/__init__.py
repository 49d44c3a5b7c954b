"""How is everything that a database holds saved to one sealed file, and brought back from it [O4]?"""
