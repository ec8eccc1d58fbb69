"""The made-up children: numbers, initials, and which of them are siblings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from models.demo.dice import Dice

_LAST = "ABBCCDDEFGGHHJKKLLMMNOPPRRSSTTWWY"
_FIRST = "AABBCCDEEFGHIJJKKLLMMNNOOPRRSSTTZ"
_AVOIDED = {"SS", "KK", "AH", "BO", "PP", "WC", "FY"}


@dataclass(slots=True, eq=False)
class Kid:
    """One made-up child."""

    initials: str
    number: str = ""
    id: int = 0


@dataclass(slots=True, eq=False)
class Household:
    """Children who belong together. ``first_opened`` is when the first of them became known."""

    kids: list[Kid]
    first_opened: date = date.max
    id: int | None = None
    code: str = ""


@dataclass(slots=True)
class Register:
    """All households, as they are made."""

    dice: Dice
    households: list[Household] = field(default_factory=list)

    def add(self, size: int) -> Household:
        """Add a household with so many children."""
        last = self.dice.pick(_LAST)
        household = Household([])
        for _ in range(size):
            household.kids.append(Kid(self._initials(last, household.kids)))
        self.households.append(household)
        return household

    def join(self, one: Household, other: Household) -> list[Kid]:
        """Make two households one family; return the children who came with the second."""
        moved = list(other.kids)
        last = one.kids[0].initials[-1]
        for kid in moved:
            kid.initials = self._initials(last, one.kids)
            one.kids.append(kid)
        self.households.remove(other)
        return moved

    def number(self, numbers_from: int, first_family: int, first_child: int) -> None:
        """Give every child its number, in the order in which they became known, and every family its code."""
        known = sorted(self.households, key=lambda household: household.first_opened)
        start = known[0].first_opened
        per_day = 3.4
        last = numbers_from
        for place, household in enumerate(known):
            last = max(last + 2, numbers_from + int((household.first_opened - start).days * per_day))
            for kid in household.kids:
                kid.number, kid.id, first_child = str(last), first_child, first_child + 1
                last += 1
            if len(household.kids) > 1:
                household.id, first_family = first_family, first_family + 1
                household.code = f"F{1204 + 3 * place}"

    def _initials(self, last: str, others: Sequence[Kid]) -> str:
        taken = {kid.initials for kid in others}
        while True:
            initials = self.dice.pick(_FIRST) + last
            if initials not in taken | _AVOIDED:
                return initials
