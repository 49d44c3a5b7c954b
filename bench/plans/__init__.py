"""Does any query that the product makes all day read a whole table, when a million people are in it?"""
