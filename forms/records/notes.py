"""Notes of oversight since last time, offered in the next session's record by reference."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session

from forms.answers.keeping import from_json
from forms.answers.showing import said
from forms.template.form import Form
from models.dates import show
from models.errors import Refused
from models.reading.records import RecordLine, Wanted, read_record, read_record_lines

SINCE = 62
"""For how many days a note is offered in later records."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note of oversight: its record, its day, which form it is on, about which children, what was decided."""

    record_id: int
    day: date
    called: str
    children: tuple[int, ...]
    about: str
    decided: str

    @property
    def reference(self) -> str:
        """The sentence that refers to it in another record."""
        first = self.decided.strip().partition("\n")[0]
        return f"See the {self.called} of {show(self.day)}{f': {first}' if first else '.'}"


def notes_since(session: Session, record: RecordLine, form_called: Callable[[str], Form]) -> list[Note]:
    """Return the notes about a record's children from the weeks before it, the latest first."""
    found: dict[int, RecordLine] = {}
    for child_id in dict.fromkeys(child.id for child in record.children):
        wanted = Wanted(
            child_id=child_id, since=record.day - timedelta(days=SINCE), until=record.day, limit=50
        )
        found |= {line.id: line for line in read_record_lines(session, wanted) if line.id != record.id}
    made = (_note(session, line, form_called) for line in found.values())
    return sorted(
        (one for one in made if one is not None), key=lambda one: (one.day, one.record_id), reverse=True
    )


def _note(session: Session, line: RecordLine, form_called: Callable[[str], Form]) -> Note | None:
    try:
        form = form_called(line.form)
        if form.records != "oversight":
            return None
        answers = from_json(read_record(session, line.id).answers, form)
    except Refused:
        return None
    one = form.field("decision")
    decided = said(one, answers.values.get("decision")) if one else ""
    kids = tuple(child.id for child in line.children)
    about = ", ".join(dict.fromkeys(child.label for child in line.children))
    return Note(line.id, line.day, form.called, kids, about, decided)
