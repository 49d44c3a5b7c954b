"""Who may conclude a voluntary contract, on which terms, and what becomes of it [V1]-[V10]?"""
