"""Making the made-up team and writing it into a new store, in one change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models.changes.team import appoint_manager, begin_team
from models.demo import rows
from models.demo.actions import Agreed, agree, agree_own
from models.demo.aims import AIMS
from models.demo.caseload import Caseload
from models.demo.dice import Dice
from models.demo.events import events, intervals
from models.demo.families import Household, Register
from models.demo.holds import allocate
from models.demo.journey import Journey
from models.demo.late import Waiting
from models.demo.people import Staff, hire
from models.demo.plans import give_situations
from models.demo.sessions import Session, groups, one_to_ones
from models.demo.talks import Diary, plan_talks, talk_at_allocation, talk_jointly, talk_through
from models.demo.teams import TEAMS, MadeTeam
from models.demo.upkeep import absences, agreements, observations, planned_observations
from models.errors import Refused
from models.store.change import Change
from models.tables import (
    Absence,
    Agreement,
    Child,
    DatedEvent,
    Family,
    Observation,
    PlannedObservation,
    Practitioner,
    ShorterInterval,
)


@dataclass(slots=True)
class Made:
    """A whole made-up team before it is written: people, households, work, sessions, actions."""

    team: MadeTeam
    staff: Staff
    households: list[Household]
    journeys: list[Journey]
    sessions: list[Session]
    actions: list[Agreed]


def make_team(change: Change, policy: str, today: date) -> None:
    """Fill a new store with the made-up team of a policy, as it stands on ``today``.

    The same policy and day always give the same rows. Raises Refused for a policy without such a team.
    """
    if policy not in TEAMS:
        raise Refused(f"There is no made-up team for “{policy}”. There is one for: {', '.join(TEAMS)}.")
    made = imagine(policy, today, change.next_id(Practitioner), change.next_id(Family), change.next_id(Child))
    begin_team(change, made.team.name, policy, made.team.service)
    rows.write(change, Practitioner, rows.of_people(made.staff, made.team))
    appoint_manager(change, made.staff["manager"].id)
    rows.write(change, Family, rows.of_families(made.households))
    rows.write(change, Child, rows.of_children(made.households))
    rows.write_sessions(change, made.sessions)
    rows.write_journeys(change, made.journeys, made.staff["manager"].number)
    rows.write_actions(change, made.actions)
    rows.write_numbered(change, Agreement, agreements(made.staff, made.team, made.sessions, today))
    rows.write_numbered(change, Absence, absences(made.staff, made.sessions, today))
    rows.write_numbered(change, Observation, observations(made.staff, today))
    rows.write_numbered(change, PlannedObservation, planned_observations(made.staff, today))
    rows.write_numbered(change, DatedEvent, events(policy, made.staff, made.journeys, today))
    rows.write_numbered(change, ShorterInterval, intervals(policy, made.staff, made.journeys, today))


def imagine(
    policy: str, today: date, first_person: int = 1, first_family: int = 1, first_child: int = 1
) -> Made:
    """Make the team of a policy up, with ids counted from the ones given; nothing is written."""
    team, aim, dice = TEAMS[policy], AIMS[policy], Dice(policy)
    staff = hire(team, first_person, today)
    together = groups(aim, today)
    sessions = [*one_to_ones(staff, aim, today, Dice(policy, "sessions")), *together]
    meetings = [one for one in together if one.kind == aim.groups[0][0] and one.held is not None]
    register = Register(Dice(policy, "families"))
    journeys = Caseload(team, aim, staff, meetings, register, today, dice).all()
    register.number(team.child_numbers_from, first_family, first_child)
    for one in journeys:
        allocate(one, staff, today, dice)
        give_situations(one, team.first_plan, today, dice)
    sessions += _talk(policy, team, staff, journeys, sessions, meetings, today)
    sessions.sort(key=lambda one: (one.day, one.person or 0, one.kind, one.occasion))
    agreed = Dice(policy, "actions")
    actions = [*agree(journeys, staff, today, agreed), *agree_own(sessions, staff, today, agreed)]
    return Made(team, staff, register.households, journeys, sessions, actions)


def _talk(
    policy: str,
    team: MadeTeam,
    staff: Staff,
    journeys: Sequence[Journey],
    sessions: Sequence[Session],
    meetings: Sequence[Session],
    today: date,
) -> list[Session]:
    """Give the journeys their talks; return the sessions that came to be for them."""
    aim, dice = AIMS[policy], Dice(policy, "talks")
    diary = Diary(sessions, staff, today)
    slots = {id(one): diary.slots(one, covered=dice.chance(0.5)) for one in journeys}
    for one in journeys:
        talk_through(one, slots[id(one)], aim, today, dice)
    open_ones = [one for one in journeys if one.closed is None]
    made = Waiting(open_ones, slots, meetings, diary, aim, today).arrange(dice)
    for one in journeys:
        made += talk_at_allocation(one, diary, aim.case, dice)
    made += talk_jointly(journeys, team.service, today, dice)
    plan_talks(journeys, sessions, aim, today)
    return made
