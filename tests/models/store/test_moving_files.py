"""Files are moved as Windows wants it: nothing that is moved or removed is open, and a scanner is waited for."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from models.store import backup
from models.store.files import patiently
from models.store.opening import change_passphrase, unlock_place
from models.store.place import Place
from models.store.restore import restore
from tests import made
from tests.models.store.movers import a_move

_watched: list[list[str]] = []
_listening: list[bool] = []
MOVES = ("os.rename", "os.remove", "os.rmdir")


def _look(event: str, arguments: tuple[Any, ...]) -> None:
    """Note what is open below a path that is moved or removed."""
    if event not in MOVES or not _watched:
        return
    paths = [Path(os.fsdecode(each)).absolute() for each in arguments[:2] if isinstance(each, str | Path)]
    for handle in Path("/proc/self/fd").iterdir():
        try:
            opened = handle.readlink()
        except OSError:
            continue
        for path in paths:
            if opened.is_relative_to(path):
                _watched[-1].append(f"{event} of {path}, while {opened} is open")


@contextmanager
def watched() -> Iterator[list[str]]:
    """Return what would have failed on Windows in here. Python lets nobody stop listening: once is enough."""
    if not _listening:
        sys.addaudithook(_look)
        _listening.append(True)
    _watched.append([])
    try:
        yield _watched[-1]
    finally:
        _watched.pop()


@pytest.mark.skipif(sys.platform != "linux", reason="what is open is seen in /proc")
class TestNothingOpen:
    """Windows moves no file and no folder in which something is open."""

    def test_the_watch_sees_it(self, tmp_path: Path) -> None:
        """A file that is open while its folder is moved."""
        (tmp_path / "one").mkdir()
        with watched() as seen, open(tmp_path / "one" / "file", "w", encoding="utf-8"):
            (tmp_path / "one").rename(tmp_path / "two")
        assert len(seen) == 1

    def test_a_stores_life(self, owned: tuple[Place, str], tmp_path: Path) -> None:
        """Made, changed, given another passphrase, backed up twice, put back, all with nothing open that moves."""
        place, _ = owned
        with watched() as seen:
            made.make(made.place_in(tmp_path / "another"), made.small_team)
            unlocked = unlock_place(place, "first")
            store = made.open_(place, unlocked)
            made.do(store, a_move)
            change_passphrase(store, "second", now=made.NOW, today=made.TODAY, actor="M1", cost=made.CHEAP)
            kept = backup.make(place, store.secret, now=made.NOW, also=tmp_path / "also")
            store.close()
            restore(place, kept.path, "second", by_recovery=False, now=made.NOW)
        assert seen == []


class TestPatience:
    """A virus scanner that looks at a file just written."""

    def test_waited_for_and_no_longer(self) -> None:
        """Tried again while it is not permitted; what is wrong otherwise is said at once."""
        tried: list[str] = []

        def busy(times: int) -> str:
            tried.append("once")
            if len(tried) <= times:
                raise PermissionError
            return "moved"

        assert patiently(lambda: busy(2), (0, 0, 0)) == "moved"
        tried.clear()
        with pytest.raises(PermissionError):
            patiently(lambda: busy(9), (0, 0))
        assert len(tried) == 3
        tried.clear()
        with pytest.raises(FileNotFoundError):
            patiently(lambda: Path("there is none").rename("other"), (0, 0))
