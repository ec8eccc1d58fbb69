"""What can go wrong with a store, as it is met on the screen: one sentence, and the program goes on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.css.query import NoMatches

from models.errors import Refused
from models.store.connection import connect
from models.store.opening import unlock_place
from models.store.place import Place
from tests import made
from tests.models.store.small_disks import full, small_disk
from tests.tui.conftest import Running, shown, wait_for
from tests.tui.looking import app_of, board_of, picture, toasts, under_cursor, words
from tui.app import Footprint
from tui.desk import Desk
from tui.screens.base import Room
from tui.when import Clock


def newer(path: Path) -> None:
    """Write the version of a Footprint to come into a store."""
    connection = connect(path, unlock_place(Place(path.parent), "first").secret, mode="rwc")
    connection.execute("PRAGMA user_version=99")
    connection.close()


class TestStoresThatStayClosed:
    """The unlock screen says why, and asks again."""

    @pytest.mark.parametrize(
        ("harm", "says"),
        [
            (lambda path: path.write_bytes(b""), "is empty"),
            (lambda path: path.write_bytes(path.read_bytes()[: 4096 * 6]), "is damaged"),
            (lambda path: path.write_text("Dear diary\n" * 2000), "is not the store of this key file"),
            (lambda path: path.unlink(), "store.db"),
            (lambda path: (path.parent / "store.keys").write_text("{"), "Board"),
            (
                lambda path: [(path.parent / f"store.keys{end}").write_text("{") for end in ("", ".copy")],
                "key file",
            ),
            (newer, "newer Footprint"),
        ],
        ids=["empty", "truncated", "another's", "gone", "key file lost", "both key files lost", "newer"],
    )
    async def test_the_sentence_is_on_the_screen(
        self, owned: tuple[Place, str], harm: Callable[[Path], object], says: str
    ) -> None:
        """At 80 by 24 the sentence is shown whole; with one key file lost the store opens all the same."""
        place, _ = owned
        harm(place.database)
        app = Footprint(Desk(place, Clock()))
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            await pilot.press(*"first", "enter")
            await app.workers.wait_for_complete()
            await pilot.pause()
            assert says in " ".join(picture(pilot).replace("│", " ").split())
            assert app.is_running
            app.desk.leave()


class TestTheDiskIsFull:
    """What cannot be written is refused in words; what is shown is what is stored."""

    async def test_a_move_and_a_draft(self, made_team: tuple[Path, object], running: Running) -> None:
        """The tile stays where it is stored, the form says NOT KEPT, a reason is there again; with space all works."""
        with small_disk() as folder:
            place = made.copy_of(Place(made_team[0]), folder)
            async with running(place) as pilot:
                await wait_for(pilot, lambda: "overdue" in words(pilot, "#top"))
                await pilot.press("4", "5")  # a move whose reason can be said
                with full(folder):
                    for _ in range(60):
                        before = under_cursor(pilot).stage
                        await pilot.press("3" if before != 3 else "2")
                        if "disk" in words(pilot, "#status"):
                            break
                    assert "The disk" in words(pilot, "#status")
                    assert under_cursor(pilot).stage == before
                    await pilot.press("w", *"Mum asked", "enter")
                    await wait_for(pilot, lambda: "The disk" in words(pilot, "#status"))
                    await pilot.press("w")
                    await wait_for(pilot, lambda: "Mum asked" in picture(pilot))
                    await pilot.press("escape", "a", *"51777", "tab")
                    await wait_for(pilot, lambda: "NOT KEPT" in picture(pilot))
                await pilot.press("x")
                await wait_for(pilot, lambda: "kept" in words(pilot, "#said"))
                await pilot.press("escape")
                await wait_for(pilot, lambda: isinstance(pilot.app.screen, Room))
                await pilot.press("5")
                assert under_cursor(pilot).stage == 5


class TestLeftWhileAScreenIsMade:
    """Ctrl+Q while something is being made behind the screen that is shown."""

    async def test_is_no_fault(self, demo: Place, running: Running) -> None:
        """What misses its parts by then is not told as a fault, and the program ends well."""
        async with running(demo) as pilot:
            app = app_of(pilot)
            app.exit()
            app._handle_exception(NoMatches("No nodes match “#top”"))
        assert app.return_code == 0


class TestLockingInAPause:
    """Things that are done once the person pauses find the store locked."""

    async def test_a_move_and_a_lock_right_after_it(self, demo: Place, running: Running) -> None:
        """The board is read again after unlocking and not before; nothing ends the program."""
        async with running(demo) as pilot:
            number = under_cursor(pilot).number
            await pilot.press("greater_than_sign", "ctrl+l")
            await shown(pilot, "locked")
            await pilot.pause(1)
            assert pilot.app.is_running
            await pilot.press("enter")
            await shown(pilot, "board")
            assert (under_cursor(pilot).number, under_cursor(pilot).stage) == (number, 2)

    async def test_a_refusal_nobody_expected_is_said(self, demo: Place, running: Running) -> None:
        """Whatever the store refuses in a handler or in a worker is said in passing, and the program goes on."""
        async with running(demo) as pilot:

            async def refuse() -> None:
                raise Refused("The disk [/b] is gone.")

            app_of(pilot).run_worker(refuse())
            await wait_for(pilot, lambda: "The disk [/b] is gone." in toasts(pilot))
            board_of(pilot).call_later(refuse)
            app_of(pilot).call_next(refuse)
            await wait_for(pilot, lambda: toasts(pilot).count("The disk [/b] is gone.") == 3)
            assert app_of(pilot).is_running
