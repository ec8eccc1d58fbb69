"""Clauses with blanks: ``{{ supervisee }}`` and nothing else, filled with jinja that may do nothing more.

A clause stands in a form's file, and that file may be a person's own. So a clause is text and plain
names: every other construct of the template language is refused when the file is checked and again
when the clause is filled. What is filled in is never looked at as a template.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from functools import lru_cache

from models.errors import Refused
from models.words import clean_line

MAX_CLAUSE = 4_000
"""How long a clause may be, in characters."""
MAX_BLANKS = 40
"""How many blanks one clause may have."""
MAX_FILLED = 200
"""How much of an answer goes into a blank, in characters."""

_BLANK = re.compile(r"\{\{ ?([a-z][a-z_]*) ?\}\}")
"""A blank as every clause of ours has it."""
_MARK = re.compile(r"[{}#%]")
"""What may mean something to jinja."""
_WORDS = frozenset(
    ["and", "as", "elif", "else", "false", "for", "if", "in", "is", "none", "not", "or", "recursive", "true"]
)
"""What is no name to it."""


def clause_faults(clause: str, names: Set[str]) -> Iterator[str]:
    """Yield what is wrong with a clause, a sentence each; ``names`` are those it may use."""
    if len(clause) > MAX_CLAUSE:
        yield f"the clause is longer than {MAX_CLAUSE} characters"
        return
    faults, used = _read(clause)
    yield from faults
    if used is None:
        return
    if len(used) > MAX_BLANKS:
        yield f"the clause has more than {MAX_BLANKS} blanks"
    for name in dict.fromkeys(used):
        if name not in names:
            yield f"there is nothing called {name[:40]!r} to fill in; known are {', '.join(sorted(names))}"


def fill_clause(clause: str, filling: Mapping[str, str], blanks: Mapping[str, str]) -> str:
    """Return a clause with its blanks filled; a name without an answer shows its printed blank.

    ``blanks`` holds what stands there unfilled, by name. Raises Refused if the clause holds anything but
    text and names.
    """
    names = frozenset((*filling, *blanks))
    for fault in _faults(clause, names):
        raise Refused(f"A clause of this form can't be filled: {fault}.")
    told = {
        name: clean_line(filling.get(name, ""))[:MAX_FILLED] or blanks.get(name, "…………")
        for name in blanks_in(clause)
    }
    from forms.clause_template import filled

    return filled(clause, told)


@lru_cache(maxsize=512)
def blanks_in(clause: str) -> tuple[str, ...]:
    """Return the names of the blanks of a clause, in their order; none if it can't be read."""
    return tuple(dict.fromkeys(_read(clause)[1] or ()))


@lru_cache(maxsize=512)
def _faults(clause: str, names: frozenset[str]) -> tuple[str, ...]:
    return tuple(clause_faults(clause, names))


def _read(clause: str) -> tuple[tuple[str, ...], tuple[str, ...] | None]:
    """Return what is wrong with how a clause is built, and its names; None where it can't be read.

    What is beyond doubt is read here: a whole policy's forms are then checked without loading jinja.
    """
    around = _BLANK.sub("", clause)
    names = tuple(_BLANK.findall(clause))
    if not _MARK.search(around) and not _WORDS.intersection(names):
        return (), names
    from forms.clause_template import read_template

    return read_template(clause)
