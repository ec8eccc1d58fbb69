"""What was written stays as it was: under a form that has changed or is broken, and whatever its letters are."""

from __future__ import annotations

from pathlib import Path

import pytest

from forms.answers.changing import with_value
from forms.answers.keeping import to_json
from models.store.place import Place
from tests.tui.conftest import Running, wait_for
from tests.tui.looking import app_of, picture, toasts, words
from tests.tui.recording import begun, opened, stored
from tui.screens.record import RecordScreen


class TestChangedForms:
    """A form file that changed while a draft of it exists."""

    async def test_what_is_no_longer_asked_is_kept_and_shown(
        self, demo: Place, running: Running, own_settings: Path
    ) -> None:
        """The answer stands in a section of its own, word by word, and survives a further writing."""
        folder = own_settings / "forms"
        folder.mkdir(parents=True)
        from forms.template.load import BUNDLED

        text = (BUNDLED / "kent_e.toml").read_text(encoding="utf-8")
        own = folder / "kent_e.toml"
        own.write_text(text, encoding="utf-8")
        async with running(demo) as pilot:
            record_id = await begun(pilot, "kent_e", ())
            screen = await opened(pilot, record_id)
            screen.state.answers = with_value(screen.state.answers, "workplace", "Desks by the window")
            await pilot.press("escape")
            await wait_for(pilot, lambda: pilot.app.screen is not screen)
            own.write_text(text.replace('key = "workplace"', 'key = "workrooms"'), encoding="utf-8")
            screen = await opened(pilot, record_id)
            assert "No longer asked" in words(pilot, "#sections")
            screen.state.go_to_section(len(screen.state.steps) - 1)
            screen.lay()
            assert "Desks by the window" in picture(pilot)
            screen.state.answers = with_value(screen.state.answers, "workrooms", "Elsewhere")
            await pilot.press("escape")
            await wait_for(pilot, lambda: pilot.app.screen is not screen)
            view = await stored(pilot, record_id)
            assert "Desks by the window" in view.answers
            own.write_text(text, encoding="utf-8")
            screen = await opened(pilot, record_id)
            assert screen.state.answers.values["workplace"] == "Desks by the window"
            assert to_json(screen.state.answers, screen.state.form)

    async def test_a_form_that_is_broken_is_said(
        self, demo: Place, running: Running, own_settings: Path
    ) -> None:
        """The record does not open, nothing of it is lost, and the line that is wrong is named."""
        folder = own_settings / "forms"
        folder.mkdir(parents=True)
        async with running(demo) as pilot:
            record_id = await begun(pilot, "kent_e", ())
            (folder / "kent_e.toml").write_text('code = "kent_e"\ntitle = 3\n', encoding="utf-8")
            app_of(pilot).open_record(record_id)
            await wait_for(pilot, lambda: "can't be used" in toasts(pilot))
            await wait_for(pilot, lambda: not isinstance(pilot.app.screen, RecordScreen))
            assert (await stored(pilot, record_id)).version == 1


@pytest.mark.parametrize(
    "text",
    [
        "[/b] [@click=app.quit]x[/]",
        "\u202egnp.exe \u2066x\u2069",
        "\x1b]0;title\x07\x1b[2J and on",
        "lone \ud800 surrogate",
        "a\u0301\u0323" * 30 + " العربية",
        "{{ 7*7 }} =cmd|' /C calc'!A0",
        "x" * 200_000,
    ],
    ids=["markup", "turned", "escapes", "surrogate", "letters", "formulas", "200,000"],
)
class TestHostileText:
    """Whatever is pasted is drawn without harm, kept, and opened again."""

    async def test_pasted_kept_and_drawn(self, demo: Place, running: Running, text: str) -> None:
        """In the editor, in the section, beside it, in the list of hits."""
        from textual import events

        async with running(demo) as pilot:
            record_id = await begun(pilot)
            screen = await opened(pilot, record_id)
            await pilot.press(*["right"] * 3, "enter")
            screen.editing.long.post_message(events.Paste(text))
            await wait_for(pilot, lambda: bool(screen.editing.long.text))
            assert "\x1b" not in picture(pilot)
            assert "\u202e" not in picture(pilot)
            await pilot.press("escape", "left", "right", "escape")
            await wait_for(pilot, lambda: pilot.app.screen is not screen)
            screen = await opened(pilot, record_id)
            kept = screen.state.answers.parts[0].values["experience"]
            assert isinstance(kept, str)
            wanted = text.replace("\x1b", "").replace("\x07", "").replace("\ud800", "\ufffd")
            assert len(kept) >= len(wanted) * 0.6
            await pilot.press(*["right"] * 3)
            assert "\x1b" not in picture(pilot)
            assert "\u202e" not in picture(pilot)
