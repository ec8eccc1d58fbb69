"""Moving, slow or stuck, at the very edges."""

from __future__ import annotations

import pytest

from models.drift import ENOUGH_MOVES, Norm, drift, norms

TEAM = Norm(31, from_team=True)


class TestEdges:
    """Slow is past the median, stuck is past twice the median."""

    @pytest.mark.parametrize(
        ("days", "pace"),
        [(0, "moving"), (31, "moving"), (32, "slow"), (62, "slow"), (63, "stuck"), (1000, "stuck")],
    )
    def test_whole_median(self, days: int, pace: str) -> None:
        """Exactly the median is still moving, exactly twice still slow."""
        assert drift(days, TEAM).pace == pace

    @pytest.mark.parametrize(("days", "pace"), [(13, "moving"), (14, "slow"), (27, "slow"), (28, "stuck")])
    def test_half_days(self, days: int, pace: str) -> None:
        """A median between two days is not rounded, in the sum or the words (13½); only on a narrow tile."""
        found = drift(days, Norm(13.5, from_team=True))
        assert found.pace == pace
        assert "team median 13½" in found.reason
        assert found.short == "usual 13d"

    @pytest.mark.parametrize(
        ("late", "pace"), [(None, "moving"), (-4, "moving"), (0, "moving"), (1, "stuck"), (90, "stuck")]
    )
    def test_overdue(self, late: int | None, pace: str) -> None:
        """The due day is in time; overdue begins the day after."""
        assert drift(3, TEAM, late).pace == pace

    def test_without_a_norm(self) -> None:
        """Where nothing says how long is usual, only a late discussion makes it stuck."""
        assert drift(500, None).pace == "moving"
        assert drift(500, None, 1).pace == "stuck"


class TestWords:
    """Always with the reason."""

    @pytest.mark.parametrize(
        ("days", "norm", "late", "words"),
        [
            (74, TEAM, None, "74 days here, team median 31"),
            (1, Norm(30, from_team=False), None, "1 day here, usual 30, the pack's setting"),
            (74, TEAM, 8, "discussion 8 days late"),
            (74, TEAM, 1, "discussion 1 day late"),
            (2, None, None, "2 days here"),
        ],
    )
    def test_reason(self, days: int, norm: Norm | None, late: int | None, words: str) -> None:
        """In plain words, with the figure it was judged by."""
        assert drift(days, norm, late).reason == words


class TestNorms:
    """From the team's own moves, where there are enough."""

    def test_eight_are_enough(self) -> None:
        """Seven are not."""
        assert ENOUGH_MOVES == 8
        seven = [(1, 10)] * 7
        assert norms(seven, {1: 30}) == {1: Norm(30, from_team=False)}
        assert norms([*seven, (1, 90)], {1: 30}) == {1: Norm(10, from_team=True)}

    def test_each_stage_by_itself(self) -> None:
        """Stays elsewhere do not count, nor those in stages the pack has not."""
        stays = [(1, 10)] * 8 + [(2, 5)] * 3 + [(9, 1)] * 20
        assert norms(stays, {1: 30, 2: 40}) == {1: Norm(10, from_team=True), 2: Norm(40, from_team=False)}

    def test_nothing_yet(self) -> None:
        """A new team goes by the pack."""
        assert norms([], {1: 30, 2: 40}) == {1: Norm(30, from_team=False), 2: Norm(40, from_team=False)}
