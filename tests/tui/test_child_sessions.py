"""From a child's page to the sessions it was, or is to be, talked about in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from models.changes.planning import Plan, plan_supervision
from models.reading.child import Discussed
from models.reading.record_context import read_known_children, read_people
from models.store.place import Place
from tests.tui.conftest import DAY, Running, wait_for
from tests.tui.looking import app_of, stand_on_row, toasts, words
from tests.tui.recording import SAM, SAMS
from tui.screens.child import ChildScreen
from tui.screens.session import SessionScreen


class TestEnter:
    """Enter on a session opens it; on what is due, the session on whose list the child stands."""

    async def test_opened(self, demo: Place, running: Running) -> None:
        """The one that is planned stands first; without one it is said what can be done."""

        def job(change: Any) -> tuple[int, int]:
            child = next(
                one.id for one in read_known_children(change.session, None, DAY) if one.number == SAMS[0]
            )
            person = next(one.id for one in read_people(change.session, DAY) if one.name == SAM)
            plan = Plan("joint", person, DAY + timedelta(days=9))
            return child, plan_supervision(change, plan, [child]).id

        async with running(demo) as pilot:
            app = app_of(pilot)
            child, planned = await app.desk.change(job)
            app.open_child([child])
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, ChildScreen))
            await wait_for(pilot, lambda: "Joint supervision" in words(pilot, "#trail"))
            found = await stand_on_row(pilot, "#trail", Discussed)
            assert (found.session_id, found.at) == (planned, None)
            await pilot.press("enter")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, SessionScreen))
            await wait_for(pilot, lambda: "[ ] " + SAMS[0] in words(pilot, "#session"))
            await pilot.press("escape")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, ChildScreen))
            await app.dues.fresh()
            await pilot.pause()
            await pilot.press("home", "enter")
            await wait_for(
                pilot, lambda: isinstance(pilot.app.screen, SessionScreen) or "No session" in toasts(pilot)
            )
