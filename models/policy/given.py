"""From the ``given`` of a case to facts: the same facts that a store would tell."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from models.facts import KINDS_OF_CHILD, NAMES, Event, Facts, Shorter, Situation
from models.moments import in_london, read_moment
from models.policy.pack import Pack

OWN_CLOCK = "case"
_ROLES = ("role", "also_role", "then_role")
_NOT_COUNTED = ("cancelled", "informal", "informal_discussions", "group_sessions", "sped_sessions")
"""Lists of what never starts a clock afresh (GEN-X07): carried as events, under their own names."""
_TAKEN = frozenset(
    (
        *_ROLES,
        *_NOT_COUNTED,
        "subject", "service", "status", "flags", "risk_rosh", "risk_sw", "changed_on", "start", "opened_on",
        "allocated_at", "allocated_on", "transferred_on", "closed_on", "left_on", "next_session", "worker_last",
        "worker_role", "manager_interval_days", "last", "sessions", "events", "event", "as_of", "absence", "id",
    )
)  # fmt: skip


def read_when(value: object) -> date | datetime | None:
    """Read a day or a moment; None for an empty text. Raises ValueError for anything else."""
    if value is None or value == "":
        return None
    if isinstance(value, date):
        return value
    text = str(value)
    return read_moment(text) if "T" in text else date.fromisoformat(text)


def read_day(value: object) -> date | None:
    """Read a day; a moment gives its London day."""
    when = read_when(value)
    return in_london(when).date() if isinstance(when, datetime) else when


def facts_of(given: Mapping[str, Any], clock: str, pack: Pack) -> Facts:
    """Return the facts of a case; ``last`` belongs to ``clock``. Raises ValueError for what is no date."""
    subject = str(given.get("subject", ""))
    last, allocated = _last(given), read_when(given.get("allocated_at") or given.get("allocated_on"))
    own = clock == OWN_CLOCK and subject in KINDS_OF_CHILD
    return Facts(
        subject=subject,
        id=str(given.get("id", "")),
        service=str(given.get("service", "")),
        roles=tuple(str(given[name]) for name in _ROLES if given.get(name)),
        situations=_situations(given, pack),
        start=read_day(given.get("start") or given.get("opened_on") or allocated),
        last=last if own else None,
        ended=read_day(given.get("closed_on") or (given.get("left_on") if subject != "file" else None)),
        allocated_at=allocated,
        transferred_on=read_day(given.get("transferred_on")),
        next_session=read_day(given.get("next_session")),
        worker=_worker(given, pack),
        shorter=_shorter(given),
        absent=bool(given.get("absence")),
        lasts={} if own or last is None else {clock: last},
        events=_events(given),
        more=_more(given),
    )


def unknown_keys(given: Mapping[str, Any], pack: Pack) -> list[str]:
    """Return the keys of a case that neither the format nor the pack's flags know."""
    return [key for key in given if key not in _TAKEN and key not in NAMES and not pack.knows(key)]


def _last(given: Mapping[str, Any]) -> date | None:
    """Return the last held event; where only a list of sessions is given, the latest up to that day."""
    if given.get("last") or not given.get("sessions"):
        return read_day(given.get("last"))
    today = read_day(given["as_of"])
    held = [day for each in given["sessions"] if (day := read_day(each)) is not None]
    return max((day for day in held if today is None or day <= today), default=None)


def _situations(given: Mapping[str, Any], pack: Pack) -> tuple[Situation, ...]:
    """Return statuses, flags, risk levels and whatever else is true and a flag of the pack."""
    since = read_day(given.get("changed_on"))
    codes = [*given.get("status", []), *given.get("flags", [])]
    codes += [f"{name[5:]}_{given[name]}" for name in ("risk_rosh", "risk_sw") if given.get(name)]
    codes += [name for name, value in given.items() if value is True and pack.knows(name)]
    return tuple(Situation(str(code), since) for code in codes)


def _worker(given: Mapping[str, Any], pack: Pack) -> Facts | None:
    last = read_day(given.get("worker_last"))
    if last is None:
        return None
    role = given.get("worker_role")
    return Facts(
        "practitioner",
        service=str(given.get("service", "")),
        roles=(str(role),) if role else (),
        lasts={pack.one_to_one: last},
    )


def _shorter(given: Mapping[str, Any]) -> Shorter | None:
    days = given.get("manager_interval_days")
    return Shorter(days) if days is not None and days != "" else None


def _events(given: Mapping[str, Any]) -> tuple[Event, ...]:
    found = [(each.get("on"), str(each.get("type", ""))) for each in given.get("events", [])]
    found += [(day, name) for name in _NOT_COUNTED for day in given.get(name, [])]
    return tuple(Event(day, kind) for on, kind in found if (day := read_day(on)) is not None)


def _more(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return every other fact under its own name; the start of an event under the event's."""
    found = {
        name: _value(name, value)
        for name, value in given.items()
        if (name not in _TAKEN or name in ("opened_on", "left_on")) and value is not None
    }
    event = given.get("event")
    if event and given.get("start"):
        found[f"{event}_on"] = read_day(given["start"])
    return found


def _value(name: str, value: object) -> object:
    shape = NAMES[name].shape if name in NAMES else ""
    if value == "":
        return "" if shape in ("word", "words", "date", "moment") else None
    if shape in ("date", "moment"):
        return read_when(value)
    if shape == "dates" and isinstance(value, list):
        return tuple(day for each in value if (day := read_day(each)) is not None)
    return tuple(value) if isinstance(value, list) else value
