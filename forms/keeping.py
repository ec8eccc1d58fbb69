"""Keeping supervisions: what asks that they were held, their papers' days, a manager's intervals, events."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from forms.booking import PLANNED, kind_field, typed
from forms.by_hand import Lists
from forms.entry import Choice, EntryForm, Field
from models.changes.observations import PARTS
from models.facts import NAMES

HELD: tuple[Choice, ...] = (*PLANNED, ("ad hoc", "ad hoc: informal, settles no clock"))


OBSERVATION = "observation"


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
            kind_field(lists, kind, group=group),
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
    values = [(one.code, NAMES[one.value].words if one.value else "nothing more is asked") for one in kinds]
    if observed:
        values.append((OBSERVATION, "who observed"))
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
    wanted_with = [one.code for one in kinds if one.value] + [OBSERVATION] * observed
    if initial in wanted_with or (wanted_with and not any(one.code == initial for one in kinds)):
        asked = "some ask for more: choose what took place"
        fields.append(Field("value", "With it", hint=asked, hints_by="kind", hints=tuple(values)))
    note = (
        "An observation is written on its own form: F4, a. Sent to the practitioner, or signed, it stands here "
        "too. One that is to come: o on their page."
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
