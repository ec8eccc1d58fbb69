"""The team and the people in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select

from models.changes.team import (
    PractitionerFacts,
    add_practitioner,
    appoint_manager,
    begin_team,
    correct_absence,
    correct_practitioner,
    correct_team,
    record_absence,
    sign_agreement,
)
from models.store.store import Store
from models.tables import Absence, Practitioner, Team
from tests import made
from tests.made import MORAG, PRIYA, SAM, TODAY, ago
from tests.models.changes.refusing import refused

FACTS = PractitionerFacts("P9", "Ada Okafor", "social_worker")


class TestTeam:
    """A store is one team's."""

    def test_a_second_team_is_refused(self, store: Store) -> None:
        """Another team needs another store."""
        refused(store, lambda change: begin_team(change, "Lakeside", "kent"), "has its team already")

    def test_put_right(self, store: Store) -> None:
        """Name, policy and service; an empty name leaves the one there is."""
        made.do(store, lambda change: correct_team(change, "Lakeside", "havering", "adults"))
        made.do(store, lambda change: correct_team(change, " ", "kent", ""))
        team = store.read(lambda session: session.exec(select(Team)).one())
        assert (team.name, team.policy, team.service) == ("Lakeside", "kent", "")

    def test_manager(self, store: Store) -> None:
        """One of the practitioners."""
        made.do(store, lambda change: appoint_manager(change, SAM))
        assert store.read(lambda session: session.exec(select(Team.manager_id)).one()) == SAM
        refused(store, lambda change: appoint_manager(change, 999), "That practitioner is no longer")

    def test_before_there_is_one(self, tmp_path: Any) -> None:
        """What needs a team says so."""
        place = made.place_in(tmp_path)
        unlocked, _ = made.make(place)
        empty = made.open_(place, unlocked)
        refused(empty, lambda change: correct_team(change, "x", "kent", ""), "has no team yet")
        refused(empty, lambda change: begin_team(change, " ", "kent"), "The team has no name")
        empty.close()


class TestPractitioners:
    """Anyone who is supervised."""

    def test_added(self, store: Store) -> None:
        """With all that is known, words as one line."""
        facts = replace(
            FACTS,
            name="  Ada \n Okafor ",
            job_title="Senior\tworker",
            fte=0.6,
            supervisor_id=MORAG,
            left_on=TODAY,
        )
        added = made.do(store, lambda change: add_practitioner(change, facts).id)
        row = store.read(lambda session: session.get_one(Practitioner, added))
        assert (row.number, row.name, row.job_title, row.fte) == ("P9", "Ada Okafor", "Senior worker", 0.6)
        assert (row.supervisor_id, row.left_on) == (MORAG, TODAY)

    def test_put_right(self, store: Store) -> None:
        """All at once; the trail names only what changed."""
        made.do(
            store,
            lambda change: correct_practitioner(
                change, SAM, replace(FACTS, number="P3", fte=0.5, service=made.SERVICE, started_on=ago(900))
            ),
        )
        detail = made.trail_rows(store)[-1][6]
        assert '"fte":0.5' in detail
        assert '"number"' not in detail
        assert "Ada" not in detail

    @pytest.mark.parametrize(
        ("changed", "says"),
        [
            ({"number": ""}, "has no number"),
            ({"number": "x" * 41}, "at most 40"),
            ({"number": "P2"}, "P2 is the number of another practitioner already"),
            ({"name": "  "}, "has no name"),
            ({"name": "x" * 201}, "longer than 200"),
            ({"job_title": "x" * 201}, "longer than 200"),
            ({"fte": 0.0}, "0 is not a share of full time"),
            ({"fte": 1.1}, "1.1 is not a share of full time"),
            ({"fte": float("nan")}, "nan is not a share of full time"),
            ({"performance_plan_days": 0}, "at least one day"),
            ({"performance_plan_from": ago(3)}, "how many days the performance plan names"),
            ({"started_on": ago(1), "left_on": ago(2)}, "left before they started"),
            ({"supervisor_id": 999}, "That supervisor is no longer in the store"),
        ],
    )
    def test_refused(self, store: Store, changed: dict[str, Any], says: str) -> None:
        """Adding and putting right refuse the same things."""
        facts = replace(FACTS, **changed)
        refused(store, lambda change: add_practitioner(change, facts), says)
        refused(store, lambda change: correct_practitioner(change, SAM, facts), says)

    def test_a_new_plan_begins_today(self, store: Store) -> None:
        """Unless another day is given; putting something else right leaves its day alone."""
        plan = replace(FACTS, number="P3", performance_plan_days=7)
        person = made.do(store, lambda change: correct_practitioner(change, SAM, plan))
        assert person.performance_plan_from == made.TODAY
        again = replace(plan, performance_plan_from=ago(9), job_title="Senior")
        assert made.do(
            store, lambda change: correct_practitioner(change, SAM, again)
        ).performance_plan_from == ago(9)

    def test_not_their_own_supervisor(self, store: Store) -> None:
        """Nobody supervises themselves."""
        refused(
            store,
            lambda change: correct_practitioner(change, SAM, replace(FACTS, supervisor_id=SAM)),
            "cannot be their own supervisor",
        )

    def test_a_number_need_hold_no_digit(self, store: Store) -> None:
        """Staff may be numbered by letters."""
        made.do(store, lambda change: add_practitioner(change, replace(FACTS, number="aokafor")))


