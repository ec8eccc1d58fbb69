"""What the summary counts: each policy's own demands, everyone once, and nothing before its day has passed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from models.changes.actions import set_action
from models.changes.holding import hold_unplanned
from models.changes.involvements import close_involvement, open_involvement, pass_gate
from models.changes.papers import agree_record, sign_record, write_up
from models.changes.planning import Plan, plan_supervision
from models.changes.rearranging import cancel_supervision, move_supervision
from models.changes.record_parts import AgreedAction
from models.changes.team import sign_agreement
from models.policy import PACK_NAMES
from models.reading.quality.counts import Count
from models.reading.quality.reading import read_quality
from tests.made import TODAY, ago
from tests.models.reading.due.office import Office, open_office


@pytest.fixture
def office(tmp_path: Path, policy: str) -> Office:
    """A team of a policy."""
    return open_office(tmp_path, policy)


def counts(office: Office) -> dict[str, Count]:
    """Count the last quarter."""
    due = office.due()
    found = office.store.read(lambda s: read_quality(s, office.pack, due, ago(91), TODAY))
    return {one.key: one for one in (*found.now, *found.span)}


@pytest.mark.parametrize("policy", ["children_and_families"])
class TestPassed:
    """What was done against the policy is named with the reason that was given."""

    def test_cancelled_without_a_new_day(self, office: Office) -> None:
        """CFA-T02: the dialog says that quality assurance sees it."""
        plan = Plan("supervision", office.person(), ago(20))
        held = office.do(lambda change: plan_supervision(change, plan).id, ago(30))
        office.do(
            lambda change: cancel_supervision(
                change, office.pack, held, "Court", "supervisor", passed="Both away all month"
            ),
            ago(21),
        )
        anyhow = Plan("supervision", plan.practitioner_id, ago(15))
        office.do(lambda change: plan_supervision(change, anyhow).id, ago(30))
        told = counts(office)["made_up"]
        (gap,) = told.gaps
        assert gap.endswith(": CFA-T02 passed, Both away all month")
        assert told.what == "Cancelled sessions with another booked in their place"
        assert (
            told.says
            == "Only one booked in the cancelled one's place counts: what was planned anyhow does not."
        )


@pytest.mark.parametrize("policy", PACK_NAMES)
class TestEachPolicy:
    """A policy is never held to what only another asks for."""

    def test_its_own_demands(self, office: Office, policy: str) -> None:
        """Kent alone has a closing gate; who signs, agrees, observes, and times a child, as each says."""
        told = counts(office)
        assert ("closures" in told) == (policy == "kent")
        signs = {"kent", "northamptonshire", "birmingham"}
        assert ("signed" in told, "agreed" in told) == (policy in signs, policy == "havering")
        assert ("in_time" in told) == (policy in {"northamptonshire", "havering", "birmingham"})
        assert ("observation" in told) == (policy in {"kent", "northamptonshire", "havering"})
        assert ("observed_sessions" in told) == (policy == "children_and_families")
        timed = policy not in {"havering", "children_and_families"}
        assert ("the manager's own day" in told["discussion"].what) == (not timed)
        assert "agreement" in told, "in Northamptonshire by the day that the two wrote into it (NCT-T42)"


@pytest.mark.parametrize("policy", ["northamptonshire"])
class TestOnce:
    """Everyone once, however many lines they have."""

    def test_a_moved_session_is_nobody_more(self, office: Office) -> None:
        """Late by their own date and by the seven working days: one practitioner of the two."""
        late, seen = (office.person(number, started_on=ago(400)) for number in ("P1", "P2"))
        office.held("personal", late, ago(60))
        for kind in ("personal", "practice"):
            office.held(kind, seen, ago(3))
        office.held("practice", late, ago(60))
        plan = office.do(lambda c: plan_supervision(c, Plan("personal", late, ago(30))), today=ago(40))
        office.do(
            lambda c: move_supervision(c, office.pack, plan.id, ago(-9), "Busy", "practitioner"),
            today=ago(31),
        )
        assert [line.rule for line in office.lines() if line.rule == "NCT-T04"] == ["NCT-T04"]
        told = counts(office)["session"]
        assert (told.of, [gap[:2] for gap in told.gaps if gap.startswith("PP")]) == (2, ["PP"])


@pytest.mark.parametrize("policy", ["birmingham"])
class TestAgreements:
    """Who has none yet is one of them."""

    def test_two_without_one(self, office: Office) -> None:
        """Both are late with theirs, and each is named."""
        for number in ("P1", "P2"):
            office.held("individual", office.person(number, started_on=ago(400)), ago(300))
        told = counts(office)["agreement"]
        assert (told.met, len(told.gaps)) == (0, told.of)
        assert told.of >= 2

    def test_signed_in_five_working_days(self, office: Office) -> None:
        """Birmingham's notes are completed and signed (BCT-T55); written up alone they are late."""
        person = office.person()
        for days, signed in ((40, 37), (30, 10), (20, None)):
            row = office.do(lambda c, d=days: hold_unplanned(c, "individual", person, ago(d)))  # type: ignore[misc]
            office.do(lambda c, r=row.id, d=days: write_up(c, r, ago(d)))  # type: ignore[misc]
            if signed is not None:
                office.do(lambda c, r=row.id, d=signed: sign_record(c, r, ago(d)))  # type: ignore[misc]
        told = counts(office)["in_time"]
        assert (told.what, told.text()) == ("Records signed in the policy's time", "1 of 3")
        assert ["signed 13 days late (BCT-T55)" in told.gaps[0], "not signed yet" in told.gaps[1]] == [
            True,
            True,
        ]


