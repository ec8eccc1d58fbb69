"""Past sessions of the made-up teams written up: complete or signed records, so that there is a last time.

Made after the team (`models.demo.make_team`) and from it, the same ones every time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from forms.answers.changing import add_row, with_cell, with_value
from forms.answers.model import Answers
from forms.demo.signed import sign_demo_records
from forms.demo.wanted import with_what_is_wanted
from forms.demo.words import ABOUT, CHILD_SAID, OWN, TO_CHILD
from forms.records.beginning import begin_answers
from forms.records.writing import Around, written
from forms.template.form import Form
from forms.template.load import load_form
from models.changes.record_parts import About
from models.demo.dice import Dice
from models.reading.record_context import Known, KnownChild, RecordContext
from models.reading.rows import rows
from models.store.change import Change
from models.tables import (
    Action,
    ActionStep,
    Child,
    Discussion,
    Practitioner,
    Record,
    RecordChild,
    Supervision,
    Team,
)

FORMS: Mapping[str, Mapping[str, str]] = {
    "kent": {"case": "kent_case", "personal": "kent_b"},
    "northamptonshire": {"practice": "northamptonshire_d3", "personal": "northamptonshire_c"},
    "havering": {"case": "havering_a", "personal": "havering_b"},
    "birmingham": {"case": "birmingham_case", "individual": "birmingham_b"},
    "children_and_families": {
        "case": "children_and_families_session",
        "supervision": "children_and_families_session",
    },
}
"""The form on which each kind of session is written up, by policy."""
DAYS, MOST = 70, 36
"""How far back sessions are written up, and how many at the most."""
_NINE = time(9, 30, tzinfo=UTC)


def write_demo_records(change: Change, policy: str, today: date) -> None:
    """Write the records of the last weeks' sessions into a made-up team's store, in bulk."""
    found = _Found(change, policy, today)
    dice = Dice(policy, "records")
    first, first_child = change.next_id(Record), change.next_id(RecordChild)
    written_in: list[_Agreed] = []
    records: list[dict[str, Any]] = []
    children: list[dict[str, Any]] = []
    for session in found.sessions():
        form = load_form(FORMS[policy][session.kind])
        for kids in found.groups(session, form):
            values, about, agreed = _record(found, form, session, kids, dice)
            record_id = first + len(records)
            written_in += [
                _Agreed(action_id, record_id, row, session.held_on, session.id) for action_id, row in agreed
            ]
            records.append({"id": record_id, **values})
            children += [
                {
                    "id": first_child + len(children) + n,
                    "record_id": record_id,
                    "child_id": child,
                    "part": part,
                }
                for n, (child, part) in enumerate(about)
            ]
    change.insert_many(Record, records)
    change.insert_many(RecordChild, children)
    _agree(change, written_in)
    sign_demo_records(change, found.manager, found.people)
    change.note("demo", "record", None, rows=len(records))


def _agree(change: Change, written_in: Sequence[_Agreed]) -> None:
    """Say of the actions in which record they stand, and that they were agreed in it."""
    first = change.next_id(ActionStep)
    change.update_many(
        Action, [{"id": one.action_id, "record_id": one.record_id, "row": one.row} for one in written_in]
    )
    steps = [
        {
            "id": first + number,
            "action_id": one.action_id,
            "kind": "agreed",
            "taken_on": one.day,
            "record_id": one.record_id,
            "supervision_id": one.session_id,
            "was_due_on": None,
            "due_on": None,
            "words": "",
        }
        for number, one in enumerate(written_in)
    ]
    change.insert_many(ActionStep, steps)


@dataclass(frozen=True, slots=True)
class _Agreed:
    """An action, and where it was written."""

    action_id: int
    record_id: int
    row: str
    day: date
    session_id: int


class _Found:
    """What the made-up team's store holds, read with a few queries."""

    def __init__(self, change: Change, policy: str, today: date) -> None:
        self.policy = policy
        self._change = change
        self._since = today - timedelta(days=DAYS)
        self._today = today
        people = self._rows(select(col(Practitioner.id), col(Practitioner.name), col(Practitioner.job_title)))
        self.people = {row[0]: Known(*row) for row in people}
        kids = self._rows(select(col(Child.id), col(Child.number), col(Child.initials)))
        self.children = {row[0]: KnownChild(*row) for row in kids}
        team = self._rows(select(col(Team.name), col(Team.service), col(Team.manager_id)))[0]
        self.team, self.service, self.manager = team[0], team[1], self.people[team[2]]
        self._discussed = self._by_session(Discussion.child_id, Discussion)
        self.actions = defaultdict(list)
        for row in self._rows(self._action_columns().order_by(col(Action.id))):
            self.actions[row[0]].append(row)

    def sessions(self) -> list[Any]:
        """Return the sessions to write up, the latest ones, in the order in which they were held."""
        statement = (
            select(
                col(Supervision.id),
                col(Supervision.kind),
                col(Supervision.held_on),
                col(Supervision.practitioner_id),
                col(Supervision.recorded_on),
            )
            .where(
                col(Supervision.held_on) >= self._since,
                col(Supervision.recorded_on).is_not(None),
                col(Supervision.occasion) == "formal",
                col(Supervision.practitioner_id).is_not(None),
                col(Supervision.kind).in_(FORMS[self.policy]),
            )
            .order_by(col(Supervision.held_on).desc(), col(Supervision.id).desc())
            .limit(MOST)
        )
        return self._rows(statement)[::-1]

    def groups(self, session: Any, form: Form) -> Iterable[Sequence[int]]:
        """Return the children of each record of a session: all in one, or one each where a form is about one."""
        kids = self._discussed.get(session.id, [])
        if form.apart:
            return [[child] for child in kids[:3]]
        return [kids] if kids or form.about != "child" else []

    def _by_session(self, column: Any, table: Any) -> dict[int, list[int]]:
        found = defaultdict(list)
        statement = select(col(table.supervision_id), col(column)).where(col(table.at) >= self._since)
        for session_id, value in self._rows(statement.order_by(col(table.id))):
            found[session_id].append(value)
        return found

    def _action_columns(self) -> Any:
        return select(
            col(Action.supervision_id),
            col(Action.id),
            col(Action.child_id),
            col(Action.what),
            col(Action.why),
            col(Action.how),
            col(Action.owner),
            col(Action.due_on),
        ).where(col(Action.supervision_id).is_not(None), col(Action.set_on) >= self._since)

    def _rows(self, statement: Any) -> list[Any]:
        return rows(self._change.session, statement)


