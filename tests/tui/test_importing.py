"""Importing from the board: what a file would bring, the questions it leaves, and doing it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select
from textual.pilot import Pilot

from models.reading.child import read_child
from models.reading.record_context import read_numbers
from models.reading.team import read_team
from models.store.place import Place
from models.tables import Practitioner
from tests import made
from tests.models.intake.books import CHILDREN, PEOPLE, own_book, table
from tests.tui.conftest import DAY, Running, wait_for
from tests.tui.looking import app_of, board_of, pasted, picture, stand_on, toasts, words
from tui.screens.importing import ImportScreen


async def look_at(pilot: Pilot[Any], file: Path) -> None:
    """Find the command by its name, type the file's path, and wait for the report."""
    await pilot.press("ctrl+p", *"import")
    await wait_for(pilot, lambda: "Import a file" in picture(pilot))
    await pilot.pause(0.3)
    await pilot.press("enter")
    await wait_for(pilot, lambda: "File or folder" in picture(pilot))
    pilot.app.screen.query_one("#field-file").value = str(file)  # type: ignore[attr-defined]
    await pilot.press("ctrl+s")
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, ImportScreen))
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def put_on_i(pilot: Pilot[Any]) -> None:
    """Import, and wait until the screen is gone."""
    await pilot.press("i")
    await wait_for(pilot, lambda: not isinstance(pilot.app.screen, ImportScreen))


class TestLooking:
    """Nothing is written before it was seen what it would do."""

    async def test_the_report_then_one_step_then_undo(
        self, place: Place, running: Running, tmp_path: Path
    ) -> None:
        """A new child in the file is on the board after i, and gone after u."""
        more = (*CHILDREN, ("70001", "NEW", "", "childrens_social_work", "P2", "", made.ago(9), 1, "", ""))
        book = own_book(tmp_path / "team.xlsx", Children=more)
        async with running(place) as pilot:
            await look_at(pilot, book)
            assert "Would add: 1 child" in words(pilot, "#report")
            assert "Nothing is written yet" in picture(pilot)
            await put_on_i(pilot)
            assert "Imported as one step" in toasts(pilot)
            assert (await stand_on(pilot, "70001")).stage == 1
            await pilot.press("u")
            await wait_for(pilot, lambda: "Taken back: the whole import" in words(pilot, "#status"))
            assert "70001" not in picture(pilot)

    async def test_leaving_writes_nothing(self, place: Place, running: Running, tmp_path: Path) -> None:
        """Esc leaves the store as it was."""
        more = (*CHILDREN, ("70001", "NEW", "", "childrens_social_work", "P2", "", made.ago(9), 1, "", ""))
        book = own_book(tmp_path / "team.xlsx", Children=more)
        async with running(place) as pilot:
            await look_at(pilot, book)
            await pilot.press("escape")
            await pilot.pause()
            assert await app_of(pilot).desk.read(lambda session: read_numbers(session).get("70001")) is None

    @pytest.mark.parametrize(
        ("name", "content", "says"),
        [
            ("absent.xlsx", None, "absent.xlsx"),
            ("words.xlsx", b"not a workbook at all", "words.xlsx"),
            ("odd [b].csv", b"a;b\n1;2\n", "odd [b]"),
            ("empty.csv", b"", "empty.csv"),
        ],
    )
    async def test_a_file_that_is_none_is_refused_in_a_sentence(
        self, place: Place, running: Running, tmp_path: Path, name: str, content: bytes | None, says: str
    ) -> None:
        """The sentence names the file, i does nothing, and Esc goes back."""
        if content is not None:
            (tmp_path / name).write_bytes(content)
        async with running(place) as pilot:
            await look_at(pilot, tmp_path / name)
            assert says in words(pilot, "#said")
            await pilot.press("i", "escape")
            await pilot.pause()
            assert board_of(pilot)


