"""What is asked of a person: the fields of each form, and how their answers are read and checked."""
