"""What the small forms about a planned observation ask: planning, moving, calling off, that it took place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from forms.booking import TIME, day_fields, typed, why_fields
from forms.by_hand import Lists
from forms.entry import Choice, EntryForm, Field

_UNSETTLED = "empty: not settled yet"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form for one to come is called, the kinds there are, and which of them are ``meetings``."""

    title: str
    kinds: tuple[Choice, ...]
    meetings: tuple[str, ...] = ()


def planning(person: int, asked: Asked, kind: str, day: date, *, note: str = "") -> EntryForm:
    """Ask for an observation to come, or a meeting: which, when, with whom, and what is seen."""
    return EntryForm(
        f"observe:{person}",
        asked.title,
        (
            Field("kind", "Which", "choice", required=True, choices=asked.kinds, initial=kind),
            Field(
                "day", "Day", "date", required=True, initial=typed(day), past=False, hint="24/11, next tue"
            ),
            Field("starts_at", "Time", hint=TIME),
            *_who_and_what(asked),
        ),
        note=note,
    )


def _who_and_what(asked: Asked) -> tuple[Field, Field]:
    what = Field("what", "What is seen", hint="home visit, court; who was asked")
    if not asked.meetings:
        return Field("observer", "Observer", hint=_UNSETTLED), what
    met = tuple((code, "with whom, beside the two") for code in asked.meetings)
    who = Field("observer", "Who", hint=f"observes; {_UNSETTLED}", hints_by="kind", hints=met)
    aims = tuple((code, "what it is for") for code in asked.meetings)
    return who, replace(what, label="What", hints_by="kind", hints=aims)


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


def who_was_there(observer: str, *, met: bool) -> Field:
    """Return the field for who observed, or with whom the two ``met``."""
    return Field("observer", "With" if met else "Observer", initial=observer)


def took_place(lists: Lists, planned_id: int, title: str, day: date, who: Field, *, note: str) -> EntryForm:
    """Ask on which day it took place and who was there, in the field ``who``; on a projector no name is asked."""
    fields = [Field("day", "Took place on", "date", required=True, initial=typed(min(day, lists.today)))]
    if not lists.private:
        fields.append(who)
    return EntryForm(f"observe:held:{planned_id}", title, tuple(fields), note=note)
