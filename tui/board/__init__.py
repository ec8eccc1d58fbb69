"""The board beside its screen: what it holds, moving and finding tiles, and the lines around it."""
