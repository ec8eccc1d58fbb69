"""F5: everything due, in bands and groups, found, narrowed and explained."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from textual.pilot import Pilot

from models.reading.due import Band, DueList
from models.store.place import Place
from tests.tui.conftest import DAY, Running
from tests.tui.looking import app_of, pasted, picture, toasts, words
from tui.screens.overdue import OverdueScreen


async def opened(pilot: Pilot[Any]) -> DueList:
    """Press F5 and return the list that is shown."""
    await pilot.press("f5")
    await pilot.pause()
    due = await app_of(pilot).dues.fresh()
    await pilot.pause()
    return due


def screen_of(pilot: Pilot[Any]) -> OverdueScreen:
    """Return the overdue list, which has to be in front."""
    screen = pilot.app.screen
    assert isinstance(screen, OverdueScreen)
    return screen


class TestTheList:
    """A line says who, what, when and how late, in words."""

    @pytest.mark.parametrize("size", [(80, 24), (120, 40), (180, 50)])
    async def test_a_line_reads_as_a_sentence(
        self, demo: Place, running: Running, size: tuple[int, int]
    ) -> None:
        """Number and initials, whose work, what, which day, how many days late; the whole at the foot."""
        async with running(demo, size=size) as pilot:
            due = await opened(pilot)
            line = next(line for line in picture(pilot).splitlines() if line.startswith(">38374 PE"))
            assert "Sam" in line
            assert "discuss" in line
            assert "Sun 4 Oct" in line
            assert line.endswith("48 days late")
            assert words(pilot, "#status").strip().startswith(due.lines[0].sentence())
            assert "KCC-T24" in words(pilot, "#status")

    async def test_bands_stand_in_order_with_their_counts(self, demo: Place, running: Running) -> None:
        """From over 30 days late to the next four weeks, then what could not be worked out; nothing is dropped."""
        async with running(demo) as pilot:
            due = await opened(pilot)
            shown = words(pilot, "#due")
            headings = [
                f"{band.label}   {due.counts[band]}" for band in sorted(due.counts) if band != Band.LATER
            ]
            assert [heading for heading in headings if heading in shown] == headings
            assert f"{due.counts[Band.LATER]} more, due later" in shown
            await pilot.press("l")
            assert sum(row.ref is not None for row in screen_of(pilot)._rows._rows) == len(due.lines)

    async def test_absence_is_said_where_the_clock_runs_on(self, demo: Place, running: Running) -> None:
        """Grace Oyelaran is away: her lines say so, and are as late as anyone's (GEN-X11)."""
        async with running(demo) as pilot:
            await opened(pilot)
            assert "Grace Oyelaran, away" in words(pilot, "#due")

    async def test_a_line_says_on_whose_list_it_stands(self, demo: Place, running: Running) -> None:
        """A child on the list of a planned session, and a session that is booked, are said with the day."""
        async with running(demo) as pilot:
            await opened(pilot)
            shown = words(pilot, "#due")
            assert "discuss in supervision, on list 23 Nov" in shown
            assert "case supervision, booked 23 Nov" in shown

    async def test_projector_mode_shows_initials(self, demo: Place, running: Running) -> None:
        """No practitioner's name is left, in the list, the line at the foot or the explanation."""
        async with running(demo) as pilot:
            due = await opened(pilot)
            await pilot.press("f10")
            await pilot.pause()
            names = [person.name for person in due.facts.people.values()]
            for keys in ([], ["s"], ["question_mark"]):
                await pilot.press(*keys)
                await pilot.pause()
                assert "PROJECTOR" in picture(pilot)
                assert not [name for name in names if name in picture(pilot)]


