"""Reading a table: its header, its rows, its cells."""
