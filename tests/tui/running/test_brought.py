"""A session that runs: what the two bring to it, and what the closing page says of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlmodel import select
from textual.pilot import Pilot

from models.changes.agenda import note_on_item, put_on_agenda
from models.changes.agenda_parts import NewItem
from models.changes.planning import Plan, plan_supervision
from models.changes.team import record_absence
from models.dates import show
from models.reading.agenda.items import read_items
from models.reading.record_context import read_people
from models.store.change import Change
from models.store.place import Place
from models.tables import SessionRun
from tests.tui.conftest import DAY, Running, wait_for
from tests.tui.looking import app_of, picture, stand_on, words
from tests.tui.recording import SAM
from tests.tui.sittings import planned, run, shown, stored
from tui.screens.closing import ClosingScreen
from tui.screens.running import RunningScreen
from tui.screens.sure import SureDialog

NOT_SAMS = "40203"
"""A child whom somebody else holds: on the board, on no agenda of Sam's."""


class TestBrought:
    """An item of one's own is written where the policy's form takes it, and counts as talked about then."""

    async def test_from_the_item_to_the_closing_page(self, demo: Place, running: Running) -> None:
        """Two items in the one place for other topics: the one that was written about is done, with no F9."""
        async with running(demo) as pilot:
            own, case = await planned(pilot)
            other = NewItem("standing", "KCC-A03/5", "Any other topics", minutes=5)
            await app_of(pilot).desk.change(
                lambda change: put_on_agenda(change, own, [other], together_with=[case])[0].id
            )
            items = await app_of(pilot).desk.read(lambda session: read_items(session, [own, case]))
            kid = next(one for one in items if one.child_id is not None)
            prepared = "What the child says: [b] I hide\nWhat is going well: gran"
            await app_of(pilot).desk.change(lambda change: note_on_item(change, kid.id, prepared).id)
            screen = await run(pilot, [own, case])
            await pilot.press("g", *kid.number, "enter")
            await wait_for(pilot, lambda: words(pilot, "#beside").startswith(f"With the item\n{prepared}"))
            await pilot.press("1")
            for item in ("Christmas duty rota", "The new phone"):
                await pilot.press("plus", *item, "enter")
                await wait_for(pilot, lambda item=item: item in words(pilot, "#item"))  # type: ignore[misc]
                assert screen.state.form.code == "kent_b"
                assert screen.state.here.section.key == "other"
            await pilot.press("left_square_bracket")
            await wait_for(pilot, lambda: "Christmas duty rota" in words(pilot, "#item"))
            await pilot.press("enter", *"Sam has the 24th", "escape", "1")
            await pilot.press("f2")
            await wait_for(pilot, lambda: app_of(pilot).current_mode == "board")
            await stand_on(pilot, NOT_SAMS)
            await pilot.press("greater_than_sign")
            await app_of(pilot).workers.wait_for_complete()
            await pilot.press("f12")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, RunningScreen))
            await pilot.press("f")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, ClosingScreen))
            seen = words(pilot, "#closing")
            assert "Christmas duty rota  written about, so it counts as done" in seen
            assert "The new phone  not reached" in seen
            assert "Any other topics  not reached" in seen
            assert any(NOT_SAMS in line and "Moved from" in line for line in picture(pilot).splitlines())
            await pilot.press("escape")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, RunningScreen))
            await pilot.press("g", *"new phone", "enter")
            await wait_for(pilot, lambda: "The new phone" in words(pilot, "#item"))
            await pilot.press("enter", "escape")
            assert screen.state.answers.values["other_discussion"] == "Christmas duty rota:\nSam has the 24th"
            await pilot.press("enter", *"Friday", "escape", "g", *"any other", "enter")
            await wait_for(pilot, lambda: "Any other topics" in words(pilot, "#item"))
            await pilot.press("enter", *"Nothing else", "escape")
            assert screen.state.answers.values["other_discussion"] == (
                "Christmas duty rota:\nSam has the 24th\n\nThe new phone:\nFriday\n\nAny other topics:\nNothing else"
            )


class TestOfAChild:
    """An item about a child that says what about: its title stands above its first words in the child's part."""

    async def test_its_title_is_on_the_record(self, demo: Place, running: Running) -> None:
        """Once, in the section that opens for it, below what the child's other item brought; a bare one goes again."""
        async with running(demo) as pilot:
            own, case = await planned(pilot)
            items = await app_of(pilot).desk.read(lambda session: read_items(session, [own, case]))
            kid = next(one for one in items if one.child_id is not None)
            about = NewItem("own", f"child:{kid.child_id}", "The contact", "supervisor", kid.child_id)
            await app_of(pilot).desk.change(
                lambda change: put_on_agenda(change, case, [about], together_with=[own])[0].id
            )
            screen = await run(pilot, [own, case])
            await pilot.press("g", *kid.number, "enter")
            await wait_for(pilot, lambda: kid.number in words(pilot, "#item"))
            await pilot.press("enter", *"Seen on Tuesday", "escape")
            await pilot.press("g", *"contact", "enter")
            await wait_for(pilot, lambda: "The contact" in words(pilot, "#item"))

            def said() -> dict[str, object]:
                part = next(part for part, child in screen.state.links().items() if child == kid.child_id)
                whole = screen.state.answers.part(part)
                assert whole is not None
                return dict(whole.values)

            assert screen.state.here.section.key == "cycle"
            await pilot.press("enter", "escape")
            assert "The contact" not in str(said())
            await pilot.press("enter", *"Gran says yes", "escape")
            assert said()["reflection"] == "The contact:\nGran says yes"
            assert said()["experience"] == "Seen on Tuesday"
            await pilot.press("tab", "enter", *"And why", "escape")
            assert "And why" in said().values()


class TestBeforeItsDay:
    """A session that stands for a day to come is run only after a question, and says so all along."""

    async def test_asked_said_and_who_is_away(self, demo: Place, running: Running) -> None:
        """Esc leaves it; Enter runs it today. Someone away is not present by the key for everyone."""
        async with running(demo) as pilot:
            later = DAY + timedelta(days=3)
            planned_for = show(later)

            def job(change: Change) -> int:
                sam = next(one for one in read_people(change.session, DAY) if one.name == SAM)
                record_absence(change, sam.id, DAY, later, "leave")
                return plan_supervision(change, Plan("team_meeting", None, later, "14:00")).id

            held = await app_of(pilot).desk.change(job)
            await app_of(pilot).run_session([held])
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, SureDialog))
            assert f"planned for {planned_for}" in picture(pilot)
            await pilot.press("escape")
            assert not await stored(pilot, lambda session: session.exec(select(SessionRun)).all())
            await run_ahead(pilot, held)
            assert "Planned for Tue 24 Nov: Team meeting" in picture(pilot)
            await pilot.press("v")
            await wait_for(pilot, lambda: "expected" in words(pilot, "#people"))
            await pilot.press("t")
            await wait_for(pilot, lambda: "present" in words(pilot, "#people"))
            (sam,) = [line for line in words(pilot, "#people").splitlines() if SAM in line]
            assert "expected" in sam
            assert "away" in sam
            await pilot.press("escape", "f")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, ClosingScreen))
            assert f"planned for {planned_for}" in words(pilot, "#closing")


async def run_ahead(pilot: Pilot[Any], held: int) -> None:
    """Run a session before its day."""
    await app_of(pilot).run_session([held])
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, SureDialog))
    await pilot.press("enter")
    await shown(pilot)
