"""As sent, as returned, as it is now: what a working copy brings, field by field, and what may be taken unasked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from exports.word.places import value_at, with_new_row, with_value_at, without_row
from exports.word.returned import Entry, Returned, text_back
from exports.word.visible import tidy
from forms.answers.model import Answers, Cell, Row, Value, is_empty
from forms.answers.showing import said
from forms.answers.typed import read_typed
from forms.page.blocks import Place
from forms.template.form import Form
from forms.template.parts import ACTION_COLUMNS, Column, Field, columns_of
from models.words import MAX_LINE, clean_line

TAKE, ASK, LEAVE = "take", "ask", "leave"
"""Taken without asking; shown side by side to be accepted or refused; can't be taken, only shown."""

Apply = Callable[[Answers], Answers]

NOT_THEIRS = "this part is not filled by the one it was sent to"
CHANGED_HERE = "it was changed here since it was sent"
NO_RECIPIENT = "the copy was made for no one in particular"
LOSSY = "it was saved by a program that loses line breaks"
A_SIGNATURE = "a signature is given on the signing screen, not taken from a file"
A_ROW_GONE = "the row is gone from the file"


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing that came back otherwise than it was sent: its three texts, and what may be done with it.

    ``row`` names a row that is new or gone; ``why`` says why it is asked or left.
    """

    place: Place
    label: str
    sent: str
    returned: str
    now: str
    verdict: str
    why: str = ""
    apply: Apply = field(compare=False, default=lambda answers: answers)


def propose(returned: Returned, now: Answers, today: date) -> list[Proposal]:
    """Return what the copy brings, in the order in which it stands there. Nothing is changed by this."""
    return list(_Merge(returned, now, today).proposals())


def taken(proposals: Iterable[Proposal], answers: Answers, accepted: Sequence[int] = ()) -> Answers:
    """Return answers with what is taken unasked and with those that were ``accepted``, by their place in the list."""
    for number, each in enumerate(proposals):
        if each.verdict == TAKE or (each.verdict == ASK and number in accepted):
            answers = each.apply(answers)
    return answers


class _Merge:
    """One copy being compared with the record as it was sent and as it is now."""

    def __init__(self, returned: Returned, now: Answers, today: date) -> None:
        self._returned = returned
        self._form: Form = returned.sent.form
        self._sent = returned.sent.answers
        self._now = now
        self._today = today

    def proposals(self) -> Iterator[Proposal]:
        rows = _Rows()
        new: dict[tuple[Place, str], list[Entry]] = {}
        ticks: dict[Place, list[Entry]] = {}
        for entry in self._returned.entries:
            place, found = entry.control.place, entry.found
            if found is None:
                continue
            if place.column in ("tick", "words"):
                ticks.setdefault(place._replace(row="", column=""), []).append(entry)
            elif place.row:
                table, row = rows.of(place, found.row)
                if row:
                    new.setdefault((table, row), []).append(entry)
                elif entry.changed:
                    yield self._changed(entry)
            elif entry.changed:
                yield self._changed(entry)
        for place, entries in ticks.items():
            yield from self._ticks(place, entries)
        for (table, row), entries in new.items():
            yield from self._new_row(table, row, entries)
        yield from self._gone_rows()

    # -- one answer ------------------------------------------------------------------------------

    def _changed(self, entry: Entry) -> Proposal:
        place, one = entry.control.place, self._one(entry.control.place)
        back = text_back(entry)
        try:
            value = self._read(entry, one, back)
        except ValueError as wrong:
            return self._proposal(place, entry.control.alias, back, LEAVE, f"it can't be read: {wrong}")
        verdict, why = self._verdict(place, said(one, value))
        return self._proposal(
            place,
            entry.control.alias,
            back,
            verdict,
            why,
            lambda answers: with_value_at(answers, place, value),
        )

    def _verdict(self, place: Place, returned: str) -> tuple[str, str]:
        """Say what may be done with an answer that came back changed."""
        recipient = self._returned.recipient
        one = self._form.field(place.key)
        if one is not None and (one.kind == "signature" or one.of):
            return LEAVE, A_SIGNATURE
        sent, now = self._text(self._sent, place), self._text(self._now, place)
        if now not in (sent, returned):
            return ASK, CHANGED_HERE
        if self._returned.lossy:
            return ASK, LOSSY
        if not recipient:
            return ASK, NO_RECIPIENT
        return (TAKE, "") if recipient in self._form.who_fills(place.key) else (ASK, NOT_THEIRS)

    def _proposal(
        self, place: Place, label: str, back: str, verdict: str, why: str, apply: Apply | None = None
    ) -> Proposal:
        sent, now = self._text(self._sent, place), self._text(self._now, place)
        if apply is None:
            return Proposal(place, label, sent, back, now, verdict, why)
        return Proposal(place, label, sent, back, now, verdict, why, apply)

    def _read(self, entry: Entry, one: Field | Column, text: str) -> Value | None:
        """Read what came back as its field has it; raise ValueError where it is none."""
        if not text.strip():
            return None
        if one.kind in ("person", "line", "child", "signature"):
            line = clean_line(text)
            if len(line) > MAX_LINE:
                raise ValueError(f"this is one line of at most {MAX_LINE} characters")
            return line
        try:
            return read_typed(one, text, self._today)
        except ValueError:
            if (
                one.kind == "date"
                and entry.found is not None
                and entry.found.day is not None
                and not _digits(text)
            ):
                return entry.found.day
            raise

    # -- ticks -----------------------------------------------------------------------------------

    def _ticks(self, place: Place, entries: Sequence[Entry]) -> Iterator[Proposal]:
        """Yield what changed among the ticks of one field, as one answer."""
        if not any(entry.changed for entry in entries):
            return
        one = self._one(place)
        held = value_at(self._sent, place)
        ticked = dict(held) if isinstance(held, dict) else {}
        boxes = [entry for entry in entries if entry.control.place.column == "tick" and entry.found]
        for entry in boxes:
            code = entry.control.place.row
            if entry.found is not None and entry.found.ticked:
                ticked.setdefault(code, "")
            else:
                ticked.pop(code, None)
        for entry in entries:
            code = entry.control.place.row
            if entry.control.place.column == "words" and entry.changed:
                words = clean_line(text_back(entry))
                if words or code in ticked:
                    ticked[code] = words
        verdict, why = self._verdict(place, said(one, ticked))
        yield self._proposal(
            place,
            one.name if isinstance(one, Field) else one.line,
            said(one, ticked),
            verdict,
            why,
            lambda answers: with_value_at(answers, place, ticked or None),
        )

    # -- rows ------------------------------------------------------------------------------------

    def _new_row(self, table: Place, row: str, entries: Sequence[Entry]) -> Iterator[Proposal]:
        """Yield a row that the copy has and the record has not: an empty one that was filled, or a copied one."""
        if row.startswith("copy") and not any(entry.changed for entry in entries):
            return
        cells: dict[str, Cell] = {}
        wrong = []
        for entry in entries:
            column = entry.control.place.column.rpartition("/")[2]
            try:
                value = self._read(entry, self._one(entry.control.place), text_back(entry))
            except ValueError as problem:
                wrong.append(f"{entry.control.alias}: {problem}")
                continue
            if value is not None and not isinstance(value, dict) and not is_empty(value):
                cells[column] = value
        if not cells and not wrong:
            return
        one = self._one(table)
        text = said(one, (Row("", cells),))
        label = f"{self._label(table)}, a new row"
        if wrong:
            yield Proposal(table, label, "", text, "", LEAVE, f"it can't be read: {'; '.join(wrong)}")
            return
        verdict, why = self._row_verdict(table, row)
        yield Proposal(
            table, label, "", text, "", verdict, why, lambda answers: with_new_row(answers, table, cells)
        )

    def _row_verdict(self, table: Place, row: str) -> tuple[str, str]:
        one = self._form.field(table.key)
        if (
            not table.row
            and row.startswith("copy")
            and one is not None
            and one.kind == "rows"
            and not one.grows
        ):
            return LEAVE, "rows can't be added to this table; write it where it belongs"
        if self._returned.lossy:
            return ASK, LOSSY
        if not self._returned.recipient:
            return ASK, NO_RECIPIENT
        return (
            (TAKE, "") if self._returned.recipient in self._form.who_fills(table.key) else (ASK, NOT_THEIRS)
        )

    def _gone_rows(self) -> Iterator[Proposal]:
        """Yield rows that were sent and of which not one field came back; printed rows always stay."""
        back = {
            (e.control.place.key, e.control.place.part, e.control.place.row)
            for e in self._returned.entries
            if e.found
        }
        sent = {
            (e.control.place.key, e.control.place.part, e.control.place.row) for e in self._returned.entries
        }
        for key, part, row in sorted(sent - back):
            one = self._form.field(key)
            printed = {each.key for each in one.rows} if one else set()
            if (
                not row
                or "/" in row
                or row.startswith("+")
                or row in printed
                or one is None
                or one.kind == "ticks"
            ):
                continue
            table = Place(key, part)
            held = value_at(self._sent, table)
            was = next((each for each in held if each.id == row), None) if isinstance(held, tuple) else None
            if was is None:
                continue
            yield self._gone_row(table, one, was)

    def _gone_row(self, table: Place, one: Field, was: Row) -> Proposal:
        held = value_at(self._now, table)
        still = next((each for each in held if each.id == was.id), None) if isinstance(held, tuple) else None
        return Proposal(
            table,
            f"{self._label(table)}, a row gone",
            said(one, (was,)),
            "",
            said(one, (still,)) if still else "",
            ASK,
            A_ROW_GONE,
            lambda answers: without_row(answers, table, was.id),
        )

    # -- within ----------------------------------------------------------------------------------

    def _one(self, place: Place) -> Field | Column:
        """Return what is asked at a place: a field, a column of it, or a part of an action in a cell."""
        found: Field | Column = self._form.field(place.key) or Field(place.key, "long")
        for column in [*filter(None, place.column.split("/"))]:
            columns = columns_of(found) if isinstance(found, Field) else ACTION_COLUMNS
            found = next((each for each in columns if each.key == column), Column(column, column, "long"))
        return found

    def _label(self, table: Place) -> str:
        one = self._form.field(table.key)
        return one.name if one else table.key

    def _text(self, answers: Answers, place: Place) -> str:
        return tidy(said(self._one(place), value_at(answers, place))).strip()


class _Rows:
    """Which row of a table a control stands in: its own, or one that was copied from it or filled newly."""

    def __init__(self) -> None:
        self._first: dict[Place, int] = {}
        self._seen: dict[tuple[Place, int], int] = {}

    def of(self, place: Place, physical: int) -> tuple[Place, str]:
        """Return the table a control belongs to, and the name of its row there where that row is new."""
        outer, _, inner = place.row.partition("/")
        column = place.column.partition("/")[0]
        own = self._first.setdefault(place._replace(row=outer, column=""), physical)
        copied = f"copy{physical}" if physical != own else ""
        if not inner:
            return place._replace(row="", column=""), copied or (outer if outer.startswith("+") else "")
        table = place._replace(column=column, row=outer)
        times = self._seen[place, physical] = self._seen.get((place, physical), 0) + 1
        again = f"copy{physical}.{inner}.{times}" if times > 1 or copied else ""
        return table, again or (inner if inner.startswith("+") else "")


def _digits(text: str) -> bool:
    return any(letter.isdigit() for letter in text)
