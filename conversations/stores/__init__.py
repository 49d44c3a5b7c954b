"""Where sessions rest: in memory, in a SQL database."""
