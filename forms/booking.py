"""Booking supervisions, moving and cancelling them: what each small form asks, with pick lists from the pack."""

from __future__ import annotations

from datetime import date

from forms.by_hand import Lists
from forms.entry import Choice, EntryForm, Field
from models.changes.sessions import CAUSES
from models.policy import Pack
from models.policy.rule import Gate
from models.reading.due.changing import CHANGE_DATE

FORMAL, TRANSITION = "formal", "transition"
PLANNED: tuple[Choice, ...] = tuple((code, code) for code in (FORMAL, TRANSITION, "front door"))
TIME = "14:30"
"""How a time is typed."""


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
    occasion: str = FORMAL,
) -> EntryForm:
    """Ask for one session or a series: what, when, how long; the day proposed is in its field already."""
    return EntryForm(
        f"plan:{key}",
        title,
        (
            kind_field(lists, kind, group=group),
            Field(
                "day",
                "Day",
                "date",
                required=True,
                initial=typed(day),
                past=False,
                hint="24/11, next tue, +2w",
            ),
            Field("starts_at", "Time", hint=TIME),
            Field("minutes", "Minutes", "number"),
            Field("occasion", "Occasion", "choice", choices=PLANNED, initial=occasion),
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
            Field("starts_at", "Time", hint=TIME),
            Field("minutes", "Minutes", "number"),
        ),
        note=note,
    )


def replacing(session_id: int, title: str, day: date, starts_at: str) -> EntryForm:
    """Ask for the day of a session that makes up for a cancelled one."""
    return EntryForm(
        f"replace:{session_id}",
        title,
        (*day_fields("Day", day, starts_at),),
        note="It has the same kind and list, and the day first planned for is kept.",
    )


def moving(session_id: int, title: str, day: date, starts_at: str, together: str = "") -> EntryForm:
    """Ask who or what made a session be moved, why, and to which day; ``together`` is held with it."""
    return EntryForm(
        f"move:{session_id}",
        title,
        (
            *why_fields(),
            *day_fields("New day", day, starts_at),
            *both_field(together),
        ),
    )


def cancelling(
    session_id: int, title: str, day: date | None, starts_at: str, *, gate: bool, together: str = ""
) -> EntryForm:
    """Ask why a session is cancelled and what makes up for it; ``gate``: without a new day a reason is wanted."""
    fields = [
        *why_fields(),
        Field("day", "New day", "date", initial=typed(day), past=False, hint="empty: none yet"),
        Field("starts_at", "Time", initial=starts_at, hint=TIME),
        *both_field(together),
    ]
    if gate:
        fields.append(Field("passed", "Why without a new day", hint="recorded; quality assurance sees it"))
    return EntryForm(f"cancel:{session_id}", title, tuple(fields))


def kind_field(lists: Lists, kind: str, *, group: bool) -> Field:
    """Ask which kind of session it is."""
    choices = kinds_of(lists.pack, group=group)
    return Field("kind", "Kind", "choice", required=True, choices=choices, initial=kind)


def day_fields(label: str, day: date, starts_at: str) -> tuple[Field, Field]:
    """Ask for the day that something is put on, and the time; both stand in their fields already."""
    return (
        Field("day", label, "date", required=True, initial=typed(day), past=False),
        Field("starts_at", "Time", initial=starts_at, hint=TIME),
    )


def why_fields() -> tuple[Field, Field]:
    """Ask who or what something is moved or called off for, and why."""
    return (
        Field("cause", "Caused by", "choice", required=True, choices=tuple(CAUSES.items())),
        Field("reason", "Why", required=True, hint="the reason is part of the record"),
    )


def both_field(together: str) -> tuple[Field, ...]:
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


def has_gate(pack: Pack) -> bool:
    """Say whether the policy bars cancelling without a new date (CFA-T02)."""
    return any(isinstance(rule.terms, Gate) and rule.terms.action == CHANGE_DATE for rule in pack.rules)
