"""Prep sheets on their way out and back: to be filled in as Word or as text, and what came back as either."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlmodel import Session

from exports.prep.text import Code, as_file, code_of, sheet_text
from exports.prep.text_back import Known, read_words
from exports.prep.text_file import code_in, read_text_file
from exports.word.paper import Paper
from forms.booking import kind_for_children
from forms.records.preparing import (
    SUPERVISEE,
    Prepared,
    Unplaced,
    into_records,
    prepared,
    sheet_answers,
    sheet_for,
)
from forms.records.sitting import Beginning, whom_of
from forms.template.form import Form
from forms.template.kinds import PREPARATION
from models.changes.agenda_filling import home_for
from models.changes.preparing import PreparedItem, take_prep
from models.dates import counted, show
from models.errors import Refused
from models.policy.pack import Pack
from models.reading.agenda.sitting import Sitting, home_of_children, read_sitting
from models.reading.record_context import AskedFor, read_known_children, read_record_context
from models.reading.signing import read_pair, read_public_keys, read_store_id, read_trail_end
from models.store.change import Change

if TYPE_CHECKING:
    from exports.word.document import Origin
    from exports.word.house.house import House

TEXT = (".txt", ".text", ".md")
"""How the name of a sheet ends that is read as text."""
REST = "From the prep sheet, in no place of its own"
"""What the item is called that holds such words, where they are wanted on the agenda."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A prep sheet ready to go out: its paper, and where it comes from."""

    paper: Paper
    origin: Origin | None
    code: Code

    def word(self, house: House) -> bytes:
        """Return the Word copy; raise Refused where the store has no key to seal it with."""
        from exports.word.document import working_document

        if self.origin is None:
            raise Refused("This store has no key yet to seal with; “footprint key show” makes one.")
        return working_document(self.paper, house, self.origin, SUPERVISEE)

    def text(self) -> str:
        """Return the sheet as text, to be filled in with any editor."""
        return sheet_text(self.paper, self.code)

    def text_file(self) -> bytes:
        """Return the text as the file that goes out."""
        return as_file(self.text())


def read_sheet(
    session: Session,
    forms: Sequence[Form],
    pack: Pack,
    sitting: Sitting,
    children: Sequence[int],
    now: datetime,
) -> Sheet:
    """Return the sheet for a sitting, with a part for each of these children."""
    from exports.word.document import Origin

    home = home_of_children(pack, sitting)
    kind = next((one.kind for one in sitting.sessions if one.id == home), sitting.sessions[-1].kind)
    form = sheet_for(forms, pack, kind)
    answers, known = sheet_answers(session, form, sitting, children, now)
    name = known.supervisee.name if known.supervisee else known.team
    paper = Paper(form, answers, home or sitting.ids[0], name, sitting.day, known.team, pack.authority)
    pair = read_pair(session)
    store = read_store_id(session)
    origin = Origin(store, pair, now, *read_trail_end(session)) if pair is not None else None
    return Sheet(paper, origin, code_of(store, paper.number))


@dataclass(frozen=True, slots=True)
class Back:
    """A sheet that came back: the sitting it is for, and what it brings, with remarks on the file."""

    sitting: Sitting
    found: Prepared
    notes: tuple[str, ...] = ()
    name: str = ""
    called: Mapping[int, str] = field(default_factory=dict)
    """Whom it is from, and how each child is shown."""


def read_back(
    session: Session,
    path: Path,
    find_form: Callable[[str], Form],
    forms: Sequence[Form],
    pack: Pack,
    today: date,
    meant: int | None = None,
) -> Back:
    """Read a prep sheet that came back; raise Refused, saying why, where it is none of this store's.

    ``meant`` is the session that a text is for whose line that says so is gone.
    """
    known = read_known_children(session, None, today)
    numbers = {child.number: child.id for child in known}
    if path.suffix.casefold() in TEXT:
        back = _read_text(session, path, forms, pack, numbers, meant)
    else:
        back = _read_word(session, path, find_form, pack, today, numbers)
    called = {child.id: f"{child.number} {child.initials}".strip() for child in known}
    return replace(back, name=_name(session, back.sitting), called=called)


def _name(session: Session, sitting: Sitting) -> str:
    asked = AskedFor(sitting.day, sitting.ids[0], sitting.practitioner_id, ())
    known = read_record_context(session, asked)
    return known.supervisee.name if known.supervisee else known.team


def told(back: Back, label: str) -> list[str]:
    """Return what a sheet would bring, in sentences: whom it is from, the items, the words on each child, remarks."""
    found = back.found
    said = [f"From {back.name}, for {label.lower()} on {show(back.sitting.day)}."]
    for item in found.items:
        asked = f", {item.minutes} minutes" if item.minutes else ""
        said.append(f"Their item: {item.words}{asked}")
    for child in found.children:
        answers = "; ".join(
            f"{what.rstrip(': ')} ({counted(len(words.split()), 'word')})" for _, what, words in child.texts
        )
        said.append(f"On {back.called[child.child_id]}: {answers}")
    if not found.items and not found.children:
        said.append("Nothing was written in the places of the sheet.")
    return [*said, *(f"Look: {note}" for note in back.notes)]


