"""A working copy that came back: what it is of, and what was written into it, field by field."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from exports.word.controls import ASKING, TICKED, UNTICKED, Control
from exports.word.differing import Difference, differences
from exports.word.document import working_body
from exports.word.door import Document, let_in
from exports.word.envelope import find_envelope
from exports.word.house.loading import load_house
from exports.word.paper import Paper
from exports.word.received import (
    Found,
    Remark,
    controls_in,
    loses_controls,
    remarks_in,
    saved_by,
    tracked_changes,
)
from exports.word.sealing import SEALED, SENT, paper_under
from exports.word.visible import lines, said, tidy
from exports.word.xml import Element
from forms.template.form import Form
from models.dates import counted
from models.errors import Refused
from models.typed_dates import read_date

FindForm = Callable[[str], Form]


@dataclass(frozen=True, slots=True)
class Entry:
    """One field as it was sent and as it came back. ``table_row`` tells rows that people copied apart.

    ``found`` is None where the control is gone. ``lossy``: the program that saved it loses line breaks.
    """

    control: Control
    found: Found | None
    lossy: bool = False

    @property
    def changed(self) -> bool:
        """Whether something else stands there than was sent; a line break lost or a day said otherwise is no change."""
        if self.found is None or _is_day(self.control.day, self.found.text):
            return False
        back, sent = _plain(self.control, self.found), tidy(self.control.text).strip()
        return "".join(back.split()) != "".join(sent.split()) if self.lossy else back != sent


@dataclass(frozen=True, slots=True)
class Returned:
    """A working copy that came back.

    ``sent`` is the record as it was sent, ``recipient`` the party it was sent to. ``entries`` are its
    fields in the order in which they stand there now; a copied row has the same controls again. ``loose``
    are lines that stand in no field. ``notes`` are sentences on what is odd about the file. ``lossy``: it
    was saved by a program that loses line breaks, so that nothing of it is taken unasked.
    """

    path: Path
    sent: Paper
    sent_at: datetime
    recipient: str
    entries: tuple[Entry, ...]
    remarks: tuple[Remark, ...] = ()
    labels: tuple[Difference, ...] = ()
    loose: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=())
    lossy: bool = False


def read_returned(path: Path, find_form: FindForm, stores: Mapping[str, Sequence[str]]) -> Returned:
    """Read a working copy.

    ``stores`` are the ids of stores with the keys they seal with; ``find_form`` gives a form by its code.
    Raises Refused, saying what to do, if it is none of theirs, carries nothing of what was sent, or has no
    fields left.
    """
    document = let_in(path)
    body = document.xml(document.main)
    content = _what_was_sent(path, document, stores)
    form = find_form(str(content["form"]))
    try:
        sent = paper_under(form, content)
        recipient, sent_at = str(content["recipient"]), datetime.fromisoformat(str(content["sent_at"]))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Refused(f"{path.name} does not hold what Footprint sent. Ask for it again.") from None
    return _read(path, document, body, sent, recipient, sent_at, [str(each) for each in content["printed"]])


def _what_was_sent(path: Path, document: Document, stores: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Return the envelope's content once it is known to be ours and whole."""
    envelope = find_envelope(document)
    if envelope is None:
        raise Refused(
            f"{path.name} does not carry what was sent with it: it is no working copy of Footprint's, or a program "
            "has removed that part. Open it beside the record and copy what is new by hand."
        )
    if not envelope.holds:
        raise Refused(
            f"{path.name} was tampered with: what was sent with it is not what it says. It was not read."
        )
    content = envelope.body
    if content.get("kind") == SEALED:
        raise Refused(
            f"{path.name} is a signed record, not a working copy. “footprint verify” looks it over."
        )
    if content.get("kind") != SENT or envelope.key.text not in stores.get(str(content.get("store")), ()):
        raise Refused(f"{path.name} was sent from another store of Footprint's. Read it in there.")
    return content


