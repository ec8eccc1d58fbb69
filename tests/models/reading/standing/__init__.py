"""How one practitioner's supervision stands."""
