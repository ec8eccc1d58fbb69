"""Planning the team and its people: who is new, what changed, who supervises whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from models.dates import show
from models.intake.incoming import DatedIn, PersonIn
from models.intake.plan.desk import Desk
from models.intake.plan.known import Grouped, Image, name_key
from models.tables import Absence, Agreement, Observation, Practitioner, Row, Team
from models.trail import Words

_BLANK: dict[str, Any] = {
    "job_title": "",
    "also_role": "",
    "supervisor_id": None,
    "service": "",
    "frontline": True,
    "fte": 1.0,
    "started_on": None,
    "asye_started_on": None,
    "six_month_review_on": None,
    "probation_ends_on": None,
    "performance_plan_days": None,
    "left_on": None,
    "performance_plan_from": None,
}
_NAMES = {"name", "job_title"}


def plan_people(desk: Desk) -> None:
    """Plan every practitioner of the file, then the supervisors, who may stand further down."""
    rows = [(person, *_known_or_new(desk, person)) for person in desk.incoming.people]
    for person, row, new in rows:
        _update(desk, person, row, new=new)


def _known_or_new(desk: Desk, person: PersonIn) -> tuple[Image, bool]:
    known = desk.known.people
    row = known.get(person.number)
    if row is None and person.by_name:
        row = desk.known.people_by_name.get(name_key(person.assumed["name"]))
    new = row is None
    if row is None:
        values = _BLANK | person.assumed | person.values
        row = desk.add(Practitioner, number=person.number, **values)
    known[person.number] = desk.known.people_by_id[row["id"]] = row
    return row, new


def _update(desk: Desk, person: PersonIn, row: Image, *, new: bool) -> None:
    values = dict(person.values)
    if person.supervisor:
        supervisor = desk.known.people.get(person.supervisor)
        if supervisor is None or supervisor is row:
            desk.problem(
                person.where,
                "supervisor_id",
                f"“{person.supervisor}”",
                "the number of another practitioner; the row was taken without a supervisor",
            )
        else:
            values["supervisor_id"] = supervisor["id"]
    started, left = values.get("started_on", row["started_on"]), values.get("left_on", row["left_on"])
    if started is not None and left is not None and left < started:
        desk.problem(person.where, "left_on", show(left), f"a day not before they started, {show(started)}")
        return
    last = desk.known.last_held.get(row["id"])
    if left is not None and left != row["left_on"] and last is not None and last > left:
        desk.problem(
            person.where, "left_on", show(left), f"a day not before their last session, {show(last)}"
        )
        return
    changed = desk.change(Practitioner, row, **values)
    if new:
        told = {name: value for name, value in row.items() if name != "id" and value not in ("", None)}
        desk.note("add_practitioner", "practitioner", row["id"], **_for_trail(told))
    elif changed:
        desk.note("correct_practitioner", "practitioner", row["id"], **_for_trail(changed))
        desk.tell(f"{row['name']}: {', '.join(sorted(_in_words(name) for name in changed))} changed.")


def _in_words(field: str) -> str:
    return field.removesuffix("_id").removesuffix("_on").replace("_", " ")


def _for_trail(values: dict[str, Any]) -> dict[str, Any]:
    return {name: Words(value) if name in _NAMES else value for name, value in values.items()}


def plan_team(desk: Desk) -> None:
    """Plan the team: begun where the store has none; where it has one, differences are told, not taken."""
    said = desk.incoming.team_row
    if said is None:
        return
    manager = desk.known.people.get(said.manager) if said.manager else None
    if said.manager and manager is None:
        desk.problem(said.where, "manager_id", f"“{said.manager}”", "the number of a practitioner")
    manager_id = manager["id"] if manager else None
    team = desk.known.team
    if team is None:
        policy = said.policy or desk.pack.name
        row = desk.add(Team, name=said.name, policy=policy, service=said.service, manager_id=manager_id)
        desk.note(
            "begin_team",
            "team",
            row["id"],
            name=Words(said.name),
            policy=policy,
            service=said.service,
            manager=manager_id,
        )
    elif team["manager_id"] is None and manager_id is not None:
        desk.change(Team, team, manager_id=manager_id)
        desk.note("appoint_manager", "practitioner", manager_id)


def team_differences(desk: Desk) -> dict[str, tuple[Any, Any]]:
    """Return what the file says of the team that the store says otherwise: field, the store's, the file's."""
    said, team = desk.incoming.team_row, desk.known.team
    if said is None or team is None or desk.is_new(Team, team):
        return {}
    manager = desk.known.people.get(said.manager, {}).get("id") if said.manager else None
    pairs = {
        "name": (team["name"], said.name),
        "policy": (team["policy"], said.policy),
        "service": (team["service"], said.service),
        "manager_id": (team["manager_id"], manager),
    }
    return {name: pair for name, pair in pairs.items() if pair[1] and pair[0] != pair[1]}


def plan_dated(desk: Desk) -> None:
    """Plan absences, observations and agreements: one of a day is new, or changed where its other parts are."""
    known, incoming = desk.known, desk.incoming
    for absence in incoming.absences:
        if not _second_open_absence(desk, absence):
            _plan_one(desk, absence, Absence, known.absences, "since", {"until": None, "kind": ""}, "absence")
    blank = {"observer_part_on": None, "practitioner_part_on": None, "feedback_on": None}
    for observation in incoming.observations:
        _plan_one(desk, observation, Observation, known.observations, "observed_on", blank, "observation")
    for agreement in _told_once(incoming.agreements):
        blank = {"weeks": None, "one_sitting": None, "review_on": None}
        _plan_one(desk, agreement, Agreement, known.agreements, "signed_on", blank, "agreement")


def _told_once(agreements: Iterable[DatedIn]) -> list[DatedIn]:
    """Return agreements, each once: what stands on two sheets is told in part by each; a contradiction stays apart."""
    found: dict[tuple[str, date], DatedIn] = {}
    otherwise = []
    for one in agreements:
        first = found.setdefault((one.person, one.on), one)
        if any(first.values.get(name, value) != value for name, value in one.values.items()):
            otherwise.append(one)
        else:
            found[one.person, one.on] = replace(first, values={**first.values, **one.values})
    return [*found.values(), *otherwise]


_ADDED = {"absence": "record_absence", "observation": "record_observation", "agreement": "sign_agreement"}


def _plan_one(
    desk: Desk,
    said: DatedIn,
    table: type[Row],
    grouped: Grouped,
    day: str,
    blank: dict[str, Any],
    entity: str,
) -> None:
    person = practitioner_of(desk, said)
    if person is None:
        return
    row = next((each for each in grouped[person["id"]] if each[day] == said.on), None)
    if row is None:
        values = {"practitioner_id": person["id"], day: said.on, **(blank | said.values)}
        row = desk.add(table, **values)
        grouped[person["id"]].append(row)
        desk.said[table, row["id"]] = said.where
        desk.note(_ADDED[entity], entity, row["id"], **_practitioner_named(values))
        return
    if desk.says_otherwise(table, row, said.where, said.values):
        return
    until: date | None = said.values.get("until", row.get("until"))
    if until is not None and until < said.on:
        desk.problem(said.where, "until", show(until), f"a day not before {show(said.on)}")
        return
    changed = desk.change(table, row, **said.values)
    if changed and not desk.is_new(table, row):
        desk.note(f"correct_{entity}", entity, row["id"], **changed)


def _practitioner_named(values: dict[str, Any]) -> dict[str, Any]:
    return {"practitioner" if name == "practitioner_id" else name: value for name, value in values.items()}


def practitioner_of(desk: Desk, said: DatedIn) -> Image | None:
    """Return the practitioner a row is of; None, and the row listed, where that is nobody known."""
    person = desk.known.people.get(said.person)
    if person is None:
        desk.problem(
            said.where, "practitioner_id", f"“{said.person}”", "a practitioner of this file or the store"
        )
    return person


def _second_open_absence(desk: Desk, said: DatedIn) -> bool:
    """Say whether an absence without an end would stand beside another; list it if so."""
    person = desk.known.people.get(said.person)
    if person is None or "until" in said.values:
        return False
    other = next(
        (
            each
            for each in desk.known.absences[person["id"]]
            if each["until"] is None and each["since"] != said.on
        ),
        None,
    )
    if other is not None:
        desk.problem(
            said.where,
            "until",
            "nothing",
            f"the last day away: an absence since {show(other['since'])} still lasts",
        )
    return other is not None
