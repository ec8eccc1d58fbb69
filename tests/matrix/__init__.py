"""The capability matrix: every row, for each policy that has it, with what shows it working."""
