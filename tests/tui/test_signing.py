"""Signing, writing documents and taking them back in, from the screens."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import TextArea

from exports.word.verify import verify
from forms.template.load import load_form
from models.changes.holding import hold_unplanned
from models.changes.records import complete_record
from models.drafts import read_draft
from models.reading.record_context import AskedFor, read_people
from models.reading.records import Wanted, read_record_lines
from models.reading.signing import read_public_keys, read_signing
from models.record_drafts import Typed, forget_record_draft, save_record_draft
from models.store.change import Change
from models.store.place import Place
from tests.exports.word.papers import replace_text, write_in
from tests.made import NOW
from tests.tui.conftest import DAY, Running, wait_for
from tests.tui.looking import app_of, picture, toasts, words
from tests.tui.recording import SAM, begun, opened, stored
from tui.record.beginning import begin_on
from tui.screens.export import ExportDialog
from tui.screens.fields import FieldsDialog
from tui.screens.record import RecordScreen
from tui.screens.returned import ReturnedScreen
from tui.screens.sign import SignScreen
from tui.screens.signature import SignDialog
from tui.screens.verdict import VerdictDialog
from tui.word_commands import ask_verify
from tui.word_leaving import of_its_sitting


async def completed(pilot: Pilot[Any], form: str = "kent_b") -> int:
    """A complete record with Sam, about nobody."""
    record_id = await begun(pilot, form, ())
    await complete(pilot, record_id)
    return record_id


async def complete(pilot: Pilot[Any], record_id: int) -> None:
    """Say of a record that it is complete."""

    def job(change: Change) -> None:
        complete_record(change, record_id, missing=["KCC-T41"], reason="made for a test")

    await app_of(pilot).desk.change(job)


async def to_sign(pilot: Pilot[Any], record_id: int) -> SignScreen:
    """Open a record's signing screen from the record."""
    await opened(pilot, record_id)
    await pilot.press("s")
    await wait_for(
        pilot, lambda: isinstance(pilot.app.screen, SignScreen) and "sign" in words(pilot, "#status").lower()
    )
    screen = pilot.app.screen
    assert isinstance(screen, SignScreen)
    return screen


async def dialog(pilot: Pilot[Any], kind: type[Any]) -> Any:
    """Wait for a dialog, and return it."""
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, kind))
    await pilot.pause()
    return pilot.app.screen


async def sign_next(pilot: Pilot[Any]) -> None:
    """Sign as whoever's turn it is."""
    await pilot.press("s")
    await dialog(pilot, SignDialog)
    await pilot.press("ctrl+s")
    await dialog(pilot, SignScreen)


async def write_into(pilot: Pilot[Any], folder: Path, **fields: str) -> None:
    """Fill the dialog that asks what leaves, and let it be written."""
    asked = await dialog(pilot, FieldsDialog)
    for name, value in {"folder": str(folder), **fields}.items():
        asked.field(name).value = value
    await pilot.press("ctrl+s")
    await wait_for(pilot, lambda: not isinstance(pilot.app.screen, FieldsDialog | ExportDialog))


