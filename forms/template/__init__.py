"""Templates as data: every form one TOML file, read, checked by its lines, and found by code or ID.

The format is written down in ``forms/templates/README.md``. `forms.template.load` finds and reads a form,
`forms.template.check` says what is wrong with a file; no form needs a line of Python.
"""
