"""A text to be read line by line, which says how much of it is still to come."""

from __future__ import annotations

from textual.strip import Strip

from models.dates import counted
from tui.widgets.rows import Rows


class Reading(Rows):
    """Rows that are read: where the text goes on, the last line says how many lines more there are."""

    def turn(self, by: int) -> None:
        """Turn so many pages, whoever has the keys."""
        self._turn(by * max(1, self.size.height - 2))

    def _follow(self) -> None:
        """Stay where the text was read to: it has no row to stand on, and names that grow take only its last lines."""
        self._top = max(0, min(self._top, len(self._laid_out()) - self.size.height))

    def draw(self, width: int, height: int) -> list[Strip]:
        """Return the lines in view, and how many are below."""
        strips = super().draw(width, height)
        below = len(self._laid_out()) - self._top - height
        if below > 0 and height > 2:
            more = counted(below + 1, "more line")
            strips[-1] = self._plain(f" {more} below: PgDn turns the page", "quiet", width)
        return strips
