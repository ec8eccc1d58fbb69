"""The made-up team as rows of the store, written in bulk with one line in the trail for each table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from models.demo.actions import Agreed
from models.demo.families import Household
from models.demo.journey import Journey
from models.demo.people import Staff, facts_of
from models.demo.sessions import Session
from models.demo.teams import MadeTeam
from models.demo.words import CAUSES
from models.store.change import Change
from models.tables import (
    Action,
    Allocation,
    Discussion,
    Involvement,
    Row,
    Situation,
    StageMove,
    Supervision,
)

Values = dict[str, Any]


def write(change: Change, table: type[Row], rows: Sequence[Values]) -> None:
    """Add rows that have their ids, and note in the trail how many."""
    change.insert_many(table, rows)
    change.note("demo", str(table.__tablename__), None, rows=len(rows))


def write_numbered(change: Change, table: type[Row], rows: Sequence[Values]) -> None:
    """Give rows their ids in the order in which they stand, and add them."""
    first = change.next_id(table)
    write(change, table, [{"id": first + place, **row} for place, row in enumerate(rows)])


def of_people(staff: Staff, team: MadeTeam) -> list[Values]:
    """Return the rows of everyone, supervisors before those they supervise."""
    return [{"id": person.id, **asdict(facts_of(person, staff, team))} for person in staff.values()]


def of_families(households: Iterable[Household]) -> list[Values]:
    """Return the rows of the households with siblings."""
    return [{"id": one.id, "code": one.code} for one in households if one.id is not None]


def of_children(households: Iterable[Household]) -> list[Values]:
    """Return the rows of all children."""
    return [
        {"id": kid.id, "number": kid.number, "initials": kid.initials, "kind": "child", "family_id": one.id}
        for one in households
        for kid in one.kids
    ]


def write_sessions(change: Change, sessions: Sequence[Session]) -> None:
    """Give the sessions their ids, oldest first, and add them."""
    first = change.next_id(Supervision)
    for place, one in enumerate(sessions):
        one.id = first + place
    write(change, Supervision, [_session(one) for one in sessions])


def _session(one: Session) -> Values:
    return {
        "id": one.id,
        "kind": one.kind,
        "occasion": one.occasion,
        "practitioner_id": one.person,
        "planned_for": one.planned,
        "first_planned_for": one.first_planned,
        "held_on": one.held,
        "minutes": one.minutes,
        "cancelled_on": one.cancelled,
        "reason": one.reason,
        "cause": CAUSES.get(one.reason, ""),
        "recorded_on": one.recorded,
        "agreed_on": one.signed if one.person is not None else None,
        "signed_on": one.signed,
    }


def write_journeys(change: Change, journeys: Sequence[Journey], moved_by: str) -> None:
    """Add every child's involvement with its allocations, situations, moves and discussions."""
    involvements: list[Values] = []
    allocations: list[Values] = []
    moves: list[Values] = []
    situations: list[Values] = []
    discussions: list[Values] = []
    first = change.next_id(Involvement)
    for one in sorted(journeys, key=lambda journey: journey.opened):
        for kid in one.kids:
            involvement_id = first + len(involvements)
            involvements.append(_involvement(one, kid.id, involvement_id))
            allocations += _allocations(one, involvement_id)
            moves += _moves(one, involvement_id, moved_by)
            situations += _situations(one, kid.id)
            discussions += _discussions(one, kid.id)
    write(change, Involvement, involvements)
    write_numbered(change, Allocation, allocations)
    write_numbered(change, StageMove, moves)
    write_numbered(change, Situation, situations)
    write_numbered(change, Discussion, _once(discussions))


def _involvement(one: Journey, child_id: int, involvement_id: int) -> Values:
    return {
        "id": involvement_id,
        "child_id": child_id,
        "service": one.service,
        "opened_on": one.opened,
        "closed_on": one.closed,
        "closing_reason": one.closing_reason,
        "transfer_on": one.transfer_on,
    }


def _allocations(one: Journey, involvement_id: int) -> list[Values]:
    return [
        {
            "involvement_id": involvement_id,
            "practitioner_id": hold.person,
            "since": hold.since,
            "at": hold.at,
            "until": hold.until,
        }
        for hold in one.holds
    ]


def _moves(one: Journey, involvement_id: int, moved_by: str) -> list[Values]:
    return [
        {
            "involvement_id": involvement_id,
            "moved_on": step.day,
            "from_stage": step.came_from,
            "to_stage": step.stage,
            "why": step.why,
            "moved_by": moved_by,
            "supervision_id": step.meeting.id if step.meeting else None,
        }
        for step in one.steps
    ]


def _situations(one: Journey, child_id: int) -> list[Values]:
    return [
        {
            "child_id": child_id,
            "code": spell.code,
            "value": spell.value,
            "since": spell.since,
            "until": spell.until,
        }
        for spell in one.spells
    ]


def _once(discussions: Iterable[Values]) -> list[Values]:
    """Return each child once a session: a child of two services has one record for both (KCC-P37)."""
    return list({(one["supervision_id"], one["child_id"]): one for one in discussions}.values())


def _discussions(one: Journey, child_id: int) -> list[Values]:
    return [
        {"supervision_id": talk.session.id, "child_id": child_id, "kind": talk.kind, "at": talk.session.held}
        for talk in sorted(one.talks, key=lambda talk: talk.session.day)
    ]


def write_actions(change: Change, actions: Iterable[Agreed]) -> None:
    """Add the actions, oldest first."""
    ordered = sorted(actions, key=lambda one: (one.session.day, one.session.id))
    write_numbered(change, Action, [_action(one) for one in ordered])


def _action(one: Agreed) -> Values:
    return {
        "what": one.what,
        "why": one.why,
        "how": one.how,
        "child_id": one.kid.id if one.kid else None,
        "practitioner_id": one.person.id,
        "supervision_id": one.session.id,
        "owner": one.owner,
        "set_on": one.session.day,
        "due_on": one.due,
        "done_on": one.done,
        "dropped_on": one.dropped,
        "outcome": one.outcome,
        "carried": one.carried,
    }
