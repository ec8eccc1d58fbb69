"""Whole scenes in a real terminal, keys only: what a person at the keyboard would meet."""
