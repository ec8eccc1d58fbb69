"""The diary: the sessions that are planned from a day on, the children on their lists, and planned observations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement, exists, select
from sqlmodel import Session, col

from models.reading.observing import PlannedSeen, next_of, read_planned
from models.reading.rows import rows
from models.tables import Discussion, Practitioner, Supervision


@dataclass(frozen=True, slots=True)
class Booked:
    """A planned session; ``practitioner_id`` is None for a group, ``starts_at`` empty without a time."""

    id: int
    kind: str
    occasion: str
    practitioner_id: int | None
    day: date
    starts_at: str = ""


@dataclass(frozen=True, slots=True)
class Diary:
    """The planned sessions, the next first; ``listed`` has the one on whose list a child (by id) stands.

    ``observations`` are all that are still to take place, those whose day has passed among them.
    """

    sessions: tuple[Booked, ...] = ()
    listed: Mapping[int, Booked] = field(default_factory=dict)
    observations: tuple[PlannedSeen, ...] = ()

    def of(self, practitioner_id: int | None) -> tuple[Booked, ...]:
        """Return the sessions with a practitioner, or the groups'."""
        return tuple(one for one in self.sessions if one.practitioner_id == practitioner_id)

    def observation_of(self, practitioner_id: int, kind: str) -> PlannedSeen | None:
        """Return the next planned observation of a kind with a practitioner."""
        return next_of(self.observations, practitioner_id, kind)

    def next_for_kind(self, practitioner_id: int | None, kind: str) -> Booked | None:
        """Return the next session of this kind with a practitioner, or of the groups'."""
        return next((one for one in self.of(practitioner_id) if one.kind == kind), None)

    def next_for(self, practitioner_id: int, kind: str) -> Booked | None:
        """Return the next session with a practitioner: of this kind, else of any."""
        own = self.of(practitioner_id)
        return next((one for one in own if one.kind == kind), own[0] if own else None)


def read_diary(session: Session, today: date) -> Diary:
    """Return what is planned from today on."""
    sessions = tuple(
        Booked(*row)
        for row in rows(
            session,
            select(
                col(Supervision.id),
                col(Supervision.kind),
                col(Supervision.occasion),
                col(Supervision.practitioner_id),
                col(Supervision.planned_for),
                col(Supervision.starts_at),
            )
            .where(
                col(Supervision.planned_for) >= today,
                col(Supervision.held_on).is_(None),
                col(Supervision.cancelled_on).is_(None),
                in_post(),
            )
            .order_by(col(Supervision.planned_for), col(Supervision.starts_at), col(Supervision.id)),
        )
    )
    by_id = {one.id: one for one in sessions}
    listed: dict[int, Booked] = {}
    for child_id, supervision_id in _on_lists(session, today):
        one = by_id[supervision_id]
        if child_id not in listed or one.day < listed[child_id].day:
            listed[child_id] = one
    return Diary(sessions, listed, read_planned(session))


def in_post() -> ColumnElement[bool]:
    """Say of a planned session that it is with someone in post then: after a last day none takes place."""
    return ~exists().where(
        col(Practitioner.id) == col(Supervision.practitioner_id),
        col(Practitioner.left_on) < col(Supervision.planned_for),
    )


def _on_lists(session: Session, today: date) -> list[tuple[int, int]]:
    return [
        (child_id, supervision_id)
        for child_id, supervision_id in rows(
            session,
            select(col(Discussion.child_id), col(Discussion.supervision_id))
            .join(Supervision, col(Supervision.id) == col(Discussion.supervision_id))
            .where(
                col(Supervision.planned_for) >= today,
                col(Supervision.held_on).is_(None),
                col(Supervision.cancelled_on).is_(None),
                col(Discussion.at).is_(None),
                in_post(),
            ),
        )
    ]
