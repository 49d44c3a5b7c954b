"""What goes wrong in a running cluster, on purpose, and what is left of it afterwards?"""
