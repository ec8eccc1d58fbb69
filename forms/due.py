"""What the overdue list asks: which lines to show, and where a file is written."""

from __future__ import annotations

from forms.entry import Choice, EntryForm, Field
from models.reading.due import DueList, Only
from models.reading.due.kinds import LABELS


def due_filter(due: DueList, only: Only, *, private: bool = False) -> EntryForm:
    """Return the filter as a form, with what occurs in the list to choose from."""
    people = {line.person.id: line.person for line in due.lines if line.person.id}
    kinds = {line.kind for line in due.lines}
    names = sorted(people.values(), key=lambda person: person.name.casefold())
    return EntryForm(
        "due-filter",
        "Show only",
        (
            Field(
                "practitioner",
                "Practitioner",
                "choice",
                choices=tuple(
                    (str(person.id), person.initials if private else person.name) for person in names
                ),
                initial=str(only.practitioner or ""),
            ),
            Field(
                "kind",
                "Kind",
                "choice",
                choices=tuple((code, label) for code, label in LABELS.items() if code in kinds),
                initial=only.kind,
            ),
            Field(
                "overdue", "Overdue only", "yes_no", initial="yes" if only.overdue else "", hint="yes or no"
            ),
            Field(
                "within",
                "Due within days",
                "number",
                initial="" if only.within is None else str(only.within),
                hint="what is late is shown in any case",
            ),
        ),
        note="Leave a field empty to show everything. Esc on the list shows all again.",
    )


def trying_day(title: str, lists_day: str) -> EntryForm:
    """Ask for a day to be tried."""
    return EntryForm(
        "try-day",
        title,
        (Field("day", "Day", "date", required=True, initial=lists_day, hint="24/11, +2w", past=False),),
        note="Only tried: nothing is written.",
    )


def trying_situation(title: str, choices: tuple[Choice, ...], day: str) -> EntryForm:
    """Ask for a situation to be tried, and from when."""
    return EntryForm(
        "try-situation",
        title,
        (
            Field("code", "Situation", "choice", required=True, choices=choices),
            Field("since", "From", "date", required=True, initial=day, past=False),
        ),
        note="Only tried: nothing is written.",
    )


def trying_choice(title: str, label: str, choices: tuple[Choice, ...]) -> EntryForm:
    """Ask for a role, a service or a situation to be tried with, or without."""
    return EntryForm(
        "try-choice",
        title,
        (Field("code", label, "choice", required=True, choices=choices),),
        note="Only tried: nothing is written.",
    )
