"""Writing documents from the screens, and taking working copies back in."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest

from forms.template.load import load_form
from models.changes.holding import hold_unplanned
from models.reading.record_context import AskedFor, read_people
from models.reading.records import Wanted, read_record_lines
from models.reading.signing import read_signing
from models.store.change import Change
from models.store.place import Place
from tests.exports.word.papers import write_in
from tests.tui.conftest import DAY, PATIENCE, Running, wait_for
from tests.tui.looking import app_of, picture, toasts, words
from tests.tui.recording import SAM, begun, opened, stored
from tests.tui.signed import completed, dialog, sign_next, to_sign, write_into
from tui.record.beginning import begin_on
from tui.screens.export import ExportDialog
from tui.screens.fields import FieldsDialog
from tui.screens.returned import ReturnedScreen
from tui.word_leaving import of_its_sitting


class TestToWord:
    """Documents from the screens."""

    async def test_never_over_a_file_unasked(self, demo: Place, running: Running, tmp_path: Path) -> None:
        """A file that is there is asked about; keeping both is what is proposed."""
        async with running(demo) as pilot:
            record_id = await completed(pilot)
            await opened(pilot, record_id)
            await pilot.press("p")
            await write_into(pilot, tmp_path)
            await pilot.press("p")
            (await dialog(pilot, FieldsDialog)).field("folder").value = str(tmp_path)
            assert "from this day on; narrows a file too" in picture(pilot)
            assert "whose copy it is" in picture(pilot)
            asked = pilot.app.screen
            assert isinstance(asked, FieldsDialog)
            asked.field("kind").value = "a copy to fill in Word"
            await pilot.pause()
            assert "who fills it in; the rest is locked" in picture(pilot)
            asked.field("kind").value = "as it stands"
            await pilot.press("ctrl+s")
            await wait_for(pilot, lambda: "1 file there already" in picture(pilot))
            await pilot.press("ctrl+s")
            await wait_for(pilot, lambda: len(list(tmp_path.glob("*.docx"))) == 2)
            assert sorted(path.name[-11:] for path in tmp_path.glob("*.docx")) == [
                " DRAFT.docx",
                "FT (2).docx",
            ]

    async def test_every_part_of_a_sitting(self, demo: Place, running: Running) -> None:
        """Personal and case supervision of one day are one sitting: both leave with “its session”."""
        async with running(demo) as pilot:
            app = app_of(pilot)

            def job(change: Change) -> list[int]:
                sam = next(one.id for one in read_people(change.session, DAY) if one.name == SAM)
                held = [hold_unplanned(change, kind, sam, DAY).id for kind in ("personal", "case")]
                now = app.desk.clock.now()
                return [
                    begin_on(change, load_form(form), AskedFor(DAY, one, sam, ()), "kent", now)
                    for form, one in zip(("kent_b", "kent_case"), held, strict=True)
                ]

            both = await app.desk.change(job)
            (line,) = await app.desk.read(lambda session: read_record_lines(session, Wanted(ids=(both[0],))))
            sessions = await of_its_sitting(app, line)
            found = await app.desk.read(lambda session: read_record_lines(session, Wanted(sessions=sessions)))
            assert sorted(one.id for one in found) == both

    async def test_stopped(
        self, demo: Place, running: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Esc stops after the file that is being written; what is there is whole."""
        from exports import files
        from exports.word import writing

        first_written, go_on = threading.Event(), threading.Event()

        def slow(path: Path, content: bytes, before: int = 0) -> None:
            files.write_file(path, content, before)
            first_written.set()
            assert go_on.wait(PATIENCE)

        monkeypatch.setattr(writing, "write_file", slow)
        async with running(demo) as pilot:
            for _ in range(2):
                await begun(pilot, "kent_b", ())
            await pilot.press("f4")
            await wait_for(pilot, lambda: "Supervision Record" in picture(pilot))
            await pilot.press("p")
            asked = await dialog(pilot, FieldsDialog)
            asked.field("what").value, asked.field("since").value = "everything since a day", "1/1/2020"
            asked.field("folder").value = str(tmp_path / "out")
            await pilot.press("ctrl+s")
            await dialog(pilot, ExportDialog)
            await asyncio.to_thread(first_written.wait, PATIENCE)
            await pilot.press("escape")
            go_on.set()
            await wait_for(pilot, lambda: "Stopped. 1 of" in words(pilot, "#said"))
            (left,) = (tmp_path / "out").iterdir()
            assert left.suffix == ".docx"
            await pilot.press("escape")
            assert not isinstance(pilot.app.screen, ExportDialog)


class TestCameBack:
    """A working copy goes out and comes back, and the record is signed."""

    async def test_an_observation(self, demo: Place, running: Running, tmp_path: Path) -> None:
        """A letter is refused; comments of the practitioner are taken, what else they changed is asked; both sign."""
        letter = tmp_path / "letter.txt"
        letter.write_text("Dear all")
        async with running(demo) as pilot:
            app_of(pilot).push_screen(ReturnedScreen(letter))
            await wait_for(pilot, lambda: "letter.txt" in toasts(pilot))
            await wait_for(pilot, lambda: not isinstance(pilot.app.screen, ReturnedScreen))
            record_id = await completed(pilot, "kent_d")
            await opened(pilot, record_id)
            await pilot.press("p")
            await write_into(pilot, tmp_path, kind="a copy to fill in Word", recipient="practitioner")
            await pilot.press("escape")
            (path,) = tmp_path.glob("*.docx")
            write_in(path, comments="I agree.", background="Not as planned.")
            app_of(pilot).push_screen(ReturnedScreen(path))
            await dialog(pilot, ReturnedScreen)
            await wait_for(pilot, lambda: "taken without asking" in words(pilot, "#status"))
            assert "[refused]" in words(pilot, "#brings")
            await pilot.press("f10")
            assert not any(secret in picture(pilot) for secret in ("Whitlock", "planned"))
            await pilot.press("f10", "home", "space")
            await wait_for(pilot, lambda: "[accepted]" in words(pilot, "#brings"))
            assert words(pilot, "#text-1") == "Not as planned."
            await pilot.press("t")
            await wait_for(pilot, lambda: not isinstance(pilot.app.screen, ReturnedScreen))
            answers = (await stored(pilot, record_id)).answers
            assert "I agree." in answers
            assert "Not as planned." in answers
            await to_sign(pilot, record_id)
            await sign_next(pilot)
            await sign_next(pilot)
            desk = app_of(pilot).desk
            told = await desk.read(lambda session: read_signing(session, record_id))
            assert {each.party for each in told.signatures} == {"practitioner", "observer"}
