"""Signing from the screens: both in any order, taken back, declined, later words, the sealed document."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.widgets import TextArea

from exports.word.verify import verify
from models.drafts import read_draft
from models.reading.signing import read_public_keys
from models.record_drafts import Typed, forget_record_draft, save_record_draft
from models.store.place import Place
from tests.exports.word.papers import replace_text
from tests.made import NOW
from tests.tui.conftest import Running, wait_for
from tests.tui.looking import app_of, picture, toasts, words
from tests.tui.recording import begun, stored
from tests.tui.signed import complete, completed, dialog, sign_next, to_sign
from tui.screens.fields import FieldsDialog
from tui.screens.record import RecordScreen
from tui.screens.sign import SignScreen
from tui.screens.signature import SignDialog
from tui.screens.verdict import VerdictDialog
from tui.word_commands import ask_verify


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
