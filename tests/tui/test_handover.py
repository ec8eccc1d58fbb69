"""Handing over in the program: begun from the palette's command, acknowledged with keys, written as Word and text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from textual.pilot import Pilot
from textual.widgets import Input

from models.reading.handover.reading import read_handovers
from models.store.place import Place
from tests.tui import recording
from tests.tui.conftest import Running, wait_for
from tests.tui.looking import app_of, pasted, picture, stand_on, toasts, words
from tui.quality_commands import hand_over
from tui.screens.entry import EntryScreen
from tui.screens.fields import FieldsDialog
from tui.screens.handover import HandoverScreen
from tui.screens.handovers import HandoversScreen
from tui.screens.people import PeopleScreen
from tui.screens.person import PersonScreen
from tui.screens.record import RecordScreen


async def begun(pilot: Pilot[Any]) -> None:
    """Hand Sam Whitlock's supervision over to someone outside, with keys."""
    await recording.begun(pilot)
    hand_over(app_of(pilot))
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, EntryScreen))
    await pilot.press(*"sam", "tab", "tab", "tab", *"Ruth Adeyemi", "ctrl+s")
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, HandoverScreen))
    await wait_for(pilot, lambda: "Children" in picture(pilot))


async def written(pilot: Pilot[Any], path: Path) -> None:
    """Write the pack into a file."""
    await pilot.press("e")
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, FieldsDialog))
    await pasted(pilot, path, "ctrl+s")
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, HandoverScreen))
    await wait_for(pilot, lambda: str(path) in toasts(pilot))


