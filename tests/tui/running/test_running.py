"""A session that runs, by keys: item by item, the record below, stopped and gone on with."""

from __future__ import annotations

from sqlmodel import select

from models.store.place import Place
from models.tables import (
    Disturbance,
    StageMove,
)
from tests.tui.conftest import Running, wait_for
from tests.tui.looking import app_of, picture, stand_on, toasts, words
from tests.tui.recording import SAMS
from tests.tui.sittings import planned, run, run_planned, shown, states, stored
from tui.screens.running import RunningScreen


class TestRunning:
    """One screen, item by item."""

    async def test_from_item_to_item(self, demo: Place, running: Running) -> None:
        """Each item opens its own record where it is written up; what is said above it goes along."""
        async with running(demo) as pilot:
            screen = await run(pilot, await planned(pilot))
            assert (screen.state.form.code, screen.state.here.section.key) == ("kent_b", "wellbeing")
            assert "1 of 3  Wellbeing" in words(pilot, "#item")
            await pilot.press("enter", *"Well enough", "f9")
            await wait_for(pilot, lambda: screen.state.form.code == "kent_case")
            await pilot.pause()
            assert screen.state.here.section.key == "cycle"
            assert "2 of 3  38897 LH" in words(pilot, "#item")
            assert "Making change, 275 days" in words(pilot, "#stands")
            assert "We left it: Arrange the joint visit" in words(pilot, "#left")
            assert "The child: nothing is written" in words(pilot, "#voice")
            assert await stored(pilot, states) == ["done", "open", "open"]
            await pilot.press("k", *"No time", "enter")
            await wait_for(pilot, lambda: "3 of 3  39326 AP" in words(pilot, "#item"))
            assert "Parked" in words(pilot, "#status")
            await pilot.press("plus", *"The new phone", "enter")
            await wait_for(pilot, lambda: "4 of 4  The new phone" in words(pilot, "#item"))
            await pilot.press("t", *"Who pays for it", "enter")
            await wait_for(pilot, lambda: "5 of 5  Who pays for it" in words(pilot, "#item"))
            await pilot.press("1")
            await wait_for(pilot, lambda: "1 of 5" in words(pilot, "#item"))
            assert screen.state.form.code == "kent_b"
            assert "Well enough" in picture(pilot)
            await pilot.press("g", *"ap", "enter")
            await wait_for(pilot, lambda: "3 of 5" in words(pilot, "#item"))
            assert await stored(pilot, states) == ["done", "parked", "open", "open", "open"]

    async def test_the_item_follows_the_cursor(self, demo: Place, running: Running) -> None:
        """Whoever walks on into another child's part talks about that child."""
        async with running(demo) as pilot:
            screen = await run(pilot, await planned(pilot, personal=False))
            assert "1 of 2  38897 LH" in words(pilot, "#item")
            for _ in range(6):
                await pilot.press("right")
            assert "2 of 2  39326 AP" in words(pilot, "#item")
            assert screen.sitting.item is not None
            assert screen.sitting.item.number == "39326"

    async def test_lateness_by_one_key(self, demo: Place, running: Running) -> None:
        """Noted at once, taken back with one (KCC-P18)."""
        async with running(demo) as pilot:
            await run(pilot, await planned(pilot))
            await pilot.press("l", "H", "j")
            await wait_for(pilot, lambda: "someone else" in words(pilot, "#status"))
            found = await stored(pilot, lambda session: session.exec(select(Disturbance)).all())
            noted = [(one.kind, one.whose) for one in found]
            assert noted == [
                ("late", "practitioner"),
                ("interrupted", "supervisor"),
                ("interrupted", "other"),
            ]
            await pilot.press("u")
            await wait_for(pilot, lambda: "Taken back" in toasts(pilot))


class TestBoard:
    """One key away and back."""

    async def test_a_move_belongs_to_the_session(self, demo: Place, running: Running) -> None:
        """The board says that a session runs; where the child stands is said anew on coming back."""
        async with running(demo) as pilot:
            _own, case = await run_planned(pilot)
            await pilot.press("right_square_bracket")
            await wait_for(pilot, lambda: "38897 LH" in words(pilot, "#item"))
            await pilot.press("f2")
            await wait_for(pilot, lambda: app_of(pilot).current_mode == "board")
            assert "SESSION RUNS (F12)" in words(pilot, "#banner")
            await stand_on(pilot, SAMS[0])
            await pilot.press("greater_than_sign")
            await app_of(pilot).workers.wait_for_complete()
            await pilot.press("f12")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, RunningScreen))
            await wait_for(pilot, lambda: "Sustaining the change, 0 days" in words(pilot, "#stands"))
            moves = await stored(pilot, lambda session: session.exec(select(StageMove.supervision_id)).all())
            assert moves.count(case) == 1


