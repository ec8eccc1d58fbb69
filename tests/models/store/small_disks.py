"""A disk too small for what is written to it, filled to the brim or with a little left."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from models.store.change import Change
from models.tables import Family


def big_change(change: Change) -> None:
    """Write some 400 KB of rows in one change."""
    first = change.next_id(Family)
    change.insert_many(Family, [{"id": first + n, "code": f"{first + n}-" + "x" * 380} for n in range(1000)])
    change.note("fill", "family", rows=1000)


@contextmanager
def small_disk() -> Iterator[Path]:
    """A disk of two megabytes, unmounted afterwards; skips where only an administrator may make one."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("a disk of one's own needs root on Linux; the quota below proves the same")
    folder = Path(tempfile.mkdtemp(prefix="footprint-small-disk-", dir="/tmp"))
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m,mode=700", "tmpfs", folder], capture_output=True
    )
    try:
        if mounted.returncode:
            pytest.skip("this system lets no one mount")
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], capture_output=True)
        folder.rmdir()


@contextmanager
def full(folder: Path, leaving: int = 0) -> Iterator[None]:
    """Fill the disk of a folder but for some bytes; free it afterwards."""
    ballast = folder / "ballast"
    size = shutil.disk_usage(folder).free - leaving
    ballast.write_bytes(b"x" * (size // 4096 * 4096))
    try:
        yield
    finally:
        ballast.unlink()