class TestHandover:
    """What is in it, who has it, and the pack that leaves."""

    async def test_from_beginning_to_end(self, demo: Place, running: Running, tmp_path: Path) -> None:
        """Sections as wanted; Space acknowledges and goes on; a question stays; s closes only at the end."""
        async with running(demo) as pilot:
            await begun(pilot)
            shown = words(pilot, "#handover")
            for heading in (
                "Sessions in the diary",
                "What is due",
                "Children",
                "Open actions",
                "Last records",
            ):
                assert heading in shown
            assert "The policy says nothing of what becomes of the records" in shown
            assert "0 of" in picture(pilot), "the head stands above the first item"
            await pilot.press("s")
            assert "not acknowledged yet" in toasts(pilot)
            await pilot.press("w")
            assert "Enter done   Esc give up" in picture(pilot).splitlines()[-1]
            await pilot.press(*"Who knows the school?", "enter")
            assert "d not so" in picture(pilot).splitlines()[-1]
            await wait_for(pilot, lambda: "Who knows the school?" in words(pilot, "#handover"))
            await pilot.press("n", *"Keys are with reception", "enter")
            await wait_for(pilot, lambda: "Keys are with reception" in words(pilot, "#handover"))
            await pilot.press("d", *"She left in May", "enter")
            await wait_for(pilot, lambda: "disputed Sat 21 Nov 2026" in words(pilot, "#handover"))
            assert "They say: She left in May" in words(pilot, "#handover")
            (line,) = await app_of(pilot).desk.read(read_handovers)
            assert line.disputed == 1
            await pilot.press("home")
            await pilot.press("space")
            await pilot.app.workers.wait_for_complete()
            assert "It was acknowledged" not in toasts(pilot), "Space on what they have goes on to the next"
            for _ in range(line.items - line.acknowledged):
                await pilot.press("space")
                await pilot.app.workers.wait_for_complete()
            await wait_for(pilot, lambda: "All of it is acknowledged" in toasts(pilot))
            await pilot.press("s")
            await wait_for(pilot, lambda: "· closed Sat 21 Nov 2026" in words(pilot, "#handover"))
            await pilot.press("u")
            await wait_for(pilot, lambda: "· open" in words(pilot, "#handover"))
            await pilot.press("escape")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, HandoversScreen))
            assert "Ruth Adeyemi" in words(pilot, "#handovers")

    async def test_the_pack_as_word_and_text(
        self, demo: Place, running: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Every section, the last records in full, noted as exported; nothing is overwritten, a free name proposed."""
        monkeypatch.setenv("HOME", str(tmp_path))
        there = tmp_path / "Documents" / "Footprint" / "handover-1-2026-11-21.docx"
        there.parent.mkdir(parents=True)
        there.touch()
        word, text = tmp_path / "out" / "pack.docx", tmp_path / "out" / "pack.txt"
        async with running(demo) as pilot:
            await begun(pilot)
            await written(pilot, word)
            await written(pilot, text)
            await pilot.press("e")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, FieldsDialog))
            await pasted(pilot, text, "ctrl+s")
            await wait_for(pilot, lambda: "is there already" in toasts(pilot))
            await pilot.press("e")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, FieldsDialog))
            assert pilot.app.screen.query_one(Input).value == str(there.with_name(f"{there.stem} (2).docx"))
        said = text.read_text()
        assert "HANDOVER" in said
        assert "Ours, not a form of the council's" in " ".join(said.split())
        document = Document(str(word))
        paragraphs = [one.text for one in document.paragraphs]
        titles = [
            one.text
            for one in document.paragraphs
            if one._p.pPr is not None and one._p.pPr.pageBreakBefore is not None
        ]
        assert titles == [one for one in paragraphs if one.endswith("record")], "each begins a page"
        for heading in ("Handover", "Children", "Open actions", "Last records"):
            assert heading in paragraphs
        assert any(one.startswith("Case supervision") for one in paragraphs)

    async def test_a_record_opens_and_a_projector_tells_nothing(self, demo: Place, running: Running) -> None:
        """Enter on a record opens it; in projector mode no name and no words of an action are shown."""
        async with running(demo) as pilot:
            await begun(pilot)
            screen = pilot.app.screen
            assert isinstance(screen, HandoverScreen)
            records = [one for one in screen._page.items if one.kind == "record"]  # type: ignore[union-attr]
            screen._rows.stand_on(records[0])
            await pilot.press("enter")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, RecordScreen))
            await pilot.press("escape")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, HandoverScreen))
            await pilot.press("f10")
            await pilot.pause()
            assert "Whitlock" not in picture(pilot)
            assert "Adeyemi" not in picture(pilot)
            actions = [one for one in screen._page.items if one.kind == "action"]  # type: ignore[union-attr]
            assert actions
            assert all(one.text not in words(pilot, "#handover") for one in actions)


class TestPassedOn:
    """A caseload passed on from the board leads to a handover of what belongs to it."""

    async def test_from_the_board(self, demo: Place, running: Running, tmp_path: Path) -> None:
        """H allocates a tile to Ellie, H hands over: only the work, and in its records no other child."""
        async with running(demo) as pilot:
            await recording.begun(pilot)
            tile = await stand_on(pilot, "38897")
            assert tile.practitioner == "Sam"
            await pilot.press("H")
            assert "Nothing was passed on" in picture(pilot)
            await pilot.press("h")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, EntryScreen))
            await pilot.press(*"ellie", "ctrl+s")
            await wait_for(pilot, lambda: "H hands over" in picture(pilot))
            await pilot.press("H")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, HandoverScreen))
            await wait_for(pilot, lambda: bool(pilot.app.screen.query("#handover")))
            await wait_for(pilot, lambda: "38897 LH" in words(pilot, "#handover"))
            (line,) = await app_of(pilot).desk.read(read_handovers)
            assert (line.kind, line.practitioner, line.to) == (
                "practitioner",
                "Sam Whitlock",
                "Ellie Penfold",
            )
            assert "Agreement" not in words(pilot, "#handover")
            assert "still allocated" not in words(pilot, "#handover"), "it was passed on before"
            await written(pilot, tmp_path / "pack.txt")
            said = (tmp_path / "pack.txt").read_text()
            assert "CASE SUPERVISION RECORD" in said
            assert "39326" not in said, "Sam's other child in the same record stays with Sam"
            assert set(re.findall(r"\b\d{5} [A-Z]{2}\b", said)) == {"38897 LH"}
            await pilot.press("escape", "f10")
            app_of(pilot).open_handover(line.id)
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, HandoverScreen))
            await pilot.pause()
            assert "38897 LH" in words(pilot, "#handover")
            assert "Penfold" not in picture(pilot)
            assert "Whitlock" not in picture(pilot)

    async def test_from_a_page(self, demo: Place, running: Running, tmp_path: Path) -> None:
        """H on a practitioner's page begins one for them; f writes their file as one."""
        async with running(demo) as pilot:
            await pilot.press("f6")
            await wait_for(pilot, lambda: pilot.app.current_mode == "people")
            await pilot.press("enter")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, PersonScreen))
            await pilot.pause()
            path = tmp_path / "own.zip"
            await pilot.press("f")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, FieldsDialog))
            await pasted(pilot, path, "ctrl+s")
            await wait_for(pilot, lambda: path.exists() and str(path) in toasts(pilot))
            await pilot.press("h")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, EntryScreen))
            assert "Hand over" in picture(pilot)
            await pilot.press("escape", "f6")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, PeopleScreen))
