"""Every named change with an example of it, on top of `tests.made.small_team`."""
