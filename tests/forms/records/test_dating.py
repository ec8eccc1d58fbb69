"""What a finished record dates: an agreement, an observation of supervision, a team's plan."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import select

from forms.answers.model import Answers
from forms.records.dating import date_agreement, date_event
from forms.records.observing import FEEDBACK, OBSERVER, PRACTITIONER, date_part, said_parts
from forms.template.load import all_forms, load_form
from models.policy.load import load_pack
from models.store.change import Change
from models.store.store import Store
from models.tables import Agreement, DatedEvent, Observation
from tests import made
from tests.made import PRIYA, SAM, TODAY, ago

FORMS = [form for form in all_forms()[0] if form.event]


class TestEvents:
    """Completing such a record records its event, once a day."""

    @pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
    def test_each_forms_event_is_one_of_its_policy(self, store: Store, form) -> None:  # type: ignore[no-untyped-def]
        """And stands with the practitioner, or with the team, as the policy says; not twice."""
        pack = load_pack(form.policies[0])
        kind = next(one for one in pack.event_kinds if one.code == form.event)
        answers = Answers("f", values={kind.value: date(2027, 5, 1)} if kind.value else {})

        def job(change: Change) -> None:
            for _ in range(2):
                date_event(change, pack, form, answers, ago(2), PRIYA)

        made.do(store, job)
        found = store.read(lambda session: session.exec(select(DatedEvent)).one())
        whose = None if kind.subject == "team" else PRIYA
        assert (found.type, found.happened_on, found.practitioner_id) == (form.event, ago(2), whose)
        assert found.value == ("2027-05-01" if kind.value else "")

    def test_three_policies_have_such_a_form(self) -> None:
        """Kent's team plan, the observation of a supervision, supervision of supervision."""
        assert {one.event for one in FORMS} == {
            "team_wellbeing_plan",
            "observation_of_supervision",
            "supervision_of_supervision",
        }


class TestAgreements:
    """The last signature on a form of agreement is the agreement, with the weeks it names."""

    def test_once_a_day_with_its_weeks(self, store: Store) -> None:
        """Weeks that are no figure are left out."""
        form, other = load_form("kent_c"), load_form("kent_b")

        def job(change: Change) -> None:
            date_agreement(change, other, Answers("f", values={"weeks": "4"}), PRIYA)
            date_agreement(change, form, Answers("f", values={"weeks": "4"}), PRIYA)
            date_agreement(change, form, Answers("f", values={"weeks": "often"}), PRIYA)

        made.do(store, job)
        found = store.read(
            lambda session: [(one.signed_on, one.weeks) for one in session.exec(select(Agreement))]
        )
        assert found == [(TODAY, 4)]

    @pytest.mark.parametrize(
        ("code", "key"),
        [("northamptonshire_a", "review_on"), ("kent_c", "next_review"), ("havering_c", "next_review")],
    )
    def test_with_the_day_of_its_review(self, store: Store, code: str, key: str) -> None:
        """Where the form has a place for it (NCT-T42); a day that has passed when it is signed is none."""
        form = load_form(code)

        def job(change: Change) -> None:
            for person, day in ((PRIYA, ago(-180)), (SAM, ago(1))):
                date_agreement(change, form, Answers("f", values={key: day}), person)

        made.do(store, job)
        found = store.read(lambda session: [one.review_on for one in session.exec(select(Agreement))])
        assert found == [ago(-180), None]


class TestObservations:
    """The parts of an observation are dated when somebody wrote them, not when the paper goes round."""

    @pytest.mark.parametrize("code", ["kent_d", "havering_d", "northamptonshire_observation", "observation"])
    def test_only_what_was_written(self, store: Store, code: str) -> None:
        """Sent out empty it is no observation yet; without comments it has none, and feedback still ends it."""
        form = load_form(code)

        def job(change: Change) -> None:
            empty = said_parts(form, Answers("f"))
            assert empty == set()
            for part in (OBSERVER, PRACTITIONER):
                date_part(change, PRIYA, ago(3), part, ago(2), empty)
            assert change.session.exec(select(Observation)).all() == []
            said = said_parts(form, Answers("f", values={"feedback": "Warm and clear."}))
            date_part(change, PRIYA, ago(3), OBSERVER, ago(2), said)
            date_part(change, PRIYA, ago(3), FEEDBACK, ago(1), said)

        made.do(store, job)
        row = store.read(lambda session: session.exec(select(Observation)).one())
        assert (row.observer_part_on, row.practitioner_part_on, row.feedback_on) == (ago(2), None, ago(1))
