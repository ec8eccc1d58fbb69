"""What a pack says about a supervisory relationship beside its rules: the line for disagreements, the file, the rest.

A provision is what the policy says and nothing can be reckoned from: who may read what, who decides while a
supervisor is away, where records go when the supervisor changes. It is shown where it bears on something.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.policy import readers as read
from models.policy.kinds import read_steps
from models.policy.rule import Step
from models.policy.table import Table

PLACES = {
    "policy": "Scope and purpose",
    "session": "In and around a session",
    "record": "Recording",
    "late_record": "Where records come late",
    "agreement": "Agreements",
    "access": "Who may read what",
    "person": "The people in supervision",
    "cover": "While a supervisor is away",
    "handover": "When the supervisor changes",
    "team": "The team",
    "quality": "Quality assurance",
}
"""Where a provision bears, by its code, and what that is called."""
FILE_SOURCES = ("agreement", "observation", "record", "event")
"""What tells that something is in a supervision file: a signed agreement, an observation, a record, an event."""


@dataclass(frozen=True, slots=True)
class EscalationStep:
    """One step of what the policy names for a disagreement, in its order.

    ``with_whom`` is true where it goes to someone, who is then named; ``both_know`` where the two of them
    both have to know that it goes there.
    """

    code: str
    label: str
    rule: str
    with_whom: bool = False
    both_know: bool = False


@dataclass(frozen=True, slots=True)
class FileItem:
    """One thing that a supervision file has to hold, and what in the store tells that it is there.

    For ``source`` event, ``event`` is the event's code; its value may say on which day it runs out.
    What is ``optional`` not everyone has: it is listed where it is there, and missing nowhere.
    """

    code: str
    label: str
    rule: str
    source: str
    event: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Provision:
    """One thing the policy says that is shown and never reckoned: its ID, where it bears, in our own words.

    ``keeps_back`` is true of one by which records are not handed over: the supervisor's copy is theirs alone.
    """

    id: str
    at: tuple[str, ...]
    says: str
    heading: str
    keeps_back: bool = False


def read_escalation(table: Table) -> EscalationStep:
    """Read one ``[[escalation]]``."""
    return EscalationStep(
        table.need("code", read.text, ""),
        table.need("label", read.text, ""),
        table.need("rule", read.text, ""),
        table.get("with_whom", read.yes, default=False),
        table.get("both_know", read.yes, default=False),
    )


def read_file_item(table: Table) -> FileItem:
    """Read one ``[[file_item]]``."""
    found = FileItem(
        table.need("code", read.text, ""),
        table.need("label", read.text, ""),
        table.need("rule", read.text, ""),
        table.need("source", read.one_of(*FILE_SOURCES), "event"),
        table.get("event", read.text, ""),
        table.get("optional", read.yes, default=False),
    )
    if (found.source == "event") != bool(found.event):
        table.fault(
            "event", "event: the code of an event is named here where the source is one, and only there"
        )
    return found


def read_provision(table: Table) -> Provision:
    """Read one ``[[provision]]``."""
    return Provision(
        table.need("id", read.text, ""),
        table.need("at", _places, ("policy",)),
        table.need("says", read.text, ""),
        table.need("heading", read.text, ""),
        table.get("keeps_back", read.yes, default=False),
    )


def _places(value: object) -> tuple[str, ...]:
    one = read.one_of(*PLACES)
    return tuple(one(each) for each in read.texts(value))


@dataclass(frozen=True, slots=True)
class Floor:
    """What is asked for nationally of supervision for some roles, beside every policy.

    ``minutes`` is the least length of a session; ``steps`` the intervals from one edge to another.
    """

    source: str
    roles: tuple[str, ...]
    says: str
    minutes: int
    steps: tuple[Step, ...]


def read_floor(table: Table) -> Floor:
    """Read ``[floor]``."""
    return Floor(
        table.need("source", read.text, ""),
        table.need("roles", read.texts, ()),
        table.need("says", read.text, ""),
        table.need("minutes", read.whole, 1),
        read_steps(table),
    )
