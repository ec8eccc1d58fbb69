"""A list in columns: what is given each, and what a wide terminal leaves over."""

from __future__ import annotations

from textual.app import App, ComposeResult

from tui.widgets.rows import Row, Rows, widened

LONG = "Supervision record about 17815 NL, 19243 DH and six others"


class OneList(App[None]):
    """A program with nothing but a list."""

    def compose(self) -> ComposeResult:
        """Yield the list."""
        yield Rows((16, 24, 0))


class TestWidths:
    """No column is wider than it is given, save where there is room for it that nothing else takes."""

    async def test_a_wide_terminal_wraps_less(self) -> None:
        """In 120 columns words are wrapped in their column; in 180 they stand on one line."""
        for width, lines in ((120, 3), (180, 1)):
            async with OneList().run_test(size=(width, 20)) as pilot:
                rows = pilot.app.query_one(Rows)
                rows.show([Row(("Fri 9 Oct 2026", LONG, "signed"))])
                await pilot.pause()
                assert rows.lines_needed == lines

    def test_from_the_left(self) -> None:
        """What is left goes to the first that wants it, and no further than there is room."""
        assert widened([10, 5, 3], [14, 9, 3], 20) == [12, 5, 3]
        assert widened([10, 5, 3], [14, 9, 3], 18) == [10, 5, 3]
        assert widened([10, 5, 3], [14, 9, 3], 99) == [14, 9, 3]
