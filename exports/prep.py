"""Prep sheets on their way out and back: a Word copy to fill in, the same as text, and what came back in Word."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlmodel import Session

from exports.word.paper import Paper
from forms.booking import kind_for_children
from forms.page.blocks import Block, Facts, Grid, Heading, Prose, Words
from forms.records.preparing import (
    SUPERVISEE,
    Prepared,
    into_records,
    prepared,
    sheet_answers,
    sheet_for,
)
from forms.records.sitting import Beginning, whom_of
from forms.template.form import Form
from forms.template.kinds import PREPARATION
from models.changes.agenda_filling import home_for
from models.changes.preparing import take_prep
from models.dates import counted
from models.errors import Refused
from models.policy.pack import Pack
from models.reading.agenda.sitting import Sitting, home_of_children, read_sitting
from models.reading.record_context import read_known_children
from models.reading.signing import read_pair, read_public_keys, read_store_id, read_trail_end
from models.store.change import Change

if TYPE_CHECKING:
    from exports.word.document import Origin
    from exports.word.house.house import House

_LINE = "." * 72
_ROOM = 3
"""How many dotted lines an answer gets on paper."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A prep sheet ready to go out: its paper, and where it comes from."""

    paper: Paper
    origin: Origin | None

    def word(self, house: House) -> bytes:
        """Return the Word copy; raise Refused where the store has no key to seal it with."""
        from exports.word.document import working_document

        if self.origin is None:
            raise Refused("This store has no key yet to seal with; “footprint key show” makes one.")
        return working_document(self.paper, house, self.origin, SUPERVISEE)

    def text(self) -> str:
        """Return the sheet as text, with room to write."""
        lines = [line for block in self.paper.blocks(kind="working") for line in _lines(block)]
        return "\n".join(lines).strip("\n") + "\n"


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
    origin = Origin(read_store_id(session), pair, now, *read_trail_end(session)) if pair is not None else None
    return Sheet(paper, origin)


@dataclass(frozen=True, slots=True)
class Back:
    """A sheet that came back: the sitting it is for, and what it brings, with remarks on the file."""

    sitting: Sitting
    found: Prepared
    notes: tuple[str, ...] = ()


def read_back(
    session: Session, path: Path, find_form: Callable[[str], Form], pack: Pack, today: date
) -> Back:
    """Read a prep sheet that came back; raise Refused, saying why, where it is none of this store's."""
    from exports.word.merge import propose, taken
    from exports.word.returned import read_returned

    returned = read_returned(path, find_form, {read_store_id(session): read_public_keys(session)})
    form = returned.sent.form
    if form.records != PREPARATION:
        raise Refused(
            f"{path.name} is a copy of a record, not a prep sheet. “Take in a returned copy” reads it."
        )
    sitting = read_sitting(session, pack, returned.sent.number)
    if sitting is None or sitting.held_on is not None:
        raise Refused(
            f"The session that {path.name} is for was held already, or is gone. Nothing was taken in."
        )
    answers = taken(propose(returned, returned.sent.answers, today), returned.sent.answers)
    numbers = {child.number: child.id for child in read_known_children(session, None, today)}
    notes = (*returned.notes, *(f"Beside the fields, not taken: “{line}”" for line in returned.loose))
    return Back(sitting, prepared(form, answers, numbers), notes)


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield from ("", block.text.upper() if block.level < 3 else block.text, "")
    elif isinstance(block, Words):
        yield from (block.text, "")
    elif isinstance(block, Facts):
        yield from (f"{fact.label.rstrip(':')}: {fact.text or _LINE[:40]}" for fact in block.facts)
    elif isinstance(block, Prose):
        yield from ("", block.label, *([block.text] if block.text else [_LINE] * _ROOM))
    elif isinstance(block, Grid):
        yield " · ".join(name for name in block.header if name)
        yield from (_LINE for _ in range(_ROOM))


def take_in(change: Change, back: Back, pack: Pack, policy: str, forms: Sequence[Form], now: datetime) -> str:
    """Take in a sheet that came back; return what was done in a sentence.

    Their items and words on children go onto the agenda; where the record asks the supervisee for the same
    before the session (NCT-P22, CFA-P04), the words go into it too, and are not written twice.
    """
    sitting, found = back.sitting, back.found
    home = home_of_children(pack, sitting)
    if found.children and not home:
        home = home_for(change, sitting.ids, kind_for_children(pack))
    made = take_prep(change, sitting.ids, home or sitting.ids[0], found.items, found.children)
    with_ = Beginning(pack, policy, forms, min(sitting.day, change.today), now)
    answers = into_records(change, sitting, found, with_, whom_of(change, sitting))
    said = [
        f"{counted(len(found.items), 'item')} and words on {counted(len(found.children), 'child', 'children')}",
        f"{counted(len(made), 'line')} new on the agenda",
    ]
    if answers:
        said.append(f"{counted(answers, 'answer')} into the record")
    return f"Taken in: {'; '.join(said)}."