class TestStopping:
    """At any point, and gone on with later."""

    async def test_where_it_stood(self, demo: Place, running: Running) -> None:
        """Esc stops it; r on the session's page goes on at the same item, with the same time."""
        async with running(demo) as pilot:
            ids = await run_planned(pilot)
            await pilot.press("2")
            await wait_for(pilot, lambda: "2 of 3" in words(pilot, "#item"))
            await pilot.press("enter", *"Mum rang", "escape", "escape")
            await wait_for(pilot, lambda: app_of(pilot).current_mode == "board")
            assert app_of(pilot).running is None
            assert "SESSION RUNS" not in words(pilot, "#banner")
            app_of(pilot).open_session(ids[1])
            await wait_for(pilot, lambda: "Planned for" in picture(pilot))
            assert "Sat 21 Nov 2026" in next(line for line in picture(pilot).splitlines() if "Begun" in line)
            assert "stopped where it stands: r goes on with it" in words(pilot, "#session")
            await pilot.press("r")
            screen = await shown(pilot)
            assert "2 of 3  38897 LH" in words(pilot, "#item")
            assert "Mum rang" in picture(pilot)
            assert screen.sitting.told.run is not None
            assert screen.sitting.told.run.running

    async def test_another_that_is_begun_stops_it(self, demo: Place, running: Running) -> None:
        """Two may be open; only one runs, and both go on where they stood."""
        async with running(demo) as pilot:
            first = await run_planned(pilot)
            await pilot.press("3", "f2")
            await wait_for(pilot, lambda: app_of(pilot).current_mode == "board")
            other = await planned(pilot, "Dominic Farrow", personal=False)
            await run(pilot, other)
            assert "1 of 2" in words(pilot, "#item")
            assert "The other session is stopped" in toasts(pilot)
            await pilot.press("f2")
            await wait_for(pilot, lambda: app_of(pilot).current_mode == "board")
            await run(pilot, first)
            assert "3 of 3" in words(pilot, "#item")

    async def test_opened_again_after_the_program_was_ended(self, demo: Place, running: Running) -> None:
        """In the middle of a word: at its item, the cursor in the word; a move made before is still given a reason."""
        async with running(demo) as pilot:
            await run_planned(pilot)
            await pilot.press("f2")
            await stand_on(pilot, SAMS[0])
            await pilot.press("greater_than_sign")
            await app_of(pilot).workers.wait_for_complete()
            await pilot.press("f12")
            await pilot.press("2")
            await wait_for(pilot, lambda: "2 of 3" in words(pilot, "#item"))
            await pilot.press("enter", *"Mum ra")
            screen = await shown(pilot)
            await wait_for(pilot, lambda: not screen.keeper.waits)
        async with running(demo) as pilot:
            screen = await shown(pilot)
            assert "2 of 3  38897 LH" in words(pilot, "#item")
            assert screen.editing.long.text == "Mum ra"
            await pilot.press("f2")
            await stand_on(pilot, SAMS[0])
            await pilot.press("w", *"The plan holds", "enter")
            await wait_for(pilot, lambda: "The reason is kept" in words(pilot, "#status"))
            said = await stored(pilot, lambda session: session.exec(select(StageMove.why)).all())
            assert said.count("The plan holds") == 1


class TestProjector:
    """What isn't about the item is hidden."""

    async def test_only_the_item(self, demo: Place, running: Running) -> None:
        """Number and initials, the stage and the clock; no names, no other child, no words."""
        async with running(demo) as pilot:
            await run_planned(pilot)
            await pilot.press("2")
            await wait_for(pilot, lambda: "2 of 3" in words(pilot, "#item"))
            await pilot.press("f10")
            await pilot.pause()
            seen = picture(pilot)
            assert "38897 LH" in seen
            assert "Making change" in seen
            for hidden in ("Sam Whitlock", "39326", "Wellbeing", "joint visit"):
                assert hidden not in seen