class TestAnswering:
    """What the file lacks is asked about; nothing is closed by itself."""

    async def test_what_the_file_lacks_stays_open_unless_it_is_marked(
        self, place: Place, running: Running, tmp_path: Path
    ) -> None:
        """Kit is not in the file: left alone they stay open; with a day said they are closed on that day."""
        book = own_book(tmp_path / "team.xlsx")
        async with running(place) as pilot:
            await look_at(pilot, book)
            assert "39980 KM" in words(pilot, "#report")
            await pilot.press("enter", *"10/11", "enter")
            assert "[closed Tue 10 Nov 2026]" in words(pilot, "#report")
            await put_on_i(pilot)
            view = await app_of(pilot).desk.read(lambda session: read_child(session, made.KIT, DAY))
            assert view.involvements[-1].closed_on is not None
            assert view.involvements[-1].closed_on.isoformat() == "2026-11-10"

    async def test_a_day_that_is_none_is_said(self, place: Place, running: Running, tmp_path: Path) -> None:
        """A mistyped day closes nothing."""
        async with running(place) as pilot:
            await look_at(pilot, own_book(tmp_path / "team.xlsx"))
            await pilot.press("enter", *"31/2", "enter")
            assert "31/2" in toasts(pilot)
            assert "[leave as it is]" in words(pilot, "#report")

    async def test_the_team_stays_unless_the_file_is_chosen(
        self, place: Place, running: Running, tmp_path: Path
    ) -> None:
        """Another team's name in the file is a question; Space answers it."""
        book = own_book(tmp_path / "team.xlsx", Team=(("name", "policy"), ("Riverside 9", "kent")))
        async with running(place) as pilot:
            await look_at(pilot, book)
            assert "calls the team’s name “Riverside 9”" in words(pilot, "#report")
            await pilot.press("home", "space")
            assert "[as the file says]" in words(pilot, "#report")
            await put_on_i(pilot)
            assert (await app_of(pilot).desk.read(read_team)).name == "Riverside 9"
            assert "Riverside 9" in words(pilot, "#top")


class TestNotTaken:
    """Rows that are not taken are listed with the reason, and can be kept to put right."""

    async def test_they_are_listed_and_written_to_a_file(
        self, place: Place, running: Running, tmp_path: Path
    ) -> None:
        """An impossible date and an unknown practitioner are named; r writes both rows; the rest goes in."""
        row = {"child_id": "70002", "initials": "AB", "service": "childrens_social_work"}
        book = own_book(
            tmp_path / "team.xlsx",
            Children=table(
                row | {"opened_on": "31/02/2026", "practitioner_id": "P2"},
                row | {"child_id": "70003", "opened_on": made.ago(3), "practitioner_id": "P99"},
                row | {"child_id": "70004", "opened_on": made.ago(3), "practitioner_id": "P2"},
            ),
        )
        async with running(place) as pilot:
            await look_at(pilot, book)
            assert "31/02/2026" in words(pilot, "#report")
            assert "P99" in words(pilot, "#report")
            await pilot.press("r")
            await pasted(pilot, tmp_path / "no.csv", "enter")
            assert "written to" in toasts(pilot)
            kept = (tmp_path / "no.csv").read_text(encoding="utf-8-sig")
            assert "70002" in kept
            assert "70004" not in kept


class TestWhatIsShown:
    """Names in the file are people's words, and not for a projector."""

    async def test_projector_mode_shows_no_report(
        self, place: Place, running: Running, tmp_path: Path
    ) -> None:
        """The report may name practitioners: it is hidden until F10 ends the mode."""
        people = (*PEOPLE, ("P1", "Someone Else", "", "team_manager", "", ""))
        async with running(place) as pilot:
            await look_at(pilot, own_book(tmp_path / "team.xlsx", Practitioners=people))
            before = words(pilot, "#report")
            await pilot.press("f10")
            assert "Projector mode is on" in words(pilot, "#report")
            assert "39980" not in words(pilot, "#report")
            await pilot.press("f10")
            assert words(pilot, "#report") == before

    async def test_markup_in_cells_is_drawn_as_it_is(
        self, place: Place, running: Running, tmp_path: Path
    ) -> None:
        """A practitioner called [/b] comes in, and no screen breaks over it."""
        people = (*PEOPLE, ("P7", "[/b] [with dad]", "", "social_worker", "P1", ""))
        async with running(place) as pilot:
            await look_at(pilot, own_book(tmp_path / "team.xlsx", Practitioners=people))
            await put_on_i(pilot)
            names = await app_of(pilot).desk.read(
                lambda session: list(session.exec(select(Practitioner.name)))
            )
            assert "[/b] [with dad]" in names
            await pilot.press("f6")
            await pilot.pause()
            assert "[/b] [with dad]" in words(pilot, "#people")
