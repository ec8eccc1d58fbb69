"""What of answers goes into the store: their JSON, the day, the children, and the actions that were agreed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from forms.answers.changing import rows_of
from forms.answers.conditions import shown
from forms.answers.keeping import to_json
from forms.answers.model import Answers, Cell, Row, Value
from forms.records.beginning import Links, names_one, siblings_in
from forms.records.naming import numbered_in
from forms.template.form import Form
from forms.template.parts import Field
from models.changes.record_parts import About, AgreedAction, Written


@dataclass(frozen=True, slots=True)
class Around:
    """What a record's answers alone don't say: what it was about before, and who is known by which number."""

    about: About
    numbers: Mapping[str, int] = field(default_factory=dict)

    @property
    def links(self) -> Links:
        """Which child each part is about so far."""
        return {part: child_id for child_id, part in self.about.children}


def written(form: Form, answers: Answers, around: Around) -> Written:
    """Return what is written into the store of answers to a form."""
    links = linked(form, answers, around)
    children = tuple((child_id, part) for part, child_id in links.items())
    if form.each is None and not names_one(form):
        children = tuple((child_id, "") for child_id in _of_whole(form, answers, around))
    about = replace(around.about, day=day_of(form, answers, around.about.day), children=children)
    present = replace(answers, fingerprint=form.fingerprint)
    whole = children[0][0] if children and siblings_in(form) is not None else None
    agreed = tuple(agreed_actions(form, answers, links, whole))
    return Written(to_json(present, form), form.fingerprint, about, agreed)


def _of_whole(form: Form, answers: Answers, around: Around) -> tuple[int, ...]:
    """Return the children a record that does not repeat is about: those its table names, else those it was about."""
    table = siblings_in(form)
    cells = [row.cells.get(table[1]) for row in rows_of(answers, table[0])] if table is not None else []
    named = [numbered_in(cell, around.numbers) for cell in cells if isinstance(cell, str)]
    found = tuple(dict.fromkeys(child_id for child_id in named if child_id is not None))
    return found or tuple(dict.fromkeys(child_id for child_id, _ in around.about.children))


def day_of(form: Form, answers: Answers, otherwise: date) -> date:
    """Return the day a record is for: what its date of the session says, or the day it was begun for."""
    dates = [one for one in form.answered(each=False) if one.kind == "date" and not one.of]
    for one in sorted(dates, key=lambda each: each.fill != "session_date"):
        if one.fill == "session_date" or one.past:
            value = answers.values.get(one.key)
            if isinstance(value, date):
                return value
    return otherwise


def linked(form: Form, answers: Answers, around: Around) -> dict[str, int]:
    """Return which child each part is about: whose number is written there, else who it was about before."""
    before = around.links
    found: dict[str, int] = {}
    for part_id, text in _names_in(form, answers):
        child_id = numbered_in(text, around.numbers) if text else None
        if child_id is None and (text or part_id in before):
            child_id = before.get(part_id)
        if child_id is not None:
            found[part_id] = child_id
    several = len(set(_of_whole(form, answers, around))) > 1
    if form.each is None and not found and "" in before and not several:
        found[""] = next(iter(_of_whole(form, answers, around)))
    return found


def agreed_actions(
    form: Form, answers: Answers, links: Links, whole: int | None = None
) -> Iterator[AgreedAction]:
    """Yield every action with words in it, wherever it stands, with the child it is about.

    ``whole`` is the first of the siblings that a whole record is about: what is agreed of all is kept with that one.
    """
    only = next(iter(set(links.values())), None) if len(set(links.values())) == 1 else whole
    for section in form.sections:
        for part_id in [part.id for part in answers.parts] if section.each else [""]:
            child_id = links.get(part_id) if section.each else only
            for one in section.fields:
                if shown(form, section, one, answers, part_id):
                    yield from _actions_in(one, answers.value(one.key, part_id), child_id)


def _names_in(form: Form, answers: Answers) -> Iterator[tuple[str, str]]:
    """Yield each part (or the whole) with what says which child it is about."""
    if form.each is not None:
        for part in answers.parts:
            yield part.id, _text(part.values.get(form.each.named_by))
        return
    for one in form.answered(each=False):
        if one.kind == "child":
            yield "", _text(answers.values.get(one.key))
            return


def _actions_in(one: Field, value: Value | None, child_id: int | None) -> Iterator[AgreedAction]:
    if not isinstance(value, tuple):
        return
    if one.kind == "actions":
        yield from (_agreed(row, child_id) for row in value if _text(row.cells.get("what")).strip())
        return
    for column in one.columns:
        if column.kind != "actions":
            continue
        for row in value:
            cell = row.cells.get(column.key)
            if isinstance(cell, tuple):
                yield from (
                    _agreed(each, child_id, f"{row.id}/{column.key}/")
                    for each in cell
                    if _text(each.cells.get("what")).strip()
                )


def _agreed(row: Row, child_id: int | None, within: str = "") -> AgreedAction:
    due = row.cells.get("by_when")
    return AgreedAction(
        f"{within}{row.id}",
        _text(row.cells.get("what")),
        _text(row.cells.get("why")),
        _text(row.cells.get("how")),
        _text(row.cells.get("who")),
        due if isinstance(due, date) else None,
        _text(row.cells.get("child_notices")),
        child_id,
    )


def _text(value: Value | Cell | None) -> str:
    return value if isinstance(value, str) else ""
