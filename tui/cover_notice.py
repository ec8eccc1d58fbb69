"""What is said of the organisation's key when a store was opened: that it was used, that settings name one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.reading.covered import read_unseen_openings

if TYPE_CHECKING:
    from tui.app import Footprint

MOST = 3
"""How many openings are told one by one."""


async def cover_notice(program: Footprint) -> None:
    """Tell the owner of openings with the organisation's key since they last changed anything; offer a named key."""
    desk = program.desk
    if desk.is_open and not desk.is_covered and desk.kind != "demo":
        found = await desk.read(read_unseen_openings)
        if found:
            told = "; ".join(one.text() for one in found[:MOST])
            more = f"; and {len(found) - MOST} before" if len(found) > MOST else ""
            program.notify(
                f"Opened with the organisation's key while you were away: {told}{more}.",
                markup=False,
                timeout=20,
            )
    if program.settings.cover_key:
        from tui.covering import offer_named

        await offer_named(program)
