"""Where a plan is worked out: the rows to add and to change, each with its line for the trail."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from sqlmodel import Session

from models.intake.incoming import Incoming, PeriodIn, PeriodKey
from models.intake.plan.known import Image, Known
from models.intake.table.codes import PackWords
from models.intake.table.findings import Findings, Where
from models.tables import Child, Practitioner, Row, Supervision
from models.trail import Value, Words

_POINTERS = ((Practitioner, "supervisor_id"), (Child, "joined_into_id"), (Supervision, "replaces_id"))


class Line(NamedTuple):
    """A line for the trail: what is done to which row, with the detail."""

    action: str
    entity: str
    entity_id: int | None
    detail: dict[str, Value | Words]


class Desk:
    """One plan in the making. Rows are plain dictionaries, those of the store and new ones alike."""

    def __init__(self, session: Session, incoming: Incoming, pack: PackWords, today: date) -> None:
        self.incoming = incoming
        self.pack = pack
        self.today = today
        self.known = Known(session)
        self.findings = Findings()
        self.said_periods = list(incoming.periods)
        """The periods of the file that are planned: those whose practitioner is known."""
        self.inserts: dict[type[Row], list[Image]] = defaultdict(list)
        self.updates: dict[tuple[type[Row], int], Image] = {}
        self.lines: list[Line] = []
        self.differences: list[str] = []
        self.changes: list[str] = []
        self.joins: list[tuple[int, int]] = []
        self.periods: dict[PeriodKey, Image] = {}
        """The involvement each period of the file stands for."""
        self.taken: set[int] = set()
        """Involvements that a period of the file stands for."""
        self.stale: set[int] = set()
        """Involvements that are closed in the store and open in the file: nothing of them is changed."""
        self.last_stage: dict[int, int] = {}
        """Where the file's list of moves leaves an involvement."""
        self.last_holder: dict[int, int] = {}
        """Who, by the file's list of allocations, holds an involvement now."""
        self.dated: set[tuple[int, str]] = set()
        """Situations, by child and code, that the file gives with a day of their own."""
        self.said: dict[tuple[type[Row], int], Where] = {}
        """Which row of the file spoke of a row first."""
        self.counts: Counter[str] = Counter()
        self._first: dict[type[Row], int] = {}
        self._next: dict[type[Row], int] = {}

    def add(self, table: type[Row], **values: Any) -> Image:
        """Add a new row and return it, with the number it will have."""
        if table not in self._next:
            self._first[table] = self._next[table] = self.known.next_id(table)
        row = {"id": self._next[table], **values}
        self._next[table] += 1
        self.inserts[table].append(row)
        return row

    def stand_for(self, said: PeriodIn, row: Image) -> None:
        """Keep which involvement a period of the file is."""
        self.periods[said.key] = row
        self.taken.add(row["id"])

    def involvement(self, said: PeriodIn) -> Image | None:
        """Return the involvement that a period of the file is; None where it was refused."""
        return self.periods.get(said.key)

    def is_new(self, table: type[Row], row: Image) -> bool:
        """Say whether a row is one this plan adds."""
        return table in self._first and row["id"] >= self._first[table]

    def change(self, table: type[Row], row: Image, **values: Any) -> Image:
        """Set fields of a row; return those that were different."""
        changed = {name: value for name, value in values.items() if row[name] != value}
        if changed:
            row.update(changed)
            if not self.is_new(table, row):
                self.updates.setdefault((table, row["id"]), {}).update(changed)
        return changed

    def says_otherwise(self, table: type[Row], row: Image, where: Where, values: Image) -> bool:
        """Say whether a row of the file contradicts an earlier one about the same; list it if so."""
        first = self.said.setdefault((table, row["id"]), where)
        if first == where or all(row[name] == value for name, value in values.items()):
            return False
        self.problem(
            where,
            "",
            "another row about the same",
            f"one; the one in {first.sheet}, row {first.row}, was taken",
        )
        return True

    def note(self, action: str, entity: str, entity_id: int | None, **detail: Value | Words) -> None:
        """Write a line for the trail, and count it under its action."""
        self.lines.append(Line(action, entity, entity_id, detail))
        self.counts[action] += 1

    def problem(self, where: Where, column: str, found: str, expected: str) -> None:
        """List a row that cannot be taken."""
        self.findings.problem(where, column, found, expected)

    def tell(self, sentence: str) -> None:
        """Say what is changed of something the store holds already."""
        self.changes.append(sentence)

    def tell_of(self, row: Image, words: str) -> None:
        """Say what is changed about the child that a row is of."""
        self.tell(f"{self._child_of(row)}: {words}")

    def differ_of(self, row: Image, words: str) -> None:
        """Say where file and store differ about the child that a row is of, and nothing is changed."""
        self.differ(f"{self._child_of(row)}: {words}")

    def _child_of(self, row: Image) -> str:
        return self.label(row["child_id"] if "child_id" in row else row["id"])

    def label(self, child_id: int) -> str:
        """Return a child as reports name it: number and initials."""
        child = self.known.children_by_id[child_id]
        return f"{child['number']} {child['initials']}".strip()

    def person(self, person_id: int) -> str:
        """Return a practitioner's name."""
        return next(
            (str(row["name"]) for row in self.known.people.values() if row["id"] == person_id), "nobody"
        )

    def differ(self, sentence: str) -> None:
        """Say where file and store differ and nothing is changed."""
        self.differences.append(sentence)

    def parents_first(self) -> None:
        """Put rows that point at rows of their own table behind those; loosen what points in a circle."""
        for table, pointer in _POINTERS:
            rows = self.inserts.get(table, [])
            ordered, loosened = _in_order(rows, pointer)
            if ordered:
                self.inserts[table] = ordered
            for row, target in loosened:
                self.updates.setdefault((table, row["id"]), {})[pointer] = target


def _in_order(rows: Iterable[Image], pointer: str) -> tuple[list[Image], list[tuple[Image, int]]]:
    waiting = {row["id"]: row for row in rows}
    ordered: list[Image] = []
    loosened: list[tuple[Image, int]] = []
    while waiting:
        ready = [row for row in waiting.values() if row[pointer] not in waiting]
        if not ready:
            row = next(iter(waiting.values()))
            loosened.append((row, row[pointer]))
            row[pointer] = None
            continue
        for row in ready:
            ordered.append(row)
            del waiting[row["id"]]
    return ordered, loosened
