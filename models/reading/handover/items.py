"""What the items of a handover say, from what the store holds: read at once for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from models.dates import counted, show, show_short
from models.levels import said_code
from models.policy.pack import Pack
from models.reading.actions import ActionLine, carry_words, read_actions
from models.reading.agreed import read_agreed, review_of
from models.reading.disagreements import DisagreementView, read_disagreements
from models.reading.due.listing import DueList
from models.reading.due.observed import kind_of_line
from models.reading.observing import PlannedSeen, next_of
from models.reading.open_work import Open, before_opening, read_open
from models.reading.records import RecordLine, Wanted, read_record_lines
from models.reading.rows import rows
from models.tables import Action, Child, Supervision


class Told:
    """Says what items are, from what the store holds now: read at once for all of them."""

    def __init__(
        self,
        session: Session,
        pack: Pack,
        due: DueList,
        refs: Iterable[tuple[str, int | None]],
        practitioner_id: int,
        planned: Sequence[PlannedSeen] = (),
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
        self._planned = _planned_by_rule(pack, due, practitioner_id, planned)
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
        said = f"due {show(due_on)}{self._late(due_on)}" if due_on else "no day is known"
        seen = self._planned.get(rule)
        return what, f"{said}{f', planned for {show(seen.day)}' if seen is not None else ''} ({rule})"

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
        again = before_opening(last, one.opened_on)
        said.append(f"discussed {show_short(last, self._today)}{again}" if last else "never discussed")
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


def _planned_by_rule(
    pack: Pack, due: DueList, practitioner_id: int, planned: Sequence[PlannedSeen]
) -> Mapping[str, PlannedSeen]:
    """Return the planned observations that would settle what is due of someone, by its rule."""
    lines = [line for line in due.lines if line.practitioner_id == practitioner_id and planned]
    found = ((line.rule, next_of(planned, practitioner_id, kind_of_line(line, pack))) for line in lines)
    return {rule: seen for rule, seen in found if seen is not None}


def _labels(session: Session, ids: list[int]) -> dict[int, str]:
    statement = select(col(Child.id), col(Child.number), col(Child.initials)).where(col(Child.id).in_(ids))
    return {row[0]: f"{row[1]} {row[2]}".strip() for row in rows(session, statement)}


def _by_id(lines: list[ActionLine]) -> dict[int, ActionLine]:
    return {one.id: one for one in lines}


def _days(session: Session, ids: list[int], *columns: Any) -> dict[int, tuple[Any, Any]]:
    """Return a day and one more thing of each row, by its number."""
    statement = select(*(col(one) for one in columns)).where(col(columns[0]).in_(ids))
    return {row[0]: (row[1], row[2]) for row in rows(session, statement)}
