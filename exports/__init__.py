"""What leaves Footprint: workbooks, plain text and the other documents a person takes away."""
