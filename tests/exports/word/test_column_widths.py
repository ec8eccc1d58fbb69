"""Columns of a table: as their shares say, and no word broken that there is room for."""

from __future__ import annotations

from exports.word.column_widths import widths_of

PAGE = 9638
ACTIONS = (36, 36, 36, 22, 22, 36)
ROW = ("Ring the school", "She is often late", "By telephone", "Josephine Brightwell", "Tue 24 Nov 2026", "")


class TestWidths:
    """The whole width is always filled."""

    def test_shares_alone(self) -> None:
        """Where nothing is known of the words, or all have room."""
        assert widths_of((1, 1), (), 100) == [50, 50]
        assert widths_of((1, 3), [("a", "b")], PAGE) == [2409, 7229]

    def test_a_name_is_not_broken(self) -> None:
        """The narrow column takes from those that have room to spare; none gets too narrow for its own."""
        plain, found = widths_of(ACTIONS, (), PAGE), widths_of(ACTIONS, [ROW], PAGE)
        assert found[3] > plain[3]
        assert found[3] >= len("Brightwell") * 125
        assert sum(found) == PAGE
        assert all(one >= 260 + 125 * 6 for one in found)

    def test_no_room_for_every_word(self) -> None:
        """Then the shares say."""
        long = "w" * 40
        assert widths_of((1,) * 6, [(long,) * 6], PAGE) == widths_of((1,) * 6, (), PAGE)
