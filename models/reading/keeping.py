"""How long the file of someone who left is kept: by which rule, until when, and what comes then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.clock import states
from models.clock.engine import Clock
from models.dates import show
from models.facts import Facts
from models.policy.pack import Pack
from models.policy.rule import Retention, Rule

NO_PERIOD = "The policy sets no period for keeping these records."


@dataclass(frozen=True, slots=True)
class Keeping:
    """How long a file is kept. ``rule`` is None where the policy sets no period for it, and ``note`` says so."""

    rule: Rule | None = None
    until: date | None = None
    is_over: bool = False
    note: str = ""

    @property
    def then(self) -> str:
        """What the policy says is done afterwards: destroy or delete; empty where it says nothing."""
        terms = self.rule.terms if self.rule is not None else None
        return terms.then if isinstance(terms, Retention) else ""

    def text(self, *, held: bool = False) -> str:
        """Return it as a sentence; while a file is ``held`` nothing is done to it."""
        if self.rule is None or self.until is None:
            return self.note
        if self.is_over:
            done = {"destroy": "destroyed", "delete": "deleted"}.get(self.then, "looked at")
            then = f"to be {done}{' once it is not held' if held else ''}"
            return f"Kept until {show(self.until)} ({self.rule.id}), which has passed: {then}."
        return f"Kept until {show(self.until)} ({self.rule.id})."


def keeping_of(pack: Pack, number: str, left_on: date | None, today: date, *, family_facing: bool) -> Keeping:
    """Return how long the file of someone is kept, under a pack; of someone in post it is kept without an end."""
    told = {"left_on": left_on, "family_facing": family_facing}
    facts = Facts("file", number, more={name: value for name, value in told.items() if value is not None})
    clock = Clock(pack, today)
    for rule in pack.retention:
        due = clock.judged(facts, rule)
        until = due.due_day if due is not None else None
        if due is not None and until is not None:
            over = due.state in (states.DESTROY_DUE, states.DELETE_DUE)
            return Keeping(rule, until, over)
    if left_on is None:
        return Keeping(note="In post: the file is kept.")
    return Keeping(note=pack.retention_note or NO_PERIOD)
