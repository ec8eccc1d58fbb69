"""What screens and reports read: frozen dataclasses made from a few whole queries, never rows."""
