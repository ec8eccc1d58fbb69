"""Observations that are planned: from a due line and from a page, seen in the diary, moved, called off, written up."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from models.changes.observing_ahead import Arranged, move_observation, plan_observation
from models.reading.observing import PlannedSeen
from models.reading.people import read_people
from models.store.place import Place
from tests.tui.conftest import DAY, Demos, Running, wait_for
from tests.tui.looking import app_of, pasted, picture, stand_on_row, stand_on_words, toasts, words
from tests.tui.people import number_of, page_of
from tui.screens.entry import EntryScreen
from tui.screens.overdue import OverdueScreen
from tui.screens.person import PersonScreen
from tui.screens.record import RecordScreen
from tui.screens.today import TodayScreen
from tui.screens.year import YearScreen


async def arranged(pilot: Pilot[Any], name: str, days: int, **more: str) -> int:
    """Arrange an observation of someone so many days from today."""
    person, pack = await number_of(pilot, name), app_of(pilot).desk.pack
    seen = Arranged(DAY + timedelta(days=days), **more)
    return await app_of(pilot).desk.change(lambda change: plan_observation(change, pack, person, seen).id)


class TestFromADueLine:
    """p on what is due plans what would settle it."""

    async def test_planned_and_said_beside_the_due_day(self, demo: Place, running: Running) -> None:
        """The rule stands on the form; planned, the line says for when and is as late as before; u takes it off."""
        async with running(demo) as pilot:
            await pilot.press("f5", "slash", *"callum brightwell: formal obs", "enter")
            await wait_for(pilot, lambda: "formal observations" in words(pilot, "#due"))
            before = await app_of(pilot).dues.fresh()
            await pilot.press("p")
            await wait_for(pilot, lambda: "Plan an observation of Callum Brightwell" in picture(pilot))
            assert "KCC-T37" in picture(pilot)
            await pilot.press("tab", *["backspace"] * 12, *"3/12", "tab", *"10:00", "ctrl+s")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, OverdueScreen))
            await wait_for(
                pilot, lambda: "planned 3 Dec: formal observations of direct work" in words(pilot, "#due")
            )
            assert (await app_of(pilot).dues.fresh()).overdue == before.overdue
            await pilot.press("enter")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, PersonScreen))
            await wait_for(pilot, lambda: "Thu 3 Dec 2026 10:00" in words(pilot, "#person"))
            await pilot.press("u")
            await wait_for(pilot, lambda: "3 Dec 2026" not in words(pilot, "#person"))
            assert "Taken back: the planned observation" in toasts(pilot)


class TestOnThePage:
    """o plans one, m moves it, x calls it off; names and words stay off a projector."""

    async def test_planned_moved_and_called_off(self, demo: Place, running: Running, tmp_path: Path) -> None:
        """Each with its reason on the line; the year beside it has the day too, and so has the calendar file."""
        async with running(demo) as pilot:
            await page_of(pilot, "Nadia Rahmani")
            stand_on_words(pilot, "#person", "KCC-T37")
            await pilot.press("o")
            await wait_for(pilot, lambda: "Plan an observation of Nadia Rahmani" in picture(pilot))
            await pilot.press("tab", *["backspace"] * 12, *"8/12", "tab", "tab", *"Ruth [Ambler]")
            await pilot.press("tab", *"home visit", "ctrl+s")
            await wait_for(
                pilot, lambda: "Ruth [Ambler] observes, home visit  planned" in words(pilot, "#person")
            )
            stand_on_words(pilot, "#person", "KCC-T37")
            await pilot.press("enter")  # the page is open already: the cursor goes to where it is planned
            await wait_for(pilot, lambda: "It is planned for Tue 8 Dec 2026" in toasts(pilot))
            await pilot.press("m", *"emerg", "tab", *"court", "tab", *["backspace"] * 12, *"9/12", "ctrl+s")
            moved = "planned; moved from Tue 8 Dec 2026, caused by an emergency: court"
            await wait_for(pilot, lambda: moved in words(pilot, "#person"))
            await pilot.press("f10")
            await wait_for(pilot, lambda: "Ruth" not in words(pilot, "#person"))
            assert "court" not in words(pilot, "#person")
            await pilot.press("f10", "enter")
            await wait_for(pilot, lambda: "m moves it, x calls it off" in toasts(pilot))
            person = await number_of(pilot, "Nadia Rahmani")
            await self._in_the_year(pilot, person, tmp_path / "year.ics")
            await stand_on_row(pilot, "#person", PlannedSeen)
            await pilot.press("x", *"other", "tab", *"the family said no", "ctrl+s")
            called_off = "called off Sat 21 Nov 2026, caused by something else: the family said no"
            await wait_for(pilot, lambda: called_off in words(pilot, "#person"))
            await pilot.press("delete", "x")
            assert "Put the cursor on" in toasts(pilot)

    async def _in_the_year(self, pilot: Pilot[Any], person: int, file: Path) -> None:
        app_of(pilot).push_screen(YearScreen(person))
        await wait_for(pilot, lambda: "1 observation" in picture(pilot))
        assert "Wed 9 Dec 2026    Observation of practice    planned" in "    ".join(
            part for part in words(pilot, "#year").split("  ") if part
        )
        await pilot.press("e")
        await wait_for(pilot, lambda: "ending of .ics" in picture(pilot))
        await pasted(pilot, file, "enter")
        await wait_for(pilot, file.exists)
        assert "Observation of practice NR" in file.read_text()
        assert "Ruth" not in file.read_text()
        await pilot.press("escape")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, PersonScreen))


class TestItTookPlace:
    """On its day it stands under Today; Enter records it, and its own form opens on that day."""

    async def test_the_form_opens_with_what_was_arranged(self, demo: Place, running: Running) -> None:
        """Who observed and the time stand in Kent's Form D; one undo takes the record and the observation back."""
        async with running(demo) as pilot:
            number = await arranged(
                pilot, "Nadia Rahmani", 3, starts_at="10:15", observer="Ruth Ambler", what="court"
            )
            await app_of(pilot).desk.change(
                lambda change: move_observation(change, number, DAY, "fog", "emergency").id
            )
            app_of(pilot).open_today()
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
            await wait_for(pilot, lambda: "Ruth Ambler observes, court" in picture(pilot))
            await stand_on_row(pilot, "#today", PlannedSeen)
            await pilot.press("enter")
            await wait_for(pilot, lambda: "Its form opens then" in picture(pilot))
            assert "Arranged: court." in picture(pilot)
            await pilot.press("ctrl+s")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, RecordScreen))
            await pilot.press("down")
            await wait_for(pilot, lambda: "Ruth Ambler" in picture(pilot))
            assert "Observation of Practice" in picture(pilot)
            assert "10:15" in picture(pilot)
            await pilot.press("escape")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
            await wait_for(pilot, lambda: "court" not in words(pilot, "#today"))
            await page_of(pilot, "Nadia Rahmani")
            assert "observed by Ruth Ambler  observer's part not yet" in words(pilot, "#person")
            assert "moved from Tue 24 Nov 2026, caused by an emergency: fog" in words(pilot, "#person")
            await pilot.press("u")
            await wait_for(pilot, lambda: "Ruth Ambler observes" in words(pilot, "#person"))
            assert "Taken back: that the observation took place" in toasts(pilot)

    async def test_one_that_was_not_held(self, demo_of: Demos, running: Running) -> None:
        """Its day has passed: said in words on the page; an observed supervision opens the policy's own form."""
        async with running(demo_of("children_and_families")) as pilot:
            desk = app_of(pilot).desk
            people = await desk.read(lambda session: read_people(session, DAY))
            name = next(one.name for one in people if one.role == "social_worker" and one.left_on is None)
            number = await arranged(pilot, name, 0, kind="observation_of_supervision")

            def before(change: Any) -> None:
                from models.tables import PlannedObservation

                row = change.session.get(PlannedObservation, number)
                change.update(
                    row,
                    planned_for=DAY - timedelta(days=3),
                    first_planned_for=DAY - timedelta(days=11),
                    reason="fog",
                    cause="emergency",
                )
                change.note("move_observation", "planned_observation", number)

            await desk.change(before)
            await page_of(pilot, name)
            shown = words(pilot, "#person")
            assert "Observation of a supervision  NOT HELD: Enter records it" in shown
            assert "not held: 18 Nov" in shown
            stand_on_words(pilot, "#person", "CFA-T06")  # what is due leads to what was planned for it
            await pilot.press("enter")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, EntryScreen))
            assert "Its form opens then" in picture(pilot)
            await pilot.press("ctrl+s")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, RecordScreen))
            assert "Observation of a supervision" in picture(pilot)
            await page_of(pilot, name)
            assert "NOT HELD" not in words(pilot, "#person")
            moved = "moved from Tue 10 Nov 2026, caused by an emergency: fog"
            assert f"Observation of a supervision  {moved}" in words(pilot, "#person")