class TestSigning:
    """Both sign on the screen that the supervisee sees."""

    async def test_both_in_any_order(self, demo: Place, running: Running) -> None:
        """No draft is signed; text above, names below, what a signature is; after the second it is locked."""
        async with running(demo) as pilot:
            record_id = await begun(pilot, "kent_b", ())
            await to_sign(pilot, record_id)
            await pilot.press("s")
            assert "not complete yet" in toasts(pilot)
            await pilot.press("f10")
            assert "Words are not shown" in words(pilot, "#text")
            await pilot.press("f10", "escape")
            await complete(pilot, record_id)
            typed = Typed(record_id, 0, "{}", "", "")
            draft = await app_of(pilot).desk.quietly(save_record_draft(typed, NOW, None))
            await to_sign(pilot, record_id)
            assert "Another draft of it is kept: Esc, then v" in words(pilot, "#status")
            await pilot.press("escape")
            await app_of(pilot).desk.quietly(forget_record_draft(draft))
            await to_sign(pilot, record_id)
            below = next(one for one in pilot.app.screen_stack if isinstance(one, RecordScreen))
            below.say_here("Complete. f makes it a draft again, s signs it.")
            assert "PERSONAL SUPERVISION RECORD" in words(pilot, "#text")
            assert "not handwriting and not a qualified electronic signature" in words(pilot, "#what")
            assert "2 of 2 still to sign" in words(pilot, "#status")
            assert "the day of signing is its own" in words(pilot, "#status")
            assert "more lines below: PgDn turns the page" in picture(pilot)
            assert "PERSONAL SUPERVISION RECORD" in picture(pilot)
            await pilot.press("tab", "pagedown")
            assert "PERSONAL SUPERVISION RECORD" not in picture(pilot)
            await pilot.press(*["pagedown"] * 9)
            assert "more line" not in picture(pilot)
            await pilot.press(*["pageup"] * 9, "pagedown", "tab")
            read_to = picture(pilot).splitlines()[2:8]
            await pilot.press("s")
            asked = await dialog(pilot, SignDialog)
            asked.field("party").value = "Supervisee"
            await pilot.pause()
            assert asked.field("name").value == "Sam Whitlock"
            asked.query_one(TextArea).text = "Thank you.\nThat is right."
            await pilot.press("ctrl+s")
            await dialog(pilot, SignScreen)
            await wait_for(pilot, lambda: "1 of 2 still to sign" in words(pilot, "#status"))
            assert "Thank you." in words(pilot, "#parties")
            assert picture(pilot).splitlines()[2:8] == read_to, "the text stays where it was read to"
            await sign_next(pilot)
            await wait_for(pilot, lambda: "locked and sealed" in words(pilot, "#status"))
            view = await stored(pilot, record_id)
            assert view.line.state == "signed"
            await pilot.press("escape")
            screen = await dialog(pilot, RecordScreen)
            await wait_for(pilot, lambda: screen.fixed)
            await wait_for(pilot, lambda: "makes it a draft" not in words(pilot, "#status"))
            await pilot.press("enter")
            assert screen.editing.stop is None

    async def test_taken_back_and_declined(self, demo: Place, running: Running) -> None:
        """A signature can be taken back before everyone has signed; declining needs a reason. At every size."""
        async with running(demo) as pilot:
            record_id = await completed(pilot)
            await to_sign(pilot, record_id)
            for size in ((80, 24), (40, 10), (180, 50)):
                await pilot.resize_terminal(*size)
                assert "Supervis" in picture(pilot)
                await pilot.press("s")
                await dialog(pilot, SignDialog)
                assert "Who" in picture(pilot)
                await pilot.press("escape")
                await dialog(pilot, SignScreen)
            await sign_next(pilot)
            await wait_for(pilot, lambda: "1 of 2" in words(pilot, "#status"))
            await pilot.press("w", *"a wrong word", "enter")
            await wait_for(pilot, lambda: "2 of 2" in words(pilot, "#status"))
            await pilot.press("d")
            asked = await dialog(pilot, FieldsDialog)
            asked.field("party").value = "Supervisee"
            await pilot.press("ctrl+s")
            assert "this is needed" in words(pilot, "#said")
            asked.query_one(TextArea).text = "It leaves out what I said."
            await pilot.press("ctrl+s")
            await dialog(pilot, SignScreen)
            await wait_for(pilot, lambda: "It leaves out what I said." in words(pilot, "#parties"))
            assert "declined to sign" in words(pilot, "#parties")

    async def test_later_words_and_the_document(self, demo: Place, running: Running, tmp_path: Path) -> None:
        """An addendum stands below the text; P and Ctrl+S write it, sealed; what was changed in it is named."""
        async with running(demo) as pilot:
            record_id = await completed(pilot)
            await to_sign(pilot, record_id)
            await pilot.press("a")
            assert "not signed yet" in toasts(pilot)
            await sign_next(pilot)
            await sign_next(pilot)
            await wait_for(pilot, lambda: "locked and sealed" in words(pilot, "#status"))
            await pilot.press("a")
            asked = await dialog(pilot, FieldsDialog)
            await pilot.press(*"The leave was ")
            await wait_for(pilot, lambda: "kept" in words(pilot, "#said"))
            await pilot.press("b", "escape")
            await dialog(pilot, SignScreen)
            assert "What you typed is kept" in toasts(pilot)
            await pilot.press("a")
            asked = await dialog(pilot, FieldsDialog)
            assert "Here again is what you typed" in words(pilot, "#said")
            await pilot.press(*"ooked.", "ctrl+s")
            await dialog(pilot, SignScreen)
            await wait_for(pilot, lambda: "The leave was booked." in words(pilot, "#text"))
            assert await app_of(pilot).desk.read(read_draft(asked.form.key)) is None
            path = await _two_keys(pilot, tmp_path / "out")
            replace_text(path, "Sam Whitlock", "Sam Whitelock")
            await verified(pilot, path)
            assert "Not as it was sealed" in picture(pilot)
            assert "Whitelock" in picture(pilot)
            await pilot.press("f10")
            await dialog(pilot, SignScreen)
            await verified(pilot, path)
            assert "Whit" not in picture(pilot)


async def _two_keys(pilot: Pilot[Any], folder: Path) -> Path:
    """Write the record; the folder is remembered, and it is said once what a file on disk is."""
    await pilot.press("p")
    asked = await dialog(pilot, FieldsDialog)
    assert "no longer encrypted" in picture(pilot)
    asked.field("folder").value = str(folder)
    await pilot.press("ctrl+s")
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, SignScreen))
    (path,) = folder.iterdir()
    keys = await app_of(pilot).desk.read(read_public_keys)
    assert verify(path, dict.fromkeys(keys, "here")).good
    await pilot.press("p")
    asked = await dialog(pilot, FieldsDialog)
    assert "no longer encrypted" not in picture(pilot)
    assert asked.field("folder").value == str(folder)
    await pilot.press("escape")
    await dialog(pilot, SignScreen)
    return path


async def verified(pilot: Pilot[Any], path: Path) -> None:
    """Verify a document from the palette's command."""
    ask_verify(app_of(pilot))
    (await dialog(pilot, FieldsDialog)).field("file").value = str(path)
    await pilot.press("ctrl+s")
    await dialog(pilot, VerdictDialog)


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
            assert "who fills it in; the rest is locked" in picture(pilot)
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
            assert go_on.wait(10)

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
            await asyncio.to_thread(first_written.wait, 10)
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
