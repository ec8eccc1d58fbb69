"""Planning supervisions with the children discussed in them, actions, and gates that were passed."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from models.dates import show
from models.intake.incoming import ActionIn, DiscussionIn, GateIn, SessionIn
from models.intake.plan.desk import Desk
from models.intake.plan.known import Grouped, Image
from models.intake.plan.periods import find_period
from models.intake.table.findings import Where, shown_number
from models.tables import Action, Discussion, GatePass, Supervision
from models.trail import Words

_SESSION: dict[str, Any] = {
    "occasion": "formal",
    "planned_for": None,
    "held_on": None,
    "minutes": None,
    "cancelled_on": None,
    "reason": "",
    "recorded_on": None,
    "signed_on": None,
    "agreed_on": None,
    "first_planned_for": None,
    "starts_at": "",
    "cause": "",
    "replaces_id": None,
}
_ACTION: dict[str, Any] = {
    "why": "",
    "how": "",
    "owner": "",
    "due_on": None,
    "done_on": None,
    "dropped_on": None,
    "outcome": "",
    "carried": 0,
    "child_notices": "",
}
_WORDS = {"what", "why", "how", "owner", "outcome", "child_notices", "reason"}
_OF_A_HELD_ONE = ("kind", "occasion", "held_on", "practitioner_id")
Differing = dict[str, dict[str, DiscussionIn]]


def plan_sessions(desk: Desk) -> None:
    """Plan the supervisions of the file and their discussions."""
    incoming, known = desk.incoming, desk.known
    if not incoming.sessions and not incoming.discussions:
        return
    differing: Differing = defaultdict(dict)
    for said in incoming.discussions:
        differing[said.session][said.child] = said
    stored = [known.sessions[each.code]["id"] for each in incoming.sessions if each.code in known.sessions]
    stored += [known.sessions[code]["id"] for code in differing if code in known.sessions]
    discussions = known.discussions_of(sorted(set(stored)))
    for session in incoming.sessions:
        _plan_session(desk, session, discussions, differing.get(session.code, {}))
    for session in incoming.sessions:
        if session.replaces and session.code in known.sessions:
            _plan_replacing(desk, session, known.sessions[session.code])
    listed = {session.code for session in incoming.sessions}
    for code, each in differing.items():
        if code not in listed:
            _plan_differing(desk, code, each, discussions)


def _plan_session(
    desk: Desk, said: SessionIn, discussions: Grouped, differing: dict[str, DiscussionIn]
) -> None:
    person = desk.known.people.get(said.person) if said.person else None
    if said.person and person is None:
        desk.problem(
            said.where, "practitioner_id", f"“{said.person}”", "a practitioner of this file or the store"
        )
        return
    values = dict(said.values) | ({"practitioner_id": person["id"]} if person else {})
    row = desk.known.sessions.get(said.code)
    if row is None:
        row = desk.add(Supervision, code=said.code, **({"practitioner_id": None} | _SESSION | values))
        desk.known.sessions[said.code] = row
        desk.note("record_supervision", "supervision", row["id"], **_told(values))
        moved = False
    else:
        occasion = row["occasion"]
        if not _change_session(desk, said, row, values):
            return
        moved = row["occasion"] != occasion
    held = "held_on" in said.values
    for number in dict.fromkeys((*said.children, *differing)):
        _discuss(
            desk,
            said.where,
            row,
            number,
            discussions[row["id"]],
            differing.get(number),
            moved=moved,
            held=held,
        )


def _plan_replacing(desk: Desk, said: SessionIn, row: Image) -> None:
    """Plan which cancelled session this one makes up for; it may stand further down in the sheet."""
    other = desk.known.sessions.get(said.replaces)
    if other is None or other is row:
        desk.problem(
            said.where,
            "replaces",
            f"“{said.replaces}”",
            "another supervision of this file or the store; the row was taken without it",
        )
    elif desk.change(Supervision, row, replaces_id=other["id"]) and not desk.is_new(Supervision, row):
        desk.note("correct_supervision", "supervision", row["id"], replaces=other["id"])


def _change_session(desk: Desk, said: SessionIn, row: Image, values: dict[str, Any]) -> bool:
    """Change what a file says otherwise of a session; False where it is signed and stands as it is."""
    differs = [name for name in _OF_A_HELD_ONE if name in values and values[name] != row[name]]
    if row["signed_on"] is not None and differs:
        desk.differ(
            f"Supervision {said.code} is signed here, so what the file says otherwise of it was not taken."
        )
        return False
    planned, held = values.get("planned_for", row["planned_for"]), values.get("held_on", row["held_on"])
    assert planned or held
    recorded = values.get("recorded_on", row["recorded_on"])
    if held is not None and recorded is not None and recorded < held:
        desk.problem(said.where, "recorded_on", show(recorded), f"a day not before it was held, {show(held)}")
        return False
    changed = desk.change(Supervision, row, **values)
    if changed:
        desk.note("correct_supervision", "supervision", row["id"], **_told(changed))
    return True


def _discuss(
    desk: Desk,
    where: Where,
    row: Image,
    number: str,
    known: list[Image],
    differing: DiscussionIn | None,
    *,
    moved: bool = False,
    held: bool = True,
) -> None:
    """Plan that a child was, or is to be, discussed in a session.

    ``moved`` says that its occasion changed, ``held`` that the file knows it as held: one that only knows
    it as planned says nothing about who was discussed.
    """
    child = desk.known.child(number)
    if child is None:
        desk.problem(
            where,
            "children",
            shown_number(number),
            "a child of this file or the store; the session was taken without them",
        )
        return
    kind = "informal" if row["occasion"] == "ad hoc" else "formal"
    at = row["held_on"] if held else None
    criterion = ""
    if differing is not None:
        kind, at, criterion = differing.kind, differing.at, differing.criterion
    same = next((each for each in known if each["child_id"] == child["id"]), None)
    if same is None:
        added = desk.add(
            Discussion, supervision_id=row["id"], child_id=child["id"], kind=kind, at=at, criterion=criterion
        )
        known.append(added)
        desk.note(
            "discuss",
            "discussion",
            added["id"],
            supervision=row["id"],
            child=child["id"],
            kind=kind,
            at=at,
        )
        return
    kind = kind if differing or moved else same["kind"]
    at = at if differing or held else same["at"]
    if desk.change(Discussion, same, kind=kind, at=at, criterion=criterion or same["criterion"]):
        desk.note("correct_discussion", "discussion", same["id"], kind=kind, at=at)


def _plan_differing(desk: Desk, code: str, differing: dict[str, DiscussionIn], discussions: Grouped) -> None:
    """Plan discussions of a session that the sheet Supervisions does not list: one of the store."""
    row = desk.known.sessions.get(code)
    for number, said in differing.items():
        if row is None:
            desk.problem(said.where, "supervision_id", f"“{code}”", "a supervision of this file or the store")
        else:
            _discuss(desk, said.where, row, number, discussions[row["id"]], said)


def plan_actions(desk: Desk) -> None:
    """Plan the actions of the file."""
    for said in desk.incoming.actions:
        pointers = _pointers(desk, said)
        if pointers is not None:
            _plan_action(desk, said, dict(said.values) | pointers)


def _pointers(desk: Desk, said: ActionIn) -> dict[str, int] | None:
    """Return the rows an action points at; None, and the row listed, where one of them is nowhere."""
    known = desk.known
    wanted = (
        ("child_id", said.child, known.child(said.child) if said.child else None),
        ("practitioner_id", said.person, known.people.get(said.person)),
        ("supervision_id", said.session, known.sessions.get(said.session) if said.session else None),
    )
    for column, number, row in wanted:
        if number and row is None:
            desk.problem(said.where, column, shown_number(number), "one of this file or the store")
            return None
    return {column: row["id"] for column, number, row in wanted if row is not None}


def _plan_action(desk: Desk, said: ActionIn, values: dict[str, Any]) -> None:
    row = desk.known.actions.get(said.code)
    if row is None:
        blank = {"child_id": None, "practitioner_id": None, "supervision_id": None}
        row = desk.add(Action, code=said.code, **(blank | _ACTION | values))
        desk.known.actions[said.code] = row
        desk.note("set_action", "action", row["id"], **_told(values))
        return
    if "carried" in values:
        values["carried"] = max(0, values["carried"] - desk.known.carried_since.get(row["id"], 0))
    done, dropped = values.get("done_on", row["done_on"]), values.get("dropped_on", row["dropped_on"])
    if done is not None and dropped is not None:
        desk.differ(f"Action {said.code} would be both done and dropped. It was left as it is.")
        return
    changed = desk.change(Action, row, **values)
    if changed:
        desk.note("correct_action", "action", row["id"], **_told(changed))


def plan_gates(desk: Desk) -> None:
    """Plan the gates that were passed."""
    for said in desk.incoming.gates:
        row = _gated(desk, said)
        if row is None:
            continue
        if any(_same_pass(each, said) for each in desk.known.gates[row["id"]]):
            continue
        added = desk.add(
            GatePass,
            rule=said.rule,
            entity="involvement",
            entity_id=row["id"],
            reason=said.reason,
            passed_on=said.passed_on,
        )
        desk.known.gates[row["id"]].append(added)
        desk.note("pass_gate", "involvement", row["id"], rule=said.rule, reason=Words(said.reason))


def _same_pass(row: Image, said: GateIn) -> bool:
    return bool((row["rule"], row["passed_on"], row["reason"]) == (said.rule, said.passed_on, said.reason))


def _gated(desk: Desk, said: GateIn) -> Image | None:
    child = desk.known.child(said.child)
    row = (
        find_period(desk, child, said.child, said.service, said.opened_on, said.nth, said.passed_on)
        if child
        else None
    )
    if row is None:
        desk.problem(
            said.where, "child_id", shown_number(said.child), "a child with that service open at the time"
        )
    return row


def _told(values: dict[str, Any]) -> dict[str, Any]:
    """Return values as the trail may hold them: people's words hashed, pointers by what they point at."""
    return {
        name.removesuffix("_id"): Words(value) if name in _WORDS else value
        for name, value in values.items()
        if value not in ("", None)
    }
