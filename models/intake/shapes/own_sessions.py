"""The workbook's sheets about supervision: the sessions, what differs in them, and the actions."""

from __future__ import annotations

from collections.abc import Iterable

from models.intake.incoming import ActionIn, DiscussionIn, EventIn, Incoming, IntervalIn, SessionIn
from models.intake.table.findings import Findings, Where
from models.intake.table.row_checks import found_twice, in_order
from models.intake.table.rows import Entry

_SESSION_FIELDS = (
    "kind",
    "occasion",
    "planned_for",
    "held_on",
    "minutes",
    "cancelled_on",
    "reason",
    "recorded_on",
    "signed_on",
    "agreed_on",
    "first_planned_for",
    "starts_at",
    "cause",
)
_ACTION_FIELDS = (
    "what",
    "why",
    "how",
    "owner",
    "set_on",
    "due_on",
    "done_on",
    "dropped_on",
    "outcome",
    "carried",
    "child_notices",
)


def read_sessions(incoming: Incoming, entries: Iterable[Entry]) -> None:
    """Read the supervisions."""
    first: dict[str, int] = {}
    for where, values, good in entries:
        if not good or found_twice(
            first, values["code"], where, "supervision_id", values["code"], incoming.findings
        ):
            continue
        if "planned_for" not in values and "held_on" not in values:
            incoming.findings.problem(where, "planned_for", "nothing", "a day in planned_for or in held_on")
            continue
        if not _days_follow(incoming.findings, where, values):
            continue
        own = {key: values[key] for key in _SESSION_FIELDS if key in values}
        incoming.sessions.append(
            SessionIn(
                where,
                values["code"],
                own,
                values.get("person", ""),
                values.get("children", ()),
                values.get("replaces", ""),
            )
        )


def read_discussions(incoming: Incoming, entries: Iterable[Entry]) -> None:
    """Read the discussions that differ from their session."""
    incoming.discussions += [
        DiscussionIn(
            entry.where,
            entry.values["session"],
            entry.values["child"],
            entry.values["kind"],
            entry.values.get("at"),
            entry.values.get("criterion", ""),
        )
        for entry in entries
        if entry.good
    ]


def read_actions(incoming: Incoming, entries: Iterable[Entry]) -> None:
    """Read the actions."""
    first: dict[str, int] = {}
    for where, values, good in entries:
        if not good or found_twice(
            first, values["code"], where, "action_id", values["code"], incoming.findings
        ):
            continue
        if "done_on" in values and "dropped_on" in values:
            incoming.findings.problem(where, "dropped_on", "a day", "nothing: the action is done")
            continue
        own = {key: values[key] for key in _ACTION_FIELDS if key in values}
        incoming.actions.append(
            ActionIn(
                where,
                values["code"],
                own,
                values.get("child", ""),
                values.get("person", ""),
                values.get("session", ""),
            )
        )


def read_intervals(incoming: Incoming, entries: Iterable[Entry]) -> None:
    """Read the shorter intervals: each is one child's or one practitioner's."""
    for where, values, good in entries:
        if not good or not in_order(
            incoming.findings, where, ("from", values["since"]), ("until", values.get("until"))
        ):
            continue
        if ("child" in values) == ("person" in values):
            incoming.findings.problem(
                where, "child_id", "both or neither", "either child_id or practitioner_id"
            )
            continue
        incoming.intervals.append(IntervalIn(where, **values))


def read_events(incoming: Incoming, entries: Iterable[Entry]) -> None:
    """Read the events: a child's, a practitioner's, or the team's."""
    for where, values, good in entries:
        if good and "child" in values and "person" in values:
            incoming.findings.problem(
                where, "child_id", "both", "child_id or practitioner_id, or neither of them"
            )
        elif good:
            incoming.events.append(EventIn(where, **values))


def _days_follow(findings: Findings, where: Where, values: dict[str, object]) -> bool:
    """A record is not written, nor signed, before the session it is of."""
    held = ("held_on", values.get("held_on"))
    return all(
        in_order(findings, where, held, (name, values.get(name)))  # type: ignore[arg-type]
        for name in ("recorded_on", "agreed_on", "signed_on")
    )
