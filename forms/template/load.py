"""Finding forms: the bundled ones and the person's own, by code or by the ID of the form they stand for."""

from __future__ import annotations

from collections.abc import Sequence
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


class Folders:
    """Folders in which forms, pieces and lenses lie: the person's own first, then the bundled ones."""

    def __init__(self, own: Sequence[Path] = ()) -> None:
        """``own`` are folders such as ``forms`` in the person's configuration folder."""
        self.all = (*own, BUNDLED)

    def file(self, code: str, below: str = "") -> Path | None:
        """Return the first file of this code, or None."""
        paths = (folder / below / f"{code}.toml" for folder in self.all)
        return next((path for path in paths if path.is_file()), None)

    def piece(self, code: str) -> tuple[Section, ...] | None:
        """Return the sections of a piece, or None where there is none; what is wrong in it is left out."""
        path = self.file(code, PIECES)
        if path is None:
            return None
        return FormReader(read_file(path), self).piece()

    def lens(self, code: str) -> Lens | None:
        """Return a lens, or None where there is none; what is wrong in it is left out."""
        path = self.file(code, LENSES)
        return read_lens(Table(read_file(path).tables)) if path else None

    def codes(self) -> tuple[str, ...]:
        """Return the codes of all forms that can be found: the bundled ones, then the person's own."""
        bundled, *own = (
            [path.stem for path in sorted(folder.glob("*.toml"))] if folder.is_dir() else []
            for folder in reversed(self.all)
        )
        return tuple(dict.fromkeys((*bundled, *(code for folder in own for code in folder))))


def load_form(name: str | Path, own: Sequence[Path] = ()) -> Form:
    """Return a form by its code (``kent_b``), its ID (``KCC-FB``) or the path of its file.

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
    forms, refused = [], []
    for code in Folders(own).codes():
        try:
            forms.append(load_form(code, own))
        except Refused as wrong:
            refused.append(wrong)
    return forms, refused


def read_form(path: Path, folders: Folders) -> tuple[Form, FormReader]:
    """Read a form's file, right or wrong; the reader holds the problems and the places."""
    reader = FormReader(read_file(path), folders)
    return reader.form(), reader


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
    if name.endswith(".toml"):
        return Path(name)
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
