"""Building an agenda: its two halves, what it asks, and how it leaves."""
