"""Everything due: a list with bands, filters and counts, made from facts by the clock; and what comes of it.

``read_due`` reads it from the store; ``make_due`` makes it afresh from facts that were read, which needs
no store: to ask "what if", or (``made_again``) when the day changes.
"""

from models.reading.due.bands import Band
from models.reading.due.lines import DueLine
from models.reading.due.listing import DueList, Only
from models.reading.due.making import made_again, make_due
from models.reading.due.reading import read_due, read_due_of

__all__ = ["Band", "DueLine", "DueList", "Only", "made_again", "make_due", "read_due", "read_due_of"]
