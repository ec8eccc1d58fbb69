"""Every form there is: begun, filled, saved, opened again and compared."""

from __future__ import annotations

from dataclasses import replace

import pytest

from forms.answers.completeness import missing
from forms.answers.differences import differences
from forms.answers.keeping import from_json, to_json
from forms.answers.model import Kept
from forms.records.beginning import begin_answers
from forms.records.progress import in_order, progress
from forms.records.writing import Around, written
from forms.template.form import Form
from forms.template.load import all_forms
from models.changes import records
from models.changes.record_parts import About
from models.reading.actions import read_open_actions
from models.reading.finding import find
from models.reading.record_context import AskedFor, read_record_context
from models.reading.records import read_record
from models.store.store import Store
from tests import made
from tests.forms.records.filling import filled
from tests.made import KIT, NOW, PRIYA, TODAY, TOM

FORMS, _ = all_forms()
NUMBERS = {"40217": TOM, "39980": KIT}


def around(*children: tuple[int, str]) -> Around:
    """Return what surrounds a record about Priya's children."""
    return Around(About(TODAY, None, PRIYA, children), NUMBERS)


@pytest.mark.parametrize("form", FORMS, ids=[form.code for form in FORMS])
class TestEveryForm:
    """Whatever the form, nothing that is written into it gets lost."""

    def test_filled_saved_and_opened_again(self, store: Store, form: Form) -> None:
        """Begun with what is known, filled, written, read: every answer is as it was given."""
        asked = AskedFor(TODAY, None, PRIYA, (TOM, KIT))
        known = store.read(lambda session: read_record_context(session, asked))
        begun = begin_answers(form, known, NOW)
        about = around(*begun.children)
        first = written(form, begun.answers, about)
        row = made.do(store, lambda change: records.begin_record(change, form.code, "kent", first))
        answers = filled(form)
        full = written(form, answers, around())
        made.do(store, lambda change: records.write_record(change, row.id, full, 1))
        view = store.read(lambda session: read_record(session, row.id))
        again = from_json(view.answers, form)
        assert differences(form, answers, again) == []
        assert (again.kept, to_json(again, form)) == ({}, view.answers)
        assert missing(form, again) == missing(form, answers)
        assert view.fingerprint == form.fingerprint

    def test_its_children_and_actions(self, store: Store, form: Form) -> None:
        """Children are known by the numbers that were written; actions are in the ledger with their child."""
        full = written(form, filled(form), around())
        row = made.do(store, lambda change: records.begin_record(change, form.code, "kent", full))
        children = store.read(lambda session: read_record(session, row.id)).line.children
        if form.each is not None:
            assert {child.id for child in children} == {TOM, KIT}
        kinds = {column.kind for one in form.answered() for column in one.columns}
        if any(one.kind == "actions" for one in form.answered()) or "actions" in kinds:
            assert full.actions
        listed = store.read(lambda session: read_open_actions(session, (TOM, KIT), PRIYA))
        assert len(listed) == len(full.actions)

    def test_every_section_is_gone_through(self, form: Form, store: Store) -> None:
        """Sections stand in order with what is answered in each; a full one is done."""
        answers = filled(form)
        steps = progress(form, answers)
        assert [step.key for step in steps] == [
            (section.key, part) for section, part in in_order(form, answers)
        ]
        assert all(step.words in ("", "done") for step in steps)

    def test_found_by_its_words(self, store: Store, form: Form) -> None:
        """What was written can be searched, in its line."""
        first = next((one for one in form.answered() if one.kind in ("long", "line")), None)
        if first is None:
            return
        full = written(form, filled(form, "Quicksilver"), around())
        made.do(store, lambda change: records.begin_record(change, form.code, "kent", full))
        hits = store.read(lambda session: find(session, f"quicksilver {first.key.split('_')[0]}"))
        assert hits
        assert hits[0].line.startswith("Quicksilver")

    def test_a_field_that_is_gone_is_kept(self, form: Form, store: Store) -> None:
        """Under an edition without its last section, what stood there is kept with its label, and comes back."""
        answers = filled(form)
        text = to_json(answers, form)
        shorter = replace(form, sections=form.sections[:-1], fingerprint="another")
        again = from_json(text, shorter)
        gone = [one for one in form.sections[-1].fields if one.answered]
        kept = [*again.kept, *(key for part in again.parts for key in part.kept)]
        assert {one.key for one in gone} <= {*kept}
        assert all(isinstance(one, Kept) for one in again.kept.values())
        assert differences(form, answers, from_json(to_json(again, shorter), form)) == []
