"""A session that runs is closed: the next date, what was decided, over midnight, on another day than planned."""

from __future__ import annotations

from datetime import timedelta

from sqlmodel import col, select

from models.changes.involvements import allocate, close_involvement
from models.changes.planning import Plan, plan_supervision
from models.drafts import read_draft
from models.reading.record_context import read_people
from models.store.change import Change
from models.store.place import Place
from models.tables import (
    Child,
    GatePass,
    Involvement,
    Record,
    Supervision,
)
from tests.tui.conftest import DAY, Running, wait_for
from tests.tui.looking import app_of, picture, stand_on, toasts, words
from tests.tui.recording import SAM, SAMS
from tests.tui.sittings import closed, planned, run, run_planned, shown, stored
from tui.screens.closing import ClosingScreen
from tui.screens.sign import SignScreen
from tui.when import Clock


class TestClosing:
    """The next date, what was decided as a page, then signing; nothing is written twice."""

    async def test_everything_is_there(self, demo: Place, running: Running) -> None:
        """Held, discussed, the next planned, both records complete; who was not reached waits."""
        async with running(demo) as pilot:
            own, case = await run_planned(pilot)
            await pilot.press("l", "l", "l")
            await wait_for(pilot, lambda: "the practitioner was late" in words(pilot, "#status"))
            await pilot.press("enter", *"Well enough", "f9")
            await wait_for(pilot, lambda: "2 of 3" in words(pilot, "#item"))
            await pilot.press("enter", *"Mum rang", "escape", "right", "right", "right")
            await pilot.press(
                "a", *"See LH alone", "tab", "tab", "tab", *"Sam Whitlock", "tab", *"+1w", "escape"
            )
            await pilot.press("f9")
            await wait_for(pilot, lambda: "3 of 3" in words(pilot, "#item"))
            await pilot.press("f")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, ClosingScreen))
            seen = words(pilot, "#closing")
            assert "Esc back to the session" in picture(pilot).splitlines()[-1]
            for said in (
                "See LH alone  Sam Whitlock, by Sat 28 Nov 2026",
                "39326 AP  not reached",
                "Booked  Mon 23 Nov 2026, no time yet",
                "Case supervision record: 38897 LH: To you (KCC-P15)",
                "the practitioner was late, 3 times",
            ):
                assert said in seen
            await pilot.press("n", *"10:00", "enter")
            assert "Mon 23 Nov 2026, 10:00" in words(pilot, "#closing")
            assert "KCC-T42" not in words(pilot, "#closing")
            await pilot.press("f9", *"Said in the next letter", "enter")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, SignScreen))
            assert app_of(pilot).running is None
            await pilot.press("escape")
            await wait_for(pilot, lambda: "Case supervision record" in words(pilot, "#top"))
            held, talks, found = await stored(pilot, lambda session: closed(session, own, case))
            assert held == [DAY, DAY]
            assert talks == {"38897": DAY}
            assert [(one.form, one.state) for one in found] == [
                ("kent_b", "complete"),
                ("kent_case", "complete"),
            ]
            assert '"next_time":"10:00"' in found[0].answers.replace(" ", "")
            assert "39326" not in found[1].answers
            assert "the practitioner late 3 times" in found[1].answers

    async def test_the_board_while_the_page_is_shown(self, demo: Place, running: Running) -> None:
        """A move made then stands on the page; what was typed there stays."""
        async with running(demo) as pilot:
            await run_planned(pilot)
            await pilot.press("2")
            await wait_for(pilot, lambda: "2 of 3" in words(pilot, "#item"))
            await pilot.press("f9", "f")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, ClosingScreen))
            await pilot.press("m", *["backspace"] * 3, *"45", "enter", "f2")
            await wait_for(pilot, lambda: app_of(pilot).current_mode == "board")
            await stand_on(pilot, SAMS[0])
            await pilot.press("greater_than_sign")
            await app_of(pilot).workers.wait_for_complete()
            await pilot.press("f12")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, ClosingScreen))
            await wait_for(pilot, lambda: "Moved from Making change" in words(pilot, "#closing"))
            assert "45 minutes" in words(pilot, "#closing")
            await pilot.press("d", *"20/11", "enter")
            await wait_for(pilot, lambda: "Fri 20 Nov 2026, 45 minutes" in words(pilot, "#closing"))

    async def test_what_was_chosen_outlives_the_program(self, demo: Place, running: Running) -> None:
        """The day it was held, minutes, the next date and the reason are there again, a half typed reason too."""
        async with running(demo) as pilot:
            ids = await run_planned(pilot)
            await pilot.press("enter", *"Well enough", "f9", "enter", *"Mum rang", "f9", "f")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, ClosingScreen))
            await pilot.press("m", *"50", "enter", "d", *"20/11", "enter")
            await wait_for(pilot, lambda: "Fri 20 Nov 2026, 50 minutes" in words(pilot, "#closing"))
            await pilot.press("n", *"10:15", "enter", "w", *"Said in the letter", "enter")
            await wait_for(pilot, lambda: "The reason is recorded" in words(pilot, "#status"))
            await pilot.press("w", *" to mum")
            await app_of(pilot).keep_drafts()  # as when the system ends it
        async with running(demo) as pilot:
            screen = await run(pilot, ids)
            await pilot.press("f")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, ClosingScreen))
            await wait_for(pilot, lambda: "Here again is what you chose" in words(pilot, "#status"))
            seen = words(pilot, "#closing")
            assert "Fri 20 Nov 2026, 50 minutes" in seen
            assert "10:15" in seen
            await pilot.press("w")
            await wait_for(pilot, lambda: "Said in the letter to mum" in picture(pilot))
            await pilot.press("enter", "escape")
            await wait_for(pilot, lambda: pilot.app.screen is screen)
            await pilot.press("f")
            await wait_for(pilot, lambda: "Here again is what you chose" in words(pilot, "#status"))
            assert "50 minutes" not in words(pilot, "#closing"), "the session went on"
            await pilot.press("f9")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, SignScreen))
            assert await stored(pilot, read_draft(f"closing:{screen.sitting.told.sitting.ids[0]}")) is None
            day, reasons = await stored(
                pilot,
                lambda session: (
                    session.get_one(Supervision, ids[1]).held_on,
                    [one.reason for one in session.exec(select(GatePass).where(GatePass.entity == "record"))],
                ),
            )
            assert day == DAY - timedelta(days=1)
            assert "Said in the letter to mum" in reasons

    async def test_nothing_was_done(self, demo: Place, running: Running) -> None:
        """Then nothing was held, and it is said; Esc goes back with everything as it was."""
        async with running(demo) as pilot:
            await run_planned(pilot)
            await pilot.press("f")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, ClosingScreen))
            assert "Not held" in words(pilot, "#closing")
            await pilot.press("f9")
            await wait_for(pilot, lambda: "Nothing of it was held" in words(pilot, "#status"))
            await pilot.press("escape")
            screen = await shown(pilot)
            assert (
                len(
                    screen.records[screen.sitting.told.records[screen.sitting.told.sitting.ids[1]][0]].links()
                )
                == 2
            )

    async def test_closed_and_handed_on_meanwhile(self, demo: Place, running: Running) -> None:
        """Both are said at the item and written up; closing says that the one does not count, the other does."""
        async with running(demo) as pilot:
            await run(pilot, await planned(pilot, personal=False))

            def close(change: Change) -> None:
                to = next(one.id for one in read_people(change.session, DAY) if one.name == "Priya Nair")
                child = select(Involvement).join(Child, col(Child.id) == col(Involvement.child_id))
                for one in change.session.exec(child.where(Child.number == SAMS[0])).all():
                    if one.closed_on is None:
                        close_involvement(change, one.id, DAY - timedelta(days=1), "Moved away")
                for one in change.session.exec(child.where(Child.number == SAMS[1])).all():
                    if one.closed_on is None:
                        allocate(change, one.id, to, DAY)

            await app_of(pilot).desk.change(close)
            screen = await shown(pilot)
            await screen.refresh_if_old()
            assert "The work is closed" in words(pilot, "#stands")
            await pilot.press("enter", *"Gone", "f9")
            await wait_for(pilot, lambda: "2 of 2" in words(pilot, "#item"))
            assert "Now with Priya Nair" in words(pilot, "#stands")
            await pilot.press("enter", *"Handed on", "f9")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, ClosingScreen))
            await pilot.press("f9", *"Closed", "enter")
            await wait_for(pilot, lambda: "1 child not recorded as discussed" in toasts(pilot))
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, SignScreen))
            (case,) = screen.sitting.told.sitting.ids
            held, talks, found = await stored(pilot, lambda session: closed(session, case, case))
            assert (set(held), talks) == ({DAY}, {SAMS[1]: DAY})
            assert all(said in found[0].answers for said in ("Gone", "Handed on"))


