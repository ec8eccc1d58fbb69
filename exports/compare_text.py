"""One child or practitioner under two policies, side by side, as plain text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from models.dates import show
from models.reading.due import DueLine, DueList
from models.reading.due.comparing import Compared
from models.reading.due.kinds import LABELS

_INDENT = " " * 8
_WIDTH = 100


def compare_plain(found: Compared) -> str:
    """Return what the team's own policy says, what the other would require, and what has no counterpart."""
    return "\n".join(_lines(found)) + "\n"


def _lines(found: Compared) -> Iterator[str]:
    yield f"{found.label}, {show(found.here.today)}"
    for kind in dict.fromkeys(line.kind for side in (found.here, found.there) for line in side.lines):
        yield ""
        yield LABELS[kind]
        yield from _side(found.here, kind)
        yield from _side(found.there, kind)
    if found.translated or found.without:
        yield ""
    for here, there in found.translated:
        yield f"“{here}” is “{there}” there."
    yield from found.without


def _side(side: DueList, kind: str) -> Iterator[str]:
    yield f"  {side.pack.authority}{' (LOCAL)' if side.pack.local else ''}"
    lines = [line for line in side.lines if line.kind == kind]
    if not lines:
        yield "    nothing"
    for line in lines:
        yield from _line(line)


def _line(line: DueLine) -> Iterator[str]:
    yield f"    {line.what}: {line.when()}{f'  {line.rule}' if line.rule else ''}"
    if line.due is not None and line.due.rule is not None:
        says = line.due.rule.says
        yield from textwrap.wrap(says, _WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT)
