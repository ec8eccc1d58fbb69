"""Verifying a sealed document: whose it is, who signed, and whether it still reads as it was sealed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from exports.word.differing import Difference, differences
from exports.word.disguise import Disguise
from exports.word.document import edge_lines, rendered_lines, seal_line
from exports.word.door import Document, let_in
from exports.word.envelope import Envelope, find_envelope
from exports.word.received import Remark, remarks_in
from exports.word.sealing import SEALED, paper_of, renders_as_now, when
from exports.word.visible import lines, pictures, said
from exports.word.xml import Element
from models.dates import counted, show
from models.errors import Refused
from models.seals import SealKey
from models.signed import HOWS

INTACT, CHANGED, BROKEN, UNSEALED, UNKNOWN = "intact", "changed", "broken", "unsealed", "unknown key"
"""What can be said of a file: it reads as sealed; words differ; the seal does not hold; it carries none; it
reads as it was sealed, but by a key that is not known here."""
_SEALED_ONCE = "Sealed "


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verifying found. ``says`` are sentences about the record, ``differences`` the words that differ."""

    path: Path
    state: str
    says: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    notes: tuple[str, ...] = ()
    record: int = 0
    store: str = ""
    key: str = ""

    @property
    def good(self) -> bool:
        """Whether the visible text is what a known store sealed."""
        return self.state == INTACT


def verify(path: Path, known: Mapping[str, str]) -> Verdict:
    """Verify one file. ``known`` are the public keys that are trusted here, with what to call each.

    Raises Refused if the file is no Word document that may be opened.
    """
    document = let_in(path)
    body = document.xml(document.main)
    margins = _margins(document)
    envelope = find_envelope(document)
    if envelope is None:
        return _without_seal(path, margins)
    if not envelope.holds:
        return Verdict(
            path,
            BROKEN,
            ("The seal does not hold: what it seals was altered after sealing.",),
            key=envelope.key.id,
        )
    try:
        content = envelope.body
        if content["kind"] != SEALED:
            return Verdict(
                path, UNSEALED, ("This is a working copy, not a sealed record.",), record=content["record"]
            )
        seen = _Seen(body, margins, remarks_in(document), _disguise(document))
        return _compared(path, envelope, content, seen, known)
    except (ValueError, KeyError, TypeError, AttributeError):
        return Verdict(
            path, BROKEN, ("The seal holds, but what it seals is no record of a Footprint known here.",)
        )


def _without_seal(path: Path, margins: list[Element]) -> Verdict:
    if any(line.startswith(_SEALED_ONCE) for line in edge_lines(margins)):
        return Verdict(
            path, UNSEALED, ("The foot of its pages says that it was sealed, but the seal was removed.",)
        )
    return Verdict(path, UNSEALED, ("It carries no seal of Footprint's.",))


@dataclass(frozen=True, slots=True)
class _Seen:
    """What stands in a file: its text, head and foot of its pages, comments, and what hides words in it."""

    body: Element
    margins: list[Element]
    remarks: list[Remark]
    disguise: Disguise


def _compared(
    path: Path, envelope: Envelope, content: dict[str, Any], seen: _Seen, known: Mapping[str, str]
) -> Verdict:
    found = differences(content["text"], lines(seen.body, disguise=seen.disguise))
    edges = sorted({*content["edges"], *said([seal_line(envelope)])})
    found += differences(edges, edge_lines(seen.margins))
    trusted = envelope.key.text in known
    state = CHANGED if found else INTACT if trusted else UNKNOWN
    return Verdict(
        path,
        state,
        tuple(_told(content, envelope.key, known)),
        tuple(found),
        tuple(_noted(content, seen)),
        int(content["record"]),
        str(content["store"]),
        envelope.key.id,
    )


def _disguise(document: Document) -> Disguise:
    styles = next(iter(document.needed(document.main, "styles")), "")
    return Disguise(document.xml(styles) if styles else None)


def _told(content: dict[str, Any], key: SealKey, known: Mapping[str, str]) -> list[str]:
    day = show(date.fromisoformat(content["day"])) if content["day"] else ""
    about = " · ".join(str(bit) for bit in (content["title"], content["subject"], day) if bit)
    whose = known.get(key.text, "")
    said = [
        f"Record {content['record']}: {about}.",
        f"Sealed {when(content['sealed_at'])} by the store {content['store'][:8]}"
        + (f" ({whose})." if whose else f" with the key {key.id}, which is not known here."),
    ]
    for each in content["signatures"]:
        entered = f", entered by {each['entered_by']}" if each["entered_by"] else ""
        said.append(f"{_party(each)}: {_how(each)}, {when(each['at'])}{entered}.")
    if content["addenda"]:
        said.append(f"With {counted(len(content['addenda']), 'addendum', 'addenda')} after signing.")
    return said


def _noted(content: dict[str, Any], seen: _Seen) -> list[str]:
    body, notes = seen.body, []
    if pictures(body):
        notes.append(f"{counted(pictures(body), 'picture')} stand in the text; a sealed record has none.")
    if seen.remarks:
        notes.append(f"{counted(len(seen.remarks), 'comment')} were set in the margin; they are not sealed.")
    if lines(body) != lines(body, disguise=seen.disguise):
        notes.append(
            "Words that are struck through, hidden by a style, white or too small to read count as missing."
        )
    if renders_as_now(content) and _renders_otherwise(content):
        notes.append(
            "The sealed answers, laid out again, do not give the sealed text. Tell whoever keeps Footprint."
        )
    return notes


def _renders_otherwise(content: dict[str, Any]) -> bool:
    """Say whether laying the sealed record out again gives another text; False where its form is not at hand."""
    try:
        paper = paper_of(content)
    except Refused:
        return False
    return paper is not None and rendered_lines(paper) != content["text"]


def _party(each: dict[str, Any]) -> str:
    return ", ".join(str(each[part]) for part in ("name", "role") if each[part])


def _how(each: dict[str, Any]) -> str:
    reason = f" ({each['reason']})" if each.get("reason") else ""
    return f"{HOWS.get(each['how'], each['how'])}{reason}"


def _margins(document: Document) -> list[Element]:
    """Return the headers and footers that the document's sections use, and notes at foot and end."""
    found = []
    for kind in ("header", "footer", "footnotes", "endnotes"):
        for part in document.needed(document.main, kind):
            element = document.xml(part)
            if element is not None:
                found.append(element)
    return found


def as_sentences(verdict: Verdict) -> list[str]:
    """Return what to tell a person about one file, the verdict first."""
    heads = {
        INTACT: "reads exactly as it was sealed.",
        CHANGED: f"was changed after it was sealed: {counted(len(verdict.differences), 'difference')}.",
        BROKEN: "can't be trusted.",
        UNSEALED: "is not sealed.",
        UNKNOWN: "reads as it was sealed, but by a key that is not known here.",
    }
    return [
        f"{verdict.path.name} {heads[verdict.state]}",
        *verdict.says,
        *(str(each) for each in verdict.differences),
        *verdict.notes,
    ]
