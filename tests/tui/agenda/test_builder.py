"""F3: whose agenda, what could be on it and why, filled against the time, put in order, agreed."""

from __future__ import annotations

from models.store.place import Place
from tests.tui.building import build, status, to_the_list
from tests.tui.conftest import Demos, Running, wait_for
from tests.tui.looking import app_of, picture, words
from tui.screens.builder import BuilderScreen


class TestTheList:
    """Whose agenda is built is chosen by their next session."""

    async def test_the_next_with_each_and_with_whom_nothing_is_planned(
        self, demo: Place, running: Running
    ) -> None:
        """The day, with whom, what, how far the agenda is; what comes later when it is asked for."""
        async with running(demo) as pilot:
            await to_the_list(pilot)
            shown = words(pilot, "#sittings")
            assert "Mon 23 Nov  Priya Nair  Professional support and case supervision" in shown
            assert "no agenda yet" in shown
            assert "Wed 2 Dec  your own  Professional support supervision" in shown
            assert "Nothing planned with   1" in shown, "the manager's manager is supervised elsewhere"
            assert "Grace Oyelaran  last 16 Sep; Enter plans one" in shown
            assert "5 sessions later than those" in shown
            await pilot.press("l")
            assert "Later   5" in words(pilot, "#sittings")
            await pilot.press("f10")
            assert "Priya" not in picture(pilot)

    async def test_a_new_session_goes_on_to_its_agenda(self, demo: Place, running: Running) -> None:
        """Enter on somebody with whom nothing is planned asks for the session, then opens its agenda."""
        async with running(demo) as pilot:
            await to_the_list(pilot)
            await pilot.press("end", "enter")
            await wait_for(pilot, lambda: "Plan a session with Grace Oyelaran" in picture(pilot))
            await pilot.press("ctrl+s")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, BuilderScreen))
            await wait_for(pilot, lambda: "What could be on it" in picture(pilot))
            assert "with Grace Oyelaran" in picture(pilot)


class TestBuilding:
    """What must be talked about is there with its reasons, and the time is kept."""

    async def test_filled_put_in_order_and_agreed(self, demo: Place, running: Running) -> None:
        """``g`` fills it; then it is timed, moved, worded, taken off, undone, agreed: all with keys."""
        async with running(demo) as pilot:
            await build(pilot, "Priya Nair")
            offered = words(pilot, "#offered")
            assert "Actions carried over   1" in offered
            assert "38623 MN  25 days late; Step up/step down: Child in need ended 27 Aug" in offered
            assert "Nothing is on it yet" in words(pilot, "#items")

            await pilot.press("g")
            await wait_for(pilot, lambda: "Filled: 18 items, 90 of 90 minutes" in status(pilot))
            assert "90 of 90 min, exactly" in words(pilot, "#items-head")
            assert "12 children in 90 minutes is 7.5 minutes each" in words(pilot, "#sum")
            assert "there is no room for it in 90 minutes" in words(pilot, "#offered")
            assert words(pilot, "#items").splitlines()[0] == "1  Wellbeing, work-life balance  6"

            await pilot.press("plus", "plus")
            await wait_for(pilot, lambda: "92 of 90 min, 2 over" in words(pilot, "#items-head"))
            await pilot.press("greater_than_sign")
            await wait_for(
                pilot, lambda: words(pilot, "#items").startswith("1  Actions from before  3\n2  Wellbeing")
            )
            await pilot.press("x")
            await wait_for(pilot, lambda: "84 of 90 min, 6 free" in words(pilot, "#items-head"))
            assert "Wellbeing, work-life balance" in words(pilot, "#offered")
            await pilot.press("u")
            await wait_for(pilot, lambda: "Taken back: taking it off the agenda" in picture(pilot))
            await pilot.press("v")
            await wait_for(pilot, lambda: "Agreed by both on Sat 21 Nov 2026" in status(pilot))
            assert "agreed 21 Nov" in words(pilot, "#items-head")

    async def test_both_have_a_say(self, demo: Place, running: Running) -> None:
        """An item of the manager's and one of the supervisee's are marked as theirs, before the children."""
        async with running(demo) as pilot:
            await build(pilot, "Sam Whitlock")
            await pilot.press("g")
            await wait_for(pilot, lambda: "Filled" in status(pilot))
            await pilot.press("a", *"leave [in] July", "enter")
            await wait_for(pilot, lambda: "leave [in] July  5  manager's" in words(pilot, "#items"))
            await pilot.press("i", *"court", "enter")
            await wait_for(pilot, lambda: "court  5  supervisee's" in words(pilot, "#items"))
            await pilot.press("f10")
            await pilot.pause()
            assert "leave" not in picture(pilot)
            assert "an item of their own" in picture(pilot)

    async def test_a_session_of_ten_minutes(self, demo: Place, running: Running) -> None:
        """What can't be talked about in ten minutes is named as wanting a second slot, with the day."""
        async with running(demo) as pilot:
            await build(pilot, "Priya Nair")
            await pilot.press("l")
            for _ in range(3):
                await pilot.press("backspace")
            await pilot.press("1", "0", "enter")
            await wait_for(pilot, lambda: "0 of 10 min" in words(pilot, "#items-head"))
            await pilot.press("g")
            await wait_for(pilot, lambda: "10 of 10 minutes" in status(pilot))
            shown = words(pilot, "#items")
            assert "Not on it though late before the next supervision   11" in shown
            assert "s plans a second slot for them" in shown
            assert "there is no room for it in 10 minutes at 5 minutes each" in shown

    async def test_on_a_small_terminal_one_side_at_a_time(self, demo_of: Demos, running: Running) -> None:
        """80 by 24: Tab goes to the other side; entries by reference are said where the policy has them."""
        async with running(demo_of("northamptonshire"), size=(80, 24)) as pilot:
            await build(pilot, "Amina Yusuf")
            assert "Agenda: 0 items" not in picture(pilot)
            await pilot.press("g")
            await wait_for(pilot, lambda: "2 entries by reference" in status(pilot))
            assert "What could be on it" not in picture(pilot)
            assert "216777 LT" in words(pilot, "#items")
            assert "2  by reference, due 25 Nov" in words(pilot, "#items")
            await pilot.press("tab")
            assert "What could be on it" in picture(pilot)


class TestFromTheOverdueList:
    """``g`` there puts a child on the agenda."""

    async def test_it_stands_on_the_agenda(self, demo: Place, running: Running) -> None:
        """Who was put on it from the overdue list stands on the agenda of the next session with their minutes."""
        async with running(demo) as pilot:
            due, diary = await app_of(pilot).dues.fresh(), app_of(pilot).dues.diary
            assert diary is not None
            line = next(
                line
                for line in due.lines
                if line.person.name == "Sam Whitlock"
                and line.about.entity == "child"
                and line.about.entity_id not in diary.listed
            )
            await pilot.press("f5", "slash", *line.label.split()[0], "enter", "g")
            await wait_for(pilot, lambda: "Sam Whitlock's agenda of Mon 23 Nov 2026" in status(pilot))
            await build(pilot, "Sam Whitlock")
            assert f"1  {line.label}  15" in words(pilot, "#items")
            assert line.label not in words(pilot, "#offered")