class TestTime:
    """Over midnight, on another day than planned, in ten minutes, with nobody to talk about."""

    async def test_over_midnight(self, demo: Place, running: Running) -> None:
        """It is held on the day it was begun; the record says that day, and the next day's date does not move it."""
        async with running(demo) as pilot:
            _own, case = await run_planned(pilot)
            await pilot.press("2")
            await wait_for(pilot, lambda: "2 of 3" in words(pilot, "#item"))
            app_of(pilot).desk.clock = Clock(DAY + timedelta(days=1))
            await app_of(pilot)._watch()
            await pilot.press("enter", *"Still here", "f9", "f")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, ClosingScreen))
            assert "Held  Sat 21 Nov 2026" in words(pilot, "#closing")
            await pilot.press("f9", *"Late", "enter")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, SignScreen))
            row = await stored(pilot, lambda session: session.get_one(Supervision, case).held_on)
            days = await stored(
                pilot,
                lambda session: session.exec(
                    select(col(Record.day)).where(Record.supervision_id == case)
                ).all(),
            )
            assert (row, list(days)) == (DAY, [DAY])

    async def test_another_day_and_ten_minutes(self, demo: Place, running: Running) -> None:
        """Planned for next week and held today, with an empty agenda: the policy's own points are on it."""
        async with running(demo) as pilot:

            def job(change: Change) -> int:
                sam = next(one.id for one in read_people(change.session, DAY) if one.name == SAM)
                later = DAY + timedelta(days=6)
                return plan_supervision(change, Plan("personal", sam, later, minutes=10)).id

            held = await app_of(pilot).desk.change(job)
            screen = await run(pilot, [held])
            assert "whole 0 of 10 min" in words(pilot, "#item")
            assert screen.sitting.items[0].words.startswith("Wellbeing")
            await pilot.press("enter", *"Well", "f9", "f")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, ClosingScreen))
            await pilot.press("m", *["backspace"] * 3, *"10", "enter", "f9")
            await pilot.pause()
            if isinstance(pilot.app.screen, ClosingScreen):
                await pilot.press(*"Later", "enter")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, SignScreen))
            row = await stored(
                pilot,
                lambda session: (
                    session.get_one(Supervision, held).planned_for,
                    session.get_one(Supervision, held).held_on,
                    session.get_one(Supervision, held).minutes,
                ),
            )
            assert row == (DAY + timedelta(days=6), DAY, 10)
