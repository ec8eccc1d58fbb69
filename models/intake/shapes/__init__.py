"""The three shapes of file, and how each becomes records."""
