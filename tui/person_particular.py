"""What is known of a practitioner in particular, as rows of their page."""

from __future__ import annotations

from datetime import date

from models.dates import counted, show
from models.reading.people import PersonPage
from tui.people_words import remarks
from tui.widgets.rows import Row


def particular_rows(page: PersonPage, today: date) -> list[Row]:
    """Return what is known of this person in particular, which is not for a projector."""
    person, rows = page.person, list[Row]()
    said = remarks(person, today)
    if said:
        rows.append(Row((said,), kind="warn" if person.away else "note"))
    if page.supervisor:
        rows.append(Row(("Supervised by", page.supervisor, "")))
    elif person.left_on is None:
        rows.append(Row(("Supervised by", "nobody is named", "e names someone"), kind="amber"))
    for label, day in (
        ("Started", person.started_on),
        ("ASYE started", person.asye_started_on),
        ("Six-month review", page.six_month_review_on),
        ("Probation ends", person.probation_ends_on),
        ("Left", person.left_on),
    ):
        if day is not None:
            rows.append(Row((label, show(day), "")))
    plan = page.facts["performance_plan_days"]
    if plan:
        rows.append(Row(("Performance plan", f"a session every {counted(int(plan), 'day')}", "")))
    return rows
