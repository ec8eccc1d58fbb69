"""A session that runs, by keys: item by item, the record below, stopped and gone on with."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlmodel import col, select
from textual.pilot import Pilot

from models.changes.agenda import put_on_agenda
from models.changes.agenda_parts import NewItem
from models.changes.involvements import allocate, close_involvement
from models.changes.planning import Plan, plan_supervision
from models.reading.record_context import read_known_children, read_people
from models.store.change import Change
from models.store.place import Place
from models.tables import (
    AgendaItem,
    Child,
    Discussion,
    Disturbance,
    Involvement,
    Record,
    StageMove,
    Supervision,
)
from tests.tui.conftest import DAY, Running, wait_for
from tests.tui.looking import app_of, picture, stand_on, toasts, words
from tests.tui.recording import SAM, SAMS
from tui.screens.closing import ClosingScreen
from tui.screens.running import RunningScreen
from tui.screens.sign import SignScreen
from tui.screens.sure import SureDialog
from tui.when import Clock

WELLBEING = NewItem("standing", "KCC-A03/1", "Wellbeing, work-life balance", minutes=10)


async def planned(pilot: Pilot[Any], person: str = SAM, *, personal: bool = True) -> list[int]:
    """Plan a personal and a case supervision for today, with wellbeing and two children on the agenda."""

    def job(change: Change) -> list[int]:
        known = read_known_children(change.session, None, DAY)
        sam = next(one.id for one in read_people(change.session, DAY) if one.name == person)
        for row in change.session.exec(select(Supervision).where(Supervision.planned_for == DAY)).all():
            change.update(row, planned_for=DAY + timedelta(days=1))
        case = plan_supervision(change, Plan("case", sam, DAY, "10:00", minutes=60)).id
        own = (
            plan_supervision(change, Plan("personal", sam, DAY, "10:00", minutes=30)).id if personal else case
        )
        if personal:
            put_on_agenda(change, own, [WELLBEING], together_with=[case])
        kids = [next(kid.id for kid in known if kid.number == number) for number in SAMS]
        items = [NewItem("due", f"child:{kid}", child_id=kid, minutes=15) for kid in kids]
        put_on_agenda(change, case, items, together_with=[own])
        return [own, case]

    return await app_of(pilot).desk.change(job)


async def run(pilot: Pilot[Any], ids: list[int]) -> RunningScreen:
    """Run a sitting and wait for its screen; before its day, yes."""
    await app_of(pilot).run_session(ids)
    if isinstance(pilot.app.screen, SureDialog):
        await pilot.press("enter")
    return await shown(pilot)


async def shown(pilot: Pilot[Any]) -> RunningScreen:
    """Wait for the screen of the session that runs."""
    await wait_for(
        pilot,
        lambda: (
            isinstance(pilot.app.screen, RunningScreen)
            and pilot.app.screen.is_open
            and pilot.app.screen.is_ready
        ),
    )
    screen = pilot.app.screen
    assert isinstance(screen, RunningScreen)
    await pilot.pause()
    return screen


async def stored(pilot: Pilot[Any], query: Any) -> Any:
    """Return what a query finds in the store."""
    return await app_of(pilot).desk.read(query)


def states(session: Any) -> list[str]:
    """Return the states of all items that are on an agenda, in order."""
    found = session.exec(select(AgendaItem).order_by(col(AgendaItem.place))).all()
    return [one.state for one in found if one.supervision_id]


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


async def run_planned(pilot: Pilot[Any]) -> list[int]:
    """Plan a sitting and run it; return its sessions."""
    ids = await planned(pilot)
    await run(pilot, ids)
    return ids


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
            await pilot.pause()
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


def closed(session: Any, own: int, case: int) -> tuple[list[Any], dict[str, Any], list[Any]]:
    """Return when two sessions were held, who was discussed in them, and their records."""
    held = [session.get_one(Supervision, one).held_on for one in (own, case)]
    talks = select(Child.number, col(Discussion.at)).join(Child, col(Child.id) == col(Discussion.child_id))
    found = session.exec(
        talks.where(Discussion.supervision_id == case, col(Discussion.at).is_not(None))
    ).all()
    records = select(Record).where(col(Record.supervision_id).in_([own, case])).order_by(col(Record.id))
    return held, dict(found), list(session.exec(records).all())


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
