"""Quality assurance in the program: counts with bars and gaps, a sample drawn, its worksheet, the summary as Word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from docx import Document
from textual.pilot import Pilot

from forms.demo.records import write_demo_records
from models.changes.records import complete_record
from models.changes.sampling import MOST_EACH
from models.policy import PACK_NAMES, load_pack
from models.reading.quality.sampling import read_samples
from models.store import opening
from models.store.place import Place
from tests import made
from tests.tui import recording
from tests.tui.conftest import Demos, Running, wait_for
from tests.tui.looking import app_of, pasted, picture, toasts, words
from tui.main import main
from tui.quality_doing import drawing
from tui.screens.child import ChildScreen
from tui.screens.entry import EntryScreen
from tui.screens.fields import FieldsDialog
from tui.screens.quality import QualityScreen
from tui.screens.record import RecordScreen
from tui.screens.sample import SampleScreen
from tui.screens.themes import ThemesScreen


async def on_page(pilot: Pilot[Any]) -> None:
    """Open quality assurance over a store with one finished record of a session of Sam's."""
    from models.changes.holding import hold_unplanned
    from models.tables import Record
    from tests.tui.conftest import DAY

    number = await recording.begun(pilot)

    def finish(change: Any) -> None:
        row = change.session.get_one(Record, number)
        held = hold_unplanned(change, "case", row.practitioner_id, DAY, minutes=60)
        change.update(row, supervision_id=held.id)
        complete_record(change, number)

    await app_of(pilot).desk.change(finish)
    app_of(pilot).open_quality()
    await wait_for(
        pilot,
        lambda: isinstance(pilot.app.screen, QualityScreen) and bool(pilot.app.screen.query("#quality")),
    )
    await wait_for(pilot, lambda: "Children discussed in time" in words(pilot, "#quality"))


class TestQuality:
    """Counts, gaps, samples."""

    async def test_counts_and_gaps(self, demo: Place, running: Running, tmp_path: Path) -> None:
        """Bars beside n of N; Enter shows what is missing and hides it; s counts over longer; the summary is Word."""
        async with running(demo) as pilot:
            await on_page(pilot)
            shown = words(pilot, "#quality")
            assert "Nobody gets a score" in shown
            assert " of " in shown
            assert "▆" in shown
            assert "From Fri 21 Aug 2026 to Sat 21 Nov 2026" in shown
            await pilot.press("home", "enter")
            opened = words(pilot, "#quality")
            assert len(opened.splitlines()) > len(shown.splitlines())
            assert "late" in opened
            await pilot.press("down", "enter")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, ChildScreen))
            await pilot.press("escape")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, QualityScreen))
            await pilot.press("v")
            await wait_for(pilot, lambda: "counts no audit and no survey" in picture(pilot))
            await pilot.press("home", "enter")
            assert words(pilot, "#quality") == shown
            await pilot.press("s")
            await wait_for(pilot, lambda: "From Thu 21 May 2026" in words(pilot, "#quality"))
            await pilot.resize_terminal(80, 24)
            await pilot.press("end")
            await pilot.pause()
            assert "\n Aug 2026 " in picture(pilot), "what is only read stands below the last row"
            await pilot.resize_terminal(120, 40)
            path = tmp_path / "summary.docx"
            await pilot.press("e")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, FieldsDialog))
            await pasted(pilot, path, "ctrl+s")
            await wait_for(pilot, lambda: str(path) in toasts(pilot))
            document = Document(str(path))
            assert "Ours, not a form" in "\n".join(one.text for one in document.paragraphs)
            cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
            assert "Children discussed in time" in cells
            assert not {one for one in cells if "Whitlock" in one}

    async def test_a_sample_and_its_worksheet(self, demo: Place, running: Running) -> None:
        """Drawn with a seed; Enter begins the worksheet with its facts; it counts as begun; too many is refused."""
        async with running(demo) as pilot:
            await on_page(pilot)
            await pilot.press("d")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, EntryScreen))
            await pilot.press("tab", "tab", *str(MOST_EACH + 1), "tab", *"4711", "ctrl+s")
            await wait_for(pilot, lambda: "From 1 to 50 records" in picture(pilot))
            await pilot.press("shift+tab", *"2", "ctrl+s")
            await wait_for(
                pilot,
                lambda: (
                    isinstance(pilot.app.screen, SampleScreen) and bool(pilot.app.screen.query("#sample"))
                ),
            )
            await wait_for(pilot, lambda: "seed 4711" in words(pilot, "#sample"))
            assert "no worksheet yet" in words(pilot, "#sample")
            await pilot.press("enter")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, RecordScreen))
            await wait_for(pilot, lambda: "Worksheet of a quality sample" in picture(pilot))
            await pilot.press("escape")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, SampleScreen))
            await wait_for(pilot, lambda: "worksheet 2, draft" in words(pilot, "#sample"))
            (line,) = await app_of(pilot).desk.read(read_samples)
            assert (line.seed, line.records, line.begun) == (4711, 1, 1)


