"""The two sections of a record that no form prints: what is open from before, and what is no longer asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from forms.answers.model import Kept
from models.dates import show
from tui.record.beside import action_rows
from tui.record.lines import HIDDEN, Box, Manner, Page, SheetLine, paragraphs
from tui.record.stops import Stop
from tui.record.walk import RecordWalk

_BEFORE = (
    "Every action that is still open. Say what came of it (d), give it a new date (n), drop it (x), "
    "or leave it: then it is carried on."
)
_KEPT = (
    "The form was changed since this was written. What stood in fields that are gone is kept here as it was."
)


def lay_before(state: RecordWalk, manner: Manner, today: date) -> Page:
    """Return the open actions laid out, each with what it brings with it."""
    page = Page()
    page.lines += [SheetLine(((f"  {line}", "quiet"),)) for line in paragraphs(_BEFORE, manner.width - 2)]
    noted = False
    for number, stop in enumerate(state.stops()):
        if stop.note is not None and not noted:
            noted = True
            page.lines += [SheetLine(()), SheetLine((("  Noted in passing since last time", "heading"),))]
        page.lines.append(SheetLine(()))
        begin = len(page.lines)
        said = _said(stop, state, manner, today)
        for place, (text, ink) in enumerate(said):
            indent = 2 if place == 0 else 6
            for line in paragraphs(text, manner.width - indent):
                page.lines.append(SheetLine(((" " * indent + line, ink),), number))
        page.stops.append(stop)
        page.boxes.append(Box(begin, len(page.lines) - begin, 2))
    return page


def _said(stop: Stop, state: RecordWalk, manner: Manner, today: date) -> list[tuple[str, str]]:
    """Return what is said of an open action, or of a note since last time."""
    if stop.note is not None:
        note = stop.note
        head = (f"{show(note.day)}  {note.called}   {note.about}", "strong")
        decided = HIDDEN if manner.private else note.decided
        return [
            head,
            (decided or "nothing decided yet", ""),
            ("r refers to it here, Enter opens it", "quiet"),
        ]
    assert stop.action is not None
    if manner.private:
        return [(f"{stop.action.child}  {HIDDEN}".strip(), "")]
    return action_rows(stop.action, today, state.view.line.id)


def lay_kept(state: RecordWalk, manner: Manner) -> Page:
    """Return what stood in fields that the form no longer has."""
    page = Page()
    page.lines += [SheetLine(((f"  {line}", "quiet"),)) for line in paragraphs(_KEPT, manner.width - 2)]
    kept = [
        *state.answers.kept.values(),
        *(one for part in state.answers.parts for one in part.kept.values()),
    ]
    for one in kept:
        page.lines.append(SheetLine(()))
        page.lines.append(SheetLine(((f"  {one.label}", "strong"),)))
        text = HIDDEN if manner.private else "\n".join(kept_words(one))
        page.lines += [SheetLine(((f"    {line}", ""),)) for line in paragraphs(text, manner.width - 4)]
    return page


def kept_words(one: Kept) -> Iterator[str]:
    """Yield every text in a kept answer, without the ids of rows."""
    yield from _leaves(one.value)


def _leaves(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, each in value.items():
            if key != "id":
                yield from _leaves(each)
    elif isinstance(value, list):
        for each in value:
            yield from _leaves(each)
    elif value not in (None, ""):
        yield str(value)
