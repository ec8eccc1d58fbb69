"""Finding forms: the bundled ones and the person's own, by code or by the ID of the form they stand for."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from forms.template.file import read_file
from forms.template.form import Form, Section
from forms.template.lens import Lens, read_lens
from forms.template.meaning import problems_of
from forms.template.reading import FormReader
from models.errors import Refused
from models.policy.parts import Problem
from models.policy.table import Table

BUNDLED = Path(__file__).parent.parent / "templates"
"""The folder of the bundled forms; pieces and lenses lie in folders below it, as in a person's own."""
PIECES, LENSES = "pieces", "lenses"
_CODE = re.compile(r"[a-z][a-z0-9_]*")


class Folders:
    """Folders in which forms, pieces and lenses lie: the person's own first, then the bundled ones."""

    def __init__(self, own: Sequence[Path] = ()) -> None:
        """``own`` are folders such as ``forms`` in the person's configuration folder."""
        self.all = (*own, BUNDLED)
        self.opened: dict[str, str] = {}
        """The fingerprint of every piece and lens that was looked at, by its path below a folder."""

    def file(self, code: str, below: str = "") -> Path | None:
        """Return the first file of this code, or None; what is no code is never looked for."""
        if not _CODE.fullmatch(code):
            return None
        paths = (folder / below / f"{code}.toml" for folder in self.all)
        return next((path for path in paths if path.is_file()), None)

    def piece(self, code: str) -> tuple[Section, ...] | None:
        """Return the sections of a piece, or None where there is none; what is wrong in it is left out."""
        path = self.file(code, PIECES)
        if path is None:
            return None
        sections, opened = _piece_kept(path, _stamp(path), self.all)
        self.opened |= opened
        return sections

    def lens(self, code: str) -> Lens | None:
        """Return a lens, or None where there is none; what is wrong in it is left out."""
        path = self.file(code, LENSES)
        if path is None:
            return None
        lens, fingerprint = _lens_kept(path, _stamp(path))
        self.opened[f"{LENSES}/{code}"] = fingerprint
        return lens

    def codes(self) -> tuple[str, ...]:
        """Return the codes of all forms that can be found: the bundled ones, then the person's own."""
        bundled, *own = (
            [path.stem for path in sorted(folder.glob("*.toml"))] if folder.is_dir() else []
            for folder in reversed(self.all)
        )
        return tuple(dict.fromkeys((*bundled, *(code for folder in own for code in folder))))


def load_form(name: str | Path, own: Sequence[Path] = ()) -> Form:
    """Return a form by its code (``kent_b``), its ID (``KCC-FB``) or the path of its file (a Path, never a text).

    Raises Refused, naming the line, if there is no such form or its file is wrong.
    """
    folders = Folders(own)
    path = name if isinstance(name, Path) else _path(name, folders)
    form, problems = _read_kept(str(path), _stamp(path), tuple(folders.all))
    if problems:
        more = f" There is more; “footprint form check {path.name}” says what." if len(problems) > 1 else ""
        raise Refused(f"The form {path.name} can't be used: {problems[0]}.{more}")
    return form


def all_forms(own: Sequence[Path] = ()) -> tuple[list[Form], list[Refused]]:
    """Return every form that can be used, and a refusal for each file that can't."""
    return _loaded(Folders(own).codes(), own)


def forms_of(policies: Sequence[str], own: Sequence[Path] = ()) -> tuple[list[Form], list[Refused]]:
    """Return the forms of one pack, those for any pack among them, and refusals; other packs' are not read.

    ``policies`` are the names of the pack (`models.policy.pack.Pack.names`).
    """
    folders = Folders(own)
    return _loaded((code for code in folders.codes() if _may_be_of(folders.file(code), policies)), own)


def _may_be_of(path: Path | None, policies: Sequence[str]) -> bool:
    named = _policies_kept(path, _stamp(path)) if path else None
    return named is None or any(name in policies for name in named)


def _loaded(codes: Iterable[str], own: Sequence[Path]) -> tuple[list[Form], list[Refused]]:
    forms, refused = [], []
    for code in codes:
        try:
            forms.append(load_form(code, own))
        except Refused as wrong:
            refused.append(wrong)
    return forms, refused


def read_form(path: Path, folders: Folders) -> tuple[Form, FormReader]:
    """Read a form's file, right or wrong; the reader holds the problems and the places."""
    reader = FormReader(read_file(path), folders)
    form = reader.form()
    return replace(form, fingerprint=_edition(form.fingerprint, folders.opened)), reader


def _edition(fingerprint: str, opened: Mapping[str, str]) -> str:
    """Return the fingerprint of a form with the pieces and lenses it is made of."""
    if not opened:
        return fingerprint
    parts = (fingerprint, *(f"{name} {found}" for name, found in sorted(opened.items())))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


@lru_cache(maxsize=64)
def _piece_kept(
    path: Path, _stamp: tuple[int, int], folders: tuple[Path, ...]
) -> tuple[tuple[Section, ...], Mapping[str, str]]:
    """Read a piece once for as long as its file stays as it is, with what it is made of."""
    file, below = read_file(path), Folders(folders[:-1])
    sections = FormReader(file, below).piece()
    return sections, {**below.opened, f"{PIECES}/{path.stem}": file.fingerprint}


@lru_cache(maxsize=64)
def _lens_kept(path: Path, _stamp: tuple[int, int]) -> tuple[Lens, str]:
    file = read_file(path)
    return read_lens(Table(file.tables)), file.fingerprint


@lru_cache(maxsize=256)
def _policies_kept(path: Path, _stamp: tuple[int, int]) -> tuple[object, ...] | None:
    """Read once which policies a form names, for as long as its file stays as it is; None where none is."""
    found = read_file(path).tables.get("policy")
    named = [found] if isinstance(found, str) else found
    return tuple(named) if isinstance(named, list) else None


@lru_cache(maxsize=256)
def _read_kept(path: str, _stamp: tuple[int, int], folders: tuple[Path, ...]) -> tuple[Form, list[Problem]]:
    """Read a form once for as long as its file stays as it is."""
    form, reader = read_form(Path(path), Folders(folders[:-1]))
    problems = problems_of(form, reader) if not reader.problems else sorted(reader.problems)
    return replace(form, local=Path(path).parent != BUNDLED), problems


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        raise Refused(f"There is no form file {path.name}; check where it lies.") from None
    return found.st_mtime_ns, found.st_size


def _path(name: str, folders: Folders) -> Path:
    path = folders.file(name)
    if path is not None:
        return path
    by_id = _of_id(name, folders) if "-" in name else None
    if by_id is None:
        raise Refused(f"There is no form called {name!r}; “footprint form list” names them all.")
    return by_id


def _of_id(name: str, folders: Folders) -> Path | None:
    """Return the file of the form that stands for an ID such as KCC-FB."""
    for code in folders.codes():
        path = folders.file(code)
        heads = read_file(path).tables.get("stands_for", []) if path else []
        if isinstance(heads, list) and name.upper() in heads:
            return path
    return None
