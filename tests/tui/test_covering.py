"""Cover: the organisation's key made, named and used, from the command line and in the program."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from models.errors import Refused
from models.store import opening
from models.store.cover import make_pair, read_public
from tests import made
from tests.models.store.owned import Owned
from tests.tui.conftest import wait_for
from tests.tui.looking import picture, toasts
from tui.app import Footprint
from tui.covering import cover_key, read_key_file
from tui.desk import Desk
from tui.main import main
from tui.screens.fields import FieldsDialog
from tui.settings import Settings, read_settings
from tui.when import Clock


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """The two key files, under the passphrase “cover”."""
    public, secret = tmp_path / "council.pub", tmp_path / "council.key"
    for path, text in zip((public, secret), make_pair("Riverside Council", "cover", made.CHEAP), strict=True):
        path.write_text(text)
    return public, secret


class TestInTheProgram:
    """The settings name it, the owner agrees; a covering manager opens the store with it."""

    async def test_named_agreed_and_used(self, owned: Owned, files: tuple[Path, Path]) -> None:
        """Nothing is let in by the settings alone; then the key's passphrase opens it, said on every screen."""
        place, (public, secret) = owned[0], files
        app = Footprint(Desk(place, Clock()), Settings(cover_key=str(public)))
        async with app.run_test(size=(120, 30), notifications=True) as pilot:
            await pilot.press(*"first", "enter")
            await wait_for(pilot, lambda: isinstance(app.screen, FieldsDialog))
            assert "Your settings name a key: Riverside Council" in picture(pilot)
            await pilot.press(*"yes", "ctrl+s")
            await wait_for(pilot, lambda: "can open this store now" in toasts(pilot))
            app.desk.leave()
        desk = Desk(place, Clock())
        desk.cover_file = secret
        app = Footprint(desk, Settings(cover_key=str(public)))
        async with app.run_test(size=(120, 30), notifications=True) as pilot:
            assert "council.key" in picture(pilot)
            assert "F8 only look" not in picture(pilot), "it can't be opened so with the key"
            await pilot.press("f7")
            assert "opened with the organisation's key" in picture(pilot)
            await pilot.press(*"cover", "enter")
            await wait_for(pilot, lambda: app.current_mode == "board")
            assert "COVER" in picture(pilot)
            assert desk.actor == f"cover {read_public(public.read_text()).id}"
            desk.leave()
        store = made.open_(place, opening.unlock_place(place, "first"))
        assert "open_with_cover" in {row[3] for row in made.trail_rows(store)}
        store.close()
        app = Footprint(Desk(place, Clock()), Settings())
        async with app.run_test(size=(120, 30), notifications=True) as pilot:
            await pilot.press(*"first", "enter")
            await wait_for(pilot, lambda: "organisation's key while you were away" in toasts(pilot))
            assert "nothing changed" in toasts(pilot)
            await cover_key(app)
            await wait_for(pilot, lambda: "Opened with it: " in picture(pilot))
            app.desk.leave()


class TestFile:
    """The file that is named, in the settings or on the command line."""

    def test_what_is_no_key(self, files: tuple[Path, Path], tmp_path: Path) -> None:
        """Missing, a folder, another file, a huge one: which file it is, what is wrong, and what to do."""
        other, huge = tmp_path / "notes.pub", tmp_path / "huge.pub"
        other.write_bytes(b"\xff\xfe\x00PK")
        with huge.open("wb") as stream:
            stream.truncate(3 * 2**30)
        for path, says in (
            (tmp_path / "gone.pub", "is not there. Ask whoever keeps"),
            (tmp_path, r"cannot be read .* Ask whoever keeps"),
            (other, r"is not the public half of a cover key. Name the file ending in .pub"),
            (huge, "is not the public half"),
            (files[1], "That is the secret half"),
        ):
            with pytest.raises(Refused, match=f"{re.escape(str(path))}.*{says}"):
                read_key_file(path)
        assert read_key_file(files[0]).name


class TestCommands:
    """From a shell."""

    def test_pair_cover_passphrase(
        self,
        owned: Owned,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        """Made once, never over another; named in the settings; a new passphrase with it; taken away again."""
        place = owned[0]
        monkeypatch.setenv("FOOTPRINT_PASSPHRASE", "first")
        monkeypatch.setenv("FOOTPRINT_COVER_PASSPHRASE", "long enough")
        monkeypatch.setenv("FOOTPRINT_NEW_PASSPHRASE", "second")
        base = tmp_path / "keys"
        where = ("--store", str(place.folder))

        def run(*arguments: str) -> tuple[int, str]:
            code = main(list(arguments))
            said = capsys.readouterr()
            return code, said.out + said.err

        assert run("key", "pair", "Riverside", "--to", str(base))[0] == 0
        assert "is there already" in run("key", "pair", "Riverside", "--to", str(base))[1]
        monkeypatch.chdir(tmp_path)
        (tmp_path / "held").mkdir()
        for folder, there in ((".", "Riverside.pub"), ("held", "held/Riverside.pub")):
            assert run("key", "pair", "Riverside", "--to", folder)[0] == 0
            assert (tmp_path / there).is_file(), "a folder holds the two files, by whose they are"
        assert run("passphrase", "--cover", f"{base}.key", *where)[0] == 1
        assert "organisation's key: none can open the store; not used" in run("check", *where)[1]
        assert "No organisation's key" in run("key", "cover", *where)[1]
        code, said = run("key", "cover", f"{base}.pub", *where)
        assert (code, "can open this store now" in said) == (0, True)
        assert "can open the store; not used" in run("check", *where)[1]
        assert read_settings(tmp_path / "config").cover_key == str((tmp_path / "keys.pub").resolve())
        assert run("passphrase", "--cover", f"{base}.key", *where)[0] == 0
        assert opening.unlock_place(place, "second").by == "passphrase"
        monkeypatch.setenv("FOOTPRINT_PASSPHRASE", "second")
        assert run("key", "cover", "--none", *where)[0] == 0
        code, said = run("passphrase", "--cover", f"{base}.key", *where)
        assert (code, "never named one" in said) == (1, True)
