"""Writing many records into a folder: each whole or not at all, none over another unasked, until told to stop."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from exports.files import make_folder, write_file
from exports.plain_record import SUFFIXES, plain_record
from exports.word.from_store import Ready
from exports.word.house.house import House
from exports.word.naming import file_name, unused
from models.dates import counted
from models.errors import Refused
from models.file_names import is_there

REPLACE, NUMBER, SKIP = "replace", "number", "skip"
"""What to do where a file of that name is there already: write over it, keep both, leave it as it is."""
Progress = Callable[[int, int, str], None]


class Stopped(Exception):
    """The person said that it is enough; every file that is there is whole."""


@dataclass(frozen=True, slots=True)
class Going:
    """How records are written: where to, as which kind, for whom, in which style, under which names."""

    folder: Path
    house: House
    now: datetime
    kind: str = "final"
    recipient: str = ""
    pattern: str = ""
    there: str = SKIP

    def path(self, ready: Ready) -> Path:
        """Return where a record would be written."""
        name = file_name(ready.paper, ready.kind(self.kind), self.recipient, self.pattern)
        return self.folder / f"{name.removesuffix('.docx')}{self.suffix}"

    @property
    def suffix(self) -> str:
        """How the names of the files end."""
        return SUFFIXES.get(self.kind, ".docx")

    def content(self, ready: Ready) -> bytes:
        """Return a record as what it is written; raise Refused where it can't be one of this kind."""
        if self.kind in SUFFIXES:
            return plain_record(ready.paper, self.kind)
        return ready.document(self.kind, self.house, self.now, self.recipient)


@dataclass(slots=True)
class Gone:
    """What became of it: the files written with their record and kind, what was left, what could not be."""

    written: list[tuple[Path, int, str]] = field(default_factory=list)
    left: list[Path] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def said(self) -> str:
        """Return what happened in a sentence or two."""
        said = f"{counted(len(self.written), 'document')} written."
        if self.left:
            said += (
                f" {counted(len(self.left), 'file')} of that name were there already and left as they are."
            )
        return said


def write_each(
    going: Going,
    record_ids: Iterable[int],
    read: Callable[[int], Ready],
    done: Callable[[int, str, str], None],
    progress: Progress = lambda _done, _total, _what: None,
) -> Gone:
    """Write records one after another. ``read`` makes one ready, ``done`` notes that it has left.

    A record that can't be one of this kind, and a file that can't be replaced, are named and do not stop
    the rest. Raises Refused, saying how many are whole, where the folder can't be written; Stopped passes
    through from ``progress``.
    """
    gone, taken = Gone(), set[str]()
    wanted = list(record_ids)
    make_folder(going.folder)
    for number, record_id in enumerate(wanted, start=1):
        ready = read(record_id)
        progress(number - 1, len(wanted), ready.paper.running_line())
        try:
            content = going.content(ready)
        except Refused as refused:
            gone.refused.append(str(refused))
            continue
        path = _write(going, going.path(ready), content, taken, gone)
        if path is not None:
            kind = ready.kind(going.kind)
            gone.written.append((path, record_id, kind))
            done(record_id, kind, going.recipient)
            if ready.typed:
                gone.notes.append(
                    f"{path.name}: what was typed and is not part of the record yet is not in it."
                )
    progress(len(wanted), len(wanted), "")
    return gone


def there_already(going: Going, papers: Iterable[Ready]) -> list[Path]:
    """Return which of the files are there already, so that it can be asked before anything is written."""
    return [path for path in dict.fromkeys(going.path(each) for each in papers) if is_there(path)]


def _write(going: Going, path: Path, content: bytes, taken: set[str], gone: Gone) -> Path | None:
    """Write one file; a name that this run gave out already gets a number."""
    if path.name.casefold() in taken or (is_there(path) and going.there == NUMBER):
        path = unused(path, taken)
    elif is_there(path) and going.there == SKIP:
        gone.left.append(path)
        return None
    taken.add(path.name.casefold())
    if not is_there(path):
        write_file(path, content, len(gone.written))
        return path
    try:
        if _is_open(path):
            raise Refused(
                f"{path.name} is open in Word or another program; close it there and write it again."
            )
        write_file(path, content, len(gone.written))
    except Refused as refused:
        gone.refused.append(str(refused))  # it stays as it is, and the others are written
        return None
    return path


def _is_open(path: Path) -> bool:
    """Say whether an office program has marked a file as open: only Windows itself keeps it from being replaced."""
    marks = (f"~${path.name}", f"~${path.name[2:]}", f".~lock.{path.name}#")
    return any(path.with_name(mark).exists() for mark in marks)