class TestAbsences:
    """Stretches in which someone is away."""

    def test_recorded_and_ended(self, store: Store) -> None:
        """First open, then with its last day."""
        made.do(store, lambda change: record_absence(change, SAM, ago(9), None, " sick  leave "))
        made.do(store, lambda change: correct_absence(change, 1, ago(9), ago(1), "sick leave"))
        row = store.read(lambda session: session.exec(select(Absence)).one())
        assert (row.since, row.until, row.kind) == (ago(9), ago(1), "sick leave")

    def test_one_ahead(self, store: Store) -> None:
        """Leave is planned."""
        made.do(store, lambda change: record_absence(change, SAM, TODAY + timedelta(days=30)))

    @pytest.mark.parametrize(
        ("since", "until", "kind", "says"),
        [
            (ago(9), ago(10), "", "The absence would end before it began"),
            (ago(20), None, "", "That absence is recorded already"),
            (ago(8), None, "", "That absence is recorded already"),
            (ago(8), ago(7), "x" * 201, "longer than 200"),
        ],
    )
    def test_refused(self, store: Store, since: Any, until: Any, kind: str, says: str) -> None:
        """The same twice, and what would end before it began, when added or put right."""
        made.do(store, lambda change: record_absence(change, SAM, ago(20), None))
        refused(store, lambda change: record_absence(change, SAM, since, until, kind), says)
        made.do(store, lambda change: record_absence(change, SAM, ago(40), ago(30)))
        refused(store, lambda change: correct_absence(change, 2, since, until, kind), says)

    def test_refused_for_no_one(self, store: Store) -> None:
        """Someone who is not there, or an absence that is not."""
        refused(store, lambda change: record_absence(change, 999, TODAY), "That practitioner is no longer")
        refused(
            store, lambda change: correct_absence(change, 999, TODAY, None, ""), "That absence is no longer"
        )


class TestAgreements:
    """Signed, with the weeks it names."""

    def test_signed(self, store: Store) -> None:
        """With or without weeks, and with what it says of one sitting or two (KCC-P38)."""
        made.do(store, lambda change: sign_agreement(change, PRIYA, ago(30), 4, one_sitting=False))
        made.do(store, lambda change: sign_agreement(change, PRIYA, TODAY, review_on=ago(-90)))
        assert [row[1:] for row in made.dump(store)["agreement"]] == [
            (PRIYA, ago(30).isoformat(), 4, 0, None),
            (PRIYA, TODAY.isoformat(), None, None, ago(-90).isoformat()),
        ]

    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            ((PRIYA, TODAY + timedelta(days=1)), "cannot lie in the future"),
            ((PRIYA, TODAY, 0), "1 to 52 weeks"),
            ((PRIYA, TODAY, 53), "1 to 52 weeks"),
            ((999, TODAY), "That practitioner is no longer"),
            ((PRIYA, TODAY, 4, None, ago(1)), "It would be reviewed before it was signed"),
        ],
    )
    def test_refused(self, store: Store, arguments: Any, says: str) -> None:
        """Each with its reason."""
        refused(store, lambda change: sign_agreement(change, *arguments), says)
