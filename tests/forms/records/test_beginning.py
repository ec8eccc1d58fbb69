"""What a record begins with: what the store knows of whom it is about is not asked again."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from forms.records.beginning import begin_answers, with_ramp
from forms.records.observing_ahead import Seen, begin_observed
from forms.template.load import load_form
from models.changes.children import add_child
from models.changes.team import PractitionerFacts, add_practitioner
from models.dates import show
from models.facts import KINDS_OF_CHILD
from models.policy.load import load_pack
from models.reading.record_context import AskedFor, Known, RecordContext, read_record_context
from models.tables import Record
from tests import made


class TestWhoItIs:
    """Birmingham's record says of each whether it is a child, a carer, a caregiver or a victim (BCT-P19)."""

    @pytest.mark.parametrize("kind", KINDS_OF_CHILD)
    def test_as_the_store_has_it(self, tmp_path: Path, kind: str) -> None:
        """The choice is made when the part begins; it can be made otherwise."""
        unlocked, _ = made.make(made.place_in(tmp_path), made.small_team)
        store = made.open_(made.place_in(tmp_path), unlocked)
        try:
            child = made.do(store, lambda change: add_child(change, "70001", "AB", kind=kind).id)
            asked = AskedFor(made.TODAY, None, None, (child,))
            known = store.read(lambda session: read_record_context(session, asked))
        finally:
            store.close()
        begun = begin_answers(load_form("birmingham_case"), known, made.NOW)
        assert [part.values["who_it_is"] for part in begun.answers.parts] == [kind]


class TestWhoIsAbove:
    """The line manager of the one whom a form is about is their supervisor; the supervisor's own is another."""

    KNOWN = RecordContext(
        "kent",
        supervisee=Known(1, "Priya Shah"),
        supervisor=Known(2, "Morag Innes"),
        line_manager=Known(2, "Morag Innes"),
        service_manager=Known(3, "Ines Vale"),
    )

    @pytest.mark.parametrize(
        ("form", "key", "name"),
        [
            ("northamptonshire_a", "supervisors_manager", "Ines Vale"),  # NCT-P30: named in the agreement
            ("havering_three_ways", "line_manager", "Ines Vale"),  # HAV-N01: the senior manager
            ("kent_d", "line_manager", "Morag Innes"),  # KCC-FD03: the practitioner's
        ],
    )
    def test_whose_manager_it_is(self, form: str, key: str, name: str) -> None:
        """A supervisor is never put down as their own manager."""
        begun = begin_answers(load_form(form), self.KNOWN, made.NOW)
        assert begun.answers.values[key] == name
        alone = begin_answers(load_form(form), replace(self.KNOWN, service_manager=None), made.NOW)
        assert (key in alone.answers.values) == (name == "Morag Innes")

    def test_who_observed_is_the_senior_manager_of_a_three_way(self, tmp_path: Path) -> None:
        """As it was arranged (HAV-P21)."""
        unlocked, _ = made.make(made.place_in(tmp_path), made.small_team)
        store = made.open_(made.place_in(tmp_path), unlocked)

        def begun(form: str, observer: str) -> dict[str, str]:
            seen = Seen(made.PRIYA, made.TODAY, observer)
            number = made.do(
                store, lambda change: begin_observed(change, load_form(form), seen, "havering", made.NOW)
            )
            kept = store.read(lambda session: session.get_one(Record, number).answers)
            found: dict[str, str] = json.loads(kept)["answers"]
            return found

        assert begun("havering_three_ways", "Ruth Ambler")["line_manager"] == "Ruth Ambler"
        practice = begun("havering_d", "Ruth Ambler")
        assert practice["observer"] == "Ruth Ambler"
        assert "observer_role" not in practice, "the supervisor's role is not put beside another's name"
        store.close()


class TestFrequency:
    """The agreement of someone new begins with what the policy says of them, not with everyone's 4 weeks."""

    def test_in_probation_and_not(self, tmp_path: Path) -> None:
        """Fortnightly first (NCT-T09); of the others it is as printed."""
        unlocked, _ = made.make(made.place_in(tmp_path), made.small_team)
        store = made.open_(made.place_in(tmp_path), unlocked)
        pack, form = load_pack("northamptonshire"), load_form("northamptonshire_a")
        new = PractitionerFacts("P9", "Ada Stone", "probation", service=made.SERVICE, started_on=made.ago(10))
        try:
            ada = made.do(store, lambda change: add_practitioner(change, new).id)
            begun = {}
            for person in (ada, made.PRIYA):
                asked = AskedFor(made.TODAY, None, person)
                known = store.read(lambda session, a=asked: read_record_context(session, a))  # type: ignore[misc]
                full = store.read(lambda session, k=known: with_ramp(session, pack, form, k, made.TODAY))  # type: ignore[misc]
                begun[person] = begin_answers(form, full, made.NOW).answers.values["frequency"]
        finally:
            store.close()
        until = show(date(2027, 2, 11))
        assert begun == {ada: f"Every 2 weeks until {until}, then every 4 weeks", made.PRIYA: "Every 4 weeks"}
