"""What the store holds already, as plain rows found by number: read once, a table at a time, when first asked."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session

from models.changes.sessions import last_held
from models.intake.table.codes import plain
from models.lots import in_lots
from models.tables import (
    Absence,
    Action,
    ActionStep,
    Agreement,
    Allocation,
    Child,
    Correction,
    DatedEvent,
    Discussion,
    Family,
    GatePass,
    Involvement,
    Observation,
    PlannedObservation,
    Practitioner,
    Row,
    ShorterInterval,
    Situation,
    StageMove,
    StoreMark,
    Supervision,
    Team,
    TrailLine,
)

Image = dict[str, Any]
"""A row as its columns by name."""
Grouped = dict[int, list[Image]]
_MOST_JOINS = 500


def touches(row: Image, since: date, until: date | None) -> bool:
    """Say whether a row's time and another one, each to its last day, have a day in common."""
    return bool(row["since"] <= (until or date.max) and since <= (row["until"] or date.max))


class Known:
    """The store's rows during one plan. Rows that the plan adds are put beside them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @cached_property
    def team(self) -> Image | None:
        """The store's team."""
        return next(iter(self._all(Team)), None)

    @cached_property
    def head(self) -> int:
        """The number of the last line in the trail: a plan holds as long as it is the last."""
        return int(self._one(func.coalesce(func.max(_columns(TrailLine)["seq"]), 0)))

    @cached_property
    def mark(self) -> str:
        """The first letters of the store's own id, which it puts into numbers it has to make up."""
        found = self._session.connection().execute(select(_columns(StoreMark)["uuid"])).first()
        return str(found[0])[:6] if found else ""

    @cached_property
    def people(self) -> dict[str, Image]:
        """Practitioners by number."""
        return {row["number"]: row for row in self._all(Practitioner)}

    @cached_property
    def last_held(self) -> dict[int, date]:
        """The last day on which a session with each practitioner was held."""
        return last_held(self._session)

    @cached_property
    def people_by_id(self) -> dict[int, Image]:
        """Practitioners by the store's own number."""
        return {row["id"]: row for row in self.people.values()}

    @cached_property
    def people_by_name(self) -> dict[str, Image | None]:
        """Practitioners by the words of their name in any order; None where several share them."""
        found: dict[str, Image | None] = {}
        for row in self.people.values():
            key = name_key(row["name"])
            found[key] = None if key in found else row
        return found

    @cached_property
    def families(self) -> dict[str, Image]:
        """Families by code."""
        return {row["code"]: row for row in self._all(Family)}

    @cached_property
    def children(self) -> dict[str, Image]:
        """Children by number, joined ones among them."""
        return {row["number"]: row for row in self._all(Child)}

    @cached_property
    def children_by_id(self) -> dict[int, Image]:
        """Children by the store's own number."""
        return {row["id"]: row for row in self.children.values()}

    def child(self, number: str) -> Image | None:
        """Return the child with a number, following a number that was joined into another."""
        row, steps = self.children.get(number), 0
        while row is not None and row["joined_into_id"] is not None and steps < _MOST_JOINS:
            row, steps = self.children_by_id.get(row["joined_into_id"]), steps + 1
        return row

    @cached_property
    def involvements(self) -> Grouped:
        """Involvements by child."""
        return self._grouped(Involvement, "child_id")

    @cached_property
    def allocations(self) -> Grouped:
        """Allocations by involvement, in order."""
        return self._grouped(Allocation, "involvement_id", "since")

    @cached_property
    def moves(self) -> Grouped:
        """Moves by involvement, in order."""
        return self._grouped(StageMove, "involvement_id", "moved_on")

    @cached_property
    def situations(self) -> Grouped:
        """Situations by child."""
        return self._grouped(Situation, "child_id", "since")

    @cached_property
    def absences(self) -> Grouped:
        """Absences by practitioner."""
        return self._grouped(Absence, "practitioner_id", "since")

    @cached_property
    def observations(self) -> Grouped:
        """Observations by practitioner."""
        return self._grouped(Observation, "practitioner_id", "observed_on")

    @cached_property
    def arranged(self) -> Grouped:
        """Planned observations by practitioner."""
        return self._grouped(PlannedObservation, "practitioner_id", "planned_for")

    @cached_property
    def agreements(self) -> Grouped:
        """Agreements by practitioner."""
        return self._grouped(Agreement, "practitioner_id", "signed_on")

    @cached_property
    def gates(self) -> Grouped:
        """Passed gates by involvement."""
        rows = defaultdict(list)
        for row in self._all(GatePass):
            if row["entity"] == "involvement":
                rows[row["entity_id"]].append(row)
        return rows

    @cached_property
    def sessions(self) -> dict[str, Image]:
        """Supervisions by code; one without a code by the one that is made up for it."""
        return {row["code"] or made_up("S", row["id"], self.mark): row for row in self._all(Supervision)}

    @cached_property
    def carried_since(self) -> dict[int, int]:
        """How often each action was carried since it came into the store, by the store's own number."""
        return Counter(row["action_id"] for row in self._all(ActionStep) if row["kind"] == "carried")

    @cached_property
    def actions(self) -> dict[str, Image]:
        """Actions by code; one without a code by the one that is made up for it."""
        return {row["code"] or made_up("A", row["id"], self.mark): row for row in self._all(Action)}

    @cached_property
    def intervals(self) -> list[Image]:
        """Shorter intervals."""
        return list(self._all(ShorterInterval))

    @cached_property
    def event_rows(self) -> list[Image]:
        """Dated events."""
        return list(self._all(DatedEvent))

    @cached_property
    def events(self) -> set[tuple[Any, ...]]:
        """Dated events as what tells one from another: whose, which, when and with what value."""
        names = ("child_id", "practitioner_id", "type", "happened_on", "value")
        return {tuple(row[name] for name in names) for row in self.event_rows}

    @cached_property
    def corrections(self) -> dict[tuple[str, int, str], set[str]]:
        """What stood in a field before the manager put it right, by table, row and field."""
        found: dict[tuple[str, int, str], set[str]] = defaultdict(set)
        for row in self._all(Correction):
            found[row["entity"], row["entity_id"], row["field"]].add(row["was"])
        return found

    def is_or_was(self, entity: str, row: Image, field: str, day: date | None) -> bool:
        """Say whether a row holds this day, or held it until the manager put it right: a file may not know yet."""
        if day is None or row[field] == day:
            return bool(row[field] == day)
        return day.isoformat() in self.corrections.get((entity, row["id"], field), ())

    def is_or_began(self, involvement: Image, entity: str, row: Image, field: str, day: date | None) -> bool:
        """Say the same of what happens in an involvement: what began with it moved along with its opening."""
        if self.is_or_was(entity, row, field, day):
            return True
        with_it = bool(row[field] == involvement["opened_on"])
        return with_it and self.is_or_was("involvement", involvement, "opened_on", day)

    def discussions_of(self, sessions: Sequence[int]) -> Grouped:
        """Return the discussions of some supervisions, by supervision."""
        table, found = _table(Discussion), defaultdict(list)
        for lot in in_lots(sessions):
            for row in self._rows(select(table).where(table.c.supervision_id.in_(lot)).order_by(table.c.id)):
                found[row["supervision_id"]].append(row)
        return found

    def next_id(self, table: type[Row]) -> int:
        """Return the first unused number of a table."""
        return int(self._one(func.coalesce(func.max(_columns(table)["id"]), 0))) + 1

    def _all(self, table: type[Row]) -> Iterable[Image]:
        return self._rows(select(_table(table)).order_by(_columns(table)["id"]))

    def _rows(self, statement: Any) -> list[Image]:
        return [dict(row) for row in self._session.connection().execute(statement).mappings()]

    def _grouped(self, table: type[Row], by: str, order: str = "id") -> Grouped:
        columns, found = _columns(table), defaultdict(list)
        for row in self._rows(select(_table(table)).order_by(columns[order], columns["id"])):
            found[row[by]].append(row)
        return found

    def _one(self, expression: Any) -> Any:
        return self._session.connection().execute(select(expression)).scalar_one()


def made_up(letter: str, row_id: int, mark: str) -> str:
    """Return the code a row without one has in a workbook: the store it is of is told by its mark."""
    return f"{letter}{row_id}-{mark}"


def name_key(name: str) -> str:
    """Return a name as two spellings of it are compared: ``Obi, Sam`` is ``Sam Obi``."""
    return " ".join(sorted(plain(name).split()))


def _table(table: type[Any]) -> Any:
    return table.__table__


def _columns(table: type[Any]) -> Any:
    return table.__table__.c
