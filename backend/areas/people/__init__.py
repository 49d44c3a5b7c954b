"""Who is behind a chat: identification by one-time code, linked chats, and their end [I1] [I3] [I4]."""
