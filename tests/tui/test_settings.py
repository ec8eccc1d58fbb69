"""What a person chooses for themselves: from the palette, kept in a file they may edit."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from models.errors import Refused
from models.store import backup
from models.store.opening import unlock_place
from models.store.place import Place
from tests.tui.conftest import Running, shown, wait_for
from tests.tui.looking import app_of, board_of, pasted, picture, toasts, words
from tui.app import Footprint
from tui.desk import Desk
from tui.screens.board import BoardScreen
from tui.screens.team import TeamScreen
from tui.settings import Settings, read_settings, write_setting
from tui.when import Clock


async def command(pilot: Pilot[Any], name: str) -> None:
    """Run a command found by its name."""
    await pilot.press("ctrl+p", *name.lower())
    await wait_for(pilot, lambda: name in picture(pilot))
    await pilot.pause(0.3)
    await pilot.press("enter")
    await pilot.pause()


class TestTheFile:
    """settings.toml in the person's own configuration folder."""

    def test_absent_it_is_as_it_comes(self, tmp_path: Path) -> None:
        """Ten minutes, dark, large tiles."""
        assert read_settings(tmp_path) == Settings(10, "dark", dense=False, sort="longest")

    def test_what_a_person_wrote_stays(self, tmp_path: Path) -> None:
        """Changing one setting keeps comments and whatever else stands in the file."""
        (tmp_path / "settings.toml").write_text('# mine\ntheme = "light"  # at the window\nother = 1\n')
        write_setting(tmp_path, "idle_minutes", 20)
        kept = (tmp_path / "settings.toml").read_text()
        assert "# at the window" in kept
        assert "other = 1" in kept
        assert read_settings(tmp_path) == Settings(idle_minutes=20, theme="light")

    @pytest.mark.parametrize(
        ("content", "says"),
        [
            ("theme = 3", "theme should be str"),
            ('theme = "blue"', "theme is dark or light"),
            ("idle_minutes = 0", "a number from 1 to 240"),
            ("theme = ", "is not right"),
            (r'house_style = "C:\Users\council.docx"', r"single quotes: 'C:\\Users"),
            (
                r'second_backup_folder = "H:\backup"',
                "second_backup_folder holds a sign that can't be printed",
            ),
        ],
    )
    def test_what_cannot_be_used_is_named(self, tmp_path: Path, content: str, says: str) -> None:
        """The file, the setting, and what it should be."""
        (tmp_path / "settings.toml").write_text(content)
        with pytest.raises(Refused, match=says) as refused:
            read_settings(tmp_path)
        assert "settings.toml" in str(refused.value)

    def test_a_path_of_windows_and_an_older_notepad(self, tmp_path: Path) -> None:
        """In single quotes it is as it was written; the mark before the text is no part of it, and goes."""
        path = tmp_path / "settings.toml"
        path.write_text("second_backup_folder = 'H:\\backup'\n", encoding="utf-8-sig")
        assert read_settings(tmp_path).second_backup_folder == "H:\\backup"
        write_setting(tmp_path, "idle_minutes", 20)
        assert path.read_text(encoding="utf-8") == "second_backup_folder = 'H:\\backup'\nidle_minutes = 20\n"

    def test_edited_into_nonsense_meanwhile(self, tmp_path: Path) -> None:
        """A setting changed in the program is refused then, and the file stays as it is."""
        (tmp_path / "settings.toml").write_text("theme = ")
        with pytest.raises(Refused, match="is not right"):
            write_setting(tmp_path, "idle_minutes", 20)
        assert (tmp_path / "settings.toml").read_text() == "theme = "


