"""Handovers as pages show them: which there are, and what is in one, read from the store as it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from models.changes.handovers import PRACTITIONER
from models.dates import counted, show, show_short
from models.errors import Refused
from models.levels import said_code
from models.policy.pack import Pack
from models.reading.actions import ActionLine, carry_words, read_actions
from models.reading.agreed import read_agreed, review_of
from models.reading.disagreements import DisagreementView, read_disagreements
from models.reading.due.listing import DueList
from models.reading.due.reading import read_due
from models.reading.open_work import Open, read_open
from models.reading.records import RecordLine, Wanted, read_record_lines
from models.reading.rows import rows
from models.tables import (
    Action,
    Child,
    Handover,
    HandoverItem,
    Practitioner,
    Supervision,
)

SORTS: Mapping[str, str] = {
    "agreement": "Agreement",
    "session": "Sessions in the diary",
    "clock": "What is due",
    "child": "Children",
    "action": "Open actions",
    "record": "Last records",
    "disagreement": "Disagreements still open",
    "note": "Notes",
}
"""The sorts of item in the order in which a handover shows them, each with its heading."""


@dataclass(frozen=True, slots=True)
class HandoverLine:
    """One handover as lists show it; ``acknowledged`` of its ``items`` the one who takes over has said they have."""

    id: int
    kind: str
    practitioner_id: int
    practitioner: str
    to: str
    made_on: date
    closed_on: date | None
    items: int
    acknowledged: int
    to_is_staff: bool = True
    disputed: int = 0

    @property
    def said_acknowledged(self) -> str:
        """Return ``24 of 26 acknowledged, 1 disputed``."""
        disputed = f", {self.disputed} disputed" if self.disputed else ""
        return f"{self.acknowledged} of {self.items} acknowledged{disputed}"


@dataclass(frozen=True, slots=True)
class ItemView:
    """One item: ``label`` says which (a child's number, a form), ``text`` what it says, ``words`` what was added."""

    id: int
    kind: str
    ref: int | None
    label: str
    text: str
    words: str
    acknowledged_on: date | None
    record: RecordLine | None = None
    disputed_on: date | None = None

    @property
    def said_words(self) -> str:
        """Return a note, and what the one who takes over said, told apart from what the store says."""
        note, _, said = self.words.partition("\n") if self.kind == "note" else ("", "", self.words)
        return "\n".join(part for part in (note, f"They say: {said}" if said else "") if part)

    @property
    def said_state(self) -> str:
        """Return that they have it, since when; that it is disputed; nothing while it waits."""
        if self.acknowledged_on is not None:
            return show(self.acknowledged_on)
        return f"disputed {show(self.disputed_on)}" if self.disputed_on is not None else ""


@dataclass(frozen=True, slots=True)
class HandoverPage:
    """One handover with everything in it; ``says`` is what the policy says where a supervisor changes."""

    line: HandoverLine
    items: tuple[ItemView, ...]
    says: tuple[tuple[str, str], ...] = ()
    still_held: int = 0
    """How many of the children in a handover of work are still allocated to the one who hands over."""
    keeps_back: bool = False
    """Whether the policy keeps the supervisor's copy of a record to the supervisor (CFA-P07)."""

    @property
    def records(self) -> tuple[RecordLine, ...]:
        """The records that go with it in full; none where the policy keeps them back, for they are only named."""
        found = (one.record for one in self.items if one.record is not None)
        return () if self.keeps_back else tuple(found)

    @property
    def said_still_held(self) -> str:
        """That a handover of work re-allocates nobody by itself; empty where there is nobody to re-allocate."""
        if not self.still_held:
            return ""
        are = counted(self.still_held, "child here is", "children here are")
        return f"{are} still allocated to {self.line.practitioner}."


def read_handovers(session: Session, *, practitioner_id: int | None = None) -> list[HandoverLine]:
    """Return handovers, the open ones first and of those the latest, of one person or of all."""
    taker = aliased(Practitioner)
    statement = (
        select(
            col(Handover.id),
            col(Handover.kind),
            col(Practitioner.id),
            col(Practitioner.name),
            func.coalesce(col(taker.name), col(Handover.to_name)),
            col(Handover.made_on),
            col(Handover.closed_on),
            func.count(col(HandoverItem.id)),
            func.count(col(HandoverItem.acknowledged_on)),
            col(Handover.to_id).is_not(None),
            func.count(col(HandoverItem.disputed_on)).filter(col(HandoverItem.acknowledged_on).is_(None)),
        )
        .join(Practitioner, col(Practitioner.id) == col(Handover.practitioner_id))
        .outerjoin(taker, col(taker.id) == col(Handover.to_id))
        .outerjoin(HandoverItem, col(HandoverItem.handover_id) == col(Handover.id))
        .group_by(col(Handover.id))
        .order_by(col(Handover.closed_on).is_not(None), col(Handover.made_on).desc(), col(Handover.id).desc())
    )
    if practitioner_id is not None:
        statement = statement.where(col(Handover.practitioner_id) == practitioner_id)
    return [HandoverLine(*row) for row in rows(session, statement)]


def read_handover(session: Session, pack: Pack, handover_id: int, due: DueList) -> HandoverPage:
    """Return one handover; ``due`` is the list of what is due now. Raises Refused if there is none.

    One that is closed is read as the store stood on that day: what was acknowledged does not change afterwards.
    """
    line = next((one for one in read_handovers(session) if one.id == handover_id), None)
    if line is None:
        raise Refused("That handover is no longer in the store.")
    statement = (
        select(*HandoverItem.__table__.c)  # type: ignore[attr-defined]
        .where(col(HandoverItem.handover_id) == handover_id)
        .order_by(col(HandoverItem.place), col(HandoverItem.id))
    )
    found = rows(session, statement)
    is_over = line.closed_on is not None and line.closed_on < due.today
    stood = read_due(session, pack, line.closed_on) if is_over and line.closed_on else due
    told = _Told(session, pack, stood, [(row.kind, row.ref) for row in found], line.practitioner_id)
    order = list(SORTS)
    items = [
        ItemView(
            row.id,
            row.kind,
            row.ref,
            *told.said(row.kind, row.ref, row.rule, row.due_on),
            row.words,
            row.acknowledged_on,
            told.record(row.kind, row.ref),
            row.disputed_on,
        )
        for row in found
    ]
    bears = pack.provisions_at("handover")
    says = tuple((one.id, one.says) for one in bears)
    back = any(one.keeps_back for one in bears)
    kids = [row.ref for row in found if row.kind == "child" and line.kind == PRACTITIONER]
    held = _still_held(session, kids, line.practitioner_id, due.today)
    return HandoverPage(line, tuple(sorted(items, key=lambda one: order.index(one.kind))), says, held, back)


def _still_held(session: Session, kids: list[int], practitioner_id: int, today: date) -> int:
    """Return of how many of some children a practitioner holds work now."""
    work = read_open(session, today, col(Child.id).in_(kids)) if kids else ()
    return len({one.child_id for one in work if one.practitioner_id == practitioner_id})


class _Told:
    """Says what items are, from what the store holds now: read at once for all of them."""

    def __init__(
        self,
        session: Session,
        pack: Pack,
        due: DueList,
        refs: Iterable[tuple[str, int | None]],
        practitioner_id: int,
    ) -> None:
        wanted: dict[str, list[int]] = {}
        for kind, ref in refs:
            if ref is not None:
                wanted.setdefault(kind, []).append(ref)
        self._pack, self._due, self._today = pack, due, due.today
        kids = wanted.get("child", [])
        self._work: dict[int, list[Open]] = {}
        for one in read_open(session, self._today, col(Child.id).in_(kids)) if kids else ():
            self._work.setdefault(one.child_id, []).append(one)
        self._labels = _labels(session, kids)
        self._actions = _by_id(read_actions(session, col(Action.id).in_(wanted.get("action", []))))
        self._records = {
            one.id: one
            for one in read_record_lines(session, Wanted(ids=tuple(wanted.get("record", [])), limit=10_000))
        }
        self._disagreements = {one.id: one for one in read_disagreements(session, pack)}
        self._agreements = read_agreed(session, wanted.get("agreement", []))
        self._review = review_of(due, practitioner_id)
        self._sessions = _days(
            session, wanted.get("session", []), Supervision.id, Supervision.planned_for, Supervision.kind
        )

    def record(self, kind: str, ref: int | None) -> RecordLine | None:
        """Return the record that an item stands for."""
        return self._records.get(ref or 0) if kind == "record" else None

    def said(self, kind: str, ref: int | None, rule: str, due_on: date | None) -> tuple[str, str]:
        """Return which one it is and what it says; that it is gone, where it is."""
        if kind == "clock":
            return self._clock(rule, due_on)
        if kind == "note":
            return "", ""
        said = {
            "agreement": self._agreement,
            "session": self._session,
            "child": self._child,
            "action": self._action,
            "record": self._of_record,
            "disagreement": self._disagreement,
        }[kind](ref or 0)
        return said or ("", "It is no longer in the store.")

    def _clock(self, rule: str, due_on: date | None) -> tuple[str, str]:
        known = self._pack.rules_by_id.get(rule)
        what = known.what if known is not None else "Due"
        return (
            what,
            f"due {show(due_on)}{self._late(due_on)} ({rule})" if due_on else f"no day is known ({rule})",
        )

    def _late(self, day: date) -> str:
        days = (self._today - day).days
        return f", {counted(days, 'day')} late" if days > 0 else ""

    def _agreement(self, ref: int) -> tuple[str, str] | None:
        found = self._agreements.get(ref)
        if found is None:
            return None
        day = self._review.day if self._review is not None else None
        review = (
            f"review by {show(day)}{self._late(day)} ({self._review.rule})" if day and self._review else ""
        )
        return show(found.signed_on), " · ".join(part for part in (found.text(), review) if part)

    def _session(self, ref: int) -> tuple[str, str] | None:
        found = self._sessions.get(ref)
        if found is None:
            return None
        return (show(found[0]) if found[0] else ""), self._pack.session_kind(found[1]).label

    def _child(self, ref: int) -> tuple[str, str] | None:
        label = self._labels.get(ref)
        if label is None:
            return None
        work = self._work.get(ref, [])
        if not work:
            return label, "closed"
        short = {stage.number: stage.short for stage in self._pack.stages}
        one = work[0]
        said = [self._service(each.service) for each in work] if len(work) > 1 else []
        said += [self._situation(code) for code in one.situations]
        stage = short.get(one.stage, f"stage {one.stage}")
        said.append(f"{stage} since {show_short(one.since, self._today)}")
        last = one.last_discussed
        said.append(f"discussed {show_short(last, self._today)}" if last else "never discussed")
        by = self._due.discuss_by.get(ref)
        if by is not None:
            said.append(f"discuss by {show_short(by, self._today)}{self._late(by)}")
        return label, " · ".join(dict.fromkeys(said))

    def _service(self, code: str) -> str:
        return next((one.label for one in self._pack.services if one.code == code), code.replace("_", " "))

    def _situation(self, code: str) -> str:
        name, _, value = code.partition(":")
        if self._pack.knows(said_code(code)):
            return self._pack.situation(said_code(code)).label
        label = next((one.label for one in self._pack.situations if one.code == name), name.replace("_", " "))
        return f"{label} {value}".strip()

    def _action(self, ref: int) -> tuple[str, str] | None:
        found = self._actions.get(ref)
        if found is None:
            return None
        said = [found.what, found.owner, carry_words(found, self._today)]
        if not found.is_open:
            said.append("closed since")
        elif found.due_on is not None and found.missed(self._today):
            said.append(f"due {show_short(found.due_on, self._today)}{self._late(found.due_on)}")
        return found.child or "About them", " · ".join(part for part in said if part)

    def _of_record(self, ref: int) -> tuple[str, str] | None:
        found = self._records.get(ref)
        return None if found is None else (show(found.day), f"Record {found.id}, {found.said_state}")

    def _disagreement(self, ref: int) -> tuple[str, str] | None:
        found: DisagreementView | None = self._disagreements.get(ref)
        if found is None:
            return None
        step = f" Next: {found.next_step.label}." if found.next_step is not None else ""
        settled = f" Settled {show(found.settled_on)}." if found.settled_on else ""
        return " ".join(
            ("Raised", show(found.raised_on), found.child)
        ).strip(), f"{found.words}{step}{settled}"


def _labels(session: Session, ids: list[int]) -> dict[int, str]:
    statement = select(col(Child.id), col(Child.number), col(Child.initials)).where(col(Child.id).in_(ids))
    return {row[0]: f"{row[1]} {row[2]}".strip() for row in rows(session, statement)}


def _by_id(lines: list[ActionLine]) -> dict[int, ActionLine]:
    return {one.id: one for one in lines}


def _days(session: Session, ids: list[int], *columns: Any) -> dict[int, tuple[Any, Any]]:
    """Return a day and one more thing of each row, by its number."""
    statement = select(*(col(one) for one in columns)).where(col(columns[0]).in_(ids))
    return {row[0]: (row[1], row[2]) for row in rows(session, statement)}
