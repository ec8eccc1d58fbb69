"""Reading a practitioner's page in one go in the store's thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlmodel import Session

from forms.records.always import read_always
from forms.template.choosing import Occasion, fitting
from forms.template.form import Form
from forms.template.load import forms_of
from models.policy import Pack
from models.reading.facts import TeamFacts
from models.reading.people import read_person
from models.reading.standing.papers import read_papers, read_records_on
from models.reading.standing.reading import read_standing
from tui.person_page import Known
from tui.settings import own_forms

PAPERS = ("agreement", "plan", "file")
"""Sorts of records that belong to a practitioner and to no session."""
_READ: set[tuple[str, ...]] = set()
"""The packs whose forms were read once: from then on a look at their files is all it takes."""


def read_known(
    session: Session, pack: Pack, today: date, practitioner_id: int, team: TeamFacts | None = None
) -> Known:
    """Return what a practitioner's page begins with; raise Refused if there is none with this id.

    What hangs on no form is in it from the first: a page never says that none is there before it was looked for.
    ``team`` is what the clock is told of everyone, where that is known as the store stands.
    """
    page = read_person(session, practitioner_id, today)
    standing = read_standing(session, pack, today, practitioner_id, team, sessions=page.sessions)
    return Known(page, standing, read_papers(session, pack, practitioner_id, today))


def with_papers(session: Session, today: date, known: Known, forms: Sequence[Form]) -> Known:
    """Return the page with what hangs on the policy's forms: records on them, and what must always be shared."""
    person = known.page.person.id
    papers = [form for form in forms if form.records in PAPERS]
    return replace(
        known,
        papers=replace(
            known.papers, records=read_records_on(session, person, [form.code for form in papers])
        ),
        always=read_always(session, list(forms), person, today),
        called=tuple((form.code, form.records, form.called, form.use) for form in papers),
    )


def person_forms(pack: Pack) -> list[Form]:
    """Return the forms of a policy that are about a practitioner or the two in supervision."""
    forms, _ = forms_of(pack.names, own_forms())
    _READ.add(tuple(pack.names))
    return [
        form
        for form in fitting(forms, Occasion(pack.names))
        if form.about in ("practitioner", "relationship")
    ]


def are_read(pack: Pack) -> bool:
    """Say whether the forms of a policy were read once, so that reading them again takes no time."""
    return tuple(pack.names) in _READ


def agreement_form(pack: Pack) -> Form | None:
    """Return the form on which a policy's agreement is drawn up."""
    return next((form for form in person_forms(pack) if form.records == "agreement"), None)