class TestFromThePalette:
    """Each by its name."""

    async def test_the_commands_come_first_and_none_is_blank(self, demo: Place, running: Running) -> None:
        """Commands without a key stand before the keys of the screen."""
        async with running(demo) as pilot:
            await pilot.press("ctrl+p")
            await wait_for(pilot, lambda: "Back up now" in picture(pilot))
            lines = [line.strip() for line in picture(pilot).splitlines() if line.strip()]
            assert not [line for line in lines if line.startswith("(")]
            assert "🔎" not in picture(pilot)

    async def test_a_word_that_begins_one_counts_for_more(self, demo: Place, running: Running) -> None:
        """“cover” is what a covering manager's key is for, before the recovery key."""
        async with running(demo) as pilot:
            await pilot.press("ctrl+p", *"cover")
            await wait_for(pilot, lambda: "New recovery key" in picture(pilot))
            shown_then = picture(pilot)
            assert shown_then.index("The organisation's key") < shown_then.index("New recovery key")

    async def test_a_recovery_key_gives_way_to_whatever_is_opened_over_it(
        self, demo: Place, running: Running
    ) -> None:
        """Help and the palette are only looked at; a page or another question ends it, and that is said."""
        async with running(demo) as pilot:
            await command(pilot, "New recovery key")
            await wait_for(pilot, lambda: "It is shown this once" in picture(pilot))
            await pilot.press("f1", "escape", "ctrl+p", "escape")
            await wait_for(pilot, lambda: "It is shown this once" in picture(pilot))
            await command(pilot, "The team")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, TeamScreen))
            await pilot.press("escape")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, BoardScreen))
            assert "The recovery key is as it was" in toasts(pilot)
            await command(pilot, "New recovery key")
            await command(pilot, "Lock by itself")
            await pilot.press("escape")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, BoardScreen))
            await command(pilot, "Change the passphrase")
            await pilot.press("f6")
            await shown(pilot, "people")
            await pilot.press("f2")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, BoardScreen))

    async def test_minutes_theme_and_second_place(self, owned: tuple[Place, str], own_settings: Path) -> None:
        """Chosen on the screen, found in the file; what is no sense is said and not kept."""
        place, _ = owned
        drive = own_settings.parent / "drive"
        drive.mkdir()
        app = Footprint(Desk(place, Clock()))
        app.animation_level = "none"
        async with app.run_test(size=(110, 30), notifications=True) as pilot:
            await pilot.press(*"first", "enter")
            await shown(pilot, "board")
            await command(pilot, "Lock by itself")
            await pilot.press("ctrl+u", *"25", "ctrl+s")
            await command(pilot, "Lock by itself")
            await pilot.press("ctrl+u", *"999", "ctrl+s")
            await pilot.pause()
            assert "a number from 1 to 240" in toasts(pilot)
            await command(pilot, "Light or dark")
            assert app.theme == "footprint-light"
            await command(pilot, "Second place for backups")
            await pasted(pilot, drive, "ctrl+s")
            await command(pilot, "Back up now")
            await app.workers.wait_for_complete()
            await wait_for(pilot, lambda: any(drive.iterdir()))
            app.desk.leave()
        assert read_settings(own_settings) == Settings(25, "light", second_backup_folder=str(drive))


class TestBackupByItself:
    """Once a day, verified; its age is on the screen."""

    async def test_one_is_made_at_opening_and_not_twice(self, owned: tuple[Place, str]) -> None:
        """The first opening of a day makes it; locking and unlocking makes no other."""
        place, _ = owned
        app = Footprint(Desk(place, Clock()))
        async with app.run_test(size=(120, 30)) as pilot:
            for _ in range(2):
                await pilot.press(*"first", "enter")
                await shown(pilot, "board")
                await wait_for(pilot, lambda: "backup" in words(pilot, "#top"))
                await pilot.press("ctrl+l")
                await shown(pilot, "locked")
            app.desk.leave()
        assert len(backup.list_backups(place.backups)) == 1

    async def test_an_old_one_is_said_loudly(self, owned: tuple[Place, str]) -> None:
        """Where none could be made for days, even a narrow screen says so."""
        place, _ = owned
        secret = unlock_place(place, "first").secret
        backup.make(place, secret, now=Clock().now() - timedelta(days=5))
        app = Footprint(Desk(place, Clock()))
        async with app.run_test(size=(80, 24)) as pilot:
            await app.desk.unlock("first", read_only=True)
            await app.opened()
            await wait_for(pilot, lambda: "LAST BACKUP 5 DAYS AGO" in picture(pilot))
            app.desk.leave()


class TestFinding:
    """/ finds a child from wherever."""

    async def test_from_another_page(self, demo: Place, running: Running) -> None:
        """From a practitioner's page the search is the board's."""
        async with running(demo) as pilot:
            wanted = board_of(pilot).state.columns[3][5].number
            await pilot.press("f6", "enter")
            await pilot.pause()
            await pilot.press("slash", *wanted, "enter")
            await pilot.pause()
            assert board_of(pilot).state.shown == 1
            assert app_of(pilot).current_mode == "board"