def _read(
    path: Path,
    document: Document,
    body: Element,
    sent: Paper,
    recipient: str,
    sent_at: datetime,
    printed: list[str],
) -> Returned:
    found, expected = controls_in(body), _controls(sent, recipient)
    program = saved_by(document)
    lossy = loses_controls(program)
    entries = tuple(_matched(expected, found, lossy=lossy))
    labels, loose = _loose_lines(body, printed, found)
    if lossy:
        labels, loose = (), _not_known(loose, [*printed, *(each.text for each in expected)])
    if entries and all(entry.found is None for entry in entries):
        told = f" What stands there beside the printed text: {'; '.join(loose)[:600]}" if loose else ""
        raise Refused(
            f"{path.name} has no fields any more ({program or 'a program'} removed them when it saved), so nothing "
            f"can be read from it by itself. Copy what is new by hand.{told}"
        )
    return Returned(
        path,
        sent,
        sent_at,
        recipient,
        entries,
        tuple(remarks_in(document)),
        labels,
        loose,
        tuple(_notes(body, program, entries)),
        lossy,
    )


def _controls(sent: Paper, recipient: str) -> list[Control]:
    """Return the controls that the copy was sent with."""
    return working_body(sent, load_house(), recipient)[1].controls


def _matched(expected: Sequence[Control], found: Sequence[Found], *, lossy: bool) -> Iterator[Entry]:
    """Yield every control that came back in the order found, then those that are gone.

    A control is known by its tag; where a program dropped the tags, by its name.
    """
    by_tag = {control.tag: control for control in expected}
    by_alias = {control.alias: control for control in expected}
    seen = set()
    for each in found:
        control = by_tag.get(each.tag) or (by_alias.get(each.alias) if not each.tag else None)
        if control is not None:
            seen.add(control.tag)
            yield Entry(control, each, lossy)
    for control in expected:
        if control.tag not in seen:
            yield Entry(control, None)


def _loose_lines(
    body: Element, printed: Sequence[str], found: Sequence[Found]
) -> tuple[tuple[Difference, ...], tuple[str, ...]]:
    """Return how the printed text was changed, and lines that were written beside the fields."""
    held = {*said(each.text for each in found)}
    apart = differences(printed, lines(body, controls=False))
    loose = tuple(each.now for each in apart if not each.was and each.now not in held)
    return tuple(each for each in apart if each.was), loose


def _not_known(loose: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    """Return the lines of which no part was sent: where breaks and fields are lost, lines fall apart."""
    whole = "".join("".join(text.split()) for text in known)
    return tuple(line for line in loose if "".join(line.split()) not in whole)


def _notes(body: Element, program: str, entries: Sequence[Entry]) -> Iterator[str]:
    if loses_controls(program):
        yield (
            f"It was saved by {program.split('$')[0]}, which loses line breaks, dates and choices. "
            "Look at those with the person who wrote it."
        )
    gone = [entry.control for entry in entries if entry.found is None]
    if gone:
        names = "; ".join(dict.fromkeys(control.alias for control in gone[:8]))
        more = f" and {len(gone) - 8} more" if len(gone) > 8 else ""
        yield f"{counted(len(gone), 'field')} gone from the file: {names}{more}. What stands here stays as it is."
    tracked = tracked_changes(body)
    if tracked:
        yield (
            f"There are {counted(tracked, 'tracked change')} in it: what was inserted is read, what was "
            "deleted is not."
        )


def _is_day(day: date | None, text: str) -> bool:
    """Say whether a text says this day, in whatever form a program or an earlier copy of ours has it."""
    try:
        return day is not None and read_date(text, day) == day
    except ValueError:
        return False


def _plain(control: Control, found: Found) -> str:
    """Return what came back in a control, as it is compared with what was sent."""
    if control.kind == "tick":
        return TICKED if found.ticked else UNTICKED
    text = tidy(found.text).strip()
    asks = control.locked and not control.text and text.startswith(ASKING)  # as copies once asked even there
    return "" if asks or text == tidy(control.prompt).strip() else text


def text_back(entry: Entry) -> str:
    """Return the words that came back in a field; none where the control is gone or shows its prompt."""
    if entry.found is None or not _plain(entry.control, entry.found):
        return ""
    return entry.found.text
