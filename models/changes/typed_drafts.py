"""What was typed into small forms about one person: dropped with their file. Every form's key is known here.

A form keeps what was typed under its name with the number of what it is about behind it; `tests` hold each
form of the program against these lists.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import delete
from sqlmodel import select

from models.changes.file_parts import FileOf
from models.drafts import ASKED
from models.store.change import Change
from models.tables import (
    Absence,
    Disagreement,
    Draft,
    LegalHold,
    Observation,
    PlannedObservation,
    Practitioner,
    Record,
    Row,
    ShorterInterval,
)

OF_PERSON = (
    "practitioner",
    "absence:new",
    "agreement",
    "plan",
    "held",
    "year",
    "disagreement:new",
    "shorter:person",
    "event:person",
    "observe",
    "hold:person",
    "destroy:person",
)
"""Forms about a person, by the person's number in the store."""
OF_NUMBER = ("handover:new",)
"""Forms about a person, by the organisation's own number."""
OF_SESSION = (
    "replace",
    "hold",
    "move",
    "cancel",
    "held-day",
    "held-child",
    "unhold",
    "ticks",
    "written",
    "agreed",
    "signed",
    "pattern",
    "draw",
    "closing",
)
"""Forms about one session."""
OF_ROW: Mapping[type[Row], tuple[str, ...]] = {
    LegalHold: ("hold:lift",),
    Absence: ("absence",),
    Observation: ("observation",),
    PlannedObservation: ("observe:move", "observe:off", "observe:held"),
    Disagreement: ("disagreement:step", "disagreement:settle"),
    ShorterInterval: ("interval",),
    Record: (
        *("complete", "record:entered", "record:about", "record:child"),
        *("record:sign", "record:decline", "record:addendum"),
    ),
}
"""Forms about what hangs on a person."""


def drop_typed(change: Change, person: Practitioner, found: FileOf) -> None:
    """Drop what was typed about a person, their sessions or what hangs on them, and was not finished.

    Of what was typed into a line that asks for a few words all goes: it may be about anyone.
    """
    own = set(_keys(person, found))
    keys = change.session.exec(select(Draft.key)).all()
    typed = [key for key in keys if key in own or any(key.startswith(f"{each}:") for each in (*own, ASKED))]
    table: Any = Draft.__table__  # type: ignore[attr-defined]
    change.session.connection().execute(delete(table).where(table.c.key.in_(typed)))


def _keys(person: Practitioner, found: FileOf) -> Iterator[str]:
    yield from (f"{word}:{person.id}" for word in OF_PERSON)
    yield from (f"{word}:{person.number}" for word in OF_NUMBER)
    sessions = [*found.gone["sessions"], *found.kept_sessions]
    yield from (f"{word}:{one.id}" for one in sessions for word in OF_SESSION)
    for row in found.rows:
        yield from (f"{word}:{row.id}" for word in OF_ROW.get(type(row), ()))
