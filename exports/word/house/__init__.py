"""The house style: one reference document that brings styles, logo, header and footer, and nothing else.

`exports.word.house.styles` are the styles of ours, `building` writes our ``reference.docx``, `loading`
takes a reference document apart, ours or a council's own.
"""