class TestNarrowing:
    """Grouping, filters and search."""

    async def test_s_goes_through_the_groupings(self, demo: Place, running: Running) -> None:
        """By practitioner, child, kind and rule; each heading counts what stands under it."""
        async with running(demo) as pilot:
            await opened(pilot)
            for said in (
                "Sam Whitlock   8, 2 overdue",
                "Not about one child",
                "Children to discuss",
                "KCC-T24",
            ):
                await pilot.press("s")
                assert said in words(pilot, "#due")
            await pilot.press("s")
            assert "Over 30 days late   6" in words(pilot, "#due")

    async def test_search_narrows_as_it_is_typed(self, demo: Place, running: Running) -> None:
        """/ finds in the whole sentence, later lines too; Esc shows everything again."""
        async with running(demo) as pilot:
            due = await opened(pilot)
            await pilot.press("slash", *"tomasz")
            wanted = [line for line in due.lines if "tomasz" in line.sentence().casefold()]
            assert f"“tomasz”: {len(wanted)} of {len(due.lines)}" in words(pilot, "#top")
            assert sum(row.ref is not None for row in screen_of(pilot)._rows._rows) == len(wanted)
            await pilot.press("escape")
            assert "tomasz" not in words(pilot, "#top")

    async def test_filters_by_practitioner_kind_and_how_soon(self, demo: Place, running: Running) -> None:
        """What is chosen is said in the top line with how many there are of how many."""
        async with running(demo) as pilot:
            due = await opened(pilot)
            await pilot.press("f", *"sam", "tab", *"children", "tab", "tab", *"7", "ctrl+s")
            await pilot.pause()
            kept = [
                line
                for line in due.lines
                if line.person.name == "Sam Whitlock"
                and line.kind == "discussion"
                and line.days_late is not None
                and line.days_late >= -7
            ]
            said = f"Sam Whitlock, Children to discuss, within 7 days: {len(kept)} of {len(due.lines)}"
            assert said in words(pilot, "#top")
            await pilot.press("escape", "v")
            assert f"overdue only: {due.overdue} of" in words(pilot, "#top")


class TestWhy:
    """? explains any date."""

    async def test_the_explanation_has_rule_source_sum_and_readings(
        self, demo: Place, running: Running
    ) -> None:
        """The rule in words, where it stands, the start, the sum, the reading and hold by."""
        async with running(demo) as pilot:
            await opened(pilot)
            await pilot.press("question_mark")
            await pilot.pause()
            said = words(pilot, "#why")
            for part in (
                "KCC-T24: Families open",
                "Source: Supervision timescales",
                "Counted from:",
                "Sum: 6 Jul 2026 + 90 days = Sun 4 Oct 2026.",
                "Reading KCC-X04",
                "hold it by Fri 2 Oct 2026",
            ):
                assert part in said

    async def test_it_is_copied_and_written(self, demo: Place, running: Running, tmp_path: Any) -> None:
        """Key c sends it to the terminal and says so; w writes it, and never over a file that is there."""
        async with running(demo) as pilot:
            due = await opened(pilot)
            await pilot.press("question_mark")
            await pilot.pause()
            await pilot.press("c")
            assert "Sent to the terminal" in toasts(pilot)
            assert pilot.app.clipboard == f"{due.lines[0].explain()}\n"
            file = tmp_path / "why.txt"
            for said in ("Written:", "is there already, and nothing was written"):
                await pilot.press("w")
                await pasted(pilot, file, "ctrl+s")
                await pilot.app.workers.wait_for_complete()
                await pilot.pause(0.05)
                assert said in toasts(pilot)
            assert file.read_text() == f"{due.lines[0].explain()}\n"


class TestAnotherDay:
    """The list goes over to a new day by itself."""

    async def test_what_was_due_today_is_late_tomorrow(self, demo: Place, running: Running) -> None:
        """38537 was due on the 21st; on the 22nd it is one day late."""
        async with running(demo) as pilot:
            await opened(pilot)
            object.__setattr__(app_of(pilot).desk.clock, "fixed", DAY + timedelta(days=1))
            await app_of(pilot)._watch()
            await app_of(pilot).workers.wait_for_complete()
            await pilot.pause()
            line = next(line for line in picture(pilot).splitlines() if " 38537 JK" in line)
            assert line.endswith("1 day late")
