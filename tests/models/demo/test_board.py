"""What the made-up team looks like on the board."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from models.demo.routes import STAYS
from models.policy import load_pack
from models.reading.board import Board, read_board
from tests.models.demo.teams_made import DemoTeam


def board_of(team: DemoTeam, weeks_ago: int = 0) -> Board:
    """Return the board of a team as it stood so many weeks ago."""
    as_at = team.today - timedelta(weeks=weeks_ago)
    return team.store.read(lambda session: read_board(session, as_at, STAYS))


class TestBoard:
    """About 130 children of whom some are siblings, in all six stages."""

    def test_about_130_children_in_six_stages(self, any_team: DemoTeam) -> None:
        """Every stage has its share."""
        tiles = board_of(any_team).tiles
        open_now = Counter(tile.stage for tile in tiles for _ in tile.involvements)
        assert 120 <= len({child for tile in tiles for child in tile.children}) <= 135
        assert set(open_now) == {1, 2, 3, 4, 5, 6}
        assert min(open_now.values()) >= 9

    def test_some_stand_as_siblings_and_some_families_are_split(self, any_team: DemoTeam) -> None:
        """About three in ten are siblings; most families are one tile, a few are two."""
        tiles = board_of(any_team).tiles
        family = dict(any_team.ask("SELECT id, family_id FROM child"))
        families = Counter(family[tile.children[0]] for tile in tiles if family[tile.children[0]])
        siblings = sum(len(tile.children) for tile in tiles if family[tile.children[0]])
        assert 0.22 <= siblings / 129 <= 0.38
        assert 2 <= sum(count > 1 for count in families.values()) <= 6
        assert max(len(tile.children) for tile in tiles) == 4

    def test_moving_slow_and_stuck_are_all_there(self, any_team: DemoTeam) -> None:
        """Most work moves; some is slow, some stuck, judged by the team's own past moves."""
        board = board_of(any_team)
        paces = Counter(tile.drift.pace for tile in board.tiles)
        assert paces["moving"] > max(45, paces["slow"], paces["stuck"])
        assert paces["slow"] >= 10
        assert paces["stuck"] >= 5
        assert all(norm.from_team for norm in board.norms.values())

    def test_every_situation_is_known_to_the_pack(self, any_team: DemoTeam) -> None:
        """Codes as the pack has them; the two risks carry their level."""
        pack = load_pack(any_team.policy)
        for code, value in any_team.ask("SELECT DISTINCT code, value FROM situation"):
            assert pack.knows(f"{code.removeprefix('risk_')}_{value}" if value else code)

    def test_looking_back_the_board_was_never_empty(self, any_team: DemoTeam) -> None:
        """A year and a half of weeks have tiles on them."""
        counts = [len(board_of(any_team, weeks).tiles) for weeks in (4, 13, 26, 52, 78)]
        assert min(counts) >= 15
        assert counts[0] >= 85

    def test_loads_are_believable(self, any_team: DemoTeam) -> None:
        """Full time up to 25, part time fewer, the newly qualified fewer than the mean, the student three."""
        held = dict(
            any_team.ask(
                "SELECT p.job_title || p.fte, count(*) FROM allocation a JOIN practitioner p "
                "ON p.id = a.practitioner_id WHERE a.until IS NULL GROUP BY p.id"
            )
        )
        assert max(held.values()) <= 25
        assert held["Social Work Student1.0"] == 3
        assert min(count for title, count in held.items() if title.endswith("0.6")) <= 14


class TestRemarkable:
    """A few that show a rule."""

    def test_one_would_not_pass_the_closing_gate(self, any_team: DemoTeam) -> None:
        """Sustaining the change after three short involvements, and no formal supervision in this one (KCC-T29)."""
        failing = any_team.ask(
            "SELECT i.child_id FROM involvement i WHERE i.closed_on IS NULL AND i.opened_on < date(:today, '-60 days') "
            "AND NOT EXISTS (SELECT 1 FROM discussion d WHERE d.child_id = i.child_id AND d.kind = 'formal' "
            "AND d.at >= i.opened_on) AND (SELECT to_stage FROM stage_move m WHERE m.involvement_id = i.id "
            "ORDER BY moved_on DESC, id DESC LIMIT 1) = 5"
        )
        assert len(failing) == 1
        before = any_team.ask("SELECT closed_on FROM involvement WHERE child_id = ?", *failing[0])
        assert len(before) >= 2

    def test_others_in_the_last_stages_would_pass(self, any_team: DemoTeam) -> None:
        """A formal supervision inside the involvement is the usual thing."""
        late = [tile for tile in board_of(any_team).tiles if tile.stage == 6]
        assert (
            sum(tile.last_discussed is not None and tile.last_discussed >= tile.opened_on for tile in late)
            >= 5
        )

    def test_some_came_back(self, any_team: DemoTeam) -> None:
        """Open children with closed involvements before, a few with more than one."""
        earlier = any_team.ask(
            "SELECT count(*) FROM involvement i WHERE closed_on IS NOT NULL AND child_id IN "
            "(SELECT child_id FROM involvement WHERE closed_on IS NULL) GROUP BY child_id"
        )
        assert len(earlier) >= 12
        assert max(count for (count,) in earlier) >= 2

    def test_one_is_to_be_transferred(self, any_team: DemoTeam) -> None:
        """In about three weeks, so that the window for the transition session is open (KCC-T12)."""
        found = any_team.ask("SELECT transfer_on > :today FROM involvement WHERE transfer_on IS NOT NULL")
        assert found
        assert all(later for (later,) in found)

    def test_kent_children_open_to_two_services(self, kent: DemoTeam) -> None:
        """A few have youth justice beside social work, and a joint supervision (KCC-P37)."""
        both = kent.ask(
            "SELECT child_id FROM involvement WHERE closed_on IS NULL GROUP BY child_id HAVING count(*) = 2"
        )
        joint = kent.ask(
            "SELECT d.child_id FROM discussion d JOIN supervision s ON s.id = d.supervision_id "
            "WHERE s.kind = 'joint'"
        )
        assert len(both) == 3
        assert set(joint) <= set(both)
