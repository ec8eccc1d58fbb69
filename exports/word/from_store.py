"""A record of the store on its way to paper: its form, its answers, whom it is about, how it was signed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlmodel import Session

from exports.word.document import Origin, draft_document, sealed_document, working_document
from exports.word.house.house import House
from exports.word.paper import Paper
from forms.answers.keeping import from_json
from forms.records.blanks import names_for_blanks
from forms.records.naming import named
from forms.records.observing import OBSERVER, date_part, is_observation, said_parts
from forms.template.form import Form
from forms.template.load import load_form
from models.changes.exports import DRAFT, FINAL, WORKING, note_export
from models.errors import Refused
from models.reading.record_context import AskedFor, KnownChild, RecordContext, read_record_context
from models.reading.records import RecordLine, RecordView, read_record
from models.reading.signing import Signing, read_pair, read_signing, read_store_id, read_trail_end
from models.reading.without import read_without
from models.seals import SealPair
from models.store.change import Change


@dataclass(frozen=True, slots=True)
class Place:
    """Where records are written out: the authority and its team, where the person's own forms lie."""

    authority: str
    own_forms: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Ready:
    """One record ready to be written out: its paper, its line in lists, where it comes from.

    ``pair`` is None where the store has no key yet. ``typed`` says that something typed is not in it.
    """

    paper: Paper
    line: RecordLine
    signing: Signing
    store: str
    pair: SealPair | None
    trail: tuple[int, str]

    @property
    def typed(self) -> bool:
        """Whether something was typed that is not part of the record yet."""
        return self.line.typed

    def kind(self, asked: str) -> str:
        """Return what a record is written as where ``asked`` is working or final: a final one may be a draft."""
        if asked == WORKING:
            return WORKING
        return FINAL if self.paper.signed else DRAFT

    def document(self, asked: str, house: House, now: datetime, recipient: str = "") -> bytes:
        """Return the record as a document; raise Refused where it can't be one of this kind.

        ``recipient`` fills in a working copy; of a record to read it is whose copy that is.
        """
        paper = replace(self.paper, copy_for=recipient) if asked != WORKING else self.paper
        if self.kind(asked) == DRAFT:
            return draft_document(paper, house, now)
        if self.pair is None:
            raise Refused("This store has no key yet to seal with; “footprint key show” makes one.")
        if asked == WORKING:
            if self.paper.signed:
                raise Refused(
                    f"{self.paper.reference} is signed: there is nothing to fill in. Export it as final."
                )
            return working_document(
                self.paper, house, Origin(self.store, self.pair, now, *self.trail), recipient
            )
        seal = self.signing.seal
        if seal is None:
            raise Refused(
                f"{self.paper.reference} is signed and has no seal; “footprint check” says what is wrong."
            )
        origin = Origin(self.store, self.pair, seal.at, seal.trail_line, seal.trail_head)
        return sealed_document(paper, house, origin)


def read_ready(session: Session, record_id: int, place: Place) -> Ready:
    """Return a record ready to be written out. Raises Refused if there is none, or its form can't be used."""
    view = read_record(session, record_id)
    form = load_form(view.line.form, place.own_forms)
    signing = read_signing(session, record_id)
    return Ready(
        _paper(session, view, form, signing, place),
        view.line,
        signing,
        read_store_id(session),
        read_pair(session),
        read_trail_end(session),
    )


def note_leaving(
    change: Change,
    record_id: int,
    kind: str,
    recipient: str,
    own_forms: Sequence[Path],
    suffix: str = ".docx",
) -> None:
    """Note that a record has left; what an observer wrote is done when it goes to be commented."""
    note_export(change, record_id, kind, recipient, suffix)
    view = read_record(change.session, record_id)
    line, form = view.line, load_form(view.line.form, own_forms)
    if kind == WORKING and recipient == "practitioner" and is_observation(form):
        said = said_parts(form, from_json(view.answers, form))
        date_part(change, line.practitioner_id, line.day, OBSERVER, change.today, said)


def _paper(session: Session, view: RecordView, form: Form, signing: Signing, place: Place) -> Paper:
    line = view.line
    held = line.session.id if line.session else None
    known = read_record_context(session, AskedFor(line.day, held, line.practitioner_id))
    return Paper(
        form,
        from_json(view.answers, form),
        line.id,
        _subject(form, line, known),
        line.day,
        known.team,
        place.authority,
        names_for_blanks(known, signing.signatures, place.authority),
        signing.signatures,
        signing.addenda,
        signed=line.state == "signed",
        without=read_without(session, line.id),
    )


def _subject(form: Form, line: RecordLine, known: RecordContext) -> str:
    """Return whom a record is about, a child named only as its form allows."""
    kids = [named(KnownChild(child.id, child.number, child.initials), form.naming) for child in line.children]
    said = ", ".join(dict.fromkeys(kid for kid in kids if kid))
    if said and line.practitioner and form.about != "child":
        return f"{line.practitioner}: {said}"
    return said or line.practitioner or known.team


def in_order(lines: Sequence[RecordLine]) -> list[int]:
    """Return the records of a list in the order in which they are filed: by day, the earliest first."""
    return [line.id for line in sorted(lines, key=lambda line: (line.day, line.id))]
