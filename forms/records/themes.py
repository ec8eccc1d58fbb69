"""Themed supervision: the theme of each month, the patterns that came up, the work they led to (NCT-P18, NCT-T28)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from forms.answers.keeping import from_json
from forms.answers.model import Answers
from forms.template.form import Form
from models.reading.actions import ActionLine, read_actions
from models.reading.rows import rows
from models.tables import Action, Record, RecordChild

THEME, PATTERNS, WORK = "theme", "patterns", "remedial"
"""The fields that make a form one of themed supervision: its theme, the patterns, the work they lead to."""
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Theme:
    """One themed supervision: its theme, how many cases, patterns and work in words, its actions done of all."""

    record_id: int
    form: str
    day: date
    state: str
    theme: str
    cases: int
    patterns: str
    work: str
    actions: int
    done: int


@dataclass(frozen=True, slots=True)
class Themes:
    """Twelve months of themes, the latest first; ``missing`` are months since the first that had none.

    ``again`` are themes that came up more than once, with how often.
    """

    themes: tuple[Theme, ...] = ()
    missing: tuple[date, ...] = ()
    again: tuple[tuple[str, int], ...] = ()


def is_themed(form: Form) -> bool:
    """Say whether a form is one of themed supervision."""
    return form.field(THEME) is not None and form.field(PATTERNS) is not None


def read_themes(session: Session, forms: Iterable[Form], today: date) -> Themes:
    """Return the themes of the last twelve months, by the forms of themed supervision among some."""
    known = {form.code: form for form in forms if is_themed(form)}
    since = _months_back(today, MONTHS - 1)
    statement = (
        select(col(Record.id), col(Record.form), col(Record.day), col(Record.state), col(Record.answers))
        .where(col(Record.form).in_(list(known)), col(Record.day).between(since, today))
        .order_by(col(Record.day).desc(), col(Record.id).desc())
    )
    found = rows(session, statement)
    ids = [row[0] for row in found]
    actions, cases = _actions(session, ids), _cases(session, ids)
    themes = [
        _theme(row, from_json(row[4], known[row[1]]), actions.get(row[0], []), cases[row[0]]) for row in found
    ]
    names = Counter(one.theme.casefold() for one in themes if one.theme)
    said = {one.theme.casefold(): one.theme for one in reversed(themes)}
    again = tuple((said[name], count) for name, count in names.most_common() if count > 1)
    return Themes(tuple(themes), _missing([one.day for one in themes], today), again)


def _theme(
    row: tuple[int, str, date, str, str], answers: Answers, actions: list[ActionLine], cases: int
) -> Theme:
    def words(key: str) -> str:
        value = answers.value(key)
        return value.strip() if isinstance(value, str) else ""

    done = sum(one.done_on is not None for one in actions)
    theme, patterns, work = words(THEME), words(PATTERNS), words(WORK)
    return Theme(row[0], row[1], row[2], row[3], theme, cases, patterns, work, len(actions), done)


def _actions(session: Session, ids: list[int]) -> Mapping[int, list[ActionLine]]:
    found: dict[int, list[ActionLine]] = {}
    for one in read_actions(session, col(Action.record_id).in_(ids)):
        found.setdefault(one.record_id or 0, []).append(one)
    return found


def _cases(session: Session, ids: list[int]) -> Counter[int]:
    statement = select(col(RecordChild.record_id), col(RecordChild.child_id)).where(
        col(RecordChild.record_id).in_(ids)
    )
    return Counter(record for record, _ in set(map(tuple, rows(session, statement))))


def _missing(days: list[date], today: date) -> tuple[date, ...]:
    """Return the first day of each month between the first theme and this month that had none."""
    if not days:
        return ()
    held = {day.replace(day=1) for day in days}
    month, found = min(held), []
    while month < today.replace(day=1):
        if month not in held:
            found.append(month)
        month = _months_back(month, -1)
    return tuple(reversed(found))


def _months_back(day: date, count: int) -> date:
    """Return the first day of the month so many months before; a negative count goes on."""
    month = day.year * 12 + day.month - 1 - count
    return date(month // 12, month % 12 + 1, 1)
