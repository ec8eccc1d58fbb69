"""Records of the made-up teams: short texts about people who do not exist."""
