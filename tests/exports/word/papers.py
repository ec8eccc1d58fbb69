"""Papers for tests, and ways to do to a document what people and programs do to it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from openxml_audit import FileFormat, OpenXmlValidator

from exports.word.document import Origin, sealed_document, working_document
from exports.word.house.loading import load_house
from exports.word.paper import Paper
from exports.word.xml import Element, name, parse, to_bytes
from forms.answers.changing import begin
from forms.answers.given import read_given
from forms.template.form import Form
from forms.template.load import load_form
from models.seals import SealPair
from models.signed import Addendum, Signature
from tests.forms.records.filling import filled

NOW = datetime(2026, 11, 24, 14, 2, tzinfo=UTC)
DAY = date(2026, 11, 24)
PAIR = SealPair(bytes(range(32)))
STORE = "3f0c6f0e-6f7e-4a53-9a56-0d4b8c1f7a11"
ORIGIN = Origin(STORE, PAIR, NOW, 120, "ab" * 32)
KNOWN = {PAIR.key.text: "Riverside 2"}
SIGNATURES = (
    Signature("supervisor", "Morag Bell", "Team manager", NOW, "in_room", entered_by="Morag Bell"),
    Signature(
        "supervisee",
        "Priya Shah",
        "Social worker",
        NOW,
        "email",
        "Thank you for this.",
        entered_by="Morag Bell",
    ),
)
ADDENDUM = Addendum("The leave was booked.", "Morag Bell", "Team manager", NOW, "in_room", "Morag Bell")

DOCUMENT = "word/document.xml"
Edit = Callable[[Element], None]


def paper(form: str = "kent_b", **given: Any) -> Paper:
    """Return a record on a form with these answers, keyed by field."""
    loaded = load_form(form)
    taken = read_given(loaded, given, DAY)
    assert not taken.wrong, taken.wrong
    return Paper(
        loaded,
        taken.answers,
        12,
        "Priya Shah",
        DAY,
        "Riverside 2",
        "Kent County Council",
        {"supervisee": "Priya"},
    )


def paper_on(form: Form, *, empty: bool = False) -> Paper:
    """Return a record on a form with something in every field, or just begun."""
    answers = begin(form) if empty else filled(form)
    return Paper(form, answers, 7, "Priya Shah", DAY, "Riverside 2", "Kent County Council", {})


def signed(unsigned: Paper) -> Paper:
    """Return a record as both have signed it."""
    return replace(unsigned, signatures=SIGNATURES, signed=True)


def sealed_file(folder: Path, unsigned: Paper) -> Path:
    """Write a sealed document."""
    path = folder / "sealed.docx"
    path.write_bytes(sealed_document(signed(unsigned), load_house(), ORIGIN))
    return path


def working_file(folder: Path, unsigned: Paper, recipient: str = "") -> Path:
    """Write a working copy."""
    path = folder / "working.docx"
    path.write_bytes(working_document(unsigned, load_house(), ORIGIN, recipient))
    return path


@cache
def _validator() -> OpenXmlValidator:
    return OpenXmlValidator(file_format=FileFormat.OFFICE_2019)


def audit(path: Path) -> list[str]:
    """Return what Microsoft's rules have against a document."""
    return [str(error) for error in _validator().validate(str(path)).errors]


def parts(path: Path) -> dict[str, bytes]:
    """Return every part of a document."""
    with zipfile.ZipFile(path) as package:
        return {entry: package.read(entry) for entry in package.namelist()}


def rewrite(path: Path, changed: dict[str, bytes | None]) -> None:
    """Write a document again with parts changed, added, or (None) left out."""
    after = {**parts(path), **changed}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for entry, content in after.items():
            if content is not None:
                package.writestr(entry, content)


def edit(path: Path, change: Edit, part: str = DOCUMENT) -> None:
    """Do something to the XML of a part."""
    element = parse(parts(path)[part])
    change(element)
    rewrite(path, {part: to_bytes(element)})


def replace_text(path: Path, was: str, now: str, part: str = DOCUMENT) -> None:
    """Replace words in a part, which must hold them."""
    content = parts(path)[part].decode()
    assert was in content
    rewrite(path, {part: content.replace(was, now).encode()})


def control(body: Element, tag: str, nth: int = 0) -> Element:
    """Return a content control by its tag."""
    found = [each for each in body.iter(name("tag")) if each.get(name("val")) == tag]
    return found[nth].getparent().getparent()


def write_in(path: Path, **texts: str) -> None:
    """Type into controls, as Word does: the prompt goes, and its mark with it. Tags hold ``__`` for ``/``."""

    def change(body: Element) -> None:
        for tag, text in texts.items():
            fill(control(body, tag.replace("__", "/")), text)

    edit(path, change)


def fill(found: Element, text: str) -> None:
    """Type into one control."""
    marks, content = found.find(name("sdtPr")), found.find(name("sdtContent"))
    prompt = marks.find(name("showingPlcHdr"))
    if prompt is not None:
        marks.remove(prompt)
    for child in list(content):
        content.remove(child)
    content.append(text_run(text))


def text_run(text: str) -> Element:
    """Return a run with text; its line ends are breaks."""
    run = parse(f'<w:r xmlns:w="{name("r")[1:].split("}")[0]}"/>'.encode())
    for number, line in enumerate(text.split("\n")):
        if number:
            run.append(run.makeelement(name("br")))
        piece = run.makeelement(name("t"))
        piece.text = line
        run.append(piece)
    return run


def texts(path: Path, pattern: str = "") -> list[str]:
    """Return what stands in the text elements of a document."""
    found = [str(each.text or "") for each in parse(parts(path)[DOCUMENT]).iter(name("t"))]
    return [text for text in found if re.search(pattern, text)]
