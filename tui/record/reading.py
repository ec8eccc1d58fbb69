"""Reading a record with everything its screen shows beside it, in one go in the store's thread."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from forms.checks.anonymity import Known
from forms.records.entering import OVERSIGHT
from forms.records.last_time import earlier
from forms.records.notes import notes_since
from forms.template.form import Form
from forms.template.load import load_form
from models.reading.actions import ActionLine, read_actions_in, read_open_actions
from models.reading.last_time import Before, last_about, last_with
from models.reading.names import read_names
from models.reading.record_context import AskedFor, read_known_children, read_people, read_record_context
from models.reading.records import RecordView, read_record
from tui.record.state import RecordState
from tui.record.walk import Surroundings
from tui.settings import own_forms


def form_called(code: str) -> Form:
    """Return a form by its code, the person's own among them; raise Refused where it can't be used."""
    return load_form(code, own_forms())


def read_state(session: Session, record_id: int, policies: Sequence[str], today: date) -> RecordState:
    """Return a record as its screen opens it. Raises Refused where the record or its form is gone."""
    view = read_record(session, record_id)
    form = form_called(view.line.form)
    return RecordState(form, view, read_surroundings(session, view, form, today), policies)


def read_surroundings(session: Session, view: RecordView, form: Form, today: date) -> Surroundings:
    """Return what stands beside a record: who may be named, what is open, what was written last time."""
    line = view.line
    kids = tuple(dict.fromkeys(child.id for child in line.children))
    session_id = line.session.id if line.session else None
    known = read_record_context(session, AskedFor(line.day, session_id, line.practitioner_id, kids))
    before = Before(line.form, line.day, line.id, session_id)
    last_of = {
        child_id: found
        for child_id in kids
        if (found := earlier(form, last_about(session, before, child_id))) is not None
    }
    alone = form.each is None and form.about == "child" and bool(kids)
    last = last_of.get(kids[0]) if alone else earlier(form, last_with(session, before, line.practitioner_id))
    if form.records == "survey":
        last = None  # nobody who answers sees what the one before answered
    decided = read_actions_in(session, line.id)
    return Surroundings(
        known,
        tuple(read_known_children(session, None, today)),
        tuple(read_people(session, today)),
        tuple(_from_before(session, view, form, kids, decided)),
        last,
        last_of,
        tuple(one for one in decided if _decided_here(one, line.id)),
        Known(*read_names(session)),
        tuple(notes_since(session, line, form_called)) if form.records == "session" else (),
    )


def _from_before(
    session: Session, view: RecordView, form: Form, kids: tuple[int, ...], decided: list[ActionLine]
) -> list[ActionLine]:
    """Return the actions that were open when this record began, the oldest first: those closed in it stay in place.

    A record about a child stands on the child's file: what was agreed about the worker is no part of it, and is gone
    through on the worker's own. A record of a whole team goes through what was agreed on the same form before.
    """
    line = view.line
    whose = None if form.records == OVERSIGHT or form.about == "child" else line.practitioner_id
    of_team = (form.records, form.about) == ("session", "team") and line.practitioner_id is None
    teams = line.form if of_team else ""
    open_ones = read_open_actions(session, kids, whose, but_record=line.id, of_form=teams)
    here = [one for one in open_ones if one.set_on <= line.day]
    known = {one.id for one in here}
    closed = [one for one in decided if one.id not in known and one.record_id != line.id and not one.is_open]
    return sorted((*here, *closed), key=lambda one: (one.set_on, one.id))


def _decided_here(one: ActionLine, record_id: int) -> bool:
    return any(step.record_id == record_id for step in one.steps)
