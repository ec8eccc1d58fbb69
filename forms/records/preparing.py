"""Prep sheets: what goes to a supervisee before a session, and what comes back for the agenda and the record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from forms.answers.changing import with_value
from forms.answers.keeping import from_json
from forms.answers.model import Answers, is_empty
from forms.records.beginning import begin_answers
from forms.records.sitting import Beginning, begin_records, form_for
from forms.records.writing import Around, linked, written
from forms.template.choosing import Occasion, fitting
from forms.template.form import Form
from forms.template.kinds import PREPARATION
from models.changes.preparing import PreparedChild, PreparedItem
from models.changes.record_parts import About
from models.changes.records import write_record
from models.errors import Refused
from models.policy.pack import Pack
from models.reading.agenda.sitting import Sitting
from models.reading.agenda.told import Whom
from models.reading.record_context import AskedFor, RecordContext, read_record_context
from models.reading.records import read_record
from models.store.change import Change
from models.tables import Record

SUPERVISEE = "supervisee"


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Words on a sheet that came back which no place of the agenda takes, and where they stand on the sheet."""

    where: str
    words: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """What came back on a sheet: the items for the agenda, and the words on each child by the keys of its fields.

    ``rest`` are words in no place: they are shown, and go onto the agenda as one item where that is wanted.
    """

    items: tuple[PreparedItem, ...] = ()
    children: tuple[PreparedChild, ...] = ()
    rest: tuple[Unplaced, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was written at all."""
        return not (self.items or self.children or self.rest)


def sheet_for(forms: Iterable[Form], pack: Pack, kind: str) -> Form:
    """Return the sheet that fits a policy and a kind of session most closely."""
    told = Occasion(pack.names, records=PREPARATION, session=pack.session_kind(kind).code)
    found = fitting(forms, told)
    if not found:
        raise Refused("There is no form for a prep sheet. “footprint form list” shows which there are.")
    return found[0]


def sheet_answers(
    session: Session, form: Form, sitting: Sitting, children: Sequence[int], now: datetime
) -> tuple[Answers, RecordContext]:
    """Return the answers that a sheet goes out with: whom it is for, when, a part for each child."""
    asked = AskedFor(sitting.day, sitting.ids[0], sitting.practitioner_id, tuple(children))
    known = read_record_context(session, asked)
    return begin_answers(form, known, now).answers, known


def prepared(form: Form, answers: Answers, numbers: Mapping[str, int]) -> Prepared:
    """Return what a sheet that came back brings; ``numbers`` are children by their number."""
    links = linked(form, answers, Around(About(date.min), numbers))
    children, rest = [], []
    for part in answers.parts:
        child_id = links.get(part.id)
        texts = tuple(
            (one.key, one.name, said)
            for one in form.answered(each=True)
            if one.kind == "long" and isinstance(said := part.values.get(one.key), str) and said.strip()
        )
        if child_id is not None and texts:
            children.append(PreparedChild(child_id, texts))
        elif texts:
            said = part.values.get(form.each.named_by) if form.each is not None else None
            where = f"{said or 'A part without a child'}: no child with open work here by that number"
            rest += [Unplaced(f"{where}, “{label.rstrip(': ')}”", words) for _, label, words in texts]
    return Prepared(tuple(_items(answers)), tuple(children), tuple(rest))


def into_records(change: Change, sitting: Sitting, found: Prepared, with_: Beginning, whom: Whom) -> int:
    """Write the words on children into the records of a sitting that ask for the same; return how many answers.

    A record is begun where there is none; what stands in one already is left as it is.
    """
    asked = {key for child in found.children for key, _, _ in child.texts}
    count = 0
    for one in sitting.sessions:
        form = form_for(with_, one, whom)
        if form is None or form.each is None or not asked & {field.key for field in form.answered(each=True)}:
            continue
        begin_records(change, one, whom, with_)
        statement = select(Record.id).where(
            col(Record.supervision_id) == one.id, col(Record.state) == "draft"
        )
        for record_id in change.session.exec(statement).all():
            count += _into_record(change, record_id, form, found)
    return count


def _into_record(change: Change, record_id: int, form: Form, found: Prepared) -> int:
    view = read_record(change.session, record_id)
    if view.line.form != form.code:
        return 0
    answers, count = from_json(view.answers, form), 0
    parts = {child.id: child.part for child in view.line.children}
    theirs = {field.key for field in form.answered(each=True) if SUPERVISEE in form.who_fills(field.key)}
    for child in found.children:
        part = parts.get(child.child_id, "")
        for key, _, said in child.texts if part else ():
            if key in theirs and is_empty(answers.value(key, part)):
                answers = with_value(answers, key, said, part)
                count += 1
    if count:
        line = view.line
        about = About(
            line.day,
            line.session.id if line.session else None,
            line.practitioner_id,
            tuple((child.id, child.part) for child in line.children),
        )
        write_record(change, record_id, written(form, answers, Around(about)), view.version)
    return count


def _items(answers: Answers) -> Iterator[PreparedItem]:
    rows = answers.values.get("items")
    for row in rows if isinstance(rows, tuple) else ():
        what, minutes = row.cells.get("what"), str(row.cells.get("minutes") or "")
        if isinstance(what, str) and what.strip():
            digits = "".join(letter for letter in minutes if letter.isdigit())[:3]
            yield PreparedItem(what.strip(), min(int(digits), 240) if digits else 0)
