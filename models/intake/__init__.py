"""What comes in: files of three shapes, read, compared with the store and taken in as one step.

`models.intake.read.read_files` reads, `models.intake.planning.make_plan` compares, and
`models.intake.bring_in.bring_in` writes. `models.intake.gate` guards every file from outside.
"""
