"""How does the product carry thousands of chats? `./run load` drives them through the slip conversation."""
