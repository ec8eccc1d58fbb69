"""Word documents: written from a form and its answers, sealed, verified, sent out to be filled and read back.

`exports.word.paper` is what goes on paper, `exports.word.document` makes the document, `exports.word.house`
holds the house style. `exports.word.incoming` is the only door for documents from outside.
Nothing here is imported before the first document is asked for.
"""