class TestCommand:
    """The same from a shell."""

    def test_draw_and_summary(self, demo: Place, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        """Nothing to draw from is said; the summary is printed and written; --help has an example."""

        def run(*arguments: str) -> tuple[int, str]:
            code = main(["quality", *arguments, "--store", str(demo.folder), "--today", "2026-11-21"])
            said = capsys.readouterr()
            return code, said.out + said.err

        code, said = run("draw", "--seed", "7")
        assert (code, "no finished record" in said) == (1, True)
        code, said = run("summary")
        assert (code, "SUMMARY FOR THE SERVICE MANAGER" in said) == (0, True)
        assert "####" in said
        path = tmp_path / "summary.txt"
        assert run("summary", "--to", str(path))[0] == 0
        assert path.read_text() == said
        assert run("samples") == (0, "")
        assert run("samples", "9")[0] == 1

    def test_worksheets_for_each(self, demo: Place, capsys: pytest.CaptureFixture[str]) -> None:
        """Drawn twice with the same seed it is the same; worksheets are begun with it."""
        store = made.open_(demo, opening.unlock_place(demo, ""))
        store.change(
            lambda change: write_demo_records(change, "kent", made.TODAY),
            now=made.NOW,
            today=made.TODAY,
            actor="demo",
        )
        store.close()
        drawn = []
        for more in ((), ("--worksheets",)):
            where = ("--store", str(demo.folder), "--today", "2026-11-21")
            code = main(["quality", "draw", "--seed", "7", "--each", "1", *more, *where])
            said = capsys.readouterr().out
            assert code == 0
            drawn.append([line.split()[0] for line in said.splitlines()[1:]])
        assert drawn[0] == drawn[1] != []
        assert "no worksheet" not in said
        sheet = said.split("worksheet ")[1].split(",")[0]
        assert main(["quality", "print", sheet, *where]) == 0
        printed = capsys.readouterr().out
        assert "WORKSHEET OF A QUALITY SAMPLE" in printed
        assert "Yes / Partly" in printed
        assert "Held on the day" in printed or "stood in no diary" in printed


class TestThemes:
    """Themed supervision with its patterns, on a screen of its own."""

    async def test_where_the_policy_has_it(self, demo_of: Demos, running: Running) -> None:
        """Northamptonshire's form is begun with n and stands there; Kent has none, and it is said."""
        async with running(demo_of("northamptonshire")) as pilot:
            app_of(pilot).open_themes()
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, ThemesScreen))
            await wait_for(pilot, lambda: "n begins one" in picture(pilot))
            await pilot.press("n")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, RecordScreen))
            await pilot.press("escape")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, ThemesScreen))
            await wait_for(pilot, lambda: "no theme named" in words(pilot, "#themes"))
            assert "November 2026" in words(pilot, "#themes")


class TestWhoMayLook:
    """Where the supervisor's copy of a record is theirs alone, it is said before a sample is drawn."""

    def test_under_the_agreement(self) -> None:
        """Other managers see it in a disciplinary or grievance procedure only (CFA-P07); no other policy says so."""
        said = {name: drawing(load_pack(name), made.TODAY)[0].note for name in PACK_NAMES}
        assert [name for name, note in said.items() if "CFA-P07" in note] == ["children_and_families"]
