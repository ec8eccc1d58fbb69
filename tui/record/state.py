"""A record that is written: its answers as they are now, how they are changed, and what they come to.

Pure: it can be filled without a screen. What is typed in an editor comes in by `take`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from forms.answers.changing import add_row, move_row, remove_part, remove_row, rows_of, without_empty_rows
from forms.answers.completeness import Missing, missing
from forms.answers.conditions import shown
from forms.answers.keeping import from_json, to_json
from forms.answers.model import Answers, Value, is_empty
from forms.answers.typed import read_typed
from forms.page.blocks import Place
from forms.records.beginning import add_child_part
from forms.records.notes import Note
from forms.records.writing import Around, written
from forms.template.form import Form
from forms.template.parts import Field
from models.changes.record_parts import Written
from models.reading.record_context import KnownChild
from models.reading.records import RecordView
from tui.record.answering import with_inner_row, with_value_at, without_inner_row
from tui.record.stops import Stop
from tui.record.walk import RecordWalk, Surroundings

_LONG = Field("", "long")
"""How the words beside a tick are read."""


class RecordState(RecordWalk):
    """One record on its form, to be written in."""

    def __init__(self, form: Form, view: RecordView, around: Surroundings, policies: Sequence[str]) -> None:
        super().__init__(form, view, around, policies)
        self._links: tuple[Answers, RecordView, Mapping[str, int]] | None = None
        self._missing: tuple[Answers, list[Missing]] | None = None

    # -- what the answers come to ------------------------------------------------------------------

    def written(self) -> Written:
        """Return what goes into the store of the answers as they are now."""
        return written(self.form, self.answers, self._around())

    def as_json(self) -> str:
        """Return the answers as they are kept."""
        return to_json(self.answers, self.form)

    def links(self) -> Mapping[str, int]:
        """Return which child each part is about, as it is written now."""
        from forms.records.writing import linked

        known = self._links
        if known is None or known[0] is not self.answers or known[1] is not self.view:
            known = self._links = self.answers, self.view, linked(self.form, self.answers, self._around())
        return known[2]

    def missing(self) -> list[Missing]:
        """Return what rules still want."""
        if self._missing is None or self._missing[0] is not self.answers:
            self._missing = self.answers, missing(self.form, self.answers)
        return self._missing[1]

    def tidy(self) -> None:
        """Take rows in which nothing stands out, as a finished record has it."""
        self.answers = without_empty_rows(self.answers)

    def _around(self) -> Around:
        numbers = {child.number: child.id for child in self.view.line.children}
        numbers |= {child.number: child.id for child in self.around.children}
        return Around(self.about, numbers)

    # -- answering -------------------------------------------------------------------------------

    def take(self, stop: Stop, text: str, today: date) -> bool:
        """Take in what was typed at a stop; say whether it is other than what stood there.

        Raises ValueError with a sentence where it can't be understood.
        """
        if stop.kind == "option":
            ticked = self.value(stop.place) is not None
            value: Value | None = read_typed(_LONG, text, today)
            if value is None and not ticked:
                return False
            value = value or ""
        else:
            assert stop.asks is not None
            value = read_typed(stop.asks, text, today)
        if value == self.value(stop.place) or (value is None and is_empty(self.value(stop.place))):
            return False
        self.answers = with_value_at(self.answers, stop.place, value)
        return True

    def put_back(self, stop: Stop, value: Value | None) -> None:
        """Let a stop hold what it held before."""
        self.answers = with_value_at(self.answers, stop.place, value)

    def toggle(self, stop: Stop) -> None:
        """Tick an option, or untick it where no words stand beside it."""
        there = self.value(stop.place)
        self.answers = with_value_at(self.answers, stop.place, "" if there is None else None)

    def next_choice(self, stop: Stop) -> None:
        """Choose the next option of a choice; nothing after the last."""
        options: list[str | None] = [
            None,
            *(option.code for option in (stop.asks.options if stop.asks else ())),
        ]
        there = self.value(stop.place)
        code = there if isinstance(there, str) else None
        at = options.index(code) if code in options else 0
        self.answers = with_value_at(self.answers, stop.place, options[(at + 1) % len(options)])

    def refer_to(self, note: Note) -> Place | None:
        """Refer to a note where the child's text begins; return the place, None where there is none."""
        links = self.links()
        parts = [part for part, child_id in links.items() if child_id in note.children] or [""]
        for part in parts:
            for section, one in self.form.placed.values():
                fits = section.each is bool(part) and one.kind == "long" and not section.ours
                if fits and shown(self.form, section, one, self.answers, part):
                    place = Place(one.key, part)
                    there = self.value(place)
                    words = f"{there}\n{note.reference}" if isinstance(there, str) else note.reference
                    self.answers = with_value_at(self.answers, place, words)
                    return place
        return None

    # -- rows and parts --------------------------------------------------------------------------

    def add(self, stop: Stop) -> bool:
        """Add a row to the table under the cursor, after the row it stands in, and go there."""
        one, place = stop.field, stop.place
        if one is None or one.kind not in ("rows", "actions"):
            return False
        inner = stop.column is not None and stop.column.kind == "actions"
        if inner or "/" in place.row:
            outer = place._replace(row=place.row.partition("/")[0], column=place.column.partition("/")[0])
            self.answers, row = with_inner_row(self.answers, outer)
            start = f"{outer.row}/{row}"
        elif one.kind == "actions" or one.grows:
            self.answers, start = add_row(self.answers, one.key, place.part, after=place.row)
        else:
            return False
        found = [each for each in self.stops() if each.place.key == one.key and each.place.row == start]
        self.at = found[0].place if found else self.at
        return bool(found)

    def remove(self, stop: Stop) -> bool:
        """Remove the row under the cursor; a row that the form prints is emptied."""
        one, place = stop.field, stop.place
        if one is None or not place.row or one.kind not in ("rows", "actions"):
            return False
        index = self.index
        if "/" in place.row:
            self.answers = without_inner_row(self.answers, place)
        else:
            self.answers = remove_row(self.answers, one.key, place.row, place.part)
        stops = self.stops()
        self.at = stops[min(index, len(stops) - 1)].place if stops else None
        return True

    def row_says_something(self, stop: Stop) -> bool:
        """Say whether anything stands in the row under the cursor."""
        row_id = stop.place.row.partition("/")[0]
        rows = rows_of(self.answers, stop.place.key, stop.place.part)
        row = next((row for row in rows if row.id == row_id), None)
        return row is not None and not is_empty((row,))

    def move(self, stop: Stop, by: int) -> bool:
        """Move the row under the cursor up or down."""
        one, place = stop.field, stop.place
        if one is None or not place.row or one.kind not in ("rows", "actions") or "/" in place.row:
            return False
        before = self.answers
        self.answers = move_row(self.answers, one.key, place.row, by, place.part)
        return self.answers != before

    def add_child(self, child: KnownChild | None, now: datetime) -> bool:
        """Add a part for a further child, and go there; False where nothing repeats in this form."""
        if self.form.each is None:
            return False
        self.answers, part = add_child_part(self.answers, self.form, self.around.known, child, now)
        for number, step in enumerate(self.steps):
            if step.part == part:
                self.go_to_section(number)
                break
        return True

    def remove_child(self, part: str) -> None:
        """Remove a part."""
        self.answers = remove_part(self.answers, part)
        self.go_to_section(min(self.step, len(self.steps) - 1))

    # -- drafts ------------------------------------------------------------------------

    def open_draft(self, text: str) -> None:
        """Go on with answers that were kept as a draft."""
        self.answers = from_json(text, self.form)
        self.forget_stops()
