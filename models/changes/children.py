"""Changes of children and families: adding, putting right, joining two numbers that are one child."""

from __future__ import annotations

from sqlmodel import col, select

from models.changes import checks
from models.errors import Refused
from models.facts import KINDS_OF_CHILD
from models.store.change import Change
from models.tables import (
    Action,
    AgendaItem,
    Child,
    DatedEvent,
    Disagreement,
    Discussion,
    Entered,
    Family,
    HandoverItem,
    Involvement,
    RecordChild,
    ShorterInterval,
    Situation,
)
from models.words import as_initials


def add_child(
    change: Change, number: str, initials: str = "", family: str = "", kind: str = "child"
) -> Child:
    """Add a child (or carer, caregiver, victim) by number and initials. A whole name becomes initials."""
    tidy = checks.number(number, "child")
    _known(kind)
    checks.unused_number(change.session, Child, tidy, "child")
    family_id = family_coded(change, family)
    child = change.insert(Child(number=tidy, initials=as_initials(initials), kind=kind, family_id=family_id))
    change.note("add_child", "child", child.id, number=tidy, family=family_id, kind=kind)
    return child


def correct_child(change: Change, child_id: int, number: str, initials: str, family: str, kind: str) -> Child:
    """Put a child's number, initials, family or kind right."""
    child = checks.found(change.session, Child, child_id, "child")
    tidy = checks.number(number, "child")
    _known(kind)
    checks.unused_number(change.session, Child, tidy, "child", but=child.id)
    was = child.number
    change.update(
        child, number=tidy, initials=as_initials(initials), family_id=family_coded(change, family), kind=kind
    )
    change.note("correct_child", "child", child.id, number=[was, tidy], family=child.family_id, kind=kind)
    return child


def join_children(change: Change, child_id: int, into_id: int) -> Child:
    """Join two numbers that are one child: everything of the first hangs on the second from now on.

    The first number is still found, and leads to the second. Raises Refused where both are open in
    the same service at once: one of those involvements has to be closed first.
    """
    child = checks.found(change.session, Child, child_id, "child")
    into = checks.found(change.session, Child, into_id, "child")
    if child.id == into.id or into.joined_into_id is not None or child.joined_into_id is not None:
        raise Refused("Choose two different numbers, neither of them joined to another already.")
    _refuse_if_both_open(change, child, into)
    for table in (Involvement, Situation, Discussion, Action, DatedEvent, ShorterInterval, Disagreement):
        for row in change.session.exec(select(table).where(table.child_id == child.id)).all():
            change.update(row, child_id=into.id)
    _join_records(change, child, into)
    for handed in change.session.exec(
        select(HandoverItem).where(HandoverItem.kind == "child", HandoverItem.ref == child.id)
    ).all():
        change.update(handed, ref=into.id)
    for item in change.session.exec(select(AgendaItem).where(AgendaItem.child_id == child.id)).all():
        key = f"child:{into.id}" if item.key == f"child:{child.id}" else item.key
        change.update(item, child_id=into.id, key=key)
    for earlier in change.session.exec(select(Child).where(Child.joined_into_id == child.id)).all():
        change.update(earlier, joined_into_id=into.id)
    if into.family_id is None and child.family_id is not None:
        change.update(into, family_id=child.family_id)
    change.update(child, joined_into_id=into.id, family_id=None)
    change.note("join_children", "child", child.id, into=into.id)
    return into


def family_coded(change: Change, code: str) -> int | None:
    """Return the number of the family with this code, made if it is new; None for no code."""
    tidy = checks.line_of(code, "family's code")
    if not tidy:
        return None
    family = change.session.exec(select(Family).where(Family.code == tidy)).first()
    if family is None:
        family = change.insert(Family(code=tidy))
    return family.id


def _join_records(change: Change, child: Child, into: Child) -> None:
    """Hang the records of one number on the other; what both said already is said once."""
    for part in change.session.exec(select(RecordChild).where(RecordChild.child_id == child.id)).all():
        same = select(RecordChild.id).where(
            RecordChild.record_id == part.record_id,
            RecordChild.child_id == into.id,
            RecordChild.part == part.part,
        )
        _hang_or_drop(change, part, into, there=change.session.exec(same).first() is not None)
    for entry in change.session.exec(select(Entered).where(Entered.child_id == child.id)).all():
        twice = select(Entered.id).where(
            Entered.record_id == entry.record_id, Entered.child_id == into.id, Entered.system == entry.system
        )
        _hang_or_drop(change, entry, into, there=change.session.exec(twice).first() is not None)


def _hang_or_drop(change: Change, row: RecordChild | Entered, into: Child, *, there: bool) -> None:
    if there:
        change.delete(row)
    else:
        change.update(row, child_id=into.id)


def _known(kind: str) -> None:
    if kind not in KINDS_OF_CHILD:
        raise Refused(f"“{kind[:20]}” is none of {', '.join(KINDS_OF_CHILD)}.")


def _refuse_if_both_open(change: Change, child: Child, into: Child) -> None:
    def open_in(one: Child) -> set[str]:
        return set(
            change.session.exec(
                select(Involvement.service).where(
                    Involvement.child_id == one.id, col(Involvement.closed_on).is_(None)
                )
            ).all()
        )

    both = open_in(child) & open_in(into)
    if both:
        raise Refused(
            "Both numbers are open in the same service. Close one of the two involvements, then join them."
        )
