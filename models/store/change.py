"""One change of the store: the rows it touches, its lines in the trail, and how to undo it.

A named change function gets a `Change` and nothing else to write with. Everything it does lands in
one transaction; a change that leaves no line in the trail is a mistake in the program and is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import Executable, bindparam, delete, func, insert, select, update
from sqlmodel import Session

from models import trail
from models.errors import Refused
from models.lots import in_lots
from models.tables import Row, TrailLine, TrailSalt
from models.trail import Value, Words

R = TypeVar("R", bound=Row)
Image = dict[str, Any]
_LAST_LINE = "SELECT seq, hash FROM trail ORDER BY seq DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class Touch:
    """A row before and after a change; ``before`` is empty for a new row, ``after`` for a removed one."""

    table: type[Row]
    id: int
    before: Image | None
    after: Image | None


@dataclass(frozen=True, slots=True)
class Step:
    """What one change did, for taking it back: the rows it touched and its lines in the trail.

    ``head`` is where the trail has to end for the step to be the latest: its own last line, or the
    line of the undo of the step after it. ``undo`` is ``own`` for a
    step of its own, ``final`` for one that is not taken back, nor anything before it, and ``passing`` for
    one that an undo passes over.
    """

    what: str
    first_line: int
    last_line: int
    touches: tuple[Touch, ...]
    head: int
    undo: str = "own"


@dataclass(slots=True)
class Change:
    """The means of one change. ``now`` is aware; ``today`` is the day the change belongs to."""

    session: Session
    now: datetime
    today: date
    actor: str
    _touches: list[Touch] = field(default_factory=list)
    _lines: list[Image] = field(default_factory=list)
    _salts: list[Image] = field(default_factory=list)
    _head: tuple[int, str] | None = None
    _moment: str = field(init=False)
    _undo: str = "own"

    def __post_init__(self) -> None:
        self._moment = trail.moment_text(self.now)

    def insert(self, row: R) -> R:
        """Add a row and give it its number."""
        self.session.add(row)
        self.session.flush()
        self._touches.append(Touch(type(row), row.id, None, _image(row)))
        return row

    def update(self, row: R, /, **values: Any) -> R:
        """Set the named fields of a row; fields that hold the value already are left alone."""
        before = _image(row)
        for name, value in values.items():
            if getattr(row, name) != value:
                setattr(row, name, value)
        after = _image(row)
        if after != before:
            self.session.add(row)
            self.session.flush()
            self._touches.append(Touch(type(row), row.id, before, after))
        return row

    def delete(self, row: Row) -> None:
        """Remove a row."""
        self._touches.append(Touch(type(row), row.id, _image(row), None))
        self.session.delete(row)
        self.session.flush()

    def insert_many(self, table: type[Row], rows: Sequence[Image]) -> None:
        """Add many rows at once; each must bring its own ``id`` (see `next_id`)."""
        if rows:
            self._execute(insert(_table(table)), list(rows))
            self._touches.extend(Touch(table, row["id"], None, row) for row in rows)

    def update_many(self, table: type[Row], rows: Sequence[Image]) -> None:
        """Set fields of many rows at once; each brings its ``id`` and the same fields as the others."""
        if not rows:
            return
        columns = _columns(table)
        ids = {row["id"]: row for row in rows}
        for chunk in in_lots(ids):
            statement = select(_table(table)).where(columns["id"].in_(chunk))
            for found in self._execute(statement).mappings().all():
                before = dict(found)
                self._touches.append(Touch(table, before["id"], before, {**before, **ids[before["id"]]}))
        names = [name for name in rows[0] if name != "id"]
        change = update(_table(table)).where(columns["id"] == bindparam("of_row"))
        values = [{"of_row": row["id"], **{f"to_{name}": row[name] for name in names}} for row in rows]
        self._execute(change.values({name: bindparam(f"to_{name}") for name in names}), values)

    def next_id(self, table: type[Row]) -> int:
        """Return the first unused number of a table, for rows added in bulk."""
        column = _columns(table)["id"]
        return int(self._execute(select(func.coalesce(func.max(column), 0))).scalar_one()) + 1

    def note(self, action: str, entity: str, entity_id: int | None = None, **detail: Value | Words) -> None:
        """Write a line in the trail: what was done to which row. Wrap people's words in `Words`."""
        seq, prev = self.head
        salt = trail.new_salt() if trail.has_words(detail) else ""
        line = trail.next_line(
            seq + 1,
            prev,
            self._moment,
            self.actor,
            action,
            entity,
            entity_id,
            trail.detail_text(detail, salt),
        )
        self._lines.append({name: getattr(line, name) for name in line.__slots__})
        if salt:
            self._salts.append({"seq": line.seq, "salt": salt})
        self._head = line.seq, line.hash

    @property
    def head(self) -> tuple[int, str]:
        """The number and the hash of the trail's last line, this change's own lines so far among them."""
        return self._head or self._last_line()

    def is_final(self) -> None:
        """Say that this change is not taken back: signing and sealing are not."""
        self._undo = "final"

    def is_passing(self) -> None:
        """Say that an undo passes over this change: that something was exported stays true."""
        self._undo = "passing"

    def finish(self) -> Step:
        """Write the lines and return what would undo the change. Called once, by the store."""
        if not self._lines:
            raise AssertionError("a change of the store left no line in the trail")
        self._execute(insert(_table(TrailLine)), self._lines)
        if self._salts:
            self._execute(insert(_table(TrailSalt)), self._salts)
        first, last = self._lines[0], self._lines[-1]
        return Step(first["action"], first["seq"], last["seq"], tuple(self._touches), last["seq"], self._undo)

    def take_back(self, step: Step) -> None:
        """Undo a step: put every row back as it was before, in reverse order.

        Raises Refused where the store has been changed since by someone else.
        """
        if self._last_line()[0] != step.head:
            raise Refused(
                "The store was changed by another program since, so what was done before cannot be taken "
                "back as one step. Put it right by hand instead."
            )
        self.session.flush()
        self.session.expunge_all()
        for same in _runs(reversed(step.touches)):
            self._put_back(same)
        self.note("undo", "trail", step.first_line, last=step.last_line, what=step.what)

    def _put_back(self, touches: list[Touch]) -> None:
        table = touches[0].table
        column = _columns(table)["id"]
        if touches[0].before is None:
            for chunk in in_lots(touch.id for touch in touches):
                self._execute(delete(_table(table)).where(column.in_(chunk)))
        elif touches[0].after is None:
            self._execute(insert(_table(table)), [touch.before for touch in touches])
        else:
            for touch in touches:
                # what else was written into the row meanwhile, beside the trail, stays
                self._execute(update(_table(table)).where(column == touch.id).values(_undone(touch)))
        for touch in touches:
            self._touches.append(Touch(table, touch.id, touch.after, touch.before))

    def _execute(self, statement: Executable, rows: list[Any] | None = None) -> Any:
        return self.session.connection().execute(statement, rows)

    def _last_line(self) -> tuple[int, str]:
        found = self.session.connection().exec_driver_sql(_LAST_LINE).first()
        return (int(found[0]), str(found[1])) if found else (0, trail.FIRST)


def _table(table: type[Any]) -> Any:
    return table.__table__


def _columns(table: type[Any]) -> Any:
    return table.__table__.c


def _image(row: Row) -> Image:
    return {column.name: getattr(row, column.name) for column in _columns(type(row))}


def _undone(touch: Touch) -> Image:
    """Return the columns that a change altered, as they were before."""
    assert touch.before is not None
    assert touch.after is not None
    return {name: value for name, value in touch.before.items() if touch.after[name] != value}


def _runs(touches: Iterable[Touch]) -> Iterable[list[Touch]]:
    """Group neighbouring touches of one table and one sort, so that bulk changes are undone in bulk."""
    run: list[Touch] = []
    for touch in touches:
        if run and (run[-1].table, run[-1].before is None, run[-1].after is None) != (
            touch.table,
            touch.before is None,
            touch.after is None,
        ):
            yield run
            run = []
        run.append(touch)
    if run:
        yield run
