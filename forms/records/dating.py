"""What a finished record dates: the agreement that it is, or the event that its form stands for.

A record of an observation of supervision is that observation (CFA-T06); a Team Wellbeing Plan that is
written is that plan, with the day of its review (KCC-T41). What stands there for that day already stays.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlmodel import col, select

from forms.answers.changing import rows_of
from forms.answers.model import Answers
from forms.template.form import Form
from models.changes.events import record_event
from models.changes.team import sign_agreement
from models.policy import Pack
from models.store.change import Change
from models.tables import Agreement, DatedEvent

WEEKS = "weeks"
"""The field in which a form of agreement says every how many weeks the two meet."""
_REVIEW = "review_date"
"""What fills the field in which a form of agreement says when it is to be reviewed."""
_TEAMS = ("team", "service")


def date_event(
    change: Change, pack: Pack, form: Form, answers: Answers, day: date, practitioner_id: int | None
) -> None:
    """Record the event that a completed record stands for, where its form names one; once a day."""
    kind = next((one for one in pack.event_kinds if one.code == form.event), None)
    whose = None if kind is None or kind.subject in _TEAMS else practitioner_id
    if kind is None or day > change.today or (whose is None and kind.subject not in _TEAMS):
        return
    same = select(DatedEvent.id).where(
        DatedEvent.type == form.event,
        DatedEvent.happened_on == day,
        col(DatedEvent.practitioner_id).is_(None) if whose is None else DatedEvent.practitioner_id == whose,
    )
    if change.session.exec(same).first() is not None:
        return
    value = answers.values.get(kind.value) if kind.value else None
    said = value.isoformat() if isinstance(value, date) else ""
    if kind.value and not said and not kind.optional:
        return
    record_event(change, pack, form.event, day, practitioner_id=whose, value=said)


def date_noted(
    change: Change, pack: Pack, form: Form, answers: Answers, day: date, children: Iterable[int]
) -> None:
    """Record the event of a child that a finished note stands for, by its point: once a day.

    Only where it sets actions, for they are what is followed up (KCC-T03).
    """
    chosen = (
        one.option(str(answers.values.get(one.key, ""))) for one in form.answered(each=False) if one.options
    )
    codes = {option.event for option in chosen if option is not None and option.event}
    acts = any(one.kind == "actions" and rows_of(answers, one.key) for one in form.answered(each=False))
    for kind in pack.event_kinds:
        value = str(answers.values.get(kind.value) or "") if kind.value else ""
        if kind.code not in codes or not acts or day > change.today or (kind.value and not value):
            continue
        for child_id in dict.fromkeys(children):
            same = select(DatedEvent.id).where(
                DatedEvent.type == kind.code, DatedEvent.happened_on == day, DatedEvent.child_id == child_id
            )
            if change.session.exec(same).first() is None:
                record_event(change, pack, kind.code, day, child_id=child_id, value=value)


def date_agreement(change: Change, form: Form, answers: Answers, practitioner_id: int | None) -> int | None:
    """Record that an agreement was signed today, with the weeks and the review it names; return its number, or None."""
    if form.records != "agreement" or practitioner_id is None:
        return None
    same = select(Agreement.id).where(
        Agreement.practitioner_id == practitioner_id, Agreement.signed_on == change.today
    )
    if change.session.exec(same).first() is not None:
        return None
    review = review_of(form, answers)
    return sign_agreement(
        change,
        practitioner_id,
        change.today,
        weeks_of(answers),
        review_on=review if review is not None and review >= change.today else None,
    ).id


def review_of(form: Form, answers: Answers) -> date | None:
    """Return when an agreement says that it is to be reviewed, where it says so."""
    keys = [one.key for one in form.answered(each=False) if one.fill == _REVIEW]
    return next((day for key in keys if isinstance(day := answers.values.get(key), date)), None)


def weeks_of(answers: Answers) -> int | None:
    """Return every how many weeks an agreement says the two meet, where it says so in figures."""
    said = str(answers.values.get(WEEKS) or "").strip()
    return int(said) if said.isdigit() and 1 <= int(said) <= 52 else None
