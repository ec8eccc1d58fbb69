"""Booking and keeping supervisions: what each small form asks, with pick lists from the pack."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from forms.by_hand import Lists
from forms.entry import Choice, EntryForm, Field
from models.changes.observations import PARTS
from models.changes.sessions import CAUSES
from models.facts import NAMES
from models.policy import Pack
from models.policy.rule import Gate
from models.reading.due.changing import CHANGE_DATE

PLANNED: tuple[Choice, ...] = tuple((code, code) for code in ("formal", "transition", "front door"))
HELD: tuple[Choice, ...] = (*PLANNED, ("ad hoc", "ad hoc: informal, settles no clock"))
OBSERVATION = "observation"
_TIME = "14:30"


def kinds_of(pack: Pack, *, group: bool) -> tuple[Choice, ...]:
    """Return the kinds of session with one practitioner, or those of groups."""
    return tuple((one.code, one.label) for one in pack.session_kinds if one.group == group)


def kind_for_children(pack: Pack) -> str:
    """Return the kind of session in which children are discussed: ``case``, by any of its names, else a one-to-one."""
    found = pack.session_kind("case")
    known = {one.code for one in pack.session_kinds}
    if found.code in known:
        return found.code
    return next((one.code for one in pack.session_kinds if pack.one_to_one in one.settles), "case")


def typed(day: date | None) -> str:
    """Return a day as it is typed."""
    return f"{day.day}/{day.month}/{day.year}" if day else ""


def planning(
    lists: Lists,
    key: str,
    title: str,
    kind: str,
    day: date,
    *,
    group: bool,
    every: str = "4w",
    note: str = "",
) -> EntryForm:
    """Ask for one session or a series: what, when, how long; the day proposed is in its field already."""
    return EntryForm(
        f"plan:{key}",
        title,
        (
            _kind(lists, kind, group=group),
            Field(
                "day",
                "Day",
                "date",
                required=True,
                initial=typed(day),
                past=False,
                hint="24/11, next tue, +2w",
            ),
            Field("starts_at", "Time", hint=_TIME),
            Field("minutes", "Minutes", "number"),
            Field("occasion", "Occasion", "choice", choices=PLANNED, initial="formal"),
            Field("count", "How many", "number", initial="1", hint="more than one: a series"),
            Field("every", "Every", initial=every, hint="2w, 4w, 1m: how far apart in a series"),
        ),
        note=note,
    )


def year(
    key: str,
    title: str,
    kinds: tuple[Choice, ...],
    day: date,
    *,
    every: str,
    note: str = "",
) -> EntryForm:
    """Ask for a year of sessions: of which kind (or several in one sitting), from which day, how far apart."""
    return EntryForm(
        f"year:{key}",
        title,
        (
            Field("kind", "Kind", "choice", required=True, choices=kinds, initial=kinds[0][0]),
            Field(
                "day",
                "First day",
                "date",
                required=True,
                initial=typed(day),
                past=False,
                hint="the others follow from it",
            ),
            Field("every", "Every", required=True, initial=every, hint="2w, 4w, 1m: how far apart"),
            Field("starts_at", "Time", hint=_TIME),
            Field("minutes", "Minutes", "number"),
        ),
        note=note,
    )


def replacing(session_id: int, title: str, day: date, starts_at: str) -> EntryForm:
    """Ask for the day of a session that makes up for a cancelled one."""
    return EntryForm(
        f"replace:{session_id}",
        title,
        (
            Field("day", "Day", "date", required=True, initial=typed(day), past=False),
            Field("starts_at", "Time", initial=starts_at, hint=_TIME),
        ),
        note="It has the same kind and list, and the day first planned for is kept.",
    )


def holding(session_id: int, title: str, day: date, minutes: int | None, note: str) -> EntryForm:
    """Ask when a planned session was held, and how long it took."""
    return EntryForm(
        f"hold:{session_id}",
        title,
        (
            Field("held_on", "Held on", "date", required=True, initial=typed(day)),
            Field("minutes", "Minutes", "number", initial=str(minutes or "")),
        ),
        note=note,
    )


def held_unplanned(
    lists: Lists,
    key: str,
    title: str,
    kind: str,
    *,
    group: bool = False,
    occasion: str = "formal",
    note: str = "",
) -> EntryForm:
    """Ask for a session that stood in no diary, or an ad hoc discussion."""
    return EntryForm(
        f"held:{key}",
        title,
        (
            _kind(lists, kind, group=group),
            Field("occasion", "Occasion", "choice", required=True, choices=HELD, initial=occasion),
            Field("held_on", "Held on", "date", required=True, initial=lists.day),
            Field("minutes", "Minutes", "number"),
        ),
        note=note,
    )


def dated(session_id: int, what: str, title: str, day: date) -> EntryForm:
    """Ask for one day of a session: written up, agreed, signed."""
    return EntryForm(
        f"{what}:{session_id}", title, (Field("day", "On", "date", required=True, initial=typed(day)),)
    )


def moving(session_id: int, title: str, day: date, starts_at: str, together: str = "") -> EntryForm:
    """Ask who or what made a session be moved, why, and to which day; ``together`` is held with it."""
    return EntryForm(
        f"move:{session_id}",
        title,
        (
            *_why(),
            Field("day", "New day", "date", required=True, initial=typed(day), past=False),
            Field("starts_at", "Time", initial=starts_at, hint=_TIME),
            *_both(together),
        ),
    )


def cancelling(
    session_id: int, title: str, day: date | None, starts_at: str, *, gate: bool, together: str = ""
) -> EntryForm:
    """Ask why a session is cancelled and what makes up for it; ``gate``: without a new day a reason is wanted."""
    fields = [
        *_why(),
        Field("day", "New day", "date", initial=typed(day), past=False, hint="empty: none yet"),
        Field("starts_at", "Time", initial=starts_at, hint=_TIME),
        *_both(together),
    ]
    if gate:
        fields.append(Field("passed", "Why without a new day", hint="recorded; quality assurance sees it"))
    return EntryForm(f"cancel:{session_id}", title, tuple(fields))


def _kind(lists: Lists, kind: str, *, group: bool) -> Field:
    choices = kinds_of(lists.pack, group=group)
    return Field("kind", "Kind", "choice", required=True, choices=choices, initial=kind)


def _why() -> tuple[Field, Field]:
    return (
        Field("cause", "Caused by", "choice", required=True, choices=_causes()),
        Field("reason", "Why", required=True, hint="the reason is part of the record"),
    )


def _both(together: str) -> tuple[Field, ...]:
    """Ask whether what is held in the same sitting goes along, where there is such."""
    if not together:
        return ()
    return (
        Field(
            "both",
            "Both sessions",
            "choice",
            choices=(("yes", "yes"), ("no", "no")),
            initial="yes",
            hint=f"also {together}, held in the same sitting",
        ),
    )


BESIDE = "the text stays as it is; the correction stands beside it, dated today, and is sealed with it."


def correcting_child(session_id: int, label: str, *, note: str = "") -> EntryForm:
    """Ask which child was discussed instead of one that is recorded, and what was wrong."""
    return EntryForm(
        f"held-child:{session_id}:{label}",
        f"Not {label}: who was discussed?",
        (
            Field("number", "Right child", hint="number; empty: nobody instead"),
            Field("reason", "What was wrong", required=True, hint="kept beside what stood there"),
        ),
        note=note,
    )


def correcting_day(session_id: int, day: date, *, note: str = "", together: str = "") -> EntryForm:
    """Ask for the right day of a held session, what was wrong, and whether the rest of its sitting goes along."""
    return EntryForm(
        f"held-day:{session_id}",
        "Correct the day it was held",
        (
            Field("day", "Right date", "date", required=True, initial=typed(day)),
            Field("reason", "What was wrong", required=True, hint="kept beside the date that stood there"),
            *_both(together),
        ),
        note=note,
    )


def taking_back(session_id: int) -> EntryForm:
    """Ask why a session that was recorded as held goes back into the diary."""
    return EntryForm(
        f"unhold:{session_id}",
        "It was not held",
        (Field("reason", "What was wrong", required=True),),
        note="It stands in the diary again, and nobody was discussed in it.",
    )


def shorter_interval(lists: Lists, key: str, label: str, policy: str) -> EntryForm:
    """Ask for a shorter interval for one child or person; ``policy`` says which rule stands now (GEN-X09)."""
    return EntryForm(
        f"shorter:{key}",
        f"A shorter interval for {label}",
        (
            Field("days", "Every so many days", "number", required=True),
            Field("reason", "Why", required=True, hint="recorded with it"),
            Field("since", "From", "date", required=True, initial=lists.day, past=False),
        ),
        note=f"{policy} A longer interval can't be had.".strip(),
    )


def ending_interval(lists: Lists, interval_id: int) -> EntryForm:
    """Ask for the last day of a manager's interval."""
    until = Field("until", "Last day", "date", required=True, initial=lists.day)
    return EntryForm(f"interval:{interval_id}", "End the shorter interval", (until,))


