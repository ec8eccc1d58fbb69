"""Booking and keeping a supervision by keys: plan, tick, hold, write up, put right, take back."""

from __future__ import annotations

from datetime import date, timedelta

from models.changes.holding import hold_unplanned
from models.dates import show
from models.store.place import Place
from tests.tui.conftest import DAY, Demos, Running, wait_for
from tests.tui.diary import form, page_of, saved, session_of
from tests.tui.looking import app_of, picture, stand_on_row, toasts, words
from tui.screens.attendance import AttendanceScreen
from tui.screens.overdue import OverdueScreen
from tui.screens.person import PersonScreen
from tui.screens.session import SessionScreen
from tui.screens.team import TeamScreen
from tui.session_page import AttendanceRef, ChildRef


class TestAttendance:
    """Of a group that was held it is said who was there, and of whom that was not said (BCT-T31)."""

    async def test_not_said(self, demo_of: Demos, running: Running) -> None:
        """Nobody, then one, then everyone: whoever is not marked counts as present where it is anybody's own clock."""
        async with running(demo_of("birmingham")) as pilot:
            app = app_of(pilot)
            day = DAY - timedelta(days=2)
            held = await app.desk.change(lambda change: hold_unplanned(change, "group", None, day, []).id)
            app.open_session(held)
            await wait_for(pilot, lambda: "The session" in picture(pilot))
            whole = "Attendance  not said  whoever was in post and not away counts as present: Enter says it"
            await wait_for(pilot, lambda: whole in words(pilot, "#session"))
            await stand_on_row(pilot, "#session", AttendanceRef)
            await pilot.press("enter")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, AttendanceScreen))
            await wait_for(pilot, lambda: "not said" in words(pilot, "#people"))
            await pilot.press("space", "space", "escape")
            await wait_for(pilot, lambda: "1 apologies  not said of" in words(pilot, "#session"))
            assert ", who count as present: Enter says it" in words(pilot, "#session")
            await pilot.press("enter")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, AttendanceScreen))
            await pilot.press("t", "escape")
            await wait_for(pilot, lambda: "present  Enter puts it right" in words(pilot, "#session"))


class TestPlanning:
    """p plans one session or a series; the next day is proposed."""

    async def test_a_series_from_the_persons_page(self, demo: Place, running: Running) -> None:
        """Three sessions, four weeks apart, for someone who has none; undo takes the whole series back."""
        async with running(demo) as pilot:
            await pilot.press("f5")
            await app_of(pilot).dues.fresh()
            await pilot.press("slash", *"grace oyelaran (away): case", "enter", "enter")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, PersonScreen))
            await form(pilot, "p")
            await pilot.press("tab", *"1/12", "tab", *"14:30", "tab", *"90", "tab", "tab", *"3", "tab")
            await pilot.press("home", "shift+end", *"4w")
            await saved(pilot, PersonScreen)
            shown = words(pilot, "#person")
            for day in ("Tue 1 Dec 2026", "Tue 29 Dec 2026", "Tue 26 Jan 2027"):
                assert f"{day}  Case supervision, formal  planned" in shown
            await pilot.press("u")
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
            assert "Taken back: the whole series" in toasts(pilot)
            assert "Tue 29 Dec 2026" not in words(pilot, "#person")

    async def test_a_group_session_from_the_teams_page(self, demo: Place, running: Running) -> None:
        """The team's page lists group sessions; p plans one of the kind that is due."""
        async with running(demo) as pilot:
            await pilot.press("f6")
            await pilot.pause()
            await pilot.press("t")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, TeamScreen))
            await app_of(pilot).dues.fresh()
            await pilot.pause()
            assert "case progression" in words(pilot, "#team")
            await form(pilot, "p")
            assert "Case progression" in picture(pilot)
            await pilot.press("tab", *"14/12")
            await saved(pilot, TeamScreen)
            assert "Mon 14 Dec 2026  Case progression  planned" in words(pilot, "#team")

    async def test_an_interval_that_is_none_is_refused(self, demo: Place, running: Running) -> None:
        """A series every “often” is refused beside the form, with what would be understood."""
        async with running(demo) as pilot:
            await pilot.press("f5")
            await app_of(pilot).dues.fresh()
            await pilot.press("slash", *"sam whitlock: case", "enter")
            await form(pilot, "p")
            await pilot.press(*["tab"] * 5, *"3", "tab", "home", "shift+end", *"often", "ctrl+s")
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
            assert "is not a length of time" in picture(pilot)


