"""A record as a page: headings, facts, prose, tables and signatures in the form's order.

What a page holds is decided here once; `exports` renders it as text, Markdown or Word.
"""
