"""Every change of the store: one named function each, one transaction, with its lines in the trail."""
