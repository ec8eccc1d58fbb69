"""What all changes of records share: what is written, finding a record in the right state, whom it is about."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from models.changes import checks
from models.errors import Refused
from models.store.change import Change
from models.tables import Practitioner, Record, RecordChild, RecordSignature, Supervision

MAX_ANSWERS = 20_000_000
"""How long the JSON of a record's answers may be, in characters."""


@dataclass(frozen=True, slots=True)
class About:
    """Whom and what a record is about: a session, a practitioner, children with the parts of the answers.

    Nothing at all: the team. A child without a part is what the whole record is about.
    """

    day: date
    supervision_id: int | None = None
    practitioner_id: int | None = None
    children: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class AgreedAction:
    """One action as a row of a record says it. ``row`` is the row's id, which it keeps for life."""

    row: str
    what: str
    why: str = ""
    how: str = ""
    owner: str = ""
    due_on: date | None = None
    child_notices: str = ""
    child_id: int | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """What is written into a record: its answers as canonical JSON, whom it is about, the actions in it.

    ``fingerprint`` is the edition of the form under which it was written.
    """

    answers: str
    fingerprint: str
    about: About
    actions: tuple[AgreedAction, ...] = ()


def record_found(change: Change, record_id: int) -> Record:
    """Return a record; raise Refused if it is gone."""
    return checks.found(change.session, Record, record_id, "record")


def unsigned(change: Change, record_id: int) -> Record:
    """Return a record that may be changed; raise Refused for a signed one, or one that someone has signed."""
    row = record_found(change, record_id)
    if row.state == "signed":
        raise Refused("It is signed and stands as it is. What has to be said later is a dated addendum.")
    signed = select(RecordSignature.name).where(RecordSignature.record_id == row.id)
    name = change.session.exec(signed).first()
    if name is not None:
        raise Refused(
            f"{name} has signed this text. Withdraw the signature first, with a reason; then it can be changed."
        )
    return row


def checked_answers(text: str) -> str:
    """Return the JSON of answers; raise Refused for what is no table, or beyond all measure."""
    if len(text) > MAX_ANSWERS:
        raise Refused("These answers are longer than any record can be; they were not kept.")
    try:
        body = json.loads(text)
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict):
        raise Refused("These are no answers; they were not kept.")
    return text


def checked_about(change: Change, about: About) -> About:
    """Return whom a record is about with joined numbers followed; raise Refused for anything that is gone."""
    if about.supervision_id is not None:
        checks.found(change.session, Supervision, about.supervision_id, "session")
    if about.practitioner_id is not None:
        checks.found(change.session, Practitioner, about.practitioner_id, "practitioner")
    children = tuple(
        dict.fromkeys((checks.child(change.session, child_id).id, part) for child_id, part in about.children)
    )
    return About(about.day, about.supervision_id, about.practitioner_id, children)


def set_children(change: Change, record_id: int, children: Sequence[tuple[int, str]]) -> None:
    """Make the children of a record those given; rows that stand for them already stay."""
    wanted = dict.fromkeys(children)
    there = change.session.exec(
        select(RecordChild).where(RecordChild.record_id == record_id).order_by(col(RecordChild.id))
    ).all()
    for row in there:
        if (row.child_id, row.part) in wanted:
            wanted.pop((row.child_id, row.part))
        else:
            change.delete(row)
    for child_id, part in wanted:
        change.insert(RecordChild(record_id=record_id, child_id=child_id, part=part))
