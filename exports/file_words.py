"""What the rows of a person's own file say in words: days as they are written, codes by what they are called.

A request to see one's own file is answered in a form that can be read (UK GDPR, Article 12); the rows as they
are stored go along as JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from models.changes.sessions import CAUSES
from models.dates import show
from models.moments import in_london, show_time
from models.policy.pack import Pack
from models.signed import HOWS

Stored = Mapping[str, Any]

_WHEN = (
    "held_on", "planned_for", "raised_on", "taken_on", "signed_on", "since", "observed_on", "happened_on",
    "set_on", "made_on", "corrected_on", "passed_on", "at", "saved_at", "began_at",
)  # fmt: skip
"""What tells the day of a row, the first that it has."""
_DAY_SAYS: Mapping[str, str] = {
    "held_on": "held",
    "planned_for": "planned",
    "raised_on": "raised",
    "signed_on": "signed",
    "observed_on": "observed",
    "set_on": "set",
}
"""What the day of a row is the day of, where the rest doesn't say it."""
_SILENT = frozenset(
    {
        "id", "table", "code", "row", "place", "base", "cursor", "fingerprint", "key", "at_item", "spent",
        "version", "source", "entity", "running_since", "by_reference",
    }
)  # fmt: skip
"""What keeps rows together and says nothing to a person."""
_PHRASES: Mapping[str, str] = {
    "kind": "{}",
    "occasion": "{}",
    "type": "{}",
    "step": "{}",
    "what": "{}",
    "words": "{}",
    "text": "{}",
    "answers": "{}",
    "name": "{}",
    "party": "as {}",
    "how": "how: {}",
    "why": "why: {}",
    "reason": "reason: {}",
    "planned_for": "planned for {}",
    "first_planned_for": "first planned for {}",
    "starts_at": "at {}",
    "minutes": "{} minutes",
    "cancelled_on": "cancelled {}",
    "cause": "because of {}",
    "recorded_on": "written up {}",
    "agreed_on": "agreed {}",
    "signed_on": "signed {}",
    "agenda_agreed_on": "agenda agreed {}",
    "weeks": "every {} weeks",
    "one_sitting": "both kinds in one sitting",
    "review_on": "to be reviewed {}",
    "until": "until {}",
    "days": "every {} days",
    "cover": "decides meanwhile: {}",
    "observer_part_on": "observer's part {}",
    "practitioner_part_on": "their comments {}",
    "feedback_on": "feedback {}",
    "sent_on": "sent on {}",
    "settled_on": "settled {}",
    "outcome": "outcome: {}",
    "with_whom": "with {}",
    "both_know": "both know that it goes there",
    "owner": "who does it: {}",
    "set_on": "set {}",
    "due_on": "due {}",
    "was_due_on": "was due {}",
    "done_on": "done {}",
    "dropped_on": "dropped {}",
    "carried": "carried {} times",
    "child_notices": "what the child would notice: {}",
    "to_name": "to {}",
    "closed_on": "closed {}",
    "acknowledged_on": "acknowledged {}",
    "disputed_on": "disputed {}",
    "state": "{}",
    "whose": "{}",
    "note": "note: {}",
    "guest": "guest: {}",
    "field": "{}",
    "was": "was {}",
    "became": "became {}",
    "rule": "{}",
    "role": "{}",
    "comment": "comment: {}",
    "entered_by": "entered by {}",
    "recipient": "to {}",
    "begun_at": "begun {}",
    "ended_at": "ended {}",
    "value": "{}",
}
"""How a row says what it holds, by column."""
_CODES: Mapping[str, Mapping[str, str]] = {
    "cause": CAUSES,
    "action_step.kind": {
        "agreed": "agreed", "carried": "carried on", "moved": "given a new date", "done": "done",
        "dropped": "dropped", "reopened": "taken up again",
    },
    "handover.kind": {"supervisor": "Their supervision", "practitioner": "Their work"},
    "record_signature.how": HOWS,
    "record_addendum.how": HOWS,
    "record_export.kind": {
        "working": "a copy to fill in", "draft": "as a draft", "final": "as the finished record",
    },
    "agenda_item.state": {"open": "not talked about yet", "done": "talked about", "parked": "put off"},
    "disturbance.kind": {"late": "Late", "interrupted": "Interrupted"},
    "whose": {
        "policy": "from the policy", "supervisor": "the supervisor's", "supervisee": "the supervisee's",
        "practitioner": "the practitioner's", "other": "something else's",
    },
}  # fmt: skip
"""What codes are called, by column, or by table and column."""
_OWNER = {
    "action_step": "action_id",
    "disagreement_step": "disagreement_id",
    "handover_item": "handover_id",
    "agenda_template_line": "template_id",
}
"""By which column a row hangs on another that is told before it."""
FACTS: Mapping[str, str] = {
    "number": "Staff number",
    "also_role": "Also",
    "fte": "Share of full time",
    "frontline": "Works with families",
    "asye_started_on": "ASYE started on",
    "six_month_review_on": "Six-month review held on",
    "performance_plan_days": "Performance plan, days between sessions",
    "performance_plan_from": "Performance plan began on",
}
"""What facts about a person are called, where the column's own name doesn't say it."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*")


@dataclass(frozen=True, slots=True)
class FileWords:
    """Says rows in words: with the policy's names for its codes, and the titles of forms."""

    pack: Pack
    form_title: Callable[[str], str]

    def facts(self, facts: Stored) -> Iterator[tuple[str, str]]:
        """Yield what is known of a person, each with its name."""
        for name, value in facts.items():
            if name not in _SILENT and not name.endswith("_id") and value not in (None, ""):
                called = FACTS.get(name, name.replace("_", " ").capitalize())
                yield called, self._value("practitioner", name, value)

    def rows(self, rows: Sequence[Stored]) -> tuple[tuple[str, str], ...]:
        """Return the day of each row and what it says, the earliest first, what hangs on one after it."""
        days = {(row["table"], row["id"]): _when(row)[1] for row in rows}

        def place(row: Stored) -> tuple[Any, ...]:
            owner = _OWNER.get(row["table"])
            if owner is None:
                return _when(row)[1], row["id"], 0, "", row["id"]
            parent = (row["table"].rsplit("_", 1)[0], row[owner])
            return days.get(parent, ""), row[owner], 1, _when(row)[1], row["id"]

        return tuple((self._day(row), self._said(row)) for row in sorted(rows, key=place))

    def _day(self, row: Stored) -> str:
        return in_words(_when(row)[1])

    def _said(self, row: Stored) -> str:
        day = _when(row)[0]
        said = []
        for name, value in row.items():
            if name == day and name in _DAY_SAYS:
                said.append(_DAY_SAYS[name])
            silent = name in _SILENT or name.endswith("_id") or name == day
            if silent or value in (None, "", False):
                continue
            if name in ("planned_for", "first_planned_for") and value == row.get(day):
                continue
            phrase = _PHRASES.get(name, f"{name.replace('_', ' ')}: {{}}")
            if value in HOWS:
                phrase = "{}"
            said.append(phrase.format(self._value(str(row["table"]), name, value)))
        return "; ".join(said)

    def _value(self, table: str, name: str, value: Any) -> str:
        if isinstance(value, bool):
            return "yes" if value else "no"
        text = str(value)
        known = _CODES.get(f"{table}.{name}") or _CODES.get(name) or self._of_pack(table, name)
        if known and text in known:
            return known[text]
        if name == "answers":
            return " / ".join(_leaves(text))
        if name in ("kind", "occasion", "party", "state", "part", "field", "type"):
            return text.replace("_", " ")
        return in_words(text)

    def _of_pack(self, table: str, name: str) -> Mapping[str, str]:
        pack = self.pack
        listed: Mapping[str, Sequence[Any]] = {
            "supervision.kind": pack.session_kinds,
            "practitioner.role": pack.roles,
            "practitioner.also_role": pack.roles,
            "practitioner.service": pack.services,
            "disagreement_step.step": pack.escalation,
            "dated_event.type": pack.event_kinds,
            "planned_observation.kind": pack.event_kinds,
        }
        return {one.code: one.label for one in listed.get(f"{table}.{name}", ())}


def in_words(text: str) -> str:
    """Return a day or a moment as people write them; anything else as it is."""
    try:
        if _DAY.fullmatch(text):
            return show(date.fromisoformat(text))
        if _MOMENT.fullmatch(text):
            moment = datetime.fromisoformat(text)
            return f"{show(in_london(moment).date())} {show_time(moment)}"
    except ValueError:
        pass
    return text


def _when(row: Stored) -> tuple[str, str]:
    return next(((name, str(row[name])) for name in _WHEN if row.get(name)), ("", ""))


def _leaves(text: str) -> Iterator[str]:
    """Yield the words in what was typed and is not part of a record yet."""
    try:
        found = json.loads(text)
    except ValueError:
        yield text
        return
    waiting = [found.get("answers", found) if isinstance(found, dict) else found]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, Mapping):
            waiting[:0] = one.values()
        elif isinstance(one, list):
            waiting[:0] = one
        elif isinstance(one, str) and one.strip():
            yield one
