"""Answers to a form: plain data that can be read, changed, kept as JSON, compared and looked over.

`forms.answers.model` is the data, ``reading`` takes in what people type and scripts give, ``changing``
returns changed answers, ``keeping`` is the canonical JSON, ``differences`` compares field by field,
``completeness`` says what a rule still wants, ``showing`` gives the words a person reads.
"""
