"""All that building an agenda needs at once: the sitting, what could be on it, and what is."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from sqlmodel import Session

from models.dates import WorkingDays, counted, show
from models.policy.pack import Pack
from models.reading.agenda.candidates import Candidate, Proposal
from models.reading.agenda.filling import Filled, Line, arithmetic, fill
from models.reading.agenda.items import read_items
from models.reading.agenda.lengths import Lengths, lengths_of
from models.reading.agenda.listed import Gone, read_gone
from models.reading.agenda.proposing import propose
from models.reading.agenda.reading import read_told
from models.reading.agenda.sitting import Sitting, home_of_children, read_sitting
from models.reading.agenda.told import ItemView, Told
from models.tables import Supervision


@dataclass(frozen=True, slots=True)
class AgendaPage:
    """A sitting with what could be on its agenda and what is.

    ``agreed_on`` is when both agreed it; ``gone`` says of children on it, by id, why they can't be discussed
    there any more.
    """

    told: Told
    proposal: Proposal
    items: tuple[ItemView, ...]
    agreed_on: date | None = None
    gone: Mapping[int, Gone] = field(default_factory=dict)
    home: int = 0
    """The session of the sitting in which children are talked about; 0: none of them."""
    lengths: Lengths = field(default_factory=Lengths)

    @property
    def problems(self) -> tuple[str, ...]:
        """What stands in the way of a good agenda: of the sitting, and of its length."""
        against = self.lengths.against(self.length)
        return (*self.proposal.problems, against) if against else self.proposal.problems

    @property
    def sitting(self) -> Sitting:
        """The sessions held in one go."""
        return self.told.sitting

    @property
    def length(self) -> int:
        """How many minutes it is planned to take."""
        return self.sitting.minutes(self.lengths.usual)

    @property
    def minutes(self) -> int:
        """The minutes of everything on the agenda."""
        return sum(item.minutes for item in self.items)

    @property
    def offered(self) -> tuple[Candidate, ...]:
        """What could be on the agenda and is not, ranked."""
        return tuple(one for one in self.proposal.candidates if self.item_of(one) is None)

    @property
    def missing(self) -> tuple[Candidate, ...]:
        """What is not on the agenda though someone's date would pass before the next supervision.

        A group that is not about children, such as a team meeting, leaves none of them out.
        """
        if self.sitting.is_group and not self.home:
            return ()
        return tuple(one for one in self.offered if one.must)

    def item_of(self, one: Candidate) -> ItemView | None:
        """Return the item that a candidate is on the agenda already."""
        return next((item for item in self.items if is_item(one, item)), None)

    def candidate_of(self, item: ItemView) -> Candidate | None:
        """Return the candidate that an item is, where there is still a reason for it."""
        return next((one for one in self.proposal.candidates if is_item(one, item)), None)

    @property
    def sum(self) -> str:
        """The arithmetic in words: ``16 children in 90 minutes is 5.6 minutes each``; once held, what was reached."""
        held = self.sitting.held_on
        if held is not None:
            done = sum(item.state == "done" for item in self.items)
            return f"Held on {show(held)}: {done} of {counted(len(self.items), 'item')} talked about."
        lines = [Line(as_line(item), item.minutes, item.by_reference) for item in self.items]
        about = {item.child_id for item in self.items} | {one.child_id for one in self.missing}
        return arithmetic(lines, self.length, len(about - {None}))

    def with_items(self, items: tuple[ItemView, ...], agreed_on: date | None) -> AgendaPage:
        """Return the page with other items."""
        return replace(self, items=items, agreed_on=agreed_on)


def read_page(
    session: Session,
    pack: Pack,
    supervision_id: int,
    today: date,
    *,
    systems: Collection[str] = (),
    working: WorkingDays | None = None,
) -> AgendaPage | None:
    """Return everything for building the agenda of the sitting a session belongs to; None where it is gone."""
    sitting = read_sitting(session, pack, supervision_id)
    if sitting is None:
        return None
    told = read_told(session, pack, sitting, today, systems=systems, working=working)
    items = read_items(session, sitting.ids)
    theirs = {child.id for child in told.children}
    others = {item.child_id for item in items if item.child_id is not None} - theirs
    return AgendaPage(
        told,
        propose(told),
        items,
        read_agreed(session, sitting),
        read_gone(session, others, sitting.practitioner_id, today),
        home_of_children(pack, sitting),
        lengths_of(told.due.clock, sitting, told.whom),
    )


def read_agreed(session: Session, sitting: Sitting) -> date | None:
    """Return when both agreed the agenda; None where that is not so of every session of the sitting."""
    days = [row.agenda_agreed_on for one in sitting.ids if (row := session.get(Supervision, one)) is not None]
    return max((day for day in days if day is not None), default=None) if all(days) else None


def filled(page: AgendaPage, length: int) -> Filled:
    """Return the page's agenda filled to a length; what was talked about stays, and comes first.

    What stands on it and who is on its list come before all that may be left out.
    """
    past = [
        Line(as_line(item), item.minutes, item.by_reference) for item in page.items if item.state != "open"
    ]
    kept = [as_line(item) for item in page.items if item.state == "open" and _stands_alone(page, item)]
    there = {one.key for one in page.proposal.candidates if page.item_of(one) is not None}
    asked = {f"child:{one.child_id}" for one in page.told.listed}
    theirs = {child.id for child in page.told.children} if page.home or not page.told.apart else set()
    candidates = [one for one in page.proposal.candidates if _can_fill(page, one, theirs)]
    proposal = replace(page.proposal, candidates=(*candidates, *kept))
    over = sum(line.minutes for line in past)
    found = fill(proposal, max(0, length - over), there | asked | {one.key for one in kept})
    lines = (*past, *found.lines)
    return replace(found, lines=lines, length=length) if past else found


def is_item(one: Candidate, item: ItemView) -> bool:
    """Say whether an item is what a candidate proposes."""
    return one.key == item.key or (one.item_id is not None and one.item_id == item.id)


def kept_id(one: Candidate) -> int | None:
    """Return the item that a kept line stands for."""
    return one.item_id if one.key.startswith(_KEPT) else None


_KEPT = "kept:"


def as_line(item: ItemView) -> Candidate:
    """Return an item as a line that stays as it is, with its minutes."""
    return Candidate(
        f"{_KEPT}{item.id}",
        item.label,
        (),
        item.supervision_id or 0,
        item.child_id,
        item.minutes,
        item.minutes,
        whose=item.whose,
        takes="children" if item.child_id is not None else item.whose,
        item_id=item.id,
    )


def _stands_alone(page: AgendaPage, item: ItemView) -> bool:
    """Say whether an item is no candidate's first: the second part of one, or nothing proposes it any more."""
    one = page.candidate_of(item)
    return one is None or page.item_of(one) != item


def _can_fill(page: AgendaPage, one: Candidate, theirs: Collection[int]) -> bool:
    """Say whether filling decides about a candidate: not where it was talked about, nor about others' children."""
    item = page.item_of(one)
    if item is not None:
        return item.state == "open"
    return one.child_id is None or one.child_id in theirs
