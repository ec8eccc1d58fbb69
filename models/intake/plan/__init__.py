"""Comparing what was read with the store."""
