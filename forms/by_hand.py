"""The small forms by hand about children: what each asks, with pick lists from the pack and the team."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from forms.entry import Choice, EntryForm, Field, choices_of
from models.policy import Pack
from models.policy.wants import names_in
from models.words import said_name

KINDS: tuple[Choice, ...] = (
    ("child", "child or young person"),
    ("carer", "carer"),
    ("caregiver", "caregiver"),
    ("victim", "victim"),
)

WHY_WRONG = Field("reason", "What was wrong", required=True, hint="kept beside what stood there")


@dataclass(frozen=True, slots=True)
class Lists:
    """What pick lists are made of: the pack's codes, and the people in post as (number, name) pairs.

    ``private`` is projector mode: no form made of these lists shows a name.
    """

    pack: Pack
    people: tuple[Choice, ...]
    today: date
    private: bool = False

    @property
    def services(self) -> tuple[Choice, ...]:
        """The services the pack knows."""
        return choices_of(self.pack.services)

    @property
    def stages(self) -> tuple[Choice, ...]:
        """The stages of the board."""
        return tuple((str(stage.number), f"{stage.number} {stage.name}") for stage in self.pack.stages)

    @property
    def situations(self) -> tuple[Choice, ...]:
        """The situations and flags the pack knows."""
        return choices_of((*self.pack.situations, *self.pack.flags))

    @property
    def roles(self) -> tuple[Choice, ...]:
        """The roles the pack knows."""
        return choices_of(self.pack.roles)

    @property
    def day(self) -> str:
        """Today as it is typed."""
        return f"{self.today.day}/{self.today.month}/{self.today.year}"

    @property
    def only_service(self) -> str:
        """The service, where the pack knows only one."""
        return self.services[0][0] if len(self.services) == 1 else ""


def new_child(lists: Lists, service: str = "") -> EntryForm:
    """Ask for a child, their present involvement, who holds it and their situation."""
    return EntryForm(
        "child:new",
        "Add a child",
        (
            *_child_fields(),
            Field("service", "Service", "choice", required=True, choices=lists.services, initial=service),
            Field(
                "opened_on",
                "Opened on",
                "date",
                required=True,
                initial=lists.day,
                hint="24/11, last mon, -2w",
            ),
            _allocated(lists),
            Field("stage", "Stage", "choice", choices=lists.stages, initial="1"),
            Field("situation", "Situation", "choice", choices=lists.situations),
            Field("since", "Situation since", "date", hint="empty: since it was opened"),
        ),
        note="No names: a number and initials.",
    )


def child_facts(child_id: int, number: str, initials: str, family: str, kind: str) -> EntryForm:
    """Ask for a child's number, initials, family and kind, to put them right."""
    form = EntryForm(f"child:{child_id}", "Correct a child", _child_fields(), note="No names: initials.")
    return form.filled({"number": number, "initials": initials, "family": family, "kind": kind})


def _allocated(lists: Lists) -> Field:
    hint = "empty: not allocated yet"
    return Field("practitioner", "Allocated to", "choice", choices=lists.people, hint=hint)


def passed_field() -> Field:
    """Return the field that asks why a gate of the policy is passed."""
    return Field("passed", "Why go on without", required=True, hint="quality assurance sees it")


def new_involvement(lists: Lists, child_id: int, gate: str = "", note: str = "") -> EntryForm:
    """Ask for a further involvement of a child that is known already; ``gate`` is passed with a reason."""
    return EntryForm(
        f"involvement:new:{child_id}",
        "Open a service to this child",
        (
            Field(
                "service",
                "Service",
                "choice",
                required=True,
                choices=lists.services,
                initial=lists.only_service,
            ),
            Field("opened_on", "Opened on", "date", required=True, initial=lists.day),
            _allocated(lists),
            Field("stage", "Stage", "choice", choices=lists.stages, initial="1"),
            *((passed_field(),) if gate else ()),
        ),
        note=note,
    )


