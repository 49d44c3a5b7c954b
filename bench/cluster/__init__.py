"""How does the whole product run as in production, several replicas of everything behind one address, on one machine?"""
