"""Changes of the team and the people in it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlmodel import col, select

from models.changes import checks
from models.changes.sessions import refuse_held_after
from models.dates import counted
from models.errors import Refused
from models.store.change import Change
from models.tables import Absence, Agreement, Allocation, Practitioner, Team
from models.trail import Words

# What the trail may hold of a practitioner as it stands: codes and dates. Names are hashed.
_WORDS = {"name", "job_title"}


@dataclass(frozen=True, slots=True)
class PractitionerFacts:
    """What is known about a practitioner, as it comes from a form or a file."""

    number: str
    name: str
    role: str
    job_title: str = ""
    also_role: str = ""
    supervisor_id: int | None = None
    service: str = ""
    frontline: bool = True
    fte: float = 1.0
    started_on: date | None = None
    asye_started_on: date | None = None
    six_month_review_on: date | None = None
    probation_ends_on: date | None = None
    performance_plan_days: int | None = None
    left_on: date | None = None
    performance_plan_from: date | None = None


def begin_team(change: Change, name: str, policy: str, service: str = "") -> Team:
    """Give the store its team. Raises Refused where it has one: a store is one team's."""
    if change.session.exec(select(Team.id)).first() is not None:
        raise Refused("This store has its team already. Correct that one, or make another store.")
    line = checks.line_of(name, "team's name")
    if not line:
        raise Refused("The team has no name. Type what your service calls it.")
    team = change.insert(Team(name=line, policy=policy, service=service))
    change.note("begin_team", "team", team.id, name=Words(line), policy=policy, service=service)
    return team


def correct_team(change: Change, name: str, policy: str, service: str) -> Team:
    """Put the team's name, policy or service right."""
    team = the_team(change)
    line = checks.line_of(name, "team's name")
    was = team.policy
    change.update(team, name=line or team.name, policy=policy, service=service)
    change.note("correct_team", "team", team.id, name=Words(line), policy=[was, policy], service=service)
    return team


def appoint_manager(change: Change, practitioner_id: int) -> None:
    """Say which practitioner manages the team."""
    team, manager = (
        the_team(change),
        checks.found(change.session, Practitioner, practitioner_id, "practitioner"),
    )
    change.update(team, manager_id=manager.id)
    change.note("appoint_manager", "practitioner", manager.id)


def add_practitioner(change: Change, facts: PractitionerFacts) -> Practitioner:
    """Add someone who is supervised. Raises Refused for a number in use or dates out of order."""
    values = _checked(change, facts)
    _date_plan(values, change.today)
    checks.unused_number(change.session, Practitioner, values["number"], "practitioner")
    person = change.insert(Practitioner(**values))
    change.note("add_practitioner", "practitioner", person.id, **_for_trail(values))
    return person


def correct_practitioner(change: Change, practitioner_id: int, facts: PractitionerFacts) -> Practitioner:
    """Put what is known about a practitioner right, all at once."""
    person = checks.found(change.session, Practitioner, practitioner_id, "practitioner")
    values = _checked(change, facts)
    if person.performance_plan_days is None:
        _date_plan(values, change.today)
    checks.unused_number(change.session, Practitioner, values["number"], "practitioner", but=person.id)
    if facts.supervisor_id == person.id:
        raise Refused(
            "A practitioner cannot be their own supervisor. Choose someone else, or leave it empty."
        )
    if facts.left_on is not None and facts.left_on != person.left_on:
        refuse_held_after(change.session, person.id, facts.left_on)
    if facts.left_on is not None and facts.left_on < change.today:
        _refuse_if_holding(change, person.id)
    changed = {name: value for name, value in values.items() if getattr(person, name) != value}
    change.update(person, **values)
    change.note("correct_practitioner", "practitioner", person.id, **_for_trail(changed))
    return person


def record_absence(
    change: Change,
    practitioner_id: int,
    since: date,
    until: date | None = None,
    kind: str = "",
    cover: str = "",
) -> Absence:
    """Record that a practitioner is away: from, to the last day away if that is known, and why in a word.

    ``cover`` says who decides meanwhile, where someone who supervises is away (KCC-P48, HAV-P21).
    """
    person = checks.found(change.session, Practitioner, practitioner_id, "practitioner")
    checks.in_order(since, until, "The absence would end before it began")
    _refuse_same_absence(change, person.id, since, until)
    kind, cover = checks.line_of(kind, "kind of absence"), checks.line_of(cover, "name of who decides")
    absence = change.insert(
        Absence(practitioner_id=person.id, since=since, until=until, kind=kind, cover=cover)
    )
    change.note(
        "record_absence",
        "absence",
        absence.id,
        practitioner=person.id,
        since=since,
        until=until,
        kind=Words(kind),
        cover=Words(cover) if cover else None,
    )
    return absence


