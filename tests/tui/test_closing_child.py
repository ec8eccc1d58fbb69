"""Closing what is open to a child: the situations that last are asked about, so that none runs on unseen."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from textual.pilot import Pilot

from models.changes.involvements import open_involvement
from models.changes.situations import add_situation
from models.reading.child import ChildView, read_child
from models.reading.record_context import read_numbers
from models.store.place import Place
from tests.tui.conftest import DAY, Demos, Running, wait_for
from tests.tui.looking import app_of, picture, toasts, under_cursor, words
from tui.screens.child import ChildScreen


async def child_of(pilot: Pilot[Any], number: str) -> ChildView:
    """Return everything about the child with a number."""
    return await app_of(pilot).desk.read(
        lambda session: read_child(session, read_numbers(session).get(number) or 0, DAY)
    )


async def closing(pilot: Pilot[Any], number: str) -> ChildView:
    """Stand on the child's page with nothing but a Child protection since 40 days; begin to close."""
    view = await child_of(pilot, number)

    def job(change: Any) -> None:
        from models.changes.situations import end_situation

        for one in view.situations:
            if one.until is None:
                end_situation(change, one.id, DAY - timedelta(days=1))
        add_situation(change, view.id, "cp", DAY)

    await app_of(pilot).desk.change(job)
    app_of(pilot).open_child([view.id])
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, ChildScreen))
    await wait_for(pilot, lambda: "Child protection" in words(pilot, "#trail"))
    await pilot.press("end", "x")
    await wait_for(pilot, lambda: "Close this involvement" in picture(pilot))
    return view


class TestClosing:
    """x on the page closes; each situation that lasts is asked about in the same form."""

    async def test_it_ends_too(self, demo_of: Demos, running: Running) -> None:
        """Proposed where nothing else is open; one undo takes both back; opened again, it says what stays ended."""
        async with running(demo_of("havering"), size=(80, 24)) as pilot:
            number = under_cursor(pilot).number
            await closing(pilot, number)
            assert "Child protection       ends that day too" in picture(pilot)
            await pilot.press("ctrl+s")
            await wait_for(pilot, lambda: "Closed Sat 21 Nov 2026" in words(pilot, "#trail"))
            view = await child_of(pilot, number)
            assert [one.code for one in view.situations if one.until is None] == []
            await pilot.press("home", "r")
            await wait_for(pilot, lambda: "Still ended on that day: Child protection" in toasts(pilot))
            await pilot.press("u", "u")
            await wait_for(pilot, lambda: "Closed Sat 21 Nov 2026" not in words(pilot, "#trail"))
            view = await child_of(pilot, number)
            assert [one.code for one in view.situations if one.until is None] == ["cp"]

    async def test_it_goes_on_with_other_work(self, demo: Place, running: Running) -> None:
        """Not proposed where other work stays open; a day before it began is refused with its name."""
        async with running(demo) as pilot:
            number = under_cursor(pilot).number
            view = await child_of(pilot, number)
            other = "early_help" if view.involvements[-1].service != "early_help" else "front_door"
            await app_of(pilot).desk.change(
                lambda change: open_involvement(change, view.id, other, DAY - timedelta(days=5), None).id
            )
            await closing(pilot, number)
            await pilot.press("home", "shift+end", *"-2d", "tab", "tab", *"talked", "tab", *"ends", "ctrl+s")
            await wait_for(pilot, lambda: "Child protection: It would end before it began" in picture(pilot))
            await pilot.press("home", "shift+end", *"goes", "ctrl+s")
            await wait_for(pilot, lambda: "Closed Thu 19 Nov 2026" in words(pilot, "#trail"))
            after = await child_of(pilot, number)
            assert [one.code for one in after.situations if one.until is None] == ["cp"]
