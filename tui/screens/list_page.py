"""A page that is one list, made anew from what was read whenever it is to be shown."""

from __future__ import annotations

from collections.abc import Iterable

from tui.screens.list_room import ListRoom
from tui.widgets.rows import Row


class ListPage(ListRoom):
    """Lists of the store. A subclass reads what it is about, and says what stands on the page."""

    async def read_page(self) -> None:
        """Read what the page is about."""

    def page_rows(self) -> Iterable[Row]:
        """Return the page as it is known, row by row; nothing before it was read."""
        return ()

    async def reload(self) -> None:
        """Read the page again, and show it."""
        await self.read_page()
        self.show_again()

    def show_again(self) -> None:
        """Show the page as it is known."""
        self.show_frame()
        self._rows.show(list(self.page_rows()))
