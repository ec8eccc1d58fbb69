"""The parts of a pack that are not rules: stages, codes with their labels, readings, forms, board."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from models.policy import readers as read
from models.policy.table import Table

EVENT_SUBJECTS = ("practitioner", "child", "team", "service", "supervisory_relationship")
"""Whom an event can be of."""
OF_PERSONS = ("practitioner", "supervisory_relationship")
"""Those of them that are one practitioner's."""
ENDS = ("probation_ends_on",)
"""The dates of a practitioner that can end a role."""


class Problem(NamedTuple):
    """Something wrong in a pack or case file: the line (0 if it has none), where, and what."""

    line: int
    where: str
    text: str

    def __str__(self) -> str:
        """Return it as one line for a person."""
        return f"line {self.line}: {self.where}: {self.text}" if self.line else f"{self.where}: {self.text}"


@dataclass(frozen=True, slots=True)
class Stage:
    """One column of the board: its number from 1, its name as printed, a name of at most 14 characters."""

    number: int
    name: str
    short: str


@dataclass(frozen=True, slots=True)
class Coded:
    """A situation, flag, role or service: its code, a label, at most 5 characters for a tile, other names.

    ``clock`` is false for a service whose work the policy samples rather than times. ``until_discussed``
    is true of a flag that has served its turn once the child was discussed. ``ends`` names the date of
    a practitioner after which a role is over.
    """

    code: str
    label: str
    short: str = ""
    also: tuple[str, ...] = ()
    clock: bool = True
    until_discussed: bool = False
    ends: str = ""


SIGNED, AGREED = "signed", "agreed"
"""What the policy wants both to do with a record: sign it, or agree it without a signature."""


@dataclass(frozen=True, slots=True)
class SessionKind:
    """A kind of supervision: the clocks of the practitioner or team it settles, and what its record is.

    ``child_clocks`` are those of a discussed child that it settles beside the child's own. ``group``
    sessions have no single practitioner. ``record`` is what rules on records call its kind. ``sign_off``
    is what both do with its record, `SIGNED` or `AGREED`; empty where the policy asks for neither.
    """

    code: str
    label: str
    settles: tuple[str, ...] = ()
    child_clocks: tuple[str, ...] = ()
    group: bool = False
    record: str = ""
    also: tuple[str, ...] = ()
    sign_off: str = ""


@dataclass(frozen=True, slots=True)
class EventKind:
    """A dated event of a ``subject``: the clocks it settles, and the facts its day and value tell.

    ``fact`` takes the latest day, ``value`` the latest value; with ``adds`` the numbers of the last
    twelve months add up. ``until_discussed`` is true where the child's next discussion settles it.
    ``ahead`` is true of what may be noted before it comes: a review, a conference. ``optional`` is true
    where the value may be left out: a check whose certificate prints no date on which it runs out.
    ``arranged`` is true of what is planned with a practitioner for a day, moved and called off, as an
    observation of practice is: that a supervision is observed, or a meeting such as an appraisal.
    """

    code: str
    label: str
    subject: str
    settles: tuple[str, ...] = ()
    fact: str = ""
    value: str = ""
    adds: bool = False
    until_discussed: bool = False
    ahead: bool = False
    optional: bool = False
    arranged: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """One place where a text can be read in more than one way: the problem, what was chosen, and why."""

    id: str
    problem: str
    reading: str
    alternative: str
    why: str


@dataclass(frozen=True, slots=True)
class Form:
    """A form the policy uses; ``text`` says whether it is printed there, only named, or derived from it."""

    id: str
    name: str
    use: str
    text: str


@dataclass(frozen=True, slots=True)
class Board:
    """Settings of the board, ours and not the policy's.

    ``usual_days`` serve per stage while the team has fewer than eight past moves; ``move_reason`` says
    whether a reason for skipping or moving back is ``offered`` or ``asked``; ``closing_gate`` is the rule
    that wants a formal supervision before closing, or empty. ``closing_note`` and ``step_gate`` are rules
    that want a note of oversight at a point, ``closing_point`` and ``step_point``, before work closes or
    another service is opened beside it or after it; or empty. A finished note at ``allocation_point``
    says that newly allocated work was talked about.
    """

    usual_days: tuple[int, ...]
    usual_note: str
    move_reason: str
    closing_gate: str
    closing_note: str = ""
    closing_point: str = ""
    step_gate: str = ""
    step_point: str = ""
    allocation_point: str = ""


