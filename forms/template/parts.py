"""The parts of a form: fields and what they are made of. All of it is plain, frozen data."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from forms.template.kinds import ANSWERED_KINDS

_RULE = re.compile(r"\s*\([A-Z]{2,4}-[A-Z]+\d[^)]*\)")

Condition = Mapping[str, tuple[str, ...]]
"""Keys of other fields with the codes of which one must be chosen; every key must hold."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question to think with, in our own words; with ``policies`` it is asked under these packs only."""

    text: str
    policies: tuple[str, ...] = ()

    @property
    def on_paper(self) -> str:
        """The question without the IDs of rules, which mean nothing on a council's form."""
        return _RULE.sub("", self.text)

    def is_asked(self, policies: Collection[str]) -> bool:
        """Say whether it is asked on a form of these policies."""
        return not self.policies or bool(set(self.policies) & set(policies))


@dataclass(frozen=True, slots=True)
class Want:
    """That a complete record has an answer here: the rule that makes it so, and when.

    It is not wanted where the field ``unless`` is answered. With ``every`` each option must be ticked.
    The options ``but`` say that it is not there yet, and are no answer.
    """

    rule: str
    when: Condition = field(default_factory=dict)
    unless: str = ""
    every: bool = False
    but: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: its code, its label, and where the policy says more, what.

    ``says`` is what a record at this choice must hold, ``gate`` what must have happened first, ``where``
    where the policy wants it recorded. ``event`` is what took place where a finished record of it sets actions.
    """

    code: str
    label: str
    ids: tuple[str, ...] = ()
    says: str = ""
    gate: str = ""
    where: str = ""
    event: str = ""

    @property
    def told(self) -> tuple[str, ...]:
        """What the policy says of it, a sentence each: what it must hold, what comes first, where it goes."""
        said = (("", self.says), ("First: ", self.gate), ("Where: ", self.where))
        return tuple(f"{lead}{text}" for lead, text in said if text)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table. ``of`` and ``shows``: which actions column it repeats, and what of each.

    A label with a line break stands on two lines in its one cell.
    """

    key: str
    label: str
    kind: str
    ids: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    prompts: tuple[Prompt, ...] = ()
    of: str = ""
    shows: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """The label on one line."""
        return " ".join(self.label.split())


@dataclass(frozen=True, slots=True)
class FixedRow:
    """A row that the form prints: its key, its label, and what belongs there."""

    key: str
    label: str
    ids: tuple[str, ...] = ()
    says: str = ""
    prompts: tuple[Prompt, ...] = ()
    wanted: tuple[Want, ...] = ()
    takes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form.

    ``ids`` are the requirements it carries out; ``ours`` is true where no policy asks for it. ``label`` is
    as printed, mistakes kept (``sic`` remarks on one). A label may end with the ``placeholder`` that the
    printed form shows where the answer goes. ``part`` names this field where several stand under one
    printed label: the later ones are ``joined`` to the key of the first. ``under`` is a small printed
    heading above it, ``beside`` means that it stands in the row of the one before.

    ``text`` is what a note, list or clause says; a clause may hold ``{{ key }}`` for the answer of another
    field, or ``blank`` of that field where it has none. ``columns`` and ``rows`` make a table, which
    ``grows`` where rows may be added and begins with ``spare`` empty ones. ``lens`` gives the options of
    ticks. ``of`` is the signature that a date belongs to. ``carries``: open actions from before are shown
    here. ``fill`` is what the program can fill in. ``stays``: left out of the text for a case system. ``was``
    are keys it had in earlier editions. ``takes``: whose items of an agenda are written here (`kinds.TAKES`).
    """

    key: str
    kind: str
    label: str = ""
    ids: tuple[str, ...] = ()
    ours: bool = False
    sic: str = ""
    part: str = ""
    placeholder: str = ""
    blank: str = ""
    default: str = ""
    who: tuple[str, ...] = ()
    naming: str = ""
    prompts: tuple[Prompt, ...] = ()
    text: tuple[str, ...] = ()
    bullets: bool = False
    options: tuple[Option, ...] = ()
    lens: str = ""
    columns: tuple[Column, ...] = ()
    rows: tuple[FixedRow, ...] = ()
    grows: bool = False
    spare: int = 0
    shows: tuple[str, ...] = ()
    when: Condition = field(default_factory=dict)
    wanted: tuple[Want, ...] = ()
    under: str = ""
    joined: str = ""
    beside: bool = False
    of: str = ""
    carries: bool = False
    fill: str = ""
    past: bool = False
    stays: bool = False
    was: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()

    @property
    def answered(self) -> bool:
        """Whether this field takes an answer."""
        return self.kind in ANSWERED_KINDS

    @property
    def caption(self) -> str:
        """The label without the placeholder that the answer takes the place of."""
        if self.placeholder and self.label.endswith(self.placeholder):
            return self.label.removesuffix(self.placeholder).rstrip()
        return self.label

    @property
    def name(self) -> str:
        """What to call this field in a sentence or a list: its part, else its label, else its key."""
        return self.part or self.caption or self.key.replace("_", " ")

    def option(self, code: str) -> Option | None:
        """Return the option of this code."""
        return next((one for one in self.options if one.code == code), None)

    def column(self, key: str) -> Column | None:
        """Return the column of this key."""
        return next((one for one in columns_of(self) if one.key == key), None)


ACTION_COLUMNS = (
    Column("what", "What", "long"),
    Column("why", "Why", "long"),
    Column("how", "How", "long"),
    Column("who", "Who", "person"),
    Column("by_when", "By when", "date"),
    Column("child_notices", "What the child would notice", "long"),
)
"""What every action has, in this order."""
ACTION_KEYS = tuple(column.key for column in ACTION_COLUMNS)


def columns_of(one: Field | Column) -> tuple[Column, ...]:
    """Return the columns of a table; every action has all of its parts, whatever is shown."""
    if one.kind == "actions":
        return ACTION_COLUMNS
    return one.columns if isinstance(one, Field) else ()


def shown_columns(one: Field | Column) -> tuple[Column, ...]:
    """Return the columns that are shown: of actions those named by ``shows``, all if none are."""
    columns = columns_of(one)
    if one.kind != "actions" or not one.shows:
        return columns
    return tuple(column for column in columns if column.key in one.shows)
