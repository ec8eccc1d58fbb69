"""A sitting that runs, between its screen and what was read: which item it stands at, and how long each took."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from models.reading.agenda.running import ChildNow, Running
from models.reading.agenda.told import ItemView
from models.reading.front_door import SAMPLED


def as_named(told: Running) -> Running:
    """Return a sitting with its children by number alone where families are sampled (KCC-P44).

    A form that prints numbers only (NCT-P08) takes no initials; the agenda beside it is the manager's own and does.
    """
    if not any(one.occasion == SAMPLED for one in told.sitting.sessions):
        return told
    return replace(
        told,
        items=tuple(replace(one, child=one.number) for one in told.items),
        moves=tuple(replace(one, child=one.number) for one in told.moves),
    )


@dataclass(slots=True)
class RunningState:
    """What the screen of a running sitting knows. ``at`` is the id of the item it stands at, None where none is."""

    told: Running
    at: int | None = None
    whole: int = 0
    spent: dict[int, int] = field(default_factory=dict)
    going: set[int] = field(default_factory=set)
    """Items that were gone on from and are about to be marked as done."""
    written: set[int] = field(default_factory=set)
    """Items at which something was typed into the record since it was opened here."""

    @classmethod
    def of(cls, told: Running) -> RunningState:
        """Begin where the sitting was left: at its item, else at the first that is open."""
        made = cls(told)
        made.know(told)
        made.at = told.run.at_item if told.run is not None else None
        if made.item is None:
            first = next((one for one in told.items if one.state == "open"), None)
            made.at = first.id if first is not None else (told.items[0].id if told.items else None)
        return made

    def know(self, told: Running) -> None:
        """Take in what was read again; an item that is gone is stood at no more."""
        place = self.place
        self.told = told
        self.whole = max(self.whole, told.run.spent if told.run is not None else 0)
        self.spent = {one.id: max(one.spent, self.spent.get(one.id, 0)) for one in told.items}
        if self.item is None and told.items:
            self.at = told.items[min(place, len(told.items) - 1)].id

    # -- items -----------------------------------------------------------------------------------

    @property
    def items(self) -> Sequence[ItemView]:
        """The agenda in its order."""
        return self.told.items

    @property
    def item(self) -> ItemView | None:
        """The item it stands at."""
        return next((one for one in self.items if one.id == self.at), None)

    @property
    def place(self) -> int:
        """The number of the item it stands at, from 0."""
        return next((n for n, one in enumerate(self.items) if one.id == self.at), 0)

    @property
    def child(self) -> ChildNow | None:
        """Where the child of the item stands now."""
        item = self.item
        return self.told.children.get(item.child_id) if item is not None and item.child_id else None

    def beside(self, by: int) -> ItemView | None:
        """Return the item so many places on or back; None beyond the ends."""
        place = self.place + by
        return self.items[place] if 0 <= place < len(self.items) else None

    def next_open(self) -> ItemView | None:
        """Return the next item that is open: after this one, else the first that was passed over."""
        after = [*self.items[self.place + 1 :], *self.items[: self.place]]
        return next((one for one in after if one.state == "open" and one.id not in self.going), None)

    def left(self) -> list[ItemView]:
        """Return what is neither done nor parked."""
        return [one for one in self.items if one.state == "open"]

    def of_child(self, child_id: int) -> ItemView | None:
        """Return the item about a child: one that is open before one that is not."""
        found = [one for one in self.items if one.child_id == child_id]
        return next((one for one in found if one.state == "open"), next(iter(found), None))

    def called(self, typed: str) -> ItemView | None:
        """Return the item that is meant by its place, or by the number or initials of its child."""
        wanted = typed.strip().casefold()
        for one in self.items:
            if wanted and wanted in (one.number.casefold(), *one.child.casefold().split()):
                return one
        if wanted.isdigit() and 0 < int(wanted) <= len(self.items):
            return self.items[int(wanted) - 1]
        return next((one for one in self.items if wanted and wanted in one.label.casefold()), None)

    def mark(self, item_id: int, state: str) -> None:
        """Mark an item as it is in the store now."""
        items = tuple(replace(one, state=state) if one.id == item_id else one for one in self.items)
        self.told = replace(self.told, items=items)

    # -- time ------------------------------------------------------------------------------------

    def counted(self, whole: int, at: int | None) -> None:
        """Take in how many seconds the whole took; what came on is that of the item ``at``."""
        on = max(0, whole - self.whole)
        self.whole = max(whole, self.whole)
        if at is not None:
            self.spent[at] = self.spent.get(at, 0) + on

    @property
    def planned(self) -> int:
        """How many minutes it is planned to take: what is said of its sessions, else of its items."""
        return self.told.sitting.minutes(sum(one.minutes for one in self.items))
