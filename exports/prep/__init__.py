"""Prep sheets: written to be filled in, as Word or as text, and read when they come back."""
