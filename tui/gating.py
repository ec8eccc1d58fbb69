"""The gates in words: what a policy wants before work closes or goes to another service, and what is there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from models.dates import counted, show
from models.policy import Pack
from models.reading.gates import ClosingView, Past
from tui.child_page import service_label

SUPERVISED = "the service that closes its involvement holds a formal supervision first."
NOTED = "a note of oversight at closing: the rationale, the work done, what the family think and feel."
HOW = "Leave this, and o on the child's page or the board notes it."
STEPPED = "both team managers discuss a step up, down or across together, and the rationale is recorded."


@dataclass(frozen=True, slots=True)
class Gate:
    """What is not met, rule by rule, and what is to be said about it.

    ``first`` is the day of the first formal supervision in it: before that day nothing of it may close.
    """

    unmet: tuple[str, ...]
    said: tuple[str, ...]
    met: str = ""
    first: date | None = field(default=None, compare=False)

    @property
    def rules(self) -> str:
        """The rules that are not met, as a sentence names them."""
        return " and ".join(self.unmet)


def before_closing(views: Sequence[ClosingView], pack: Pack, today: date, *, noted: bool = True) -> Gate:
    """Return what the closing gate says: the supervision, the note of oversight, the history of each child.

    Moving to the last stage does not close yet: then no note is asked for (``noted``).
    """
    rule, note = pack.board.closing_gate, pack.board.closing_note if noted else ""
    missing = [view for view in views if view.last is None]
    unnoted = [view for view in views if note and view.noted_on is None]
    first = max((min(view.closing.supervisions) for view in views if view.closing.supervisions), default=None)
    unmet = [name for name, lacking in ((rule, missing), (note, unnoted)) if lacking and name]
    if not unmet:
        last = min(view.last for view in views if view.last is not None)
        old = (
            f", {counted((today - last).days, 'day')} ago"
            if any(view.is_old(today) for view in views)
            else ""
        )
        return Gate((), (), f"Formal supervision held in this involvement: {show(last)}{old} ({rule})", first)
    said = [f"{rule}: {SUPERVISED}"] if missing else []
    said += [f"{view.child}: none held in this involvement yet." for view in missing]
    said += [
        f"{view.child}: the last formal supervision was held on {show(view.last)}{_old(view, today)}."
        for view in views
        if view.last is not None
    ]
    if unnoted:
        said += [f"{note}: {NOTED}", f"Not noted: {', '.join(view.child for view in unnoted)}. {HOW}"]
    said += [line for view in views for line in _history(view, pack, today)]
    return Gate(tuple(unmet), tuple(said), first=first)


def _old(view: ClosingView, today: date) -> str:
    if view.last is None or not view.is_old(today):
        return ""
    return f", {counted((today - view.last).days, 'day')} ago: it may not have spoken of closing"


def _history(view: ClosingView, pack: Pack, today: date) -> list[str]:
    """Return the child's involvements, the earliest first, where there was more than one."""
    if len(view.history) < 2:
        return []
    return [f"{view.child}, so far:", *(_past(one, pack, today) for one in view.history)]


def _past(one: Past, pack: Pack, today: date) -> str:
    until = show(one.closed_on) if one.closed_on else "now"
    held = (
        counted(len(one.supervisions), "formal supervision") if one.supervisions else "no formal supervision"
    )
    days = counted(one.days(today), "day")
    return f"  {service_label(pack, one.service)}: {show(one.opened_on)} to {until}, {days}, {held}"