@pytest.mark.parametrize("policy", ["havering"])
class TestAgreed:
    """Havering's personal records are shared and agreed (HAV-P16); nobody signs them."""

    def test_agreed(self, office: Office) -> None:
        """Of two personal sessions one is agreed; the case session is not asked for."""
        person = office.person()
        for kind, days in (("personal", 40), ("personal", 20), ("case", 20)):
            row = office.do(lambda c, k=kind, d=days: hold_unplanned(c, k, person, ago(d)))  # type: ignore[misc]
            if days == 40:
                office.do(lambda c, r=row.id: agree_record(c, r, ago(30)))  # type: ignore[misc]
        assert counts(office)["agreed"].text() == "1 of 2"


@pytest.mark.parametrize("policy", ["children_and_families"])
class TestObservedSupervision:
    """The annual observation of a supervision is of the two (CFA-T06), not of being seen."""

    def test_apart(self, office: Office) -> None:
        """Seen in time, and the observation late."""
        person = office.person(started_on=ago(500))
        office.do(lambda c: sign_agreement(c, person, ago(400), 4))
        office.held("supervision", person, ago(3))
        told = counts(office)
        assert not [gap for gap in told["session"].gaps if "CFA-T06" in gap or gap.startswith("PP")]
        assert "CFA-T06" in told["observed_sessions"].gaps[0]


@pytest.mark.parametrize("policy", ["kent"])
class TestDays:
    """What is due today, or planned for later, is not missing."""

    def test_not_before_its_day_has_passed(self, office: Office) -> None:
        """An action due today, a session of today: neither done nor late."""
        person = office.person()
        office.booked("case", person, TODAY)
        for day in (TODAY, ago(1)):
            one = AgreedAction("", "Ring the school", due_on=day)
            office.do(lambda c, a=one: set_action(c, a, ago(9), practitioner_id=person))  # type: ignore[misc]
        told = counts(office)
        assert (told["held"].text(), told["actions"].text()) == ("nothing to count", "0 of 1")

    def test_closures(self, office: Office) -> None:
        """With a supervision; without one; passed with a reason; a step that was passed is no closing gate."""
        person = office.person()
        kids = [office.child(f"7000{n}", holder=person, opened=ago(200)) for n in range(4)]
        office.held("case", person, ago(50), [kids[0], kids[3]])
        for number, kid in enumerate(kids, start=1):
            assert kid == number, "its involvement has the same number"
            office.do(lambda c, n=number: close_involvement(c, n, ago(20), "Done"))  # type: ignore[misc]
        office.do(lambda c: pass_gate(c, "KCC-T29", 3, "The court closed it"))
        office.do(lambda c: pass_gate(c, "KCC-P08", 4, "A step"))
        told = counts(office)["closures"]
        assert told.text() == "2 of 4"
        assert ["no formal supervision in it" in told.gaps[0], "court" in told.gaps[1]] == [True, True]

    def test_the_service_that_closes(self, office: Office) -> None:
        """A supervision in an earlier involvement is none of this one (KCC-X05)."""
        person = office.person()
        kid = office.child(holder=person, opened=ago(200))
        office.held("case", person, ago(150), [kid])
        office.do(lambda c: close_involvement(c, 1, ago(140), "Done"))
        office.do(lambda c: open_involvement(c, kid, office.service, ago(100), person))
        office.do(lambda c: close_involvement(c, 2, TODAY - timedelta(days=30), "Done"))
        assert counts(office)["closures"].text() == "0 of 1"
