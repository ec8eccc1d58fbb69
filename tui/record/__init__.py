"""Writing a record: what its screen shows and knows, what the keys do to it, and how it is kept and completed."""