def new_situation(lists: Lists, child_id: int) -> EntryForm:
    """Ask for a situation of a child: what, since when, and its level where it has one."""
    return EntryForm(
        f"situation:new:{child_id}",
        "Add a situation",
        (
            Field("situation", "Situation", "choice", required=True, choices=lists.situations),
            Field("value", "Level or figure", hint="high, long term, 12 … where it has one"),
            Field("since", "Since", "date", required=True, initial=lists.day),
            Field("until", "Until (last day)", "date", past=False, hint="empty while it lasts"),
        ),
    )


def ending(lists: Lists, situation_id: int, label: str) -> EntryForm:
    """Ask for the last day of a situation."""
    until = Field("until", "Last day it was true", "date", required=True, initial=lists.day)
    return EntryForm(f"situation:end:{situation_id}", f"End: {label}", (until,))


def allocation(lists: Lists, involvements: Sequence[int]) -> EntryForm:
    """Ask who involvements are allocated to, and since when."""
    key = ",".join(map(str, sorted(involvements)))
    return EntryForm(
        f"allocate:{key}",
        "Allocate" if len(involvements) == 1 else f"Allocate {len(involvements)} together",
        (
            Field("practitioner", "Allocated to", "choice", required=True, choices=lists.people),
            Field("since", "Since", "date", required=True, initial=lists.day),
        ),
    )


def transfer(lists: Lists, involvement_id: int, planned: str) -> EntryForm:
    """Ask for the day on which work is to go to another service or team; the policy's rule on it stands beside."""
    rules = [rule for rule in lists.pack.rules if "transfer_on" in names_in(rule.terms)]
    return EntryForm(
        f"transfer:{involvement_id}",
        "Planned transfer",
        (
            Field(
                "day",
                "To be transferred on",
                "date",
                initial=planned,
                hint="empty: no transfer is planned",
                past=False,
            ),
        ),
        note=" ".join(f"{rule.says} ({rule.id})" for rule in rules),
    )


def correcting(entity: str, row_id: int, field: str, what: str, was: str) -> EntryForm:
    """Ask for the right date of something, and what was wrong about the one that stands there."""
    return EntryForm(
        f"correct:{entity}:{row_id}:{field}",
        f"Correct: {what}",
        (
            Field("day", "Right date", "date", required=True, initial=was),
            WHY_WRONG,
        ),
        note=f"It says {was}.",
    )


def correcting_situation(situation_id: int, label: str, since: str, until: str) -> EntryForm:
    """Ask for the right days of a situation; one that lasts has no last day to put right."""
    fields = [Field("since", "Since", "date", required=True, initial=since)]
    if until:
        fields.append(Field("until", "Until (last day)", "date", required=True, initial=until))
    note = "One that was never true is taken away with Delete; one that has ended is ended with x."
    return EntryForm(
        f"correct:situation:{situation_id}", f"Correct: {label}", (*fields, WHY_WRONG), note=note
    )


def correcting_opening(lists: Lists, involvement_id: int, opened_on: str, service: str) -> EntryForm:
    """Ask for the right day on which an involvement was opened, and its right service."""
    fields = (
        Field("day", "Opened on", "date", required=True, initial=opened_on),
        Field("service", "Service", "choice", required=True, choices=lists.services, initial=service),
        WHY_WRONG,
    )
    return EntryForm(f"correct:involvement:{involvement_id}:opened_on", "Correct: opened", fields)


def joining(child_id: int, number: str) -> EntryForm:
    """Ask for the other number of one and the same child."""
    other = Field("number", "Other number", required=True, hint="everything moves to that number")
    return EntryForm(f"join:{child_id}", f"{number} is the same child as …", (other,))


def people_choices(people: Sequence[tuple[str, str]], *, private: bool = False) -> tuple[Choice, ...]:
    """Return pick-list entries for practitioners as (number, name); like names get their number.

    ``private``: initials instead of names.
    """
    names = [said_name(name, private=private) for _, name in people]
    return tuple(
        (number, f"{name} ({number})" if names.count(name) > 1 else name)
        for (number, _), name in zip(people, names, strict=True)
    )


def _child_fields() -> tuple[Field, ...]:
    return (
        Field("number", "Number", required=True, hint="as your case system has it"),
        Field("initials", "Initials", required=True, hint="initials only, never a name"),
        Field("family", "Family", hint="a code that siblings share"),
        Field("kind", "Who", "choice", choices=KINDS, initial="child"),
    )
