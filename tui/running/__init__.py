"""A sitting that runs: the item it stands at, where that is written up, and how it is closed."""
