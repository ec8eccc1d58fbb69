"""A decision in passing, noted in twenty seconds: child, point, decision, why, action.

The note is a record on the policy's own form for oversight. Where it was talked over with someone, that
talk is recorded too, as the informal one it was: it never resets a clock that wants a formal one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from forms.answers.changing import add_row, with_cell, with_value
from forms.answers.completeness import Missing, missing
from forms.answers.model import Answers
from forms.answers.typed import read_typed
from forms.booking import kind_for_children
from forms.entry import Choice, EntryForm, Field
from forms.records.beginning import Begun, begin_answers
from forms.records.dating import date_noted
from forms.records.entering import is_the_record
from forms.records.writing import Around, written
from forms.template.choosing import Occasion, fitting
from forms.template.form import Form
from forms.template.load import forms_of
from models.changes.holding import hold_unplanned
from models.changes.record_parts import About
from models.changes.records import begin_record, complete_record
from models.dates import show
from models.errors import Refused
from models.policy import Pack
from models.reading.record_context import (
    AskedFor,
    Known,
    KnownChild,
    read_known_children,
    read_people,
    read_record_context,
)
from models.reading.team_page import AwayView, read_everyone_away
from models.store.change import Change
from tui.oversight_more import TEXTS, Kept, keep_more, more_form, said_of, together
from tui.record.beginning import children_called
from tui.refusals import only_looks
from tui.screens.entry import EntryScreen
from tui.settings import own_forms

if TYPE_CHECKING:
    from tui.app import Footprint

AD_HOC = "ad hoc"


@dataclass(frozen=True, slots=True)
class Noting:
    """What a note of oversight can be made with."""

    pack: Pack
    form: Form
    people: Sequence[Known]
    children: Sequence[KnownChild]

    @property
    def usual_point(self) -> str:
        """The point of a note in passing: the one that wants an account of the talk, else the first."""
        talked = self.form.field("discussed")
        wanting = talked.wanted if talked else ()
        points = [code for want in wanting for code in want.when.get("point", ())]
        return next(iter([*points, *(code for code, _ in self.points)]), "")

    @property
    def points(self) -> tuple[Choice, ...]:
        """The policy's points of oversight; none where it names none."""
        point = self.form.field("point")
        return tuple((option.code, option.label) for option in point.options) if point else ()

    def told(self, code: str) -> str:
        """What the policy says of a point: what its note holds, what comes first, where it goes."""
        point = self.form.field("point")
        option = point.option(code) if point else None
        return " ".join(f"{one.rstrip('.')}." for one in option.told) if option else ""


async def note(program: Footprint, at_point: str = "") -> None:
    """Ask for a note about the child that is shown, or about any other, at a point or the usual one; keep it."""
    if only_looks(program):
        return
    pack, today = program.desk.pack, program.desk.today
    people, children, away = await program.desk.read(
        lambda session: (
            read_people(session, today),
            read_known_children(session, None, today),
            read_everyone_away(session, today),
        )
    )
    noting = Noting(pack, oversight_form(pack), people, children)
    here: Sequence[int] = getattr(program.screen, "children_here", tuple)()
    now = program.desk.clock.now()

    point = ""

    def change_it(change: Change, values: dict[str, Any]) -> Kept:
        nonlocal point
        point = str(values.get("point") or "")
        return keep_note(change, noting, values, now)

    async def done(made: object) -> None:
        if not isinstance(made, Kept):
            return
        reload = getattr(program.screen, "refresh_if_old", None)
        if reload is not None:
            await reload()
        if made.asks:
            more = more_form(noting.form, made, noting.told(point))
            keep = partial(keep_more, noting.pack, noting.form, made)
            program.push_screen(EntryScreen(more, keep), done_more)
        else:
            program.notify(said_of(made.wanted), markup=False, timeout=8)

    async def done_more(made: object) -> None:
        if isinstance(made, Kept):
            await done(made)
        else:
            program.notify(
                "Noted as a draft: the policy wants more at this point. F4 opens it.", markup=False
            )

    form = note_form(noting, here, at_point)
    manager = next((one for one in away if one.practitioner_id == program.desk.team.manager_id), None)
    if manager is not None:
        form = replace(form, note=f"{away_words(manager, noting.pack)} {form.note}")
    program.push_screen(EntryScreen(form, change_it), done)


def away_words(manager: AwayView, pack: Pack) -> str:
    """Say that the manager is away, and who decides meanwhile, as the policy wants (KCC-P48, HAV-P21)."""
    rules = ", ".join(one.id for one in pack.provisions_at("cover"))
    who = (
        f"{manager.decides} decides meanwhile" if manager.decides else "nobody is named who decides meanwhile"
    )
    until = f" until {show(manager.until)}" if manager.until else ""
    return f"The manager is away{until}: {who}{f' ({rules})' if rules else ''}."


