"""g: nothing breaches, the time is kept, and what did not fit is said, with why."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from models.reading.agenda.candidates import Candidate, Group, Proposal, Reason, Slot, ranked
from models.reading.agenda.filling import Filled, arithmetic, fill
from tests.made import TODAY

SLOTS = (
    Slot("wellbeing", "W", 1),
    Slot("supervisee"),
    Slot("actions", "A", 1),
    Slot("children", home=2),
    Slot("any", "Z", 1),
)


def standing(key: str, takes: str, minutes: int = 10) -> Candidate:
    """Return a standing point."""
    reason = Reason(Group.STANDING, "")
    return Candidate(key, key, (reason,), 1, minutes=minutes, least=2, takes=takes)


def child(
    number: int, days: int | None = None, *, group: Group = Group.DUE, reference: str = ""
) -> Candidate:
    """Return a child; with ``days`` it is due in so many and must be talked about."""
    by = None if days is None else TODAY + timedelta(days=days)
    reason = Reason(group, f"due {by}")
    must = days is not None
    return Candidate(
        f"child:{number}", f"7{number:04}", (reason,), 2, number, must=must, by=by, reference=reference
    )


POINTS = (standing("W", "wellbeing"), standing("A", "actions"), standing("Z", "any", 5))


def filled(length: int, *candidates: Candidate, chosen: tuple[str, ...] = ()) -> Filled:
    """Fill an agenda of the usual points and these."""
    return fill(Proposal(ranked([*POINTS, *candidates]), SLOTS), length, chosen)


@some.composite
def proposals(draw: some.DrawFn) -> Proposal:
    """Return up to 60 children, own items and points, in any mixture."""
    found: list[Candidate] = list(draw(some.lists(some.sampled_from(POINTS), unique=True)))
    for number in range(draw(some.integers(0, 60))):
        due = draw(some.none() | some.integers(-200, 40))
        groups = (Group.DUE, Group.EVERY, Group.ACTIONS, Group.PRIORITY, Group.AD_HOC, Group.OFFERED)
        group = draw(some.sampled_from(groups[:2] if due is not None else groups))
        reference = draw(some.sampled_from(["", "recorded at the time"]))
        found.append(child(number, due, group=group, reference=reference))
    for number in range(draw(some.integers(0, 4))):
        reason = Reason(Group.OWN, "brought by the supervisee")
        minutes = draw(some.integers(1, 30))
        least = min(2, minutes)
        found.append(
            Candidate(f"item:{number}", "Own", (reason,), 1, minutes=minutes, least=least, takes="supervisee")
        )
    return Proposal(ranked(found), SLOTS)


class TestAnyAgenda:
    """What holds for any candidates, any length and whatever stands on it already."""

    @given(proposal=proposals(), length=some.integers(1, 240), data=some.data())
    def test_time_is_kept_and_nothing_is_lost(
        self, proposal: Proposal, length: int, data: some.DataObject
    ) -> None:
        """No minute too many; every candidate is on it, left out with a reason, or only ever offered."""
        keys = [one.key for one in proposal.candidates]
        chosen = data.draw(some.sets(some.sampled_from(keys))) if keys else set()
        found = fill(proposal, length, chosen)
        assert found.minutes <= length
        on, out = [line.candidate.key for line in found.lines], [one.candidate.key for one in found.left]
        assert len(set(on) | set(out)) == len(on) + len(out)
        offered = {one.key for one in proposal.candidates if one.group is Group.OFFERED and not one.must}
        assert set(keys) - set(on) - set(out) <= offered - chosen
        assert all(one.why for one in found.left)

    @given(proposal=proposals(), length=some.integers(1, 240))
    def test_nothing_breaches(self, proposal: Proposal, length: int) -> None:
        """Whoever must be talked about is on it, or wants a second slot by a day."""
        found = fill(proposal, length)
        on = {line.candidate.key for line in found.lines}
        slots = {one.candidate.key for one in found.left if one.by is not None}
        assert {one.key for one in proposal.candidates if one.must} <= on | slots

    @given(proposal=proposals(), length=some.integers(1, 240))
    def test_no_optional_item_takes_the_room_of_one_that_must_be(
        self, proposal: Proposal, length: int
    ) -> None:
        """Where someone has to wait for a second slot, nothing of less weight is there but wellbeing."""
        found = fill(proposal, length)
        waiting = [one.candidate for one in found.left if one.candidate.must]
        if waiting:
            free = length - found.minutes
            assert free < max(one.least for one in waiting)
            assert not [
                line
                for line in found.lines
                if not line.candidate.must
                and line.minutes >= 5 + 2
                and line.candidate.takes not in ("wellbeing", "actions", "any", "supervisee")
            ]

    @given(proposal=proposals(), length=some.integers(1, 240))
    def test_everything_keeps_its_least_and_wants_no_more(self, proposal: Proposal, length: int) -> None:
        """Except where a short entry refers to what was recorded, and only where the policy lets it."""
        for line in fill(proposal, length).lines:
            one = line.candidate
            if line.by_reference:
                assert one.reference
                assert line.minutes == 2
            else:
                assert one.least <= line.minutes <= max(one.minutes, one.least)

    @given(proposal=proposals(), length=some.integers(1, 240))
    def test_order_and_sameness(self, proposal: Proposal, length: int) -> None:
        """The order of the template; and the same again from the same."""
        found = fill(proposal, length)
        places = [
            next(
                n
                for n, slot in enumerate(SLOTS)
                if line.candidate.key == slot.key or _fits(line.candidate, slot)
            )
            for line in found.lines
        ]
        assert places == sorted(places)
        assert fill(proposal, length) == found

    @given(proposal=proposals(), length=some.integers(1, 240))
    def test_what_is_filled_fills_again_to_the_same_items(self, proposal: Proposal, length: int) -> None:
        """Filling twice over its own agenda loses nothing of it."""
        first = fill(proposal, length)
        on = {line.candidate.key for line in first.lines}
        again = fill(proposal, length, on)
        assert on <= {line.candidate.key for line in again.lines}


def _fits(one: Candidate, slot: Slot) -> bool:
    takes = "children" if one.child_id is not None else one.takes
    return not one.key.isupper() and takes == slot.takes


class TestArithmetic:
    """The sum is shown, so that it can be argued with."""

    def test_sixteen_children_in_ninety_minutes(self) -> None:
        """5.6 minutes each; beside the other items less."""
        found = filled(90, *(child(n, 3) for n in range(16)))
        assert found.arithmetic.startswith("16 children in 90 minutes is 5.6 minutes each")
        others = sum(line.minutes for line in found.lines if line.candidate.child_id is None)
        rest = (90 - others) / 16
        assert found.arithmetic.endswith(f"; {rest:.1f} beside {others} minutes of other items.")
        assert fill(Proposal(ranked([child(n, 3) for n in range(16)])), 90).arithmetic == (
            "16 children in 90 minutes is 5.6 minutes each."
        )

    def test_none_and_one(self) -> None:
        """A supervisee with no children."""
        assert filled(60).arithmetic == "No child is on the agenda; 25 of 60 minutes."
        assert filled(60, child(1, 3)).arithmetic.startswith("1 child in 60 minutes is 60.0 minutes each")
        assert arithmetic((), 0) == "No child is on the agenda; 0 of 0 minutes."

    def test_those_who_did_not_fit_are_counted(self) -> None:
        """Sixty in ninety minutes is a minute and a half each, whether they are on it or not."""
        found = filled(90, *(child(n, 3) for n in range(60)))
        assert found.arithmetic.startswith("60 children in 90 minutes is 1.5 minutes each")
        assert sum(one.by is not None for one in found.left) == 60 - 17


class TestShortOfTime:
    """What gives way, and in which order."""

    def test_ten_minutes(self) -> None:
        """Wellbeing and the most urgent child; the others want a second slot by their day."""
        found = filled(10, child(1, 9), child(2, -4), child(3, 2))
        assert [line.candidate.key for line in found.lines] == ["W", "A", "child:2"]
        assert {one.candidate.key: one.by for one in found.left} == {
            "child:3": TODAY + timedelta(days=2),
            "child:1": TODAY + timedelta(days=9),
            "Z": None,
        }
        assert found.left[0].why == "there is no room for it in 10 minutes at 5 minutes each"

    def test_by_reference_before_a_second_slot(self) -> None:
        """The least urgent first, and only as many as it takes (NCT-T33)."""
        kids = [child(n, n, reference="recorded at the time" if n in (1, 5) else "") for n in range(6)]
        found = fill(Proposal(ranked(kids)), 27)
        assert [line.candidate.key for line in found.lines if line.by_reference] == ["child:5"]
        assert found.left == ()
        found = fill(Proposal(ranked(kids)), 24)
        assert {line.candidate.key for line in found.lines if line.by_reference} == {"child:1", "child:5"}

    def test_depth_before_breadth(self) -> None:
        """Optional children come only once everyone on it keeps a fair time."""
        optional = [child(n, group=Group.PRIORITY) for n in range(10, 20)]
        found = filled(60, child(1, 3), child(2, 3), *optional)
        on = [line for line in found.lines if line.candidate.child_id is not None]
        assert min(line.minutes for line in on) >= 8
        assert len(found.left) > 5

    @pytest.mark.parametrize("length", [30, 60, 90])
    def test_what_was_chosen_by_hand_stays(self, length: int) -> None:
        """Before standing points, and after those whose date would pass."""
        found = filled(length, child(1, 3), child(9, group=Group.OFFERED), chosen=("child:9",))
        assert {"child:1", "child:9"} <= {line.candidate.key for line in found.lines}


class TestDays:
    """A must without a day of its own still says that it wants a second slot."""

    def test_no_day(self) -> None:
        """As soon as can be."""
        one = Candidate("child:1", "70001", (Reason(Group.DUE, "never discussed"),), 2, 1, must=True)
        found = fill(Proposal((one,)), 3)
        assert found.left[0].by == date.min