def _record(
    found: _Found, form: Form, session: Any, kids: Sequence[int], dice: Dice
) -> tuple[dict[str, Any], tuple[tuple[int, str], ...], list[tuple[int, str]]]:
    """Return the values of one record, complete as of the day its session was written up, its children and actions."""
    moment = datetime.combine(session.recorded_on, _NINE)
    known = RecordContext(
        policy=found.policy,
        team=found.team,
        service=found.service,
        supervisee=found.people[session.practitioner_id],
        supervisor=found.manager,
        children=tuple(found.children[child] for child in kids),
        supervision_id=session.id,
        session_kind=session.kind,
        session_date=session.held_on,
    )
    begun = begin_answers(form, known, moment)
    answers, agreed = _worded(
        form, begun.answers, {part: child for child, part in begun.children}, found, session, dice
    )
    answers = with_what_is_wanted(form, answers, session.held_on, dice)
    about = About(session.held_on, session.id, session.practitioner_id, begun.children)
    numbers = {found.children[child].number: child for child in kids}
    full = written(form, answers, Around(about, numbers))
    number = found.manager.name
    values = {
        "form": form.code,
        "policy": found.policy,
        "fingerprint": full.fingerprint,
        "state": "complete",
        "day": full.about.day,
        "supervision_id": session.id,
        "practitioner_id": session.practitioner_id,
        "answers": full.answers,
        "version": 1,
        "begun_at": moment,
        "begun_by": number,
        "saved_at": moment,
        "saved_by": number,
        "completed_at": moment,
        "completed_by": number,
        "copied_from_id": None,
    }
    return values, full.about.children, agreed


def _worded(
    form: Form, answers: Answers, links: Mapping[str, int], found: _Found, session: Any, dice: Dice
) -> tuple[Answers, list[tuple[int, str]]]:
    """Fill the long fields: of each child round the cycle, of the practitioner with what they said of themselves."""
    for part in answers.parts:
        child = found.children.get(links.get(part.id, 0))
        answers = _about_child(form, answers, part.id, child, dice)
    if form.each is None and form.about == "child":
        only = links.get("", 0)
        told = _about_child(form, answers, "", found.children.get(only), dice)
        return _with_actions(form, told, links, found, session)
    own = iter(dice.shuffled(OWN))
    for section in form.sections:
        for one in section.fields:
            if not section.each and not section.ours and one.kind == "long" and dice.chance(0.8):
                answers = with_value(answers, one.key, next(own, ""))
    return _with_actions(form, answers, links, found, session)


def _about_child(form: Form, answers: Answers, part: str, child: KnownChild | None, dice: Dice) -> Answers:
    who = child.initials if child is not None and child.initials else "they"
    steps = iter(ABOUT)
    for section in form.sections:
        for one in section.fields:
            if section.each is not bool(part) or one.kind != "long":
                continue
            if one.key == "to_child":
                text = dice.pick(TO_CHILD)
            elif one.key == "child_said":
                text = dice.pick(CHILD_SAID)
            elif section.ours or (choices := next(steps, None)) is None:
                continue
            else:
                text = dice.pick(choices).replace("{who}", who)
            answers = with_value(answers, one.key, text, part)
    return answers


def _with_actions(
    form: Form, answers: Answers, links: Mapping[str, int], found: _Found, session: Any
) -> tuple[Answers, list[tuple[int, str]]]:
    """Write the actions that were agreed in the session into their rows; return which stand in which."""
    parts = {child: part for part, child in links.items()}
    fields = {section.each: one for section, one in form.placed.values() if one.kind == "actions"}
    agreed = []
    for _, action_id, child, what, why, how, owner, due in found.actions.get(session.id, ()):
        part = parts.get(child, "")
        one = fields.get(bool(part))
        if one is None or (child is not None and child not in parts):
            continue
        answers, row = add_row(answers, one.key, part)
        cells = {"what": what, "why": why, "how": how, "who": owner, "by_when": due}
        for column, cell in cells.items():
            answers = with_cell(answers, one.key, row, column, cell or None, part)
        agreed.append((action_id, row))
    return answers, agreed
