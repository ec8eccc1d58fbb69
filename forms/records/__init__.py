"""From a form and its answers to a record of the store, and back: how it begins, what is written, what is missing."""