def correct_absence(
    change: Change, absence_id: int, since: date, until: date | None, kind: str, cover: str | None = None
) -> Absence:
    """Put an absence right, or end it by naming the last day away; without ``cover`` that stays as it is."""
    absence = checks.found(change.session, Absence, absence_id, "absence")
    checks.in_order(since, until, "The absence would end before it began")
    _refuse_same_absence(change, absence.practitioner_id, since, until, but=absence.id)
    kind = checks.line_of(kind, "kind of absence")
    by = absence.cover if cover is None else checks.line_of(cover, "name of who decides")
    change.update(absence, since=since, until=until, kind=kind, cover=by)
    change.note(
        "correct_absence",
        "absence",
        absence.id,
        since=since,
        until=until,
        kind=Words(kind),
        cover=Words(by) if by else None,
    )
    return absence


def sign_agreement(
    change: Change,
    practitioner_id: int,
    signed_on: date,
    weeks: int | None = None,
    one_sitting: bool | None = None,
    review_on: date | None = None,
) -> Agreement:
    """Record that a supervision agreement was signed, and every how many weeks it says the two meet.

    ``one_sitting``: whether personal and case supervision are held together or apart (KCC-P38).
    ``review_on``: the day on which the two want to look at it again (NCT-T42).
    """
    person = checks.found(change.session, Practitioner, practitioner_id, "practitioner")
    checks.not_future(signed_on, change.today, "The day an agreement was signed")
    if weeks is not None and not 1 <= weeks <= 52:
        raise Refused(f"An agreement names 1 to 52 weeks between sessions, not {weeks}.")
    checks.in_order(signed_on, review_on, "It would be reviewed before it was signed")
    agreement = change.insert(
        Agreement(
            practitioner_id=person.id,
            signed_on=signed_on,
            weeks=weeks,
            one_sitting=one_sitting,
            review_on=review_on,
        )
    )
    change.note(
        "sign_agreement",
        "agreement",
        agreement.id,
        practitioner=person.id,
        signed_on=signed_on,
        weeks=weeks,
        one_sitting=one_sitting,
        review_on=review_on,
    )
    return agreement


def the_team(change: Change) -> Team:
    """Return the store's team."""
    team = change.session.exec(select(Team)).first()
    if team is None:
        raise Refused("This store has no team yet. Begin one with “footprint init”.")
    return team


def _checked(change: Change, facts: PractitionerFacts) -> dict[str, Any]:
    values = {item.name: getattr(facts, item.name) for item in fields(facts)}
    values["number"] = checks.number(facts.number, "practitioner")
    values["name"] = checks.line_of(facts.name, "practitioner's name")
    values["job_title"] = checks.line_of(facts.job_title, "job title")
    if not values["name"]:
        raise Refused("The practitioner has no name. Type the name you would use in supervision.")
    if not 0 < facts.fte <= 1:
        raise Refused(f"Full time is 1 and half time 0.5; {facts.fte:g} is not a share of full time.")
    if facts.performance_plan_days is not None and facts.performance_plan_days < 1:
        raise Refused("A performance plan names at least one day between sessions.")
    if facts.performance_plan_days is None and facts.performance_plan_from is not None:
        raise Refused(
            "Say how many days the performance plan names between sessions, or leave its day empty."
        )
    checks.in_order(facts.started_on, facts.left_on, "They would have left before they started")
    if facts.supervisor_id is not None:
        checks.found(change.session, Practitioner, facts.supervisor_id, "supervisor")
    return values


def _date_plan(values: dict[str, Any], today: date) -> None:
    """Let a performance plan that is new begin today where no other day is given."""
    if values["performance_plan_days"] is not None and values["performance_plan_from"] is None:
        values["performance_plan_from"] = today


def _refuse_if_holding(change: Change, practitioner_id: int) -> None:
    """Refuse to let someone leave while work is still allocated to them."""
    held = change.session.exec(
        select(Allocation.id).where(
            Allocation.practitioner_id == practitioner_id, col(Allocation.until).is_(None)
        )
    ).all()
    if held:
        raise Refused(
            f"{counted(len(held), 'involvement is', 'involvements are')} still allocated to them. "
            "Re-allocate first, then let them leave."
        )


def _refuse_same_absence(
    change: Change, practitioner_id: int, since: date, until: date | None, but: int = 0
) -> None:
    for other in change.session.exec(
        select(Absence).where(Absence.practitioner_id == practitioner_id, col(Absence.id) != but)
    ):
        if other.since == since or (other.until is None and until is None):
            raise Refused("That absence is recorded already. Correct the one that is there.")


def _for_trail(values: dict[str, Any]) -> dict[str, Any]:
    return {name: Words(value) if name in _WORDS else value for name, value in values.items()}
