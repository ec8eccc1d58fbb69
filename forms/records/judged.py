"""What finished worksheets and surveys of a span of days say, question by question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlmodel import Session, col

from forms.answers.keeping import from_json
from forms.answers.model import Answers
from forms.records.worksheets import FEWEST, Question, count_answers
from forms.template.form import Form
from models.reading.quality.sampling import FINISHED
from models.reading.rows import rows
from models.tables import Practitioner, Record


@dataclass(frozen=True, slots=True)
class Judged:
    """The counts of the worksheets, and of the survey; too few answers of it, or of a question, are not counted."""

    worksheets: int
    questions: tuple[Question, ...]
    answered: int
    asked: int
    survey: tuple[Question, ...]


def read_judged(session: Session, worksheet: Form, survey: Form, since: date, until: date) -> Judged:
    """Return what was answered in a span; drafts are not counted."""
    sheets = _answers(session, worksheet, since, until)
    given = _answers(session, survey, since, until)
    return Judged(
        len(sheets),
        tuple(count_answers(worksheet, sheets, "judgement")) if sheets else (),
        len(given),
        _in_post(session, until),
        tuple(one.guarded() for one in count_answers(survey, given, "questions"))
        if len(given) >= FEWEST
        else (),
    )


def _answers(session: Session, form: Form, since: date, until: date) -> list[Answers]:
    statement = select(col(Record.answers)).where(
        col(Record.form) == form.code,
        col(Record.state).in_(FINISHED),
        col(Record.day).between(since, until),
    )
    return [from_json(row[0], form) for row in rows(session, statement.order_by(col(Record.id)))]


def _in_post(session: Session, day: date) -> int:
    """Return how many could have answered: everyone who was in post on a day."""
    left, begun = col(Practitioner.left_on), col(Practitioner.started_on)
    in_post = (left.is_(None) | (left >= day), begun.is_(None) | (begun <= day))
    statement = select(func.count()).select_from(Practitioner).where(*in_post)
    return int(rows(session, statement)[0][0])
