"""The ledger of actions as it stands: what is open, how often it was carried, which dates were missed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from models.dates import counted, show_short
from models.lots import in_lots
from models.reading.rows import rows
from models.tables import Action, ActionStep, Child, Record


@dataclass(frozen=True, slots=True)
class StepView:
    """One decision about an action: what, when, the words with it, and the dates before and after."""

    kind: str
    taken_on: date
    words: str
    was_due_on: date | None
    due_on: date | None
    record_id: int | None


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One action with everything that was decided about it. ``carried_before`` came with it from elsewhere."""

    id: int
    what: str
    why: str
    how: str
    owner: str
    child_notices: str
    child_id: int | None
    child: str
    practitioner_id: int | None
    set_on: date
    due_on: date | None
    done_on: date | None
    dropped_on: date | None
    outcome: str
    record_id: int | None
    row: str
    carried_before: int
    steps: tuple[StepView, ...]

    @property
    def is_open(self) -> bool:
        """Say whether it is neither done nor dropped."""
        return self.done_on is None and self.dropped_on is None

    @property
    def carried(self) -> int:
        """Through how many sessions it was carried."""
        return self.carried_before + sum(step.kind == "carried" for step in self.steps)

    @property
    def in_the_way(self) -> str:
        """What was last said to stand in its way."""
        said = [step.words for step in self.steps if step.kind == "carried" and step.words]
        return said[-1] if said else ""

    def missed(self, today: date) -> int:
        """How many of its dates passed without it being done."""
        moved = sum(
            step.kind == "moved" and step.was_due_on is not None and step.was_due_on < step.taken_on
            for step in self.steps
        )
        end = self.done_on or self.dropped_on or today
        return moved + (self.due_on is not None and self.due_on < end)


def carry_words(line: ActionLine, today: date) -> str:
    """Return what an open action brings with it: ``carried 3 times, first set 12 Sep, 2 dates missed``."""
    said = [f"carried {counted(line.carried, 'time')}"] if line.carried else []
    said.append(
        f"first set {show_short(line.set_on, today)}" if said else f"set {show_short(line.set_on, today)}"
    )
    missed = line.missed(today)
    if missed:
        said.append(f"{counted(missed, 'date')} missed")
    elif line.due_on is not None:
        said.append(f"due {show_short(line.due_on, today)}")
    return ", ".join(said)


def read_open_actions(
    session: Session,
    children: Sequence[int] = (),
    practitioner_id: int | None = None,
    *,
    but_record: int | None = None,
    of_form: str = "",
) -> list[ActionLine]:
    """Return the open actions of children and those about a practitioner, the earliest due first.

    ``of_form`` adds a team's own: those about nobody that were set in records on this form.

    Actions about a child are the child's, whoever they were agreed with. ``but_record`` leaves out those
    that were written in a record.
    """
    own = and_(col(Action.practitioner_id) == practitioner_id, col(Action.child_id).is_(None))
    there = select(col(Record.id)).where(col(Record.form) == of_form)
    nobodys = and_(
        col(Action.practitioner_id).is_(None),
        col(Action.child_id).is_(None),
        col(Action.record_id).in_(there),
    )
    whose = or_(
        col(Action.child_id).in_(children) if children else false(),
        own if practitioner_id is not None else false(),
        nobodys if of_form else false(),
    )
    still: list[ColumnElement[bool]] = [col(Action.done_on).is_(None), col(Action.dropped_on).is_(None)]
    if but_record is not None:
        still.append(or_(col(Action.record_id).is_(None), col(Action.record_id) != but_record))
    found = read_actions(session, and_(whose, *still))
    return sorted(found, key=lambda line: (line.due_on or date.max, line.set_on, line.id))


def read_actions_in(session: Session, record_id: int) -> list[ActionLine]:
    """Return the actions that were written in a record, or about which something was decided in it."""
    decided = select(col(ActionStep.action_id)).where(col(ActionStep.record_id) == record_id)
    return read_actions(session, or_(col(Action.record_id) == record_id, col(Action.id).in_(decided)))


def read_actions(session: Session, where: ColumnElement[bool]) -> list[ActionLine]:
    """Return actions with their steps, in the order in which they were set."""
    found = rows(
        session,
        select(
            col(Action.id),
            col(Action.what),
            col(Action.why),
            col(Action.how),
            col(Action.owner),
            col(Action.child_notices),
            col(Action.child_id),
            col(Child.number),
            col(Child.initials),
            col(Action.practitioner_id),
            col(Action.set_on),
            col(Action.due_on),
            col(Action.done_on),
            col(Action.dropped_on),
            col(Action.outcome),
            col(Action.record_id),
            col(Action.row),
            col(Action.carried),
        )
        .outerjoin(Child, col(Child.id) == col(Action.child_id))
        .where(where)
        .order_by(col(Action.set_on), col(Action.id)),
    )
    steps = read_steps(session, [row.id for row in found])
    return [_line(row, steps.get(row.id, ())) for row in found]


def read_steps(session: Session, action_ids: Iterable[int]) -> Mapping[int, tuple[StepView, ...]]:
    """Return what was decided about actions, by action, the first first."""
    found: dict[int, list[StepView]] = {}
    for lot in in_lots(action_ids):
        for row in rows(
            session,
            select(
                col(ActionStep.action_id),
                col(ActionStep.kind),
                col(ActionStep.taken_on),
                col(ActionStep.words),
                col(ActionStep.was_due_on),
                col(ActionStep.due_on),
                col(ActionStep.record_id),
            )
            .where(col(ActionStep.action_id).in_(lot))
            .order_by(col(ActionStep.taken_on), col(ActionStep.id)),
        ):
            found.setdefault(row[0], []).append(StepView(*row[1:]))
    return {action_id: tuple(steps) for action_id, steps in found.items()}


def carried_by(as_at: date) -> Any:
    """Return the SQL of how often an action was carried by a day, for a statement over actions."""
    inner = aliased(ActionStep)
    steps = (
        select(func.count())
        .where(col(inner.action_id) == Action.id, col(inner.kind) == "carried", col(inner.taken_on) <= as_at)
        .correlate(Action)
        .scalar_subquery()
    )
    return col(Action.carried) + steps


def _line(row: Any, steps: tuple[StepView, ...]) -> ActionLine:
    return ActionLine(
        row.id,
        row.what,
        row.why,
        row.how,
        row.owner,
        row.child_notices,
        row.child_id,
        f"{row.number or ''} {row.initials or ''}".strip(),
        row.practitioner_id,
        row.set_on,
        row.due_on,
        row.done_on,
        row.dropped_on,
        row.outcome,
        row.record_id,
        row.row,
        row.carried,
        steps,
    )
