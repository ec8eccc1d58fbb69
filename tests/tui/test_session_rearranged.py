"""Moving and cancelling a booked session by keys, with the window that the policy leaves for it."""

from __future__ import annotations

from datetime import date

from sqlmodel import select

from models.store.place import Place
from models.tables import AgendaItem
from tests.tui.conftest import Demos, Running, wait_for
from tests.tui.diary import form, page_of, saved, session_of
from tests.tui.looking import app_of, picture, stand_on_row, words
from tests.tui.sittings import planned
from tui.screens.rearranging import RearrangingScreen
from tui.screens.session import SessionScreen
from tui.session_page import MadeUp


class TestRearranging:
    """m and c show what the policy makes of it before it is done."""

    async def test_the_window_follows_the_day_that_is_typed(self, demo_of: Demos, running: Running) -> None:
        """NCT-T04: within seven working days; a day beyond is said to break that before it is saved."""
        async with running(demo_of("northamptonshire")) as pilot:
            session_id = await session_of(pilot, "daniel osei: personal and practice")
            await form(pilot, "m", RearrangingScreen)
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
            first = await page_of(pilot, session_id)
            assert "within 7 working days" in words(pilot, "#terms").replace("\n", " ")
            assert "does not keep" not in words(pilot, "#terms")
            await pilot.press(*"sick", "tab", *"[/b] off ill", "tab", "home", "shift+end", *"+5w")
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
            assert "The new day does not keep to that" in words(pilot, "#terms")
            await saved(pilot)
            page = await page_of(pilot, session_id)
            assert (page.planned_for, page.first_planned_for) == (date(2026, 12, 26), first.planned_for)
            assert (page.cause, page.reason) == ("sickness", "[/b] off ill")
            await pilot.press("u")
            await pilot.app.workers.wait_for_complete()
            assert (await page_of(pilot, session_id)).planned_for == first.planned_for

    async def test_sickness_has_a_window_of_its_own(self, demo_of: Demos, running: Running) -> None:
        """HAV-T16 is shown; without a known day of return it gives no day."""
        async with running(demo_of("havering")) as pilot:
            await session_of(pilot, "hannah birch: case supervision")
            await form(pilot, "c", RearrangingScreen)
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
            assert "HAV-T16: When cancelled due to sickness" in words(pilot, "#terms")

    async def test_cancelling_without_a_new_day_can_be_refused(
        self, demo_of: Demos, running: Running
    ) -> None:
        """CFA-T02: refused with the rule, unless a reason is given that quality assurance sees."""
        async with running(demo_of("children_and_families")) as pilot:
            session_id = await session_of(pilot, "craig millward: supervision,")
            await form(pilot, "c", RearrangingScreen)
            await pilot.app.workers.wait_for_complete()
            await pilot.press(*"emer", "tab", *"court", "tab", "home", "shift+end", "delete", "ctrl+s")
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
            assert "Give the new day, or say why" in " ".join(picture(pilot).replace("│", " ").split())
            await pilot.press("tab", "tab", "tab", *"court all week")
            await saved(pilot)
            page = await page_of(pilot, session_id)
            assert (page.state, page.reason) == ("cancelled", "court")
            assert "no new day yet" in words(pilot, "#session")
            assert "because: court all week" in words(pilot, "#session")
            await pilot.press("r")
            await pilot.app.workers.wait_for_complete()
            assert (await page_of(pilot, session_id)).state == "planned"

    async def test_cancelled_in_three_keys(self, demo: Place, running: Running) -> None:
        """C, on to the reason, Ctrl+S: the new day stands there; the whole sitting goes, with its agenda."""
        async with running(demo) as pilot:
            ids = await planned(pilot)
            app_of(pilot).open_session(ids[1])
            await pilot.pause()
            await form(pilot, "c", RearrangingScreen)
            await pilot.press(*"sick", "tab", *"Off ill", "ctrl+s")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, SessionScreen))
            pages = [await page_of(pilot, one) for one in ids]
            assert [page.state for page in pages] == ["cancelled", "cancelled"]
            assert [page.made_up_on for page in pages] == [date(2026, 11, 27)] * 2
            items = await app_of(pilot).desk.read(
                lambda session: [
                    (item.key, item.supervision_id) for item in session.exec(select(AgendaItem)).all()
                ]
            )
            assert len(items) == 3
            assert not {held for _, held in items} & set(ids)

    async def test_another_makes_up_for_it(self, demo: Place, running: Running) -> None:
        """P on a cancelled session plans one in its place, and the list goes there."""
        async with running(demo) as pilot:
            session_id = await session_of(pilot, "new date for a cancelled")
            await form(pilot, "p", RearrangingScreen)
            await saved(pilot)
            page = await page_of(pilot, session_id)
            assert page.made_up_on == date(2026, 11, 23)
            assert "made up for on Mon 23 Nov 2026" in words(pilot, "#session")
            await stand_on_row(pilot, "#session", MadeUp)
            await pilot.press("enter")
            await wait_for(pilot, lambda: "first planned for Wed 14 Oct 2026" in words(pilot, "#session"))
            due = app_of(pilot).dues.known
            assert due is not None
            assert not [line for line in due.lines if line.entity == ("supervision", session_id)]
