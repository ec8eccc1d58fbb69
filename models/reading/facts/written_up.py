"""What the finished record of a session tells of what every session must hold: learning reviewed, fixed items.

Which answer tells it stands in the policy. A record that is a draft tells nothing yet: that it is not
written up is due under its own rule.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import func, select
from sqlmodel import col

from models.facts import Facts
from models.policy.rule import Content, Entry, Rule
from models.reading.facts.about import About
from models.reading.facts.desk import Desk
from models.reading.facts.labels import session_label
from models.reading.facts.people import Staff
from models.tables import Record, Supervision


def read_written_up(desk: Desk, staff: Staff) -> list[About]:
    """Return the last record of each practitioner on the forms that a rule on content is told by."""
    rules = [rule for rule in desk.pack.rules if "session" in rule.subject and _forms(rule)]
    forms = sorted({form for rule in rules for form in _forms(rule)})
    if not forms:
        return []
    there = {about.entity_id for about in staff.abouts}
    last = {row.practitioner_id: row for row in _last_of_each(desk, forms) if row.practitioner_id in there}
    return [_about(desk, row, rules) for row in last.values()]


def _forms(rule: Rule) -> set[str]:
    return {form_of(each) for each in _entries(rule) if each.answer}


def _entries(rule: Rule) -> Iterable[Entry]:
    return rule.terms.entries if isinstance(rule.terms, Content) else ()


def form_of(entry: Entry) -> str:
    """Return the form of the answer that tells an entry."""
    return entry.answer.partition("/")[0]


def _last_of_each(desk: Desk, forms: list[str]) -> list[Any]:
    """Return the finished records of each practitioner's last day with one; the one that was begun last is last."""
    done = (
        col(Record.form).in_(forms),
        col(Record.state) != "draft",
        col(Record.day) <= desk.as_at,
        col(Record.practitioner_id).is_not(None),
    )
    latest = (
        select(col(Record.practitioner_id).label("person"), func.max(col(Record.day)).label("day"))
        .where(*done)
        .group_by(col(Record.practitioner_id))
        .subquery()
    )
    statement = (
        select(
            col(Record.id),
            col(Record.form),
            col(Record.day),
            col(Record.answers),
            col(Record.practitioner_id),
            col(Record.supervision_id),
            col(Supervision.kind),
        )
        .join(latest, (latest.c.person == col(Record.practitioner_id)) & (latest.c.day == col(Record.day)))
        .outerjoin(Supervision, col(Supervision.id) == col(Record.supervision_id))
        .where(*done)
        .order_by(col(Record.practitioner_id), col(Record.id))
    )
    return desk.rows(desk.some_people(statement, Record.practitioner_id))


def _about(desk: Desk, row: Any, rules: Iterable[Rule]) -> About:
    kind = row.kind or desk.pack.one_to_one
    facts = Facts("session", f"record/{row.id}", more=_told(row, rules))
    label = session_label(desk.pack, kind, "formal", row.day)
    if row.supervision_id is None:
        return About(facts, "practitioner", row.practitioner_id, label, row.practitioner_id, day=row.day)
    return About(facts, "supervision", row.supervision_id, label, row.practitioner_id, day=row.day)


def _told(row: Any, rules: Iterable[Rule]) -> dict[str, Any]:
    """Return the facts that the answers tell, by the rules whose form this is."""
    body = json.loads(row.answers)
    told: dict[str, Any] = {}
    for rule in rules:
        for entry in _entries(rule) if row.form in _forms(rule) else ():
            there = not entry.answer or (form_of(entry) == row.form and _says(body, entry))
            if entry.fact:
                told[entry.fact] = there
            else:
                told[entry.of] = (*told.get(entry.of, ()), *([entry.first or entry.item] if there else ()))
    return told


def _says(body: dict[str, Any], entry: Entry) -> bool:
    """Say whether an answer says something: of a list the item, of a part for each child every one of them."""
    key = entry.answer.partition("/")[2]
    parts = [part["answers"] for part in body.get("parts", ()) if isinstance(part, dict)]
    if key in body.get("answers", {}) or not any(key in part for part in parts):
        parts = [body.get("answers", {})]
    return all(_is_said(part.get(key), entry.item) for part in parts)


def _is_said(value: Any, item: str) -> bool:
    if isinstance(value, dict):
        return item in value
    return bool(value.strip()) if isinstance(value, str) else bool(value)
