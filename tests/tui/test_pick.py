"""A field that is filled from a list."""

from __future__ import annotations

from textual.app import App, ComposeResult

from tui.widgets.pick import Pick


class OneField(App[None]):
    """A program with nothing but a choice."""

    def compose(self) -> ComposeResult:
        """Yield the choice."""
        yield Pick((("a", "Alpha"), ("b", "Beta")), "a")


class TestPick:
    """A choice that is longer than its field shows how it begins."""

    async def test_left_while_the_program_ends(self) -> None:
        """The field loses the cursor after the last screen has gone: nothing is shown, and nothing fails."""
        app = OneField()
        async with app.run_test() as pilot:
            pick = app.query_one(Pick)
            await pilot.press("end")
            kept = list(app._screen_stack)
            app._screen_stack.clear()
            pick.on_blur()
            app._screen_stack.extend(kept)
            assert pick.cursor_position == 0

    async def test_what_is_proposed_is_typed_over(self) -> None:
        """In the first field too, and after the list was walked: what is typed takes the place of what stood there."""
        app = OneField()
        async with app.run_test() as pilot:
            pick = app.query_one(Pick)
            await pilot.pause()
            await pilot.press("b", "e")
            assert pick.value == "be"
            await pilot.press("down", "a")
            assert pick.value == "a"
