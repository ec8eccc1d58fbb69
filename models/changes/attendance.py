"""Who was at a session, who came late, and what interrupted it."""

from __future__ import annotations

from collections.abc import Iterable

from sqlmodel import select

from models.changes import checks, sessions
from models.changes.agenda_parts import open_session
from models.errors import Refused
from models.store.change import Change
from models.tables import Attendance, Disturbance, Practitioner
from models.trail import Words

PARTS = ("member", "facilitator", "presenter")
STATES = ("expected", "present", "apologies", "absent")
LATE, INTERRUPTED = "late", "interrupted"
WHOSE = {"practitioner": "the practitioner", "supervisor": "the supervisor", "other": "someone else"}
"""Who came late, or who or what interrupted, by code."""


def expect_people(change: Change, supervision_id: int, people: Iterable[int]) -> list[Attendance]:
    """Expect people of the team at a session; those who are on its list already stay as they are."""
    row = open_session(change, supervision_id)
    there = {
        one.practitioner_id
        for one in change.session.exec(select(Attendance).where(Attendance.supervision_id == row.id)).all()
    }
    day = row.held_on or row.planned_for or change.today
    made = [
        change.insert(
            Attendance(supervision_id=row.id, practitioner_id=sessions.with_whom(change, person, day))
        )
        for person in dict.fromkeys(people)
        if person not in there
    ]
    if not made:
        raise Refused("They are on the list already.")
    change.note("expect_people", "supervision", row.id, people=[one.practitioner_id or 0 for one in made])
    return made


def invite_guest(change: Change, supervision_id: int, name: str, service: str = "") -> Attendance:
    """Expect a guest from another service at a session."""
    row = open_session(change, supervision_id)
    guest, of = checks.line_of(name, "name of the guest"), checks.line_of(service, "service")
    if not guest:
        raise Refused("Say who the guest is.")
    made = change.insert(Attendance(supervision_id=row.id, guest=guest, service=of, state="present"))
    change.note("invite_guest", "supervision", row.id, guest=Words(guest), service=Words(of) if of else None)
    return made


def mark_attendance(change: Change, attendance_id: int, state: str = "", part: str = "") -> Attendance:
    """Say whether someone was there, sent apologies or was absent, or that they facilitate or present.

    There is one facilitator: whoever was it before is a member again.
    """
    row = _found(change, attendance_id)
    if state and state not in STATES:
        raise Refused(f"One of {', '.join(STATES)}.")
    if part and part not in PARTS:
        raise Refused(f"One of {', '.join(PARTS)}.")
    if part == "facilitator":
        _only_one(change, row)
    change.update(row, state=state or row.state, part=part or row.part)
    change.note("mark_attendance", "attendance", row.id, state=row.state, part=row.part)
    return row


def strike_off(change: Change, attendance_id: int) -> None:
    """Take someone off the list of who is expected."""
    row = _found(change, attendance_id)
    change.note("strike_off", "supervision", row.supervision_id, person=row.practitioner_id)
    change.delete(row)


def note_disturbance(
    change: Change, supervision_id: int, kind: str, whose: str, minutes: int | None = None, words: str = ""
) -> Disturbance:
    """Note that someone came late, or an interruption, and by whom (KCC-P18)."""
    row = open_session(change, supervision_id)
    if kind not in (LATE, INTERRUPTED) or whose not in WHOSE:
        raise Refused("Say whether someone was late or it was interrupted, and by whom.")
    said = checks.line_of(words, "note")
    made = change.insert(
        Disturbance(
            supervision_id=row.id,
            kind=kind,
            whose=whose,
            at=change.now,
            minutes=sessions.minutes_of(minutes),
            words=said,
        )
    )
    change.note(
        "note_disturbance",
        "supervision",
        row.id,
        kind=kind,
        whose=whose,
        minutes=made.minutes,
        words=Words(said) if said else None,
    )
    return made


def drop_disturbance(change: Change, disturbance_id: int) -> None:
    """Take away a note of lateness or interruption that was a mistake."""
    row = checks.found(change.session, Disturbance, disturbance_id, "note")
    open_session(change, row.supervision_id)
    change.note("drop_disturbance", "supervision", row.supervision_id, kind=row.kind, whose=row.whose)
    change.delete(row)


def _found(change: Change, attendance_id: int) -> Attendance:
    row = checks.found(change.session, Attendance, attendance_id, "entry")
    open_session(change, row.supervision_id)
    if row.practitioner_id is not None:
        checks.found(change.session, Practitioner, row.practitioner_id, "practitioner")
    return row


def _only_one(change: Change, row: Attendance) -> None:
    others = select(Attendance).where(
        Attendance.supervision_id == row.supervision_id, Attendance.part == "facilitator"
    )
    for one in change.session.exec(others).all():
        if one.id != row.id:
            change.update(one, part="member")
