"""Putting a held session right: what asks for the right child or day, or why it was not held at all."""

from __future__ import annotations

from datetime import date

from forms.booking import both_field, typed
from forms.entry import EntryForm, Field

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
            *both_field(together),
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
