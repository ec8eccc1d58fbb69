"""The gate every file from outside passes before a library may open it.

A zip's own figures are not believed: every entry is inflated here, with a cap, and counted. A 614 KB
file cost a reader 610 MB otherwise, a 40 KB one 6 GB.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from struct import unpack
from typing import BinaryIO

from models.errors import Refused
from models.intake.xml_look import XmlLook

_CHUNK = 1 << 18
_LOCAL_HEADER = 30
_ENCRYPTED = 0x1
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_EMPTY_ZIP = b"PK\x05\x06"
_MB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may cost at most. Sizes in bytes; ``ratio`` counts for entries over ``ratio_from``."""

    file: int
    entries: int
    entry: int
    total: int
    ratio: int = 200
    ratio_from: int = _MB


SPREADSHEET = Limits(file=80 * _MB, entries=3_000, entry=600 * _MB, total=800 * _MB)
DOCUMENT = Limits(file=20 * _MB, entries=300, entry=30 * _MB, total=60 * _MB, ratio_from=8 * _MB)
TEXT_FILE = 200 * _MB
"""The size up to which a .csv file is read, in bytes."""

Watch = Callable[[str, bytes], None]
"""Told every inflated piece of every entry: the entry's name and the bytes, a tail of the last piece first."""


def pass_text(path: Path) -> None:
    """Let a plain text file through. Raises Refused if it is too large, empty, absent or cannot be read."""
    size = size_of(path)
    if size > TEXT_FILE:
        raise Refused(
            f"{path.name} is too large to be a caseload: {size // _MB} MB. The most is {TEXT_FILE // _MB} MB."
        )


def pass_zip(path: Path, limits: Limits, wanted: str, watch: Watch | None = None) -> None:
    """Let an Office file (.xlsx, .docx) through, or raise Refused with what is wrong with it.

    ``wanted`` names what the file should be, such as ``an Excel workbook (.xlsx)``. ``watch`` sees every
    piece of XML on its way, so that nothing has to be inflated twice.
    """
    size = size_of(path)
    if size > limits.file:
        raise Refused(
            f"{path.name} is too large: {size // _MB} MB, where {limits.file // _MB} MB is the most. "
            "Save what is needed into a file of its own."
        )
    with open_to_read(path) as stream:
        start = stream.read(8)
        if not start.startswith(b"PK") or start.startswith(_EMPTY_ZIP):
            raise Refused(_what_it_is(path, start, stream, wanted))
        try:
            _pass_entries(path, stream, limits, watch)
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, ValueError):
            raise Refused(_damaged(path, wanted)) from None


def size_of(path: Path) -> int:
    """Return the size of a file in bytes; raise Refused if it is empty, absent or out of reach."""
    try:
        size = path.stat().st_size
    except OSError as error:
        raise Refused(why_unread(path, error)) from None
    if size == 0:
        raise Refused(f"{path.name} is empty. Save it again from the program it comes from.")
    return size


def open_to_read(path: Path) -> BinaryIO:
    """Open a file for reading; raise Refused with the reason if the system does not let us."""
    try:
        return path.open("rb")
    except OSError as error:
        raise Refused(why_unread(path, error)) from None


def why_unread(path: Path, error: OSError) -> str:
    """Return the sentence for a file the system does not let us read."""
    if isinstance(error, FileNotFoundError):
        return f"There is no file {path}. Look at how its name is spelt."
    if isinstance(error, IsADirectoryError):
        return f"{path.name} is a folder. Name a file in it, or a folder of .csv files."
    if isinstance(error, PermissionError):
        return (
            f"{path.name} cannot be opened: another program has it open, or you may not read it. "
            "Close it there, or save a copy and name that."
        )
    return f"{path.name} cannot be read ({error.strerror or type(error).__name__})."


def _pass_entries(path: Path, stream: BinaryIO, limits: Limits, watch: Watch | None) -> None:
    entries = zipfile.ZipFile(stream).infolist()
    if len(entries) > limits.entries:
        raise Refused(
            f"{path.name} holds {len(entries)} parts, more than the {limits.entries} that are let in."
        )
    names = [_plain_name(path, entry.orig_filename) for entry in entries]
    if len(set(names)) != len(names):
        raise Refused(
            f"{path.name} holds two parts of one name, which no office program writes. It was not opened."
        )
    total = 0
    for entry, name in zip(entries, names, strict=True):
        total += _pass_entry(
            path, stream, entry, name, min(limits.entry, limits.total - total), limits, watch
        )