class TestHolding:
    """h records it as held, with those ticked as discussed; only that moves their dates."""

    async def test_those_ticked_are_discussed_and_the_others_wait(
        self, demo: Place, running: Running
    ) -> None:
        """38374 is ticked and due in ninety days; 39778 on the same list is as late as before."""
        async with running(demo) as pilot:
            session_id = await session_of(pilot, "sam whitlock: case")
            screen = pilot.app.screen
            while not isinstance(screen._rows.ref, ChildRef):  # type: ignore[attr-defined]
                await pilot.press("down")
            assert ">[ ] 38374 PE" in picture(pilot)
            await pilot.press("space")
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
            assert ">[x] 38374 PE" in picture(pilot)
            await form(pilot, "h")
            assert "1 child ticked as discussed" in picture(pilot)
            await pilot.press("tab", *"75")
            await saved(pilot)
            page = await page_of(pilot, session_id)
            assert (page.held_on, page.minutes) == (DAY, 75)
            assert {one.number for one in page.children if one.at == DAY} == {"38374"}
            due = app_of(pilot).dues.known
            assert due is not None
            days = {line.label: line.day for line in due.lines if line.rule == "KCC-T24"}
            assert days["38374 PE"] == date(2027, 2, 19)
            assert days["39778 AM"] == date(2026, 10, 4)

    async def test_ticks_survive_a_lock(self, demo: Place, running: Running) -> None:
        """What was ticked is kept as it is ticked, like every draft."""
        async with running(demo) as pilot:
            session_id = await session_of(pilot, "sam whitlock: case")
            await pilot.press("t")
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
            count = picture(pilot).count("[x]")
            assert count > 1
            await pilot.press("escape")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, OverdueScreen))
            app_of(pilot).open_session(session_id)
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, SessionScreen))
            await wait_for(pilot, lambda: "The session" in words(pilot, "#session"))
            assert picture(pilot).count("[x]") == count

    async def test_children_are_put_on_and_taken_off_the_list(self, demo: Place, running: Running) -> None:
        """A puts the child under the cursor or one by number on it; x takes it off; a wrong number is refused."""
        async with running(demo) as pilot:
            session_id = await session_of(pilot, "sam whitlock: case")
            before = {one.number for one in (await page_of(pilot, session_id)).children}
            await pilot.press("home", "a", *"40566", "ctrl+s")
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
            assert {one.number for one in (await page_of(pilot, session_id)).children} == before | {"40566"}
            await stand_on_row(pilot, "#session", ChildRef)
            await pilot.press("x")
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
            assert len((await page_of(pilot, session_id)).children) == len(before)
            await pilot.press("home", "a", *"00", "enter")
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
            assert "There is no child numbered 00" in toasts(pilot)

    async def test_the_papers_have_three_days(self, demo_of: Demos, running: Running) -> None:
        """Held, written up, agreed and signed are four days; the record is due until it is written (BCT-T55)."""
        async with running(demo_of("birmingham")) as pilot:
            session_id = await session_of(pilot, "complete and sign the notes")
            assert "complete and sign the notes" in words(pilot, "#session")
            for key in ("w", "g", "s"):
                await form(pilot, key)
                await saved(pilot)
            page = await page_of(pilot, session_id)
            assert (page.recorded_on, page.agreed_on, page.signed_on) == (page.held_on, DAY, DAY)
            assert "complete and sign" not in words(pilot, "#session")

    async def test_it_goes_back_into_the_diary_with_a_reason(self, demo: Place, running: Running) -> None:
        """R asks what was wrong; nobody was discussed in it then."""
        async with running(demo) as pilot:
            session_id = await session_of(pilot, "sam whitlock: case")
            await pilot.press("t")
            await form(pilot, "h")
            await saved(pilot)
            await form(pilot, "r")
            await pilot.press(*"wrong week")
            await saved(pilot)
            page = await page_of(pilot, session_id)
            assert page.state == "planned"
            assert not [one for one in page.children if one.at is not None]

    async def test_the_agreement_that_is_due(self, demo: Place, running: Running) -> None:
        """On the page of a session by whose day the agreement is to be reviewed it says so; ? says why."""
        async with running(demo) as pilot:
            await session_of(pilot, "callum brightwell: professional")
            await wait_for(pilot, lambda: "review the supervision agreement" in words(pilot, "#session"))
            screen = pilot.app.screen
            assert isinstance(screen, SessionScreen)
            assert "KCC-T07" in {line.rule for line in await screen.due_here()}

    async def test_a_wrong_day_and_a_wrong_child_stand_beside_what_is_right(
        self, demo: Place, running: Running
    ) -> None:
        """E corrects the child under the cursor, else the day; both are told on the page with the reason."""
        async with running(demo) as pilot:
            session_id = await session_of(pilot, "sam whitlock: case")
            await pilot.press("t")
            await form(pilot, "h")
            await saved(pilot)
            page = await page_of(pilot, session_id)
            first, count = page.children[0], len(page.children)
            await pilot.press("home")
            await form(pilot, "e")
            await pilot.press("home", "shift+end", *"-1d", "tab", *"typed wrong")
            await saved(pilot)
            assert (await page_of(pilot, session_id)).held_on == DAY - timedelta(days=1)
            assert isinstance(await stand_on_row(pilot, "#session", ChildRef), ChildRef)
            await form(pilot, "e")
            await pilot.press("tab", *"no time left")
            await saved(pilot)
            page = await page_of(pilot, session_id)
            assert len([one for one in page.children if one.at is not None]) == count - 1
            shown = words(pilot, "#session")
            assert "typed wrong" in shown
            assert f"{first.number} → nothing  on {show(DAY)}: no time left" in shown
            assert f"{show(DAY)} → {show(DAY - timedelta(days=1))}" in shown
