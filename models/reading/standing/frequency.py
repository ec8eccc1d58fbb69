"""What an agreement says of frequency, held against the policy: longer than allowed is named with the rule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from models.clock.engine import Clock
from models.dates import counted, show
from models.facts import Facts
from models.policy.pack import Pack
from models.policy.rule import Rule

AGREED = "agreement_interval_weeks"


@dataclass(frozen=True, slots=True)
class TooLong:
    """An interval of an agreement that is longer than the policy allows: by the rule, the next is due sooner."""

    rule: Rule
    weeks: int
    due: date
    agreed: date
    others: tuple[tuple[date, Rule], ...] = ()
    """The other clocks of theirs on which it is too long as well."""

    def text(self) -> str:
        """Return it as a sentence: the date of the policy stands."""
        also = "".join(
            f"; {rule.what[:1].lower()}{rule.what[1:]} by {show(day)} ({rule.id})"
            for day, rule in self.others
        )
        return (
            f"Every {counted(self.weeks, 'week')} is longer than the policy allows: {self.rule.says} "
            f"({self.rule.id}) After a session on the day it was signed the next is due by {show(self.due)}, "
            f"not {show(self.agreed)}{also}. The policy's date stands."
        )


def too_long(pack: Pack, facts: Facts, weeks: int | None, signed_on: date) -> TooLong | None:
    """Say whether so many weeks are longer than the policy allows someone on the day an agreement is signed.

    It is held against every kind of session that the policy has a clock for. Where the policy itself lets
    the two agree on more (HAV-X07), that much is no mistake.
    """
    if not weeks:
        return None
    agreed = signed_on + timedelta(weeks=weeks)
    clock = Clock(pack, signed_on)
    lasts = {**facts.lasts, **dict.fromkeys(pack.sessions, signed_on)}
    asked = facts.changed(lasts=lasts, more={**facts.more, AGREED: weeks}, shorter=None, ended=None)
    dues = [due for name in pack.sessions if (due := clock.on(asked, name)) is not None]
    dated = [(due.due_day, due.rule) for due in dues if due.due_day is not None and due.rule is not None]
    soonest = min(dated, key=lambda each: each[0], default=None)
    if soonest is None or agreed <= soonest[0]:
        return None
    others = {rule.id: (day, rule) for day, rule in dated if day < agreed and rule.id != soonest[1].id}
    return TooLong(soonest[1], weeks, soonest[0], agreed, tuple(others.values()))
