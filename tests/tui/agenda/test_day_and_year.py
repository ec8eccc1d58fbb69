"""From F3: the day at a glance, a year of sessions at once, a second slot, and a kept pattern."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.widgets import Input

from models.changes.holding import hold_unplanned
from models.dates import parse_span
from models.policy.load import load_pack
from models.reading.agenda.sitting import SessionIn, Sitting
from models.store.place import Place
from tests.exports.word.papers import write_in
from tests.tui.building import build, status, to_the_list
from tests.tui.conftest import DAY, Running, wait_for
from tests.tui.looking import app_of, pasted, picture, toasts, words
from tui.screens.builder import BuilderScreen
from tui.screens.session import SessionScreen
from tui.screens.today import TodayScreen
from tui.year_rows import year_rows


class TestTheDay:
    """Sessions, what is due today, records not finished, and the first key for each."""

    async def test_each_line_says_its_first_key(self, demo: Place, running: Running) -> None:
        """The key does what it says; what is booked already says for when."""
        async with running(demo) as pilot:
            await to_the_list(pilot)
            await pilot.press("t")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
            await wait_for(pilot, lambda: "Due today" in picture(pilot))
            shown = words(pilot, "#today")
            assert "None today. The next is on Mon 23 Nov, Priya Nair: F3." in shown
            assert "38537 JK, Callum Brightwell  discuss in supervision  Enter: booked 25 Nov" in shown
            assert "24 overdue, 18 this week  F5: the overdue list" in shown
            await pilot.press("f10")
            await pilot.pause()
            assert "Callum" not in picture(pilot)
            await pilot.press("f10", "home", "enter")
            await wait_for(pilot, lambda: not isinstance(pilot.app.screen, TodayScreen))

    async def test_what_was_held_today(self, demo: Place, running: Running) -> None:
        """A session that was held is of the day too, and m opens its page."""
        async with running(demo) as pilot:
            await app_of(pilot).desk.change(
                lambda change: hold_unplanned(change, "team_meeting", None, DAY).id
            )
            app_of(pilot).open_today()
            await wait_for(pilot, lambda: "held; m: its page" in picture(pilot))
            assert "Sessions   1" in words(pilot, "#today")
            assert "None today" not in words(pilot, "#today")

    async def test_found_by_name(self, demo: Place, running: Running) -> None:
        """Ctrl+P and “today” opens it from anywhere."""
        async with running(demo) as pilot:
            await pilot.press("ctrl+p")
            await pilot.pause()
            await pilot.press(*"sessions, what is due")
            await wait_for(pilot, lambda: "records not finished" in picture(pilot))
            await pilot.app.workers.wait_for_complete()
            await pilot.press("enter")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))


class TestSinceTheLast:
    """What stands beside a session is counted from the last of its kind."""

    def test_kinds_apart(self) -> None:
        """A meeting between two group sessions is not what the second is counted from, nor is it ever too late."""
        days = ((0, "group"), (10, "team_meeting"), (28, "group"))
        sittings = [
            Sitting(None, DAY + timedelta(days=after), "", (SessionIn(number, kind, "formal", None),))
            for number, (after, kind) in enumerate(days)
        ]
        rows = year_rows(sittings, load_pack("kent"), parse_span("4w"))[1:]
        assert [row.cells[3] for row in rows] == ["", "", "28 days"]


class TestAYear:
    """BCT-T60, CFA-T03: a year of dates in advance."""

    async def test_booked_moved_written_taken_back(
        self, demo: Place, running: Running, tmp_path: Path
    ) -> None:
        """Both kinds in one sitting each month; one is moved with its reason; a list for a calendar; one undo."""
        async with running(demo) as pilot:
            await to_the_list(pilot)
            await pilot.press("y")
            await wait_for(pilot, lambda: "Priya Nair: 1 session" in picture(pilot))
            await pilot.press("b")
            await wait_for(pilot, lambda: "gives way to the one before" in picture(pilot))
            await pilot.press("ctrl+s")
            await wait_for(pilot, lambda: "Priya Nair: 13 sessions" in picture(pilot))
            assert "12 sessions booked. u takes all of them back." in toasts(pilot)
            assert "over" not in words(pilot, "#year")
            await pilot.press("down", "m")
            await wait_for(pilot, lambda: "Caused by" in picture(pilot))
            await pilot.press(*"emerg", "tab", *"court", "tab", *"22/12", "ctrl+s")
            await wait_for(pilot, lambda: ">Tue 22 Dec 2026" in picture(pilot))
            assert words(pilot, "#year").count("Professional support and case supervision") == 13
            await pilot.press("e")
            await wait_for(pilot, lambda: "ending of .ics" in picture(pilot))
            file = tmp_path / "year.ics"
            for _ in range(120):
                await pilot.press("backspace")
            await pasted(pilot, file, "enter")
            await wait_for(pilot, file.exists)
            entries = file.read_text()
            assert entries.count("BEGIN:VEVENT") == 13
            assert ("PN" in entries, "Priya" in entries) == (True, False)
            await pilot.press("u", "u")
            await wait_for(pilot, lambda: "Priya Nair: 1 session" in picture(pilot))


class TestWhatDidNotFit:
    """A second slot for those who would be late, and an agenda kept as a pattern."""

    async def test_a_second_slot_with_them_on_its_list(self, demo: Place, running: Running) -> None:
        """``s`` plans it before the first would be late; then nobody is left out, and the slot has them."""
        async with running(demo) as pilot:
            await build(pilot, "Priya Nair")
            await pilot.press("l", *["backspace"] * 3, "3", "0", "enter")
            await wait_for(pilot, lambda: "0 of 30 min" in words(pilot, "#items-head"))
            await pilot.press("g")
            await wait_for(pilot, lambda: "did not fit: s." in status(pilot))
            left = words(pilot, "#items").partition("supervision   ")[2].split()[0]
            await pilot.press("s")
            await wait_for(pilot, lambda: f"A second slot for {left} children" in picture(pilot))
            await pilot.press("ctrl+s")
            await wait_for(pilot, lambda: "The second slot is in the diary" in status(pilot))
            assert "Not on it though late" not in words(pilot, "#items")
            diary = app_of(pilot).dues.diary
            assert diary is not None
            await pilot.press("escape")
            await wait_for(pilot, lambda: not isinstance(pilot.app.screen, BuilderScreen))
            assert "Next with each   13" in words(pilot, "#sittings")
            await pilot.press("m")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, SessionScreen))
            await wait_for(pilot, lambda: "b its agenda" in picture(pilot))
            await pilot.press("b")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, BuilderScreen))

    async def test_kept_as_a_pattern_and_laid_out_for_another(self, demo: Place, running: Running) -> None:
        """``k`` keeps an agenda for the team, ``y`` lays another's out after it with their own children."""
        async with running(demo) as pilot:
            await build(pilot, "Priya Nair")
            await pilot.press("a", *"the rota", "enter")
            await wait_for(pilot, lambda: "the rota  5  manager's" in words(pilot, "#items"))
            await pilot.press("k")
            await wait_for(pilot, lambda: "Keep it as a pattern" in picture(pilot))
            await pilot.press(*"short one", "tab", *"every", "ctrl+s")
            await wait_for(pilot, lambda: "Kept. y lays" in status(pilot))
            await pilot.press("escape")
            await build(pilot, "Sam Whitlock")
            await pilot.press("y")
            await wait_for(pilot, lambda: "short one (the team)" in picture(pilot))
            await pilot.press("ctrl+s")
            await wait_for(pilot, lambda: "Laid out after “short one”" in status(pilot))
            assert words(pilot, "#items").splitlines()[0] == "1  the rota  5  manager's"


