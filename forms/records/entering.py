"""What of a record belongs on a case system, child by child, and what is not entered there yet."""

from __future__ import annotations

from collections.abc import Iterable

from forms.template.form import Form
from models.reading.record_context import KnownChild
from models.reading.records import RecordView

CHILD = "child"
OVERSIGHT = "oversight"


def system_of(form: Form, child: KnownChild | None) -> str:
    """Return the case system on which a child's part of a record belongs; empty where the form names none."""
    service = child.service if child is not None else ""
    places = [place for place in form.goes_to if place.share == CHILD]
    fitting = [place for place in places if not place.services or service in place.services]
    return next((place.system for place in fitting or places), "")


def waiting(form: Form, view: RecordView, *, but: int | None = None) -> list[int]:
    """Return the children whose part belongs on a case system and was not entered anywhere yet.

    ``but`` leaves out a child that is just being entered.
    """
    if not belongs_elsewhere(form):
        return []
    entered = {one.child_id for one in view.entered} | {but}
    return list(dict.fromkeys(child.id for child in view.line.children if child.id not in entered))


def forms_elsewhere(forms: Iterable[Form]) -> tuple[str, ...]:
    """Return the codes of the forms whose children's parts belong on a case system."""
    return tuple(form.code for form in forms if belongs_elsewhere(form))


def belongs_elsewhere(form: Form) -> bool:
    """Say whether each child's part of a record on this form belongs on a case system."""
    return any(place.share == CHILD for place in form.goes_to)


def is_the_record(form: Form) -> bool:
    """Say whether a complete record on this form is its session's record, entered elsewhere or not.

    A note of oversight is made at the point of discussion (KCC-T02, KCC-P06) and is the record of it; that
    it is also to be entered on a case system is said on its own page.
    """
    return form.records == OVERSIGHT or not belongs_elsewhere(form)
