"""A held session's day put right, with what is written about it and not signed yet; and which child a record is of.

A signed text stays, and the correction stands beside it (`models.changes.rectifying`). A text that nobody has
signed would be signed with the wrong day in it, so its date is put right with the session's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from sqlmodel import col, select

from forms.answers.changing import with_value
from forms.answers.keeping import from_json
from forms.answers.model import Answers
from forms.records.writing import Around, written
from forms.template.form import Form
from models.changes.record_parts import About
from models.changes.records import correct_record
from models.changes.rectifying import correct_discussed, correct_held_day, correct_record_child
from models.dates import show
from models.errors import Refused
from models.reading.record_context import read_known_children
from models.reading.records import read_record
from models.reading.sessions import discussed_in
from models.reading.signing import read_signing
from models.store.change import Change
from models.tables import Record, Supervision


def correct_day(
    change: Change, sessions: Iterable[int], day: date, reason: str, read_form: Callable[[str], Form]
) -> None:
    """Put the day right on which the sessions of one sitting were held, and the date of what is not signed yet.

    Raises Refused where one of the two has signed a text with the old day: it can't change under a signature.
    """
    for session_id in sessions:
        row = change.session.get(Supervision, session_id)
        was = row.held_on if row is not None else None
        correct_held_day(change, session_id, day, reason)
        statement = select(Record.id).where(
            Record.supervision_id == session_id, Record.day == was, col(Record.state) != "signed"
        )
        for record_id in change.session.exec(statement.order_by(col(Record.id))).all():
            _redate(change, record_id, was or day, day, read_form)


def correct_child(
    change: Change, record_id: int, wrong_id: int, right_id: int, reason: str, *, talk: bool
) -> None:
    """Put right which child a signed record is about; with ``talk`` also who was discussed in its session.

    Then the clocks of both children follow. Where the right child was discussed in it as well, or the wrong one
    was not, the record alone is put right.
    """
    held = read_record(change.session, record_id).line.session
    kids = (
        discussed_in(change.session, held.id)
        if held is not None and held.held_on is not None
        else frozenset()
    )
    if talk and held is not None and wrong_id in kids and right_id not in kids:
        correct_discussed(change, held.id, wrong_id, right_id, reason)
    else:
        correct_record_child(change, record_id, wrong_id, right_id, reason)


def _redate(change: Change, record_id: int, was: date, day: date, read_form: Callable[[str], Form]) -> None:
    names = " and ".join(each.name for each in read_signing(change.session, record_id).signatures)
    if names:
        raise Refused(
            f"{names} signed record {record_id}, which says {show(was)}. Either everyone signs it first, and the "
            "correction then stands beside it, or the signature is withdrawn (w beside the signatures)."
        )
    view = read_record(change.session, record_id)
    line, form = view.line, read_form(view.line.form)
    answers = _with_day(form, from_json(view.answers, form), was, day)
    children = tuple((child.id, child.part) for child in line.children)
    about = About(day, line.session.id if line.session else None, line.practitioner_id, children)
    numbers = {child.number: child.id for child in read_known_children(change.session, None, change.today)}
    correct_record(change, record_id, written(form, answers, Around(about, numbers)), view.version)


def _with_day(form: Form, answers: Answers, was: date, day: date) -> Answers:
    """Return answers with the session's day put right wherever the form asks for it."""
    for one in form.answered(each=False):
        asks = one.kind == "date" and not one.of and (one.fill == "session_date" or one.past)
        if asks and answers.values.get(one.key) == was:
            answers = with_value(answers, one.key, day)
    return answers
