"""Jinja, as far as clauses need it: read as a template, filled in a sandbox. Loaded only where it is needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from jinja2 import Environment, Template, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

_ALLOWED = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name)


def read_template(clause: str) -> tuple[tuple[str, ...], tuple[str, ...] | None]:
    """Return what is wrong with how a clause is built, and the names in it; None where it can't be read."""
    try:
        tree = _environment().parse(clause)
        names = tuple(name.name for name in tree.find_all(nodes.Name))
    except TemplateSyntaxError:
        return ("the blanks can't be read; a blank is a name in double braces, as in {{ supervisee }}",), None
    except (RecursionError, ValueError, OverflowError):
        return ("the blanks are beyond all measure",), None
    return tuple(_construct_faults(tree)), names


def filled(clause: str, told: Mapping[str, str]) -> str:
    """Return a clause with its names filled in; what is filled in is never looked at as a template."""
    return _compiled(clause).render(told)


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
