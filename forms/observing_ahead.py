"""What the small forms about a planned observation ask: planning, moving, calling off, that it took place."""

from __future__ import annotations

from datetime import date

from forms.booking import TIME, day_fields, typed, why_fields
from forms.by_hand import Lists
from forms.entry import Choice, EntryForm, Field


def planning(
    person: int, title: str, kinds: tuple[Choice, ...], kind: str, day: date, *, note: str = ""
) -> EntryForm:
    """Ask for an observation to come: which, when, by whom, and what is seen."""
    return EntryForm(
        f"observe:{person}",
        title,
        (
            Field("kind", "Which", "choice", required=True, choices=kinds, initial=kind),
            Field(
                "day", "Day", "date", required=True, initial=typed(day), past=False, hint="24/11, next tue"
            ),
            Field("starts_at", "Time", hint=TIME),
            Field("observer", "Observer", hint="empty: not settled yet"),
            Field("what", "What is seen", hint="home visit, court; who was asked"),
        ),
        note=note,
    )


def moving(planned_id: int, title: str, day: date, starts_at: str) -> EntryForm:
    """Ask who or what made an observation be moved, why, and to which day."""
    return EntryForm(
        f"observe:move:{planned_id}",
        title,
        (*why_fields(), *day_fields("New day", day, starts_at)),
    )


def calling_off(planned_id: int, title: str) -> EntryForm:
    """Ask why an observation is called off, and whose doing it was."""
    return EntryForm(
        f"observe:off:{planned_id}",
        title,
        why_fields(),
        note="What is due stays due: nothing takes its place by itself.",
    )


def took_place(
    lists: Lists, planned_id: int, title: str, day: date, observer: str, *, note: str
) -> EntryForm:
    """Ask on which day it took place and who observed; in projector mode no name is asked or shown."""
    fields = [Field("day", "Took place on", "date", required=True, initial=typed(min(day, lists.today)))]
    if not lists.private:
        fields.append(Field("observer", "Observer", initial=observer))
    return EntryForm(f"observe:held:{planned_id}", title, tuple(fields), note=note)