def read_stage(table: Table) -> Stage:
    """Read one ``[[stage]]``."""
    stage = Stage(
        table.need("number", read.whole, 0),
        table.need("name", read.text, ""),
        table.need("short", read.text, ""),
    )
    if len(stage.short) > 14:
        table.fault("short", f"short: {stage.short!r} is longer than 14 characters")
    return stage


def read_coded(table: Table) -> Coded:
    """Read one ``[[situation]]``, ``[[flag]]``, ``[[role]]`` or ``[[service]]``."""
    found = Coded(
        table.need("code", read.text, ""),
        table.need("label", read.text, ""),
        table.get("short", read.text, ""),
        table.get("also", read.texts, ()),
        table.get("clock", read.yes, default=True),
        table.get("until_discussed", read.yes, default=False),
        table.get("ends", read.one_of(*ENDS), ""),
    )
    if len(found.short) > 5:
        table.fault("short", f"short: {found.short!r} is longer than 5 characters")
    return found


def read_session(table: Table) -> SessionKind:
    """Read one ``[[session]]``."""
    code = table.need("code", read.text, "")
    return SessionKind(
        code,
        table.need("label", read.text, ""),
        table.get("settles", read.texts, ()),
        table.get("child_clocks", read.texts, ()),
        table.get("group", read.yes, default=False),
        table.get("record", read.text, code),
        table.get("also", read.texts, ()),
        table.get("sign_off", read.one_of(SIGNED, AGREED), ""),
    )


def read_event(table: Table) -> EventKind:
    """Read one ``[[event]]``."""
    found = EventKind(
        table.need("code", read.text, ""),
        table.need("label", read.text, ""),
        table.need("subject", read.one_of(*EVENT_SUBJECTS), "practitioner"),
        table.get("settles", read.texts, ()),
        table.get("fact", read.fact, ""),
        table.get("value", read.fact, ""),
        table.get("adds", read.yes, default=False),
        table.get("until_discussed", read.yes, default=False),
        table.get("ahead", read.yes, default=False),
        table.get("optional", read.yes, default=False),
        table.get("arranged", read.yes, default=False),
    )
    if found.arranged and found.subject not in OF_PERSONS:
        table.fault("arranged", "arranged: only what takes place with a practitioner is planned for a day")
    return found


def read_reading(table: Table) -> Reading:
    """Read one ``[[reading]]``."""
    return Reading(
        table.need("id", read.text, ""),
        table.need("problem", read.text, ""),
        table.need("reading", read.text, ""),
        table.get("alternative", read.text, ""),
        table.need("why", read.text, ""),
    )


def read_form(table: Table) -> Form:
    """Read one ``[[form]]``."""
    return Form(
        table.need("id", read.text, ""),
        table.need("name", read.text, ""),
        table.need("use", read.text, ""),
        table.need("text", read.one_of("printed", "named", "derived"), "named"),
    )


def read_board(table: Table) -> Board:
    """Read ``[board]``."""
    return Board(
        table.need("usual_days", _days, ()),
        table.need("usual_note", read.text, ""),
        table.need("move_reason", read.one_of("offered", "asked"), "offered"),
        table.get("closing_gate", str, ""),
        table.get("closing_note", str, ""),
        table.get("closing_point", str, ""),
        table.get("step_gate", str, ""),
        table.get("step_point", str, ""),
        table.get("allocation_point", str, ""),
    )


def _days(value: object) -> tuple[int, ...]:
    if not isinstance(value, list):
        raise ValueError("a list of whole days is expected here")
    return tuple(read.whole(each) for each in value)


def read_review(value: object) -> date | None:
    """Read a review date; an empty text means that none is printed."""
    return None if value == "" else read.day(value)
