"""Checking a form, piece or lens file: every problem with its line, and nothing that stops at the first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from forms.template.file import FormFile, read_file
from forms.template.form import Each, Form, Section
from forms.template.lens import read_lens
from forms.template.lines import FormLines
from forms.template.load import Folders
from forms.template.meaning import problems_of
from forms.template.reading import FormReader
from models.policy.parts import Problem
from models.policy.table import Table


def check_form(path: Path, own: Sequence[Path] = ()) -> list[Problem]:
    """Return everything that is wrong with a file, in the order of its lines; an empty list if nothing.

    A file with ``aspect`` tables is checked as a lens, one whose head says ``piece`` as a piece, every
    other as a form. Pieces and lenses are looked for in ``own`` folders, beside the file and among the
    bundled ones. Never raises for a bad file: what can't even be read is a problem too.
    """
    file = read_file(path)
    if file.problem:
        return [file.problem]
    if "aspect" in file.tables:
        return _lens_problems(file)
    reader = FormReader(file, Folders((*own, path.parent)))
    if "piece" in file.tables:
        return _piece_problems(reader, file)
    return problems_of(reader.form(), reader)


def _lens_problems(file: FormFile) -> list[Problem]:
    table = Table(file.tables)
    lens = read_lens(table)
    table.close()
    lines = FormLines(file.text)
    found = [Problem(lines.of((), fault.key), "the lens", fault.text[:300]) for fault in table.faults]
    if lens.code and lens.code != file.path.stem:
        found.append(
            Problem(lines.of((), "code"), "the lens", f"code: the file is called {file.path.stem!r}")
        )
    return sorted(found)


def _piece_problems(reader: FormReader, file: FormFile) -> list[Problem]:
    """Check a piece in a form made of it alone."""
    sections = reader.piece()
    if file.tables.get("piece") != file.path.stem:
        reader.note((), "piece", f"piece: the file is called {file.path.stem!r}")
    return problems_of(replace(_around(file.path), sections=sections, each=_each_of(sections)), reader)


def _around(path: Path) -> Form:
    return Form(
        code=path.stem,
        title=path.stem,
        text="ours",
        use="",
        about="session",
        source="",
        naming="anonymous",
        face="a piece",
        who=("supervisor",),
        path=path,
    )


def _each_of(sections: Sequence[Section]) -> Each | None:
    repeated = [one for one in sections if one.each and one.fields]
    return Each("child", "child", repeated[0].fields[0].key) if repeated else None
