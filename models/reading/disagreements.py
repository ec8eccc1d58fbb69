"""Disagreements as pages show them: whose, about what, how far each was taken, what step comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from models.lots import in_lots
from models.policy.pack import Pack
from models.policy.relations import EscalationStep
from models.reading.rows import rows
from models.tables import Child, Disagreement, DisagreementStep


@dataclass(frozen=True, slots=True)
class StepView:
    """One step that was taken."""

    step: str
    label: str
    taken_on: date
    with_whom: str
    both_know: bool
    words: str


@dataclass(frozen=True, slots=True)
class DisagreementView:
    """One disagreement; ``next_step`` is the first of the policy's steps that was not taken yet."""

    id: int
    practitioner_id: int
    raised_on: date
    words: str
    child: str
    supervision_id: int | None
    record_id: int | None
    settled_on: date | None
    outcome: str
    steps: tuple[StepView, ...] = ()
    next_step: EscalationStep | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is not settled yet."""
        return self.settled_on is None


def read_disagreements(
    session: Session, pack: Pack, *, practitioner_id: int | None = None, open_only: bool = False
) -> tuple[DisagreementView, ...]:
    """Return disagreements, the open ones first and of those the latest, of one practitioner or of all."""
    statement = select(
        col(Disagreement.id),
        col(Disagreement.practitioner_id),
        col(Disagreement.raised_on),
        col(Disagreement.words),
        col(Child.number),
        col(Child.initials),
        col(Disagreement.supervision_id),
        col(Disagreement.record_id),
        col(Disagreement.settled_on),
        col(Disagreement.outcome),
    ).outerjoin(Child, col(Child.id) == col(Disagreement.child_id))
    if practitioner_id is not None:
        statement = statement.where(col(Disagreement.practitioner_id) == practitioner_id)
    if open_only:
        statement = statement.where(col(Disagreement.settled_on).is_(None))
    found = rows(
        session,
        statement.order_by(
            col(Disagreement.settled_on).is_not(None),
            col(Disagreement.raised_on).desc(),
            col(Disagreement.id).desc(),
        ),
    )
    steps = _steps(session, pack, [row.id for row in found])
    return tuple(_view(row, pack, steps.get(row.id, ())) for row in found)


def _view(row: Any, pack: Pack, steps: tuple[StepView, ...]) -> DisagreementView:
    number, person, raised_on, words, child, initials, session, record, settled_on, outcome = row
    taken = {one.step for one in steps}
    following = next((one for one in pack.escalation if one.code not in taken), None)
    return DisagreementView(
        number,
        person,
        raised_on,
        words,
        " ".join(part for part in (child, initials) if part),
        session,
        record,
        settled_on,
        outcome,
        steps,
        following if settled_on is None else None,
    )


def _steps(session: Session, pack: Pack, ids: list[int]) -> dict[int, tuple[StepView, ...]]:
    labels = {one.code: one.label for one in pack.escalation}
    found: dict[int, list[StepView]] = {}
    for lot in in_lots(ids):
        statement = (
            select(
                col(DisagreementStep.disagreement_id),
                col(DisagreementStep.step),
                col(DisagreementStep.taken_on),
                col(DisagreementStep.with_whom),
                col(DisagreementStep.both_know),
                col(DisagreementStep.words),
            )
            .where(col(DisagreementStep.disagreement_id).in_(lot))
            .order_by(col(DisagreementStep.taken_on), col(DisagreementStep.id))
        )
        for row in rows(session, statement):
            view = StepView(row[1], labels.get(row[1], row[1].replace("_", " ")), *row[2:])
            found.setdefault(row[0], []).append(view)
    return {number: tuple(own) for number, own in found.items()}
