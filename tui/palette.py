"""The palette of commands: one at a time, gone with its screen, and deaf to keys while it has no list yet."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.await_complete import AwaitComplete
from textual.command import CommandPalette
from textual.widget import AwaitMount


class Palette(CommandPalette):
    """Textual's palette, which meets a page turned before its list is drawn."""

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Close, unless it is gone or another screen is in front: that one would be closed instead."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()

    def _action_command_list(self, action: str) -> None:
        try:
            super()._action_command_list(action)
        except KeyError:  # the lines of what is in the list are counted when it is drawn
            return


class ShowsPalette(App[None]):
    """The app, as far as it shows the palette."""

    def action_command_palette(self) -> None:
        """Show every command by name."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(Palette())  # without Textual's name for it: one may be left under another screen

    def switch_mode(self, mode: str) -> AwaitMount:
        """Go to a peer screen; a palette that is open here goes, instead of lying in wait."""
        if mode != self.current_mode and isinstance(self.screen, CommandPalette):
            self.pop_screen()
        return super().switch_mode(mode)