def _plain_name(path: Path, name: str) -> str:
    parts = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or ".." in parts or "\\" in name or "\x00" in name:
        raise Refused(f"{path.name} holds a part that points outside the file. It was not opened.")
    return name.lower()


def _pass_entry(
    path: Path,
    stream: BinaryIO,
    entry: zipfile.ZipInfo,
    name: str,
    most: int,
    limits: Limits,
    watch: Watch | None,
) -> int:
    """Inflate one entry, look at it, and return its true size."""
    if entry.flag_bits & _ENCRYPTED:
        raise Refused(f"{path.name} is protected by a password. Save a copy without one and import that.")
    look = XmlLook(path.name) if name.endswith((".xml", ".rels", ".vml")) else None
    size = 0
    for piece in _inflated(stream, entry):
        size += len(piece)
        if size > most or (size > limits.ratio_from and size > limits.ratio * max(entry.compress_size, 1)):
            raise Refused(
                f"{path.name} would unpack to far more than it should (a part of it grows beyond "
                f"{size // _MB} MB). It was not opened; ask whoever sent it for another copy."
            )
        if look is not None:
            look.see(piece)
            if watch is not None:
                watch(entry.filename, look.window)
    if size != entry.file_size:
        raise zipfile.BadZipFile
    return size


def _inflated(stream: BinaryIO, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield an entry's bytes, inflated here and never more than a piece at a time."""
    stream.seek(entry.header_offset)
    header = stream.read(_LOCAL_HEADER)
    if len(header) < _LOCAL_HEADER or header[:4] != b"PK\x03\x04":
        raise zipfile.BadZipFile
    name_length, extra_length = unpack("<HH", header[26:30])
    stream.seek(name_length + extra_length, 1)
    left, checked = entry.compress_size, 0
    inflate = zlib.decompressobj(-15) if entry.compress_type == zipfile.ZIP_DEFLATED else None
    if inflate is None and entry.compress_type != zipfile.ZIP_STORED:
        raise zipfile.BadZipFile
    while left > 0:
        packed = stream.read(min(_CHUNK, left))
        if not packed:
            raise EOFError
        left -= len(packed)
        for piece in _pieces(inflate, packed):
            checked = zlib.crc32(piece, checked)
            yield piece
    if (inflate is not None and not inflate.eof) or checked != entry.CRC:
        raise zipfile.BadZipFile


def _pieces(inflate: zlib._Decompress | None, packed: bytes) -> Iterator[bytes]:
    if inflate is None:
        yield packed
        return
    while packed:
        piece = inflate.decompress(packed, _CHUNK)
        if piece:
            yield piece
        packed = inflate.unconsumed_tail
        if inflate.unused_data:
            raise zipfile.BadZipFile
        if not piece and not packed:
            return


def _what_it_is(path: Path, start: bytes, stream: BinaryIO, wanted: str) -> str:
    """Say what a file is that is no zip: password-protected, of an old format, or something else."""
    if start == _OLE:
        rest = stream.read(_MB)
        if "EncryptedPackage".encode("utf-16-le") in rest:
            return (
                f"{path.name} is protected by a password. Open it, save a copy without one, and import that."
            )
        return f"{path.name} is of the old format of before 2007. Open it and save it as {wanted}, then import that."
    if start.lstrip()[:1] == b"<":
        return f"{path.name} is a web page or XML and not {wanted}. Open it and save it as {wanted}."
    if start.startswith(_EMPTY_ZIP):
        return f"{path.name} is an empty package. Save it again as {wanted}."
    if _is_text(start):
        table = " If it is a table, give it a name that ends in .csv." if "xlsx" in wanted else ""
        return f"{path.name} holds plain text and is not {wanted}.{table}"
    return _damaged(path, wanted)


def _is_text(start: bytes) -> bool:
    return all(byte >= 32 or byte in b"\t\r\n" for byte in start)


def _damaged(path: Path, wanted: str) -> str:
    return f"{path.name} is damaged or cut short, or is not {wanted}. Save it again and import that."
