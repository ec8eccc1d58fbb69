"""Files of those who left, on screen and command line: held, destroyed in two steps, a person's own as one."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from textual.pilot import Pilot

from models.changes.destroying import destroy_file, propose_destruction
from models.changes.team import correct_team
from models.errors import Refused
from models.store.connection import connect
from models.store.opening import unlock_place
from models.store.place import Place
from tests import made
from tests.models.changes.leavers import HAVERING, LEAVER, LONG_AFTER, NUMBER, WORDS, made_leaver
from tests.models.store.small_disks import full, small_disk
from tests.tui.conftest import Running, wait_for
from tests.tui.looking import app_of, picture, toasts, words
from tui.main import main
from tui.reports_out import gone_unless_noted
from tui.screens.entry import EntryScreen
from tui.screens.fields import FieldsDialog
from tui.screens.leavers import LeaversScreen
from tui.screens.person import PersonScreen
from tui.screens.verdict import VerdictDialog

LATER = made.TODAY + timedelta(days=400)


@pytest.fixture(scope="module")
def made_left(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A scratch store of Havering's with the file of someone who left more than two years ago, made once."""
    place = made.place_in(tmp_path_factory.mktemp("left"))
    unlocked, _ = made.make(place, made.small_team)
    store = made.open_(place, unlocked)
    made_leaver(store)
    made.do(store, lambda change: correct_team(change, "Riverside 2", "havering", made.SERVICE))
    store.close()
    return place.folder


