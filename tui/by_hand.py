"""By hand: the small forms joined to the changes they make."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING, Any

from forms import by_hand as forms
from forms import people as people_forms
from forms.booking import typed
from forms.closing import ENDS
from forms.closing import closing as closing_form
from forms.entry import EntryForm
from models.changes import checks
from models.changes.children import add_child, correct_child, join_children
from models.changes.corrections import correct_date, correct_service
from models.changes.former_lists import OffList, leave_former_lists
from models.changes.involvements import allocate, close_involvement, open_involvement, pass_gate
from models.changes.situations import add_situation, end_situation
from models.changes.team import (
    PractitionerFacts,
    add_practitioner,
    correct_absence,
    correct_practitioner,
    record_absence,
    sign_agreement,
)
from models.changes.transfers import plan_transfer
from models.dates import show
from models.errors import Refused
from models.reading.child import ChildView, InvolvementView, SituationView
from models.reading.people import AbsenceView, PersonPage, read_names
from models.store.change import Change
from models.tables import Practitioner
from models.words import said_name
from tui.child_page import situation_label
from tui.gating import STEPPED, SUPERVISED, Gate

if TYPE_CHECKING:
    from tui.desk import Desk

Entry = tuple[EntryForm, Callable[[Change, dict[str, Any]], Any]]


async def lists(desk: Desk, *, private: bool) -> forms.Lists:
    """Return what the pick lists are made of now; ``private``: people are initials and numbers."""
    today = desk.today
    names = await desk.read(lambda session: read_names(session, today))
    return forms.Lists(desk.pack, forms.people_choices(names, private=private), today, private)


def new_child(found: forms.Lists, service: str) -> Entry:
    """Add a child with their present involvement and situation."""

    def change_it(change: Change, values: dict[str, Any]) -> int:
        child = add_child(
            change, values["number"], values["initials"], values["family"], values["kind"] or "child"
        )
        _open(change, child.id, values)
        if values["situation"]:
            add_situation(change, child.id, values["situation"], values["since"] or values["opened_on"])
        return child.id

    return forms.new_child(found, service), change_it


def child_facts(view: ChildView) -> Entry:
    """Put a child's number, initials, family or kind right."""
    form = forms.child_facts(view.id, view.number, view.initials, view.family, view.kind)
    return form, lambda change, values: correct_child(
        change, view.id, values["number"], values["initials"], values["family"], values["kind"] or "child"
    )


def new_involvement(found: forms.Lists, view: ChildView, gate: str = "") -> Entry:
    """Open a further service to a child; ``gate`` is a rule on steps that is not met, passed with a reason."""

    def change_it(change: Change, values: dict[str, Any]) -> Any:
        row = _open(change, view.id, values)
        if gate:
            pass_gate(change, gate, row.id, values["passed"])
        return row

    note = f"{gate}: {STEPPED} No such note stands here: o writes one." if gate else ""
    return forms.new_involvement(found, view.id, gate, note), change_it


def new_situation(found: forms.Lists, view: ChildView) -> Entry:
    """Add a situation of a child."""
    return forms.new_situation(found, view.id), lambda change, values: add_situation(
        change, view.id, values["situation"], values["since"], until=values["until"], value=values["value"]
    )


def ending(found: forms.Lists, situation_id: int, label: str) -> Entry:
    """End a situation."""
    return forms.ending(found, situation_id, label), lambda change, values: end_situation(
        change, situation_id, values["until"]
    )


def allocation(found: forms.Lists, involvements: Sequence[int]) -> Entry:
    """Allocate or re-allocate involvements, all or none; gives back off whose lists children went with it."""

    def change_it(change: Change, values: dict[str, Any]) -> tuple[OffList, ...]:
        person = _person(change, values["practitioner"])
        for involvement_id in involvements:
            allocate(change, involvement_id, person, values["since"])
        return leave_former_lists(change, involvements)

    return forms.allocation(found, involvements), change_it


def closing(found: forms.Lists, one: InvolvementView, gate: Gate, view: ChildView) -> Entry:
    """Close an involvement, and end the situations that end with it; what is not met is passed with a reason.

    Gives back off whose lists the child went with it.
    """
    running = {each.id: situation_label(each, found.pack) for each in view.situations if each.until is None}

    def change_it(change: Change, values: dict[str, Any]) -> tuple[OffList, ...]:
        wanted = found.pack.board.closing_gate
        if gate.first is not None and values["closed_on"] < gate.first and wanted not in gate.unmet:
            raise Refused(
                f"{wanted}: {SUPERVISED} Here it was held on {show(gate.first)}: it can't be closed before that day."
            )
        close_involvement(change, one.id, values["closed_on"], values["reason"])
        for rule in gate.unmet:
            pass_gate(change, rule, one.id, values["passed"])
        for number, label in running.items():
            if values[f"{ENDS}{number}"] == "ends":
                _end_too(change, number, values["closed_on"], label)
        return leave_former_lists(change, [one.id])

    last = not any(each.closed_on is None and each.id != one.id for each in view.involvements)
    form = closing_form(
        found, one.id, gate.rules, " ".join(gate.said), running=tuple(running.items()), last=last
    )
    return form, change_it


def _end_too(change: Change, situation_id: int, day: date, label: str) -> None:
    try:
        end_situation(change, situation_id, day)
    except Refused as refused:
        raise Refused(f"{label}: {refused} Let it go on here, and put its days right first.") from None


def transfer(found: forms.Lists, one: InvolvementView) -> Entry:
    """Say when an involvement is to go to another service or team (KCC-T12)."""
    form = forms.transfer(found, one.id, typed(one.transfer_on))
    return form, lambda change, values: plan_transfer(change, one.id, values["day"])


