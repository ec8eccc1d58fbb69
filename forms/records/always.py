"""Matters that a policy wants shared and recorded always (NCT-P27): when each was last ticked in a record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, text
from sqlmodel import Session

from forms.template.form import Form
from models.reading.rows import rows

_LENS = "_always"
_STATEMENT = text(
    "SELECT ticked.key, max(record.day) FROM record, json_each(record.answers, :path) AS ticked "
    "WHERE record.practitioner_id = :person AND record.form = :form AND record.day <= :today GROUP BY ticked.key"
).bindparams(bindparam("path"), bindparam("person"), bindparam("form"), bindparam("today"))


@dataclass(frozen=True, slots=True)
class AlwaysShared:
    """One such matter and the day of the last record in which it was ticked; None where it never was."""

    code: str
    label: str
    last: date | None = None


def read_always(
    session: Session, forms: list[Form], practitioner_id: int, today: date
) -> tuple[AlwaysShared, ...]:
    """Return the matters of the forms of a policy that have such a list; empty where none has."""
    for form in forms:
        for one in form.fields():
            if one.kind == "ticks" and one.lens.endswith(_LENS):
                asked = {
                    "path": f"$.answers.{one.key}",
                    "person": practitioner_id,
                    "form": form.code,
                    "today": today.isoformat(),
                }
                last = dict(rows(session, _STATEMENT.bindparams(**asked)))
                return tuple(
                    AlwaysShared(each.code, each.label, _day(last.get(each.code))) for each in one.options
                )
    return ()


def _day(value: object) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else None
