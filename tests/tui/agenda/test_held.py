"""What is said of a session before it has an agenda and once it was held; and the keys that go back to it."""

from __future__ import annotations

from typing import Any

from sqlmodel import col, select
from textual.pilot import Pilot

from models.changes.planning import Plan, plan_supervision
from models.reading.agenda.candidates import Candidate
from models.reading.agenda.filling import Line, arithmetic
from models.reading.record_context import read_known_children, read_people
from models.store.change import Change
from models.store.place import Place
from models.tables import AgendaItem
from tests.tui.building import to_the_list
from tests.tui.conftest import DAY, Running, wait_for
from tests.tui.looking import app_of, picture, stand_on_row, words
from tests.tui.recording import SAM, SAMS
from tests.tui.sittings import planned, run, stored
from tui.screens.builder import BuilderScreen
from tui.screens.closing import ClosingScreen
from tui.screens.help import HelpScreen
from tui.screens.session import SessionScreen
from tui.screens.sign import SignScreen
from tui.sitting_rows import SittingRef


async def keys_of(pilot: Pilot[Any]) -> str:
    """Return what F1 says, and go back."""
    await pilot.press("f1")
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, HelpScreen))
    await pilot.pause()
    said = words(pilot, "Rows")
    assert "PgDn" in picture(pilot)
    await pilot.press("escape")
    return said


class TestListed:
    """Whoever stands on the list of a session without an agenda is said wherever the session is."""

    async def test_in_the_list_and_on_its_page(self, demo: Place, running: Running) -> None:
        """F3 counts them; its page is that of the half in which children are talked about; F1 says each key once."""
        async with running(demo) as pilot:

            def job(change: Change) -> int:
                sam = next(one.id for one in read_people(change.session, DAY) if one.name == SAM)
                child = next(
                    k.id for k in read_known_children(change.session, None, DAY) if k.number == SAMS[0]
                )
                own = plan_supervision(change, Plan("personal", sam, DAY, "09:10")).id
                plan_supervision(change, Plan("case", sam, DAY, "09:10"), [child])
                return own

            own = await app_of(pilot).desk.change(job)
            await to_the_list(pilot)
            assert "no agenda yet, 1 child on its list" in words(pilot, "#sittings")
            for _ in range(20):
                ref = await stand_on_row(pilot, "#sittings", SittingRef)
                if ref.supervision_id == own:
                    break
                await pilot.press("down")
            await pilot.press("m")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, SessionScreen))
            await wait_for(pilot, lambda: SAMS[0] in picture(pilot))
            said = await keys_of(pilot)
            assert "r  Run" in said
            assert "after all" not in said
            await pilot.press("escape")
            app_of(pilot).open_agenda(own)
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, BuilderScreen))
            said = await keys_of(pilot)
            assert "+ -  A minute more or less" in said
            assert "A minute less" not in said


class TestHeld:
    """Once it was held, its agenda says so and reckons no more."""

    async def test_back_by_its_own_key_and_held(self, demo: Place, running: Running) -> None:
        """F12 goes back to the session, however often; only F9 in it says that an item is done."""
        async with running(demo) as pilot:
            own, _case = await planned(pilot)
            await run(pilot, [own])
            await pilot.press("f2")
            await wait_for(pilot, lambda: app_of(pilot).current_mode == "board")
            await pilot.press("f9", "f12", "f12")
            await wait_for(pilot, lambda: app_of(pilot).current_mode == "session")
            await pilot.pause()
            states = select(AgendaItem.state).where(col(AgendaItem.supervision_id) == own)
            assert await stored(pilot, lambda session: session.exec(states).all()) == ["open"]
            await pilot.press("enter", *"Well", "f9", "f")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, ClosingScreen))
            await pilot.press("f9")
            await pilot.pause()
            if isinstance(pilot.app.screen, ClosingScreen):
                await pilot.press(*"Later", "enter")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, SignScreen))
            await pilot.press("escape")
            app_of(pilot).open_agenda(own)
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, BuilderScreen))
            await wait_for(
                pilot, lambda: "Held on Sat 21 Nov 2026: 1 of 1 item talked about" in picture(pilot)
            )
            assert "held, 1 minute" in words(pilot, "#items-head")
            assert "each" not in words(pilot, "#sum")
            assert "What could be on it" not in picture(pilot)


def test_the_sum_of_minutes() -> None:
    """Who must be talked about and is not on it is counted apart; one minute is one."""
    about = [Line(Candidate(f"child:{n}", f"{n}", (), 0, n, 5, 5), 5) for n in range(1, 3)]
    other = Line(Candidate("x", "Rota", (), 0, None, 1, 1), 1)
    assert arithmetic([*about, other], 30, 3) == (
        "3 children in 30 minutes is 10.0 minutes each (2 on it); 9.7 beside 1 minute of other items."
    )
