"""The encrypted store: where it lives, its keys, its lock, its connection, its guards and its backups."""