def oversight_form(pack: Pack) -> Form:
    """Return the form on which oversight is noted under a policy."""
    forms, _ = forms_of(pack.names, own_forms())
    found = fitting(forms, Occasion(pack.names, records="oversight"))
    if not found:
        raise Refused("There is no form for a note of oversight.")
    return found[0]


def note_form(noting: Noting, here: Sequence[int], at_point: str = "") -> EntryForm:
    """Return what is asked: whom it is about first, prefilled with who is shown."""
    kids = [child for child in noting.children if child.id in here]
    holder = next((str(kid.practitioner_id) for kid in kids if kid.practitioner_id is not None), "")
    labels = {key: one.name for key in TEXTS if (one := noting.form.field(key)) is not None}
    fields = [
        Field(
            "children",
            "Child",
            required=True,
            initial=", ".join(kid.number for kid in kids),
            hint="numbers, with commas between",
        )
    ]
    if noting.points:
        begins = at_point or noting.usual_point
        fields.append(Field("point", "Point", "choice", choices=noting.points, initial=begins))
    people = tuple((str(one.id), one.name) for one in noting.people)
    hint = "a talk at the informal point only" if noting.points else "empty: a note, no talk"
    fields.append(Field("person", "Talked with", "choice", choices=people, initial=holder, hint=hint))
    asks = tuple((code, noting.told(code)) for code, _ in noting.points)
    by = {"hints_by": "point", "hints": asks} if asks else {}
    for key in TEXTS:
        if key in labels:
            more: dict[str, Any] = by if key == "decision" else {}
            fields.append(Field(key, labels[key].partition(":")[0], **more))
    fields += [
        Field("what", "Action", hint="what will be done"),
        Field("who", "by whom", "choice", choices=tuple((one.name, one.name) for one in noting.people)),
        Field("by_when", "by when", "date", past=False, hint="24/11, next tue, +2w"),
    ]
    key = ",".join(str(kid.id) for kid in kids)
    return EntryForm(
        f"oversight:{key}", noting.form.called, tuple(fields), note="Kept at once; F4 has it whole."
    )


def keep_note(change: Change, noting: Noting, values: Mapping[str, Any], now: datetime) -> Kept:
    """Keep a note about each child, and the talk if there was one; return what rules still want in them.

    A note is complete at once, unless a rule wants more: then it stays a draft, and what the point asks
    for beside is asked next. Raises Refused for a number that is no child's.
    """
    children = children_called(values["children"], noting.children)
    if not children:
        raise Refused("Say which child it is about: its number.")
    person = int(values["person"]) if values["person"] else None
    session = None
    if person is not None and _is_a_talk(noting, values):
        kind = kind_for_children(noting.pack)
        held = hold_unplanned(change, kind, person, change.today, children, occasion=AD_HOC)
        session = held.id
    kept = [
        _keep_one(change, noting, values, AskedFor(change.today, session, person, (child_id,)), now)
        for child_id in children
    ]
    return together(noting.form, kept)


def _keep_one(
    change: Change, noting: Noting, values: Mapping[str, Any], asked: AskedFor, now: datetime
) -> tuple[int, list[Missing]]:
    form = noting.form
    known = read_record_context(change.session, asked)
    begun = begin_answers(form, known, now)
    answers = _answered(form, begun, values, change)
    about = About(asked.day, asked.supervision_id, asked.practitioner_id, ((asked.children[0], ""),))
    numbers = {child.number: child.id for child in known.children}
    row = begin_record(change, form.code, noting.pack.name, written(form, answers, Around(about, numbers)))
    wanted = missing(form, answers)
    if not wanted:
        date_noted(change, noting.pack, form, answers, asked.day, asked.children)
        complete_record(change, row.id, writes_up=is_the_record(form))
    return row.id, wanted


def _answered(form: Form, begun: Begun, values: Mapping[str, Any], change: Change) -> Answers:
    answers = begun.answers
    if values.get("point"):
        answers = with_value(answers, "point", values["point"])
    for key in TEXTS:
        one = form.field(key)
        if one is not None and values.get(key):
            answers = with_value(answers, key, read_typed(one, values[key], change.today))
    if values.get("what"):
        answers, row = add_row(answers, "actions")
        for column, cell in (
            ("what", values["what"]),
            ("who", values["who"]),
            ("by_when", values["by_when"]),
        ):
            answers = with_cell(answers, "actions", row, column, cell or None)
    return answers


def _is_a_talk(noting: Noting, values: Mapping[str, Any]) -> bool:
    """Say whether a note with someone is of an informal talk: at the point for it, where a policy has points.

    At another point (a step down, an audit) the one named is whose work it is; no supervision is said to
    have been held.
    """
    return not noting.points or values.get("point") == noting.usual_point
