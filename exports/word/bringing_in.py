"""Bringing a returned working copy into the store: what it brings to which record, and the change that takes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlmodel import Session

from exports.word.merge import ASK, TAKE, Proposal, propose, taken
from exports.word.returned import Returned, read_returned
from forms.answers.keeping import from_json
from forms.records.observing import PRACTITIONER, date_part, is_observation, said_parts
from forms.records.parties import said
from forms.records.writing import Around, written
from forms.template.form import Form
from forms.template.load import load_form
from models.changes.record_parts import About
from models.changes.records import write_record
from models.dates import counted, show
from models.errors import Refused
from models.moments import in_london
from models.reading.record_context import read_known_children
from models.reading.records import RecordView, read_record
from models.reading.signing import read_public_keys, read_signing, read_store_id
from models.store.change import Change


@dataclass(frozen=True, slots=True)
class Brought:
    """A copy that came back, the record it is of as it stands now, and what may be taken from one to the other."""

    returned: Returned
    form: Form
    view: RecordView
    around: Around
    proposals: tuple[Proposal, ...]

    @property
    def number(self) -> int:
        """The record's number."""
        return self.view.line.id

    def of(self, verdict: str) -> list[tuple[int, Proposal]]:
        """Return the proposals with a verdict, each with its place in the whole list."""
        return [(number, each) for number, each in enumerate(self.proposals) if each.verdict == verdict]

    def heading(self) -> str:
        """Return what came back: of which record, sent when and to whom."""
        sent = self.returned.sent
        whom = f" to the {said(self.returned.recipient)}" if self.returned.recipient else ""
        day = show(in_london(self.returned.sent_at).date())
        return f"{sent.running_line()}. Sent{whom} on {day}."

    def notes(self) -> list[str]:
        """Return everything there is to say about the file, a sentence or two each."""
        notes = list(self.returned.notes)
        if self.view.line.typed:
            notes.append("Something was typed here that is not part of the record yet; it is kept beside.")
        notes += [f"The printed text was changed. {each}" for each in self.returned.labels]
        notes += [f"Written beside the fields, and not taken: “{line}”" for line in self.returned.loose]
        for each in self.returned.remarks:
            notes.append(f"Comment in the margin by {each.author or 'someone'}: “{each.text}”")
        return notes


def read_brought(session: Session, path: Path, own_forms: Sequence[Path], today: date) -> Brought:
    """Read a copy that came back beside its record. Nothing is changed.

    Raises Refused if the file can't be read, is of no record of this store, or its record is signed.
    """
    stores = {read_store_id(session): read_public_keys(session)}
    returned = read_returned(path, lambda code: load_form(code, own_forms), stores)
    form, number = returned.sent.form, returned.sent.number
    if not returned.sent.is_record:
        raise Refused(
            f"{path.name} is a prep sheet. Open the agenda of its session (F3) and take it in there: P."
        )
    view = read_record(session, number)
    if view.line.form != form.code:
        raise Refused(f"{path.name} is on another form than record {number}.")
    _refuse_signed(session, view, path)
    numbers = {child.number: child.id for child in read_known_children(session, None, today)}
    proposals = propose(returned, from_json(view.answers, form), today)
    return Brought(returned, form, view, Around(_about(view), numbers), tuple(proposals))


def bring_in(brought: Brought, accepted: Sequence[int]) -> Callable[[Change], int]:
    """Return the change that takes what is taken unasked and what was accepted; it gives how many that were."""

    def job(change: Change) -> int:
        view, line = brought.view, brought.view.line
        chosen = [*brought.of(TAKE), *(pair for pair in brought.of(ASK) if pair[0] in accepted)]
        answers = taken(brought.proposals, from_json(view.answers, brought.form), accepted)
        if chosen:
            write_record(change, line.id, written(brought.form, answers, brought.around), view.version)
        if is_observation(brought.form) and brought.returned.recipient == "practitioner":
            said = said_parts(brought.form, answers)
            date_part(change, line.practitioner_id, line.day, PRACTITIONER, change.today, said)
        change.note(
            "bring_in_record", "record", line.id, taken=len(chosen), sent_at=brought.returned.sent_at.date()
        )
        return len(chosen)

    return job


def said_of(brought: Brought, count: int) -> str:
    """Return what was done in a sentence."""
    left = len(brought.proposals) - count
    return f"{counted(count, 'answer')} taken into record {brought.number}" + (
        f"; {left} left as it is here." if left else "."
    )


def _refuse_signed(session: Session, view: RecordView, path: Path) -> None:
    number = view.line.id
    if view.line.state == "signed":
        raise Refused(
            f"Record {number} is signed since {path.name} was sent, and stands as it is. "
            "What it brings can be said in a dated addendum."
        )
    names = [each.name for each in read_signing(session, number).signatures]
    if names:
        raise Refused(
            f"{' and '.join(names)} signed record {number} since {path.name} was sent. "
            "Withdraw the signature first, with a reason."
        )


def _about(view: RecordView) -> About:
    line = view.line
    children = tuple((child.id, child.part) for child in line.children)
    return About(line.day, line.session.id if line.session else None, line.practitioner_id, children)
