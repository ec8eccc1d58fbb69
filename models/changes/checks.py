"""What a change refuses, wherever its values come from: a form, a file or a script."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

from sqlmodel import Session, col, select

from models.dates import show
from models.errors import Refused
from models.tables import Child, Practitioner, Row
from models.words import MAX_LINE, NUMBER, clean_line

R = TypeVar("R", bound=Row)
LAST_STAGE = 12


def number(text: str, whose: str) -> str:
    """Return an organisation's own id, tidied. A child's must hold a digit: it is never a name."""
    line = clean_line(text)
    if not line:
        raise Refused(f"The {whose} has no number. Type the number your case system uses.")
    if not NUMBER.fullmatch(line):
        raise Refused(
            f"The {whose}'s number may hold letters, digits, spaces and . / - only, at most 40 of them."
        )
    if whose != "practitioner" and not any(letter.isdigit() for letter in line):
        raise Refused(f"A {whose}'s number needs a digit in it: names are not kept.")
    return line


def line_of(text: str, what: str) -> str:
    """Return one line of a person's words, cleaned; raise Refused beyond 200 characters."""
    line = clean_line(text)
    if len(line) > MAX_LINE:
        raise Refused(f"The {what} is longer than {MAX_LINE} characters: {len(line)}.")
    return line


def not_future(day: date, today: date, what: str) -> date:
    """Return ``day``; raise Refused if it lies after today."""
    if day > today:
        raise Refused(f"{what} cannot lie in the future: {show(day)} is after today, {show(today)}.")
    return day


def stage(number: int) -> int:
    """Return a stage's number; raise Refused where no pack could have such a stage."""
    if not 1 <= number <= LAST_STAGE:
        raise Refused(f"There is no stage {number}: stages are numbered 1 to {LAST_STAGE} at most.")
    return number


def in_order(first: date | None, second: date | None, sentence: str) -> None:
    """Raise Refused with ``sentence`` if both days are known and the second comes first."""
    if first is not None and second is not None and second < first:
        raise Refused(f"{sentence}: {show(second)} is before {show(first)}.")


def found(session: Session, table: type[R], row_id: int | None, what: str) -> R:
    """Return the row with this id; raise Refused if it is gone."""
    row = session.get(table, row_id) if row_id is not None else None
    if row is None:
        raise Refused(f"That {what} is no longer in the store. Look again and repeat what you did.")
    return row


def child(session: Session, child_id: int) -> Child:
    """Return the child with this id, following a number that was joined into another; raise Refused if gone."""
    row = found(session, Child, child_id, "child")
    while row.joined_into_id is not None:
        row = found(session, Child, row.joined_into_id, "child")
    return row


def child_numbered(session: Session, text: str) -> Child | None:
    """Return the child with this number, following a number that was joined into another."""
    row = session.exec(select(Child).where(Child.number == text)).first()
    return None if row is None else child(session, row.id)


def practitioner_numbered(session: Session, text: str) -> Practitioner | None:
    """Return the practitioner with this number."""
    return session.exec(select(Practitioner).where(Practitioner.number == text)).first()


def unused_number(session: Session, table: Any, text: str, what: str, but: int | None = None) -> str:
    """Return ``text``; raise Refused if another row of the table has that number already."""
    taken = session.exec(select(table.id).where(table.number == text, col(table.id) != (but or 0))).first()
    if taken is not None:
        raise Refused(f"{text} is the number of another {what} already.")
    return text
