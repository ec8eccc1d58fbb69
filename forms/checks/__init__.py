"""Gentle checks: what is pointed out while a record is written, and never blocks anything.

Pure functions that return sentences: `smart` looks at an action, `anonymity` at a text, `whole` at all of
a record, with the place of each remark.
"""