@pytest.fixture
def left(tmp_path: Path, made_left: Path) -> Place:
    """A copy of it."""
    return made.copy_of(Place(made_left), tmp_path)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Open the program on the day when the period is over."""
    monkeypatch.setattr("tests.tui.conftest.DAY", LATER)
    return iter(())


async def on_list(pilot: Pilot[Any]) -> str:
    """Open the list of files; return what it says."""
    app_of(pilot).open_leavers()
    await wait_for(
        pilot, lambda: isinstance(pilot.app.screen, LeaversScreen) and bool(pilot.app.screen.query("#files"))
    )
    await wait_for(pilot, lambda: NUMBER in words(pilot, "#files"))
    return words(pilot, "#files")


async def answered(pilot: Pilot[Any], key: str, *typed: str) -> None:
    """Press a key, answer the form it opens, and wait until the list is back."""
    await pilot.press(key)
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, EntryScreen | FieldsDialog))
    await pilot.press(*typed, "ctrl+s")
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, LeaversScreen))
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


class TestUnfinished:
    """A destruction whose pages could not be cleaned."""

    async def test_said_when_the_store_opens(self, left: Place, running: Running) -> None:
        """While another program still reads what was there, each opening says so; after that, none does."""
        unlocked = unlock_place(left, "")
        store = made.open_(left, unlocked)
        number = made.do(
            store, lambda change: propose_destruction(change, HAVERING, LEAVER).id, today=LONG_AFTER
        )
        reader = connect(left.database, unlocked.secret, mode="ro")
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM trail").fetchone()
        made.do(store, lambda change: destroy_file(change, HAVERING, number, NUMBER), today=LONG_AFTER)
        store.close()
        for held in (True, False):
            async with running(left) as pilot:
                assert ("to be cleaned" in await on_list(pilot)) == held
                assert ("could not be cleaned yet" in toasts(pilot)) == held
            reader.close()


@pytest.mark.usefixtures("later")
class TestScreen:
    """In two steps, each by a person."""

    async def test_held_proposed_destroyed(self, left: Place, running: Running, tmp_path: Path) -> None:
        """X alone does nothing; a hold stops it; proposed, then destroyed with the number; the certificate stays."""
        async with running(left) as pilot:
            assert "May be destroyed" in await on_list(pilot)
            await pilot.press("enter")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, PersonScreen))
            await wait_for(pilot, lambda: "which has passed: to be deleted" in words(pilot, "#person"))
            assert "Hours by month" not in words(pilot, "#person"), "not for months after the last day"
            await pilot.press("escape")
            await on_list(pilot)
            await pilot.press("x")
            assert "In two steps" in toasts(pilot)
            await answered(pilot, "h", *"a claim")
            assert "Held since" in words(pilot, "#files")
            assert "to be deleted once it is not held" in words(pilot, "#files")
            await pilot.press("p")
            assert "h lifts the hold first" in toasts(pilot), "said before anything is typed"
            await answered(pilot, "h", *"it ended")
            await answered(pilot, "p")
            assert "Destruction proposed" in words(pilot, "#files")
            assert "by Morag" in words(pilot, "#files"), "by name, not by number"
            await pilot.press("x")
            await wait_for(pilot, lambda: "To go: 2 records" in " ".join(picture(pilot).split()))
            await pilot.press("escape")
            await answered(pilot, "x", *"P3")
            assert "Nothing was destroyed" in toasts(pilot)
            await answered(pilot, "x", *NUMBER)
            assert "Destroyed on" in words(pilot, "#files")
            assert WORDS not in words(pilot, "#files")
            await pilot.press("u")
            assert "left to take back" in toasts(pilot)
            await pilot.press("enter")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, VerdictDialog))
            await pilot.press("escape")
            path = tmp_path / "certificate.docx"
            await answered(pilot, "c", "home", "shift+end", *str(path))
            text = "\n".join(one.text for one in Document(str(path)).paragraphs)
            assert "Destroyed: 2 records" in text
            assert WORDS not in text


class TestCommand:
    """The same from a shell."""

    def test_in_two_steps(self, left: Place, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        """List, export, propose, destroy with the number, certificate; errors are sentences."""

        def run(*arguments: str) -> tuple[int, str]:
            code = main(["file", *arguments, "--store", str(left.folder), "--today", LATER.isoformat()])
            said = capsys.readouterr()
            return code, said.out + said.err

        code, said = run("list", "--json")
        assert (code, json.loads(said)[0]["state"]) == (0, "may go")
        whole = tmp_path / "own.zip"
        assert run("export", NUMBER, "--to", str(whole))[0] == 0
        _looks_whole(whole.read_bytes())
        assert "is there already" in run("export", NUMBER, "--to", str(whole))[1]
        assert "Nothing is proposed" in run("destroy", NUMBER, "--number", NUMBER)[1]
        code, said = run("propose", NUMBER)
        assert (code, "To go: 2 records" in said) == (0, True)
        assert run("destroy", NUMBER)[0] == 2
        code, said = run("destroy", NUMBER, "--number", NUMBER)
        assert (code, "Destroyed: 2 records" in said) == (0, True)
        assert "2 documents of it had left the store before" in said or "documents of it had left" in said
        code, said = run("certificate", NUMBER)
        assert (code, "CERTIFICATE OF DESTRUCTION" in said, WORDS in said) == (0, True, False)
        assert re.search("Pages and log.*cleaned", said)
        assert "There is no practitioner P99" in run("hold", "P99", "--because", "x")[1]

    def test_no_room_for_the_export(self, left: Place, capsys: pytest.CaptureFixture[str]) -> None:
        """On a full disk: which file, why, and what to do; nothing is there, and nothing noted."""
        with small_disk() as folder, full(folder, leaving=20_000):
            code = main(
                ["file", "export", NUMBER, "--to", str(folder / "P4.zip"), "--store", str(left.folder)]
            )
            said = capsys.readouterr().err
            assert (code, "P4.zip can't be written: the disk is full; free some space" in said) == (1, True)
            assert [path.name for path in folder.iterdir()] == ["ballast"]
        store = made.open_(left, unlock_place(left, ""))
        assert "export_file" not in {line[3] for line in made.trail_rows(store)}
        store.close()

    def test_where_there_can_be_no_file(
        self, left: Place, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        """Below something that is no folder."""
        (tmp_path / "notes").write_text("x")
        wanted = tmp_path / "notes" / "P4.zip"
        assert main(["file", "export", NUMBER, "--to", str(wanted), "--store", str(left.folder)]) == 1
        assert f"There can be no folder {tmp_path / 'notes'}" in capsys.readouterr().err

    def test_nothing_leaves_unnoted(self, tmp_path: Path) -> None:
        """Where the store can't say that something left, the file goes again."""
        path = tmp_path / "P4.zip"
        path.write_bytes(b"whole")
        with pytest.raises(Refused, match="full"), gone_unless_noted(path):
            raise Refused("The disk is full.")
        assert not path.exists()


def _looks_whole(content: bytes) -> None:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        names = archive.namelist()
        assert names[:3] == ["file.docx", "file.txt", "file.json"]
        assert len([name for name in names if name.startswith("records/")]) == 2
        assert archive.testzip() is None
        data = json.loads(archive.read("file.json"))
        assert data["number"] == NUMBER
        text = archive.read("file.txt").decode()
        for heading in ("Agreements", "Absences", "Actions about the person", "On children's files"):
            assert heading in text
        assert WORDS in text
