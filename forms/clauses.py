"""Clauses with blanks: ``{{ supervisee }}`` and nothing else, filled with jinja that may do nothing more.

A clause stands in a form's file, and that file may be a person's own. So a clause is text and plain
names: every other construct of the template language is refused when the file is checked and again
when the clause is filled. What is filled in is never looked at as a template.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from functools import lru_cache

from jinja2 import Environment, Template, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from models.errors import Refused
from models.words import clean_line

MAX_CLAUSE = 4_000
"""How long a clause may be, in characters."""
MAX_BLANKS = 40
"""How many blanks one clause may have."""
MAX_FILLED = 200
"""How much of an answer goes into a blank, in characters."""

_ALLOWED = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name)


def clause_faults(clause: str, names: Set[str]) -> Iterator[str]:
    """Yield what is wrong with a clause, a sentence each; ``names`` are those it may use."""
    if len(clause) > MAX_CLAUSE:
        yield f"the clause is longer than {MAX_CLAUSE} characters"
        return
    try:
        tree = _environment().parse(clause)
    except TemplateSyntaxError:
        yield "the blanks can't be read; a blank is a name in double braces, as in {{ supervisee }}"
        return
    except (RecursionError, ValueError, OverflowError):
        yield "the blanks are beyond all measure"
        return
    yield from _construct_faults(tree)
    used = [name.name for name in tree.find_all(nodes.Name)]
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
    return _compiled(clause).render(told)


@lru_cache(maxsize=512)
def blanks_in(clause: str) -> tuple[str, ...]:
    """Return the names of the blanks of a clause, in their order; none if it can't be read."""
    try:
        found = [name.name for name in _environment().parse(clause).find_all(nodes.Name)]
    except (TemplateSyntaxError, RecursionError, ValueError, OverflowError):
        return ()
    return tuple(dict.fromkeys(found))


def _construct_faults(tree: nodes.Template) -> Iterator[str]:
    for node in tree.iter_child_nodes():
        yield from _node_faults(node)


def _node_faults(node: nodes.Node) -> Iterator[str]:
    if type(node) not in _ALLOWED:
        kind = type(node).__name__.lower()
        yield f"only names in double braces belong in a clause, and here is more ({kind})"
        return
    for below in node.iter_child_nodes():
        yield from _node_faults(below)


@lru_cache(maxsize=512)
def _faults(clause: str, names: frozenset[str]) -> tuple[str, ...]:
    return tuple(clause_faults(clause, names))


@lru_cache(maxsize=1)
def _environment() -> Environment:
    """Return the environment of clauses: a sandbox without a single function, filter or test."""
    # A clause is plain text that is read by a person and written into Word as text: there is no markup
    # to escape, and escaping would print &amp; on the page.
    made = ImmutableSandboxedEnvironment(autoescape=False, keep_trailing_newline=True)
    made.globals.clear()
    made.filters.clear()
    made.tests.clear()
    return made


@lru_cache(maxsize=512)
def _compiled(clause: str) -> Template:
    return _environment().from_string(clause)