def event(
    lists: Lists, key: str, title: str, subjects: Iterable[str], *, observed: bool, initial: str = ""
) -> EntryForm:
    """Ask for a dated event that the policy counts from or counts, with what it says beside its day."""
    wanted = set(subjects)
    kinds = [one for one in lists.pack.event_kinds if one.subject in wanted]
    choices = ((OBSERVATION, "Observation of practice"),) if observed else ()
    values = [f"{one.label}: {NAMES[one.value].words}" for one in kinds if one.value]
    if initial and any(one.code == initial for one in kinds):
        values = [NAMES[one.value].words for one in kinds if one.code == initial and one.value]
    elif observed:
        values.append("Observation of practice: who observed")
    fields = [
        Field(
            "kind",
            "What",
            "choice",
            required=True,
            choices=(*choices, *((one.code, one.label) for one in kinds)),
            initial=initial,
        ),
        Field("day", "On", "date", required=True, initial=lists.day, hint="the day it took place"),
    ]
    if values:
        fields.append(Field("value", "With it", hint="; ".join(values)))
    note = (
        "An observation is written on its own form: F4, a. Sent to the practitioner, or signed, it stands here too."
        if observed and initial in ("", OBSERVATION)
        else ""
    )
    name = f"event:{key}:{initial}" if initial else f"event:{key}"
    return EntryForm(name, title, tuple(fields), note=note)


def observation_part(lists: Lists, observation_id: int, label: str, initial: str) -> EntryForm:
    """Ask for the day of one part of an observation; ``label`` says whose and of which day."""
    return EntryForm(
        f"observation:{observation_id}",
        f"A part of the {label}",
        (
            Field("part", "What", "choice", required=True, choices=tuple(PARTS.items()), initial=initial),
            Field("day", "On", "date", required=True, initial=lists.day),
        ),
    )


def has_gate(pack: Pack) -> bool:
    """Say whether the policy bars cancelling without a new date (CFA-T02)."""
    return any(isinstance(rule.terms, Gate) and rule.terms.action == CHANGE_DATE for rule in pack.rules)


def _causes() -> tuple[Choice, ...]:
    return tuple(CAUSES.items())
