"""A heading that has no room keeps both ends; a text is broken between words, or anywhere where a word is too wide."""

from __future__ import annotations

from time import process_time

import pytest
from rich.cells import cell_len

from tui.drawing import both_ends, wrap

TITLE = "  Planned for Thu 26 Nov: Professional support and case supervision with Bernadette Okonkwo "


class TestBothEnds:
    """What a line begins with and what it ends with."""

    @pytest.mark.parametrize("width", [12, 40, 60, 80, 91])
    def test_never_wider(self, width: int) -> None:
        """At any width; wide letters count as two cells."""
        for text in (TITLE, "宽" * 60, "x" * 200):
            assert cell_len(both_ends(text, width)) <= width

    def test_the_end_is_kept(self) -> None:
        """And where there is room, nothing changes."""
        assert both_ends(TITLE, 80).endswith("… supervision with Bernadette Okonkwo")
        assert both_ends(TITLE, 80).startswith("  Planned for Thu 26 Nov: ")
        assert both_ends(TITLE, 100) == TITLE


class TestWrap:
    """Lines between words; a word too wide for one is broken anywhere."""

    def test_a_word_that_never_ends(self) -> None:
        """Two hundred thousand letters are broken at once: what is still to come isn't measured for every line."""
        begun = process_time()
        lines = wrap("x" * 200_000 + " end", 76)
        assert process_time() - begun < 1
        assert {len(line) for line in lines[:-1]} == {76}
        assert lines[-1].endswith(" end")
        assert sum(line.count("x") for line in lines) == 200_000

    def test_letters_that_take_no_room_of_their_own(self) -> None:
        """Marks stay with the letter below them, and nothing is lost."""
        text = ("a" + "\u0301" * 9) * 40
        assert "".join(wrap(text, 12)) == text
        assert wrap(text, 12)[0].count("a") == 12