def told_rest(back: Back) -> list[str]:
    """Return the words that have no place, each with where they stand."""
    return [f"{one.where}: {one.words}" for one in back.found.rest]


def _read_text(
    session: Session,
    path: Path,
    forms: Sequence[Form],
    pack: Pack,
    numbers: Mapping[str, int],
    meant: int | None,
) -> Back:
    text, notes = read_text_file(path)
    code = code_in(text, path.name)
    if code is not None and code != code_of(read_store_id(session), code.session):
        raise Refused(
            f"{path.name} is a sheet of another store, or its line “Sheet: {code}” was changed. Nothing was taken in."
        )
    if code is None and meant is None:
        raise Refused(
            f"{path.name} doesn't say which session it is for: its line “Sheet: …” is gone, or it is no prep sheet. "
            "Take it in from the agenda of that session, or name the session: “footprint agenda take FILE --for P2”."
        )
    number = code.session if code is not None else meant or 0
    sitting = _sitting(session, path, pack, number)
    if code is None:
        notes = (*notes, "The line that says which session it is for is gone. It is taken for this one.")
    kind = next(one.kind for one in sitting.sessions if one.id == number)
    form = sheet_for(forms, pack, kind)
    found, said = read_words(text, Known(form, _name(session, sitting), numbers))
    return Back(sitting, found, (*notes, *said))


def _read_word(
    session: Session,
    path: Path,
    find_form: Callable[[str], Form],
    pack: Pack,
    today: date,
    numbers: Mapping[str, int],
) -> Back:
    from exports.word.merge import TAKE, propose, taken
    from exports.word.returned import read_returned

    returned = read_returned(path, find_form, {read_store_id(session): read_public_keys(session)})
    form = returned.sent.form
    if form.records != PREPARATION:
        raise Refused(
            f"{path.name} is a copy of a record, not a prep sheet. “Take in a returned copy” reads it."
        )
    sitting = _sitting(session, path, pack, returned.sent.number)
    proposals = propose(returned, returned.sent.answers, today)
    found = prepared(form, taken(proposals, returned.sent.answers), numbers)
    rest = (
        *(Unplaced(f"“{one.label}”, {one.why}", one.returned) for one in proposals if one.verdict != TAKE),
        *(Unplaced("Beside the fields", line) for line in returned.loose),
        *(Unplaced(f"A remark of {one.author or 'someone'}'s", one.text) for one in returned.remarks),
    )
    rest = tuple(one for one in rest if one.words.strip())
    return Back(sitting, replace(found, rest=(*found.rest, *rest)), returned.notes)


def _sitting(session: Session, path: Path, pack: Pack, number: int) -> Sitting:
    sitting = read_sitting(session, pack, number)
    if sitting is None or sitting.held_on is not None:
        raise Refused(
            f"The session that {path.name} is for was held already, or is gone. Nothing was taken in."
        )
    return sitting


def take_in(
    change: Change,
    back: Back,
    pack: Pack,
    policy: str,
    forms: Sequence[Form],
    now: datetime,
    *,
    rest: bool = False,
) -> str:
    """Take in a sheet that came back; return what was done in a sentence.

    Their items and words on children go onto the agenda; where the record asks the supervisee for the same
    before the session (NCT-P22, CFA-P04), the words go into it too, and are not written twice. ``rest``: words in no
    place of the sheet go onto the agenda too, as one item of theirs.
    """
    sitting, found = back.sitting, back.found
    items = found.items
    if rest and found.rest:
        words = "\n".join(f"{one.where}: {one.words}" for one in found.rest)
        items = (*items, PreparedItem(REST, note=words))
    if not items and not found.children:
        raise Refused("Nothing was written on the sheet that the agenda takes. Nothing was taken in.")
    home = home_of_children(pack, sitting)
    if found.children and not home:
        home = home_for(change, sitting.ids, kind_for_children(pack))
    made = take_prep(change, sitting.ids, home or sitting.ids[0], items, found.children)
    with_ = Beginning(pack, policy, forms, min(sitting.day, change.today), now)
    answers = into_records(change, sitting, found, with_, whom_of(change, sitting))
    said = [
        f"{counted(len(items), 'item')} and words on {counted(len(found.children), 'child', 'children')}",
        f"{counted(len(made), 'line')} new on the agenda",
    ]
    if answers:
        said.append(f"{counted(answers, 'answer')} into the record")
    return f"Taken in: {'; '.join(said)}."
