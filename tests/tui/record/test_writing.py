"""The form screen: typing and keeping; nothing typed is ever lost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from models.errors import Refused
from models.store.check import check
from models.store.place import Place
from tests.tui.conftest import Running, wait_for
from tests.tui.looking import app_of, at_once, picture, toasts, words
from tests.tui.recording import EXPERIENCE, begun, kept, opened, shown_record, stored
from tui.screens.record import RecordScreen
from tui.when import Clock

"""From the first section to the reflective cycle of the first child."""


class TestTyping:
    """What is typed is kept within a second, and part of the record once the screen is left."""

    async def test_kept_as_a_draft_then_written(self, demo: Place, running: Running) -> None:
        """The footer says when it was saved, once it was; leaving makes it part of the record."""
        async with running(demo) as pilot:
            record_id = await begun(pilot)
            screen = await opened(pilot, record_id)
            await pilot.press(*EXPERIENCE, "enter", *"Mum rang")
            assert "typing" in words(pilot, "#status")
            await kept(pilot, screen)
            assert "saved " in words(pilot, "#status")
            view = await stored(pilot, record_id)
            assert (view.version, "Mum rang" in view.drafts[0].answers) == (1, True)
            await pilot.press("escape", "escape")
            await wait_for(pilot, lambda: not isinstance(pilot.app.screen, RecordScreen))
            view = await stored(pilot, record_id)
            assert (view.version, view.drafts, "Mum rang" in view.answers) == (2, (), True)

    async def test_saved_is_said_only_of_every_letter(self, demo: Place, running: Running) -> None:
        """“saved” gives way before the picture that brings a newer letter, also one taken back."""
        async with running(demo) as pilot:
            screen = await opened(pilot, await begun(pilot))
            await pilot.press(*EXPERIENCE, "enter", *"Mum rang")
            await kept(pilot, screen)
            assert "saved " in words(pilot, "#status")
            for change in (lambda: screen.editing.long.insert("!"), screen.editing.long.undo):
                change()
                assert "typing …" in words(pilot, "#status")  # before anything of the letter was handled
                await kept(pilot, screen)
                assert "saved " in words(pilot, "#status")

    async def test_left_without_a_word_it_stays_as_it_was(self, demo: Place, running: Running) -> None:
        """Looking at a record writes nothing, neither in it nor in the trail."""
        async with running(demo) as pilot:
            record_id = await begun(pilot)
            await opened(pilot, record_id)
            version = app_of(pilot).desk.version
            await pilot.press(*EXPERIENCE, "enter", "escape", "right", "escape")
            await wait_for(pilot, lambda: not isinstance(pilot.app.screen, RecordScreen))
            assert app_of(pilot).desk.version == version
            assert (await stored(pilot, record_id)).version == 1

    async def test_opened_again_where_the_cursor_was(self, demo: Place, running: Running) -> None:
        """A program that was killed opens the record with what was typed, the cursor in the same word."""
        async with running(demo) as pilot:
            record_id = await begun(pilot)
            screen = await opened(pilot, record_id)
            await pilot.press(*EXPERIENCE, "down", "enter", *"It went well", "left", "left")
            await pilot.press("backspace")
            await kept(pilot, screen)
        async with running(demo) as pilot:
            screen = await shown_record(pilot)
            assert screen.record_id == record_id
            assert screen.editing.long.text == "It went wll"
            assert screen.editing.long.cursor_location == (0, 9)
            assert "Here again is what you typed" in toasts(pilot)
            await pilot.press("e", "escape", "escape")
            await wait_for(pilot, lambda: not isinstance(pilot.app.screen, RecordScreen))
            assert "It went well" in (await stored(pilot, record_id)).answers

    async def test_locking_loses_nothing(self, demo: Place, running: Running) -> None:
        """The lock keeps what was typed a moment ago, and the same screen is there again after it."""
        async with running(demo) as pilot:
            record_id = await begun(pilot)
            screen = await opened(pilot, record_id)
            await pilot.press(*EXPERIENCE, "enter", *"Half a wor", "ctrl+l")
            await wait_for(pilot, lambda: pilot.app.current_mode == "locked")
            await pilot.press("enter")
            await wait_for(pilot, lambda: pilot.app.screen is screen)
            view = await stored(pilot, record_id)
            assert "Half a wor" in view.drafts[0].answers
            await pilot.press("d", "escape", "escape")
            await wait_for(pilot, lambda: not isinstance(pilot.app.screen, RecordScreen))
            assert "Half a word" in (await stored(pilot, record_id)).answers

    async def test_another_room_writes_it(self, demo: Place, running: Running) -> None:
        """F2 while typing: it is part of the record; F4 twice leaves nothing behind either."""
        async with running(demo) as pilot:
            record_id = await begun(pilot)
            await opened(pilot, record_id)
            await pilot.press(*EXPERIENCE, "enter", *"One", "f4")
            await wait_for(pilot, lambda: pilot.app.current_mode == "records")
            await pilot.app.workers.wait_for_complete()
            assert "One" in (await stored(pilot, record_id)).answers

    async def test_the_clock_set_back(
        self, demo: Place, running: Running, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """An hour earlier than the draft says: the later words are kept all the same, and the store holds together."""
        async with running(demo) as pilot:
            record_id = await begun(pilot)
            screen = await opened(pilot, record_id)
            await pilot.press(*EXPERIENCE, "enter", *"Before")
            await kept(pilot, screen)
            desk = app_of(pilot).desk
            then = desk.clock.now() - timedelta(hours=1)
            monkeypatch.setattr(Clock, "now", lambda _self: then)
            await pilot.press(*" and after")
            await kept(pilot, screen)
            assert "Before and after" in (await stored(pilot, record_id)).drafts[0].answers
            await pilot.press("escape", "escape")
            await wait_for(pilot, lambda: not isinstance(pilot.app.screen, RecordScreen))
            view = await stored(pilot, record_id)
            assert (view.drafts, "Before and after" in view.answers) == ((), True)
            found = await desk.with_store(lambda store, unlocked: check(demo, unlocked, then))
            assert [one for one in found if not one.good] == []

    async def test_a_full_disk_is_said_loudly(
        self, demo: Place, running: Running, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """NOT SAVED stands on the status line, the words stay, the screen does not close; then it is saved."""
        async with running(demo) as pilot:
            record_id = await begun(pilot)
            screen = await opened(pilot, record_id)
            desk = app_of(pilot).desk

            async def full(_job: object) -> Any:
                raise Refused("The disk is full, so nothing was changed.")

            with monkeypatch.context() as broken:
                broken.setattr(desk, "quietly", full)
                broken.setattr(desk, "change", full)
                await pilot.press(*EXPERIENCE, "enter", *"Precious")
                await wait_for(pilot, lambda: "NOT SAVED" in words(pilot, "#status"))
                await pilot.press("escape", "escape")
                await pilot.pause()
                assert pilot.app.screen is screen
                assert "Precious" in picture(pilot)
            await pilot.press("escape")
            await wait_for(pilot, lambda: pilot.app.screen is not screen)
            assert "Precious" in (await stored(pilot, record_id)).answers


class TestTypedAhead:
    """Keys that come before the screen is there wait for it."""

    async def test_opened_and_typed_in_one_go(self, demo: Place, running: Running) -> None:
        """Enter on the list, sections, Enter, words: every letter arrives where it was meant."""
        async with running(demo) as pilot:
            await begun(pilot)
            await pilot.press("f4")
            await wait_for(pilot, lambda: "38897" in picture(pilot))
            at_once(pilot, "enter", *EXPERIENCE, "enter", *"Every letter of it")
            screen = await shown_record(pilot)
            await wait_for(pilot, lambda: screen.editing.stop is not None)
            await wait_for(pilot, lambda: screen.editing.long.text == "Every letter of it")
