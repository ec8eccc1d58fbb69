"""Themes: a screen that was not in front when the theme changed has it when it comes back."""

from __future__ import annotations

from models.store.place import Place
from tests.tui.conftest import Running
from tui.themes import DARK, LIGHT


class TestTheme:
    """Dark or light, everywhere at once."""

    async def test_a_screen_that_comes_back(self, demo: Place, running: Running) -> None:
        """The people were looked at in the dark; after the change on the board they are light, and then dark again."""
        async with running(demo) as pilot:
            program = pilot.app
            await pilot.press("f6")
            people = program.screen
            assert people.styles.background.hex.lower() == DARK.background
            await pilot.press("f2")
            for theme in (LIGHT, DARK):
                program.theme = theme.name
                await pilot.pause()
                assert program.screen.styles.background.hex.lower() == theme.background
                await pilot.press("f6")
                assert program.screen is people
                assert people.styles.background.hex.lower() == theme.background
                await pilot.press("f2")

    async def test_a_screen_that_is_new(self, demo: Place, running: Running) -> None:
        """First shown in the light, it is light."""
        async with running(demo) as pilot:
            pilot.app.theme = LIGHT.name
            await pilot.pause()
            await pilot.press("f6")
            assert pilot.app.screen.styles.background.hex.lower() == LIGHT.background
