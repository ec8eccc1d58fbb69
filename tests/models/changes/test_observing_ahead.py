"""Observations that are arranged for a day to come (KCC-P45, HAV-P25, CFA-T06)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from models.changes.events import record_event, remove_event
from models.changes.observations import record_observation, remove_observation
from models.changes.observing_ahead import (
    Arranged,
    call_off_observation,
    hold_observation,
    move_observation,
    plan_observation,
)
from models.changes.team import PractitionerFacts, correct_practitioner
from models.policy.load import load_pack
from models.reading.observing import PlannedSeen, kinds_arranged, read_planned, read_planned_of
from models.store.store import Store
from tests import made
from tests.made import PRIYA, SAM, ago
from tests.models.changes.examples.canary import kent
from tests.models.changes.refusing import refused

CFA = load_pack("children_and_families")
OF_SUPERVISION = "observation_of_supervision"


def do(store: Store, change: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
    """Make one change; return what it gives."""
    return made.do(store, lambda opened: getattr(found := change(opened, *arguments, **named), "id", found))


def planned(store: Store, days: int = 9, person: int = PRIYA) -> int:
    """Arrange an observation so many days from today; return its number."""
    return int(do(store, plan_observation, kent(), person, Arranged(ago(-days), observer="Ruth Ambler")))


def not_on(store: Store, days: int, says: str) -> None:
    """An observation of Priya's can't be planned for the day so many days ago."""
    refused(store, lambda change: plan_observation(change, kent(), PRIYA, Arranged(ago(days))), says)


def diary(store: Store) -> tuple[PlannedSeen, ...]:
    """Return what is still to take place."""
    return store.read(read_planned)


class TestPlanned:
    """For a day from today on, with someone in post then, once a day and kind."""

    def test_stands_in_the_diary(self, store: Store) -> None:
        """With who observes; the next first."""
        planned(store, 30)
        planned(store, 9, SAM)
        assert [(one.practitioner_id, one.day, one.observer) for one in diary(store)] == [
            (SAM, ago(-9), "Ruth Ambler"),
            (PRIYA, ago(-30), "Ruth Ambler"),
        ]
        assert [one.day for one in store.read(lambda session: read_planned(session, PRIYA))] == [ago(-30)]

    def test_refused(self, store: Store) -> None:
        """A day that has passed, a mistyped year, twice a day, a kind the policy does not arrange, a bad time."""
        planned(store)
        not_on(store, 1, "has passed")
        not_on(store, -800, "more than two years off")
        not_on(store, -9, "One is planned for")
        other = Arranged(ago(-9), OF_SUPERVISION)
        refused(
            store, lambda change: plan_observation(change, kent(), PRIYA, other), "knows no such observation"
        )
        at = Arranged(ago(-8), starts_at="half ten")
        refused(store, lambda change: plan_observation(change, kent(), PRIYA, at), "written 14:30")
        made.do(store, lambda change: record_observation(change, SAM, ago(0)))
        now = Arranged(ago(0))
        refused(store, lambda change: plan_observation(change, kent(), SAM, now), "One is recorded for")

    def test_not_with_someone_who_has_left_by_then(self, store: Store) -> None:
        """Nor does one stand in the diary that lies after a last day."""
        planned(store)
        gone = PractitionerFacts("P2", "Priya Shah", "social_worker", left_on=ago(-5))
        do(store, correct_practitioner, PRIYA, gone)
        assert diary(store) == ()
        later = Arranged(ago(-6))
        refused(store, lambda change: plan_observation(change, kent(), PRIYA, later), "They left on")

    def test_what_a_policy_arranges(self) -> None:
        """Of practice in all of them; that a supervision is observed where the policy has it."""
        assert kinds_arranged(kent()) == (("observation", "Observation of practice"),)
        for name in ("children_and_families", "northamptonshire", "havering", "birmingham"):
            arranged = kinds_arranged(load_pack(name))
            assert (OF_SUPERVISION, "Observation of a supervision") in arranged, (
                "CFA-T06, NCT-P31, HAV-T35, BCT-P16"
            )
        assert {"appraisal", "probation_review"} < {kind for kind, _ in arranged}, "BCT-T60"


class TestMovedAndCalledOff:
    """With a reason and whose doing it was, as a session is."""

    def test_moved(self, store: Store) -> None:
        """The day it was first planned for is kept through two moves."""
        number = planned(store)
        refused(
            store, lambda change: move_observation(change, number, ago(-20), " ", "other"), "Say in a line"
        )
        refused(store, lambda change: move_observation(change, number, ago(1), "no", "other"), "has passed")
        do(store, move_observation, number, ago(-20), "Family away", "other")
        do(store, move_observation, number, ago(-30), "Court", "practitioner", starts_at="09:30")
        (one,) = diary(store)
        assert (one.day, one.first_planned_for, one.starts_at) == (ago(-30), ago(-9), "09:30")
        assert (one.reason, one.cause) == ("Court", "practitioner")
        assert made.undo(store) == "move_observation"
        assert diary(store)[0].day == ago(-20)

    def test_called_off(self, store: Store) -> None:
        """It stays on the page with its reason, and neither moves nor takes place any more."""
        number = planned(store)
        do(store, call_off_observation, number, "The family said no", "other")
        assert diary(store) == ()
        (one,) = store.read(lambda session: read_planned_of(session, PRIYA))
        assert (one.cancelled_on, one.reason) == (ago(0), "The family said no")
        refused(store, lambda change: call_off_observation(change, number, "again", "other"), "called off on")
        refused(store, lambda change: hold_observation(change, kent(), number, ago(0)), "called off on")
        planned(store)


class TestTookPlace:
    """It is told by the observation of its day, and by nothing else."""

    def test_held(self, store: Store) -> None:
        """On another day than planned too; whoever was to observe did; and it is then no more in the diary."""
        number = planned(store, 0)
        refused(store, lambda change: hold_observation(change, kent(), number, ago(-1)), "in the future")
        assert do(store, hold_observation, kent(), number, ago(2)) == ago(2)
        assert diary(store) == ()
        (one,) = store.read(lambda session: read_planned_of(session, PRIYA))
        assert (one.took_place, one.day, one.first_planned_for) == (True, ago(2), ago(0))
        assert [row[-2] for row in made.dump(store)["observation"]] == ["Ruth Ambler"]
        refused(store, lambda change: call_off_observation(change, number, "no", "other"), "It took place on")

    def test_recorded_beside_it(self, store: Store) -> None:
        """One that was recorded for its day is the one; taken away as a mistake, it is to take place again."""
        number = planned(store, 0)
        seen = do(store, record_observation, PRIYA, ago(0))
        assert diary(store) == ()
        do(store, remove_observation, seen)
        assert [one.id for one in diary(store)] == [number]
        do(store, record_observation, PRIYA, ago(1))
        do(store, hold_observation, kent(), number, ago(1))
        assert len(made.dump(store)["observation"]) == 1
        assert diary(store) == ()

    def test_a_supervision_observed(self, store: Store) -> None:
        """CFA-T06: what is recorded is the policy's own event, and an observation of practice is none of it."""
        number = do(store, plan_observation, CFA, PRIYA, Arranged(ago(0), OF_SUPERVISION))
        do(store, record_observation, PRIYA, ago(0))
        assert [one.id for one in diary(store)] == [number]
        do(store, hold_observation, CFA, number, ago(0))
        ((event, *_),) = made.dump(store)["dated_event"]
        assert diary(store) == ()
        do(store, remove_event, event)
        do(store, record_event, CFA, OF_SUPERVISION, ago(0), practitioner_id=PRIYA)
        assert diary(store) == ()