async def through_file(pilot: Pilot[Any], key: str, asked: str, file: Path) -> None:
    """Press a key that asks for a file, and name it."""
    await pilot.press(key)
    await wait_for(pilot, lambda: asked in picture(pilot))
    app_of(pilot).screen.query_one("#field-file", Input).value = str(file)
    await pilot.press("ctrl+s")


class TestPrepSheets:
    """A sheet goes to the supervisee before the session and comes back onto the agenda."""

    async def test_written_filled_in_and_taken_in(
        self, demo: Place, running: Running, tmp_path: Path
    ) -> None:
        """``p`` writes it, ``P`` takes it in: what was written in Word stands on the agenda as theirs; one undo."""
        async with running(demo) as pilot:
            await build(pilot, "Priya Nair")
            await pilot.press("g")
            await wait_for(pilot, lambda: "Filled" in status(pilot))
            file = tmp_path / "sheet.docx"
            await through_file(pilot, "p", "their own items, and 12 children", file)
            await wait_for(pilot, file.exists)
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, BuilderScreen))
            write_in(file, **{"items/+1/what": "[/b] court dates", "items/+1/minutes": "8"})
            await through_file(pilot, "P", "Take in a prep sheet", file)
            await wait_for(pilot, lambda: "A prep sheet that came back" in picture(pilot))
            await pilot.press("enter")
            await wait_for(pilot, lambda: "[/b] court dates  8  supervisee's" in words(pilot, "#items"))
            assert "Taken in: 1 item and words on 0 children" in toasts(pilot)
            await pilot.press("u")
            await wait_for(pilot, lambda: "court dates" not in words(pilot, "#items"))
            assert "Taken back: taking in the prep sheet" in status(pilot)

    async def test_the_same_as_text(self, demo: Place, running: Running, tmp_path: Path) -> None:
        """What it brings is shown first, with words that have no place; ``a`` puts those on the agenda too."""
        async with running(demo) as pilot:
            await build(pilot, "Sam Whitlock")
            file = tmp_path / "sheet.txt"
            await through_file(pilot, "p", "Write a prep sheet", file)
            await wait_for(pilot, file.exists)
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, BuilderScreen))
            sheet = file.read_text(encoding="utf-8-sig")
            file.write_text(
                sheet.replace("- \n", "- my [leave] (20 minutes)\n", 1) + "\nSent [/b] from afar\n"
            )
            for key in ("escape", "a"):
                await through_file(pilot, "P", "Take in a prep sheet", file)
                await wait_for(pilot, lambda: "Their item: my [leave], 20 minutes" in picture(pilot))
                assert "Below the end of the sheet: Sent [/b] from afar" in picture(pilot)
                await pilot.press(key)
                await wait_for(pilot, lambda: isinstance(pilot.app.screen, BuilderScreen))
            await wait_for(pilot, lambda: "my [leave]  20  supervisee's" in words(pilot, "#items"))
            assert "From the prep sheet" in words(pilot, "#items")
