"""Handovers: what there is to hand over, which there are, and what their items say."""