class TestAMeeting:
    """An appraisal is booked in advance as an observation is, and called what it is (BCT-T60)."""

    async def test_an_appraisal_is_booked_and_held(self, demo_of: Demos, running: Running) -> None:
        """Chosen in the same form; with whom, and not who observes; held, it stands among what took place."""
        async with running(demo_of("birmingham")) as pilot:
            person = await page_of(pilot, "Michael Tolland")
            stand_on_words(pilot, "#person", "BCT-T57")
            await pilot.press("o")
            await wait_for(pilot, lambda: "Plan a day with Michael Tolland" in picture(pilot))
            await pilot.press(*"appraisal", "tab", *["backspace"] * 12, *"today", "tab", "tab")
            assert "with whom, beside the two" in picture(pilot)
            await pilot.press(*"Ruth Ambler", "ctrl+s")
            await wait_for(pilot, lambda: "Appraisal: with Ruth Ambler  planned" in words(pilot, "#person"))
            shown = words(pilot, "#person")
            assert shown.index("What is planned and took place") < shown.index("Appraisal: with")
            app_of(pilot).push_screen(YearScreen(person))
            await wait_for(pilot, lambda: "1 meeting" in picture(pilot))
            app_of(pilot).open_today()
            await wait_for(pilot, lambda: "Observations and meetings   1" in picture(pilot))
            assert "Appraisal, with Ruth Ambler" in picture(pilot)
            await stand_on_row(pilot, "#today", PlannedSeen)
            await pilot.press("enter")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, EntryScreen))
            assert "Observer" not in picture(pilot)
            await pilot.press("ctrl+s")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, TodayScreen))
            await page_of(pilot, "Michael Tolland")
            assert "Sat 21 Nov 2026  Appraisal" in words(pilot, "#person")
