"""What a point of oversight asks for beside the decision: the other manager, who approved, what the family say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from forms.answers.changing import with_value
from forms.answers.completeness import Missing, missing
from forms.answers.keeping import from_json
from forms.answers.typed import read_typed
from forms.entry import EntryForm, Field
from forms.records.dating import date_noted
from forms.records.entering import is_the_record
from forms.records.writing import Around, written
from forms.template.form import Form
from models.changes.record_parts import About
from models.changes.records import complete_record, write_record
from models.policy import Pack
from models.reading.records import RecordView, read_record
from models.store.change import Change

TEXTS = ("discussed", "decision", "why")
"""The fields of a form of oversight that are asked for in passing, as every such form calls them."""
_ASKED = ("person", "line", "long", "choice")


@dataclass(frozen=True, slots=True)
class Kept:
    """Notes that were kept: their records, what rules still want in them, and which fields are asked for next."""

    records: tuple[int, ...]
    wanted: tuple[Missing, ...] = ()
    asks: tuple[str, ...] = ()


def together(form: Form, kept: Iterable[tuple[int, list[Missing]]]) -> Kept:
    """Put together what notes about several children lack; what was left empty before is not asked again."""
    notes = list(kept)
    wanted = tuple(dict.fromkeys(one for _, found in notes for one in found))
    keys = [one.key for one in wanted if (place := form.field(one.key)) and place.kind in _ASKED]
    asks = () if any(key in TEXTS for key in keys) else tuple(dict.fromkeys(keys))
    return Kept(tuple(record_id for record_id, _ in notes), wanted, asks)


def more_form(form: Form, kept: Kept, told: str = "") -> EntryForm:
    """Return what is asked next, each thing with the rule that wants it; ``told`` is what is said of the point."""
    rules = {one.key: one.rule for one in kept.wanted}
    fields = []
    for key in kept.asks:
        one = form.field(key)
        assert one is not None
        choices = tuple((option.code, option.label) for option in one.options)
        kind = "choice" if one.kind == "choice" else "line"
        label = one.label.partition(":")[0]
        fields.append(Field(key, label, kind, hint=rules.get(key, ""), choices=choices))  # type: ignore[arg-type]
    key = ",".join(map(str, kept.records))
    return EntryForm(
        f"oversight:more:{key}:{kept.asks[0]}",
        "At this point the policy wants more",
        tuple(fields),
        note=f"{told} Left empty, the note stays a draft.".strip(),
    )


def keep_more(pack: Pack, form: Form, kept: Kept, change: Change, values: dict[str, Any]) -> Kept:
    """Add what was asked for to the notes, and complete those that lack nothing any more."""
    found = [(record_id, _add(pack, form, change, record_id, values)) for record_id in kept.records]
    added = together(form, found)
    return added if set(added.asks).isdisjoint(kept.asks) else Kept(added.records, added.wanted)


def _add(pack: Pack, form: Form, change: Change, record_id: int, values: dict[str, Any]) -> list[Missing]:
    view = read_record(change.session, record_id)
    answers = from_json(view.answers, form)
    for key, typed in values.items():
        one = form.field(key)
        if one is not None and typed:
            answers = with_value(answers, key, read_typed(one, typed, change.today))
    numbers = {child.number: child.id for child in view.line.children}
    write_record(change, record_id, written(form, answers, Around(_about(view), numbers)), view.version)
    wanted = missing(form, answers)
    if not wanted:
        date_noted(change, pack, form, answers, view.line.day, [child.id for child in view.line.children])
        complete_record(change, record_id, writes_up=is_the_record(form))
    return wanted


def _about(view: RecordView) -> About:
    line = view.line
    kids = tuple((child.id, child.part) for child in line.children)
    return About(line.day, line.session.id if line.session else None, line.practitioner_id, kids)


def said_of(wanted: Iterable[Missing]) -> str:
    """Say whether a note is complete, or what a rule still wants in it."""
    lacking = [str(one) for one in wanted]
    if not lacking:
        return "Noted, and complete. F4 has it: y there copies its text for the case system, u takes it back."
    return f"Noted as a draft: a rule wants {'; '.join(dict.fromkeys(lacking))}. F4 opens it."
