"""A few words on the bottom line: kept as they are typed, until a change of the store has taken them."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session, col, select
from textual.pilot import Pilot
from textual.widgets import Input

from models.changes.actions import drop_action
from models.store.place import Place
from models.tables import Draft
from tests.tui.conftest import DAY, Running, wait_for
from tests.tui.looking import app_of, at_once, picture, toasts
from tests.tui.recording import begun, opened
from tui.screens.record import RecordScreen
from tui.widgets.prompt import Prompt


def prompt(pilot: Pilot[Any]) -> Prompt:
    """Return the line of the screen in front."""
    return app_of(pilot).screen.query_one(Prompt)


def typed(pilot: Pilot[Any]) -> str:
    """Return what stands in it."""
    return prompt(pilot).query_one(Input).value


async def asked(pilot: Pilot[Any]) -> list[str]:
    """Return the words that are kept and stand nowhere else yet."""

    def query(session: Session) -> list[str]:
        kept = session.exec(select(Draft).where(col(Draft.key).startswith("asked:"))).all()
        return [one.answers["words"] for one in kept]

    return await app_of(pilot).desk.read(query)


class TestKept:
    """What came of an action, in a record."""

    async def test_a_program_that_is_left(self, demo: Place, running: Running) -> None:
        """Asked for the same the words are there again, for another action not; after u they are, too."""
        async with running(demo) as pilot:
            record_id = await begun(pilot)
            await opened(pilot, record_id)
            await pilot.press("d", *"He sleeps in his own room")
            at_once(pilot, "x", "ctrl+q")
            await wait_for(pilot, lambda: not app_of(pilot).desk.is_open)
        async with running(demo) as pilot:
            await opened(pilot, record_id)
            await pilot.press("down", "d")
            assert typed(pilot) == ""
            await pilot.press("escape", "up", "d")
            await wait_for(pilot, lambda: typed(pilot) == "He sleeps in his own roomx")
            await pilot.press("backspace", "enter")
            await wait_for(pilot, lambda: "Done: He sleeps in his own room" in picture(pilot))
            assert await asked(pilot) == []
            await pilot.press("u")
            await wait_for(pilot, lambda: "What was typed for it is kept" in toasts(pilot) + picture(pilot))
            await pilot.press("d")
            await wait_for(pilot, lambda: typed(pilot) == "He sleeps in his own room")

    async def test_what_is_refused(self, demo: Place, running: Running) -> None:
        """The words of a change that was not made are there again; those of one that was are not."""
        async with running(demo) as pilot:
            record_id = await begun(pilot)
            screen = await opened(pilot, record_id)
            await pilot.press("n", *"+2w", "enter")
            await wait_for(pilot, lambda: prompt(pilot).asking and "Why" in picture(pilot).splitlines()[-2])
            await pilot.press(*"The worker was off", "enter")
            await wait_for(pilot, lambda: "New date" in picture(pilot))
            await pilot.press("d", *"Seen", "enter")
            await wait_for(pilot, lambda: "Done: Seen" in picture(pilot))
            assert await asked(pilot) == []
            await pilot.press("down", "d", *"They went together")
            action = screen.decider.action
            assert action is not None
            await app_of(pilot).desk.change(
                lambda change: bool(drop_action(change, action.id, "Not ours", DAY))
            )
            await pilot.press("enter")
            await wait_for(pilot, lambda: not prompt(pilot).asking)
            assert await asked(pilot) == ["They went together"]

    async def test_another_record(self, demo: Place, running: Running) -> None:
        """The line goes with the record it was asked in; back there, the words are there when it is asked again."""
        async with running(demo) as pilot:
            first, second = await begun(pilot), await begun(pilot)
            await pilot.press("f4")
            await wait_for(pilot, lambda: app_of(pilot).current_mode == "records")
            await opened(pilot, first)
            await pilot.press("d", *"Seen", "f4")
            await wait_for(pilot, lambda: not isinstance(app_of(pilot).screen, RecordScreen))
            await opened(pilot, second)
            assert not prompt(pilot).asking
            await pilot.press("escape")
            await opened(pilot, first)
            assert not prompt(pilot).asking
            await pilot.press("d")
            await wait_for(pilot, lambda: typed(pilot) == "Seen")
