"""The days on which the record of a held session was written up, agreed and signed: four dates with the session's."""

from __future__ import annotations

from datetime import date

from sqlmodel import col, select

from models.changes import checks, sessions
from models.errors import Refused
from models.store.change import Change
from models.tables import Record, Supervision


def write_up(change: Change, supervision_id: int, recorded_on: date) -> Supervision:
    """Record the day on which a session's record was written."""
    return _date(change, supervision_id, "recorded_on", recorded_on, "written up")


def agree_record(change: Change, supervision_id: int, agreed_on: date) -> Supervision:
    """Record the day on which the supervisee agreed the content of the record."""
    return _date(change, supervision_id, "agreed_on", agreed_on, "agreed")


def sign_record(change: Change, supervision_id: int, signed_on: date) -> Supervision:
    """Record the day on which the record was signed. From then on the session can't be changed any more.

    A record that is kept here is signed here: a session never says so while its own record says otherwise.
    """
    row, _ = sessions.held(change, supervision_id)
    waiting = select(Record.id).where(Record.supervision_id == row.id, col(Record.state) != "signed")
    record = change.session.exec(waiting.order_by(col(Record.id))).first()
    if record is not None:
        raise Refused(
            f"Record {record} of it is here and not signed yet: f opens it, then s; it may be signed on paper, too."
        )
    if row.recorded_on is None:
        raise Refused("It is not written up yet. Write it up, then sign it.")
    checks.in_order(row.recorded_on, signed_on, "It would be signed before it was written up")
    return _date(change, supervision_id, "signed_on", signed_on, "signed")


def _date(change: Change, supervision_id: int, field: str, day: date, words: str) -> Supervision:
    row, held_on = sessions.held(change, supervision_id)
    if field != "agreed_on":
        sessions.unsigned(row)
    checks.not_future(day, change.today, f"The day it was {words}")
    checks.in_order(held_on, day, f"It would be {words} before it was held")
    was: date | None = getattr(row, field)
    change.update(row, **{field: day})
    change.note(f"date_{field}", "supervision", row.id, was=was, became=day)
    return row