def correcting(entity: str, row_id: int, field: str, what: str, was: date) -> Entry:
    """Put a wrong date right, with the reason."""
    form = forms.correcting(entity, row_id, field, what, f"{was.day}/{was.month}/{was.year}")
    return form, lambda change, values: correct_date(
        change, entity, row_id, field, values["day"], values["reason"]
    )


def correcting_situation(one: SituationView, label: str) -> Entry:
    """Put the days of a situation right."""

    def change_it(change: Change, values: dict[str, Any]) -> None:
        was = {"until": one.until, "since": one.since}
        if one.until is None or values["since"] <= one.until:  # never the end before the beginning between
            was = {"since": one.since, "until": one.until}
        wrong = [field for field, day in was.items() if field in values and values[field] != day]
        if not wrong:
            raise Refused("Nothing is changed: the days are as they stood.")
        for field in wrong:
            correct_date(change, "situation", one.id, field, values[field], values["reason"])

    form = forms.correcting_situation(one.id, label, typed(one.since), typed(one.until))
    return form, change_it


def correcting_opening(found: forms.Lists, one: InvolvementView) -> Entry:
    """Put right when an involvement was opened, and of which service it is."""

    def change_it(change: Change, values: dict[str, Any]) -> None:
        if (values["day"], values["service"]) == (one.opened_on, one.service):
            raise Refused("Nothing is changed: day and service are as they stood.")
        if values["service"] != one.service:
            correct_service(change, one.id, values["service"], values["reason"])
        if values["day"] != one.opened_on:
            correct_date(change, "involvement", one.id, "opened_on", values["day"], values["reason"])

    form = forms.correcting_opening(found, one.id, typed(one.opened_on), one.service)
    return form, change_it


def joining(view: ChildView) -> Entry:
    """Join this child's number into another that is the same child."""

    def change_it(change: Change, values: dict[str, Any]) -> int:
        other = checks.child_numbered(change.session, values["number"])
        if other is None:
            raise Refused(f"There is no child numbered {values['number']}.")
        return join_children(change, view.id, other.id).id

    return forms.joining(view.id, view.number), change_it


def new_practitioner(found: forms.Lists) -> Entry:
    """Add a practitioner."""
    form = people_forms.practitioner(found, "new", "Add a practitioner", {})
    return form, lambda change, values: add_practitioner(change, _facts(change, values))


def practitioner_facts(found: forms.Lists, page: PersonPage) -> Entry:
    """Put what is known about a practitioner right."""
    form = people_forms.practitioner(found, str(page.person.id), f"Correct: {page.person.name}", page.facts)
    return form, lambda change, values: correct_practitioner(change, page.person.id, _facts(change, values))


def leaving(found: forms.Lists, page: PersonPage) -> Entry:
    """Record someone's last day, and nothing else."""
    form = people_forms.leaving(found, page.person)

    def change_it(change: Change, values: dict[str, Any]) -> Any:
        row = checks.found(change.session, Practitioner, page.person.id, "practitioner")
        known = {one.name: getattr(row, one.name) for one in fields(PractitionerFacts)}
        return correct_practitioner(change, row.id, PractitionerFacts(**known | values))

    return form, change_it


def new_absence(found: forms.Lists, page: PersonPage, deciding: Sequence[str]) -> Entry:
    """Record an absence; ``deciding`` are the names of who could decide meanwhile."""
    who = said_name(page.person.name, private=found.private)
    form = people_forms.absence(found, f"new:{page.person.id}", f"{who} is away", deciding=deciding)
    return form, lambda change, values: record_absence(
        change, page.person.id, values["since"], values["until"], values["kind"], values["cover"]
    )


def absence(found: forms.Lists, one: AbsenceView, deciding: Sequence[str]) -> Entry:
    """Put an absence right, or end it."""
    initial = {"since": typed(one.since), "until": typed(one.until), "kind": one.kind, "cover": one.cover}
    form = people_forms.absence(found, str(one.id), "Correct or end an absence", initial, deciding)
    return form, lambda change, values: correct_absence(
        change, one.id, values["since"], values["until"], values["kind"], values["cover"]
    )


def agreement(found: forms.Lists, practitioner_id: int) -> Entry:
    """Record a signed supervision agreement."""
    return people_forms.agreement(found, practitioner_id), lambda change, values: sign_agreement(
        change,
        practitioner_id,
        values["signed_on"],
        values["weeks"],
        values.get("one_sitting"),
        values["review_on"],
    )


def _open(change: Change, child_id: int, values: dict[str, Any]) -> Any:
    return open_involvement(
        change,
        child_id,
        values["service"],
        values["opened_on"],
        _person(change, values["practitioner"]) if values["practitioner"] else None,
        stage=int(values["stage"] or 1),
    )


def _person(change: Change, number: str) -> int:
    person = checks.practitioner_numbered(change.session, number)
    if person is None:
        raise Refused("That practitioner is no longer in the store. Choose another.")
    return person.id


def _facts(change: Change, values: dict[str, Any]) -> PractitionerFacts:
    supervisor: Practitioner | None = None
    if values["supervisor"]:
        supervisor = checks.practitioner_numbered(change.session, values["supervisor"])
    facts = {name: value for name, value in values.items() if name != "supervisor"}
    facts["frontline"] = facts["frontline"] is not False
    facts["fte"] = facts["fte"] or 1.0
    return PractitionerFacts(**facts, supervisor_id=supervisor.id if supervisor else None)
