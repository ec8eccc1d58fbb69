"""Records in a store for tests: written on a form, completed, signed."""

from __future__ import annotations

from datetime import date
from typing import Any

from forms.answers.given import read_given
from forms.records.parties import parties_of
from forms.records.writing import Around, written
from forms.template.load import load_form
from models.changes import holding, records, signing
from models.changes.record_parts import About, record_found
from models.changes.signing import Word
from models.store.change import Change
from models.store.store import Store
from tests import made
from tests.made import KIT, PRIYA, TODAY, TOM, ago

NUMBERS = {"40217": TOM, "39980": KIT}
NAMES = {"supervisor": "Morag Bell", "observer": "Morag Bell"}


def put(
    store: Store,
    form: str = "kent_b",
    *,
    day: date = TODAY,
    practitioner: int | None = PRIYA,
    session: int | None = None,
    **given: Any,
) -> int:
    """Write a record on a form, and return its number."""
    loaded = load_form(form)
    taken = read_given(loaded, given, TODAY)
    assert not taken.wrong, taken.wrong
    around = Around(About(day, session, practitioner), NUMBERS)
    made_of = written(loaded, taken.answers, around)
    return made.do(store, lambda change: records.begin_record(change, form, "kent", made_of).id)


def held(store: Store, days: int = 3) -> int:
    """Hold a personal supervision with Priya some days ago."""

    def job(change: Change) -> int:
        return holding.hold_unplanned(change, "personal", PRIYA, ago(days), []).id

    return made.do(store, job)


def sign(store: Store, record_id: int, *, but: str = "", parties: tuple[str, ...] = ()) -> None:
    """Complete a record if need be, and have everyone its form names sign it, or these; or everyone but one."""

    def job(change: Change) -> None:
        row = record_found(change, record_id)
        if row.state == "draft":
            records.complete_record(change, record_id)
        everyone = parties or tuple(party.code for party in parties_of(load_form(row.form)))
        for party in everyone:
            if party != but:
                word = Word(party, NAMES.get(party, "Priya Shah"), "", "in_room")
                signing.sign(change, record_id, word, everyone)

    made.do(store, job)
