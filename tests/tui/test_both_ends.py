"""A heading that has no room: its middle gives way, so that whom it is with and when can be read."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from tui.drawing import both_ends

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
