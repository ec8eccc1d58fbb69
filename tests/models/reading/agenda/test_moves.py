"""Moves made in a sitting: what was gone through on the way is no decision of its own."""

from __future__ import annotations

from models.reading.agenda.moves import Move, in_one_go


def move(came: int, to: int, why: str = "", involvement: int = 1) -> Move:
    """Return a move of a child's work."""
    return Move(involvement, came, to, why, involvement_id=involvement)


class TestInOneGo:
    """Keys pressed one after the other are one move, from where the work stood to where it stands."""

    def test_two_keys_are_one_move(self) -> None:
        """The reason given last is that of the way; another child's move between them stays its own."""
        made = [move(6, 5), move(2, 3, involvement=2), move(5, 4, "Mum has moved out")]
        assert in_one_go(made) == (move(2, 3, involvement=2), move(6, 4, "Mum has moved out"))

    def test_a_move_with_a_reason_stays(self) -> None:
        """Two moves that were each given a reason are two decisions."""
        made = (move(3, 4, "The plan is agreed"), move(4, 5, "The plan holds"))
        assert in_one_go(made) == made

    def test_there_and_back(self) -> None:
        """Without a reason nothing was decided; with one it is said as it was made."""
        assert in_one_go([move(3, 4), move(4, 3)]) == ()
        made = (move(3, 4), move(4, 3, "Too soon"))
        assert in_one_go(made) == made
