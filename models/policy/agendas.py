"""The agenda of a pack: what stands on it in which order, and which facts and dates bring a child on."""

from __future__ import annotations

from dataclasses import dataclass, replace

from models.dates import Span
from models.policy import readers as read
from models.policy.table import Table

USES = (
    "standing",
    "always",
    "priorities",
    "each",
    "brought",
    "carried",
    "group",
    "recurring",
    "due",
    "shown",
)
"""What a source of items is for: the order of an agenda, what belongs on every one, which children first,
the lines gone through for each child, what one of the two brings, what comes by itself, the agenda of a
group, lines that come up now and then, what the clock fills; ``shown`` is only shown."""
TAKES = (
    "actions",
    "wellbeing",
    "children",
    "cases",
    "supervisee",
    "supervisor",
    "development",
    "reviews",
    "records",
    "performance",
    "disturbances",
    "upward",
    "any",
)
"""What a point of an agenda takes up: actions from before, the children, what either brings, and so on.

``cases``: those that a group picks stand behind it, and none comes by itself (NCT-A04). ``upward``: lateness and
sickness of those whom the one the session is with supervises."""
PACES = ("moving", "slow", "stuck")
MINUTES = 5
"""How long a point takes where nothing says so: ours, no policy gives it."""


@dataclass(frozen=True, slots=True)
class Brings:
    """What brings a child on under a point of the agenda; any one of these is enough.

    ``allocated``: to this practitioner since the last one-to-one. ``transfer``: one is planned. ``changed``:
    a situation or flag began or ended since the child was last discussed. ``flags``: one holds. ``near``:
    one of these events lies ahead ``within`` so long. ``dormant``: so long without a recorded discussion.
    ``open_for``: open so long. ``pace``: on the board. ``stages``: reached since the last discussion.
    ``groups``: discussed in such a group since the last one-to-one.
    """

    allocated: bool = False
    transfer: bool = False
    changed: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    within: Span | None = None
    dormant: Span | None = None
    open_for: Span | None = None
    pace: tuple[str, ...] = ()
    stages: tuple[int, ...] = ()
    groups: tuple[str, ...] = ()


_NOTHING = Brings()


@dataclass(frozen=True, slots=True)
class Point:
    """One point: its words, as printed or ``ours``; what it takes up; its minutes; what brings a child on.

    ``rule`` and ``reading`` are the IDs it rests on beside its source's own. ``listens`` says that the one
    who presents listens in it (HAV-A05).
    """

    words: str
    takes: str = ""
    minutes: int = MINUTES
    brings: Brings = _NOTHING
    rule: str = ""
    reading: str = ""
    ours: bool = False
    listens: bool = False

    @property
    def brings_children(self) -> bool:
        """Say whether anything brings a child on under it."""
        return self.brings != _NOTHING


@dataclass(frozen=True, slots=True)
class AgendaSource:
    """Where items of an agenda come from, in their order.

    ``sessions`` are the kinds of session it is for (none: every one-to-one), ``services``, ``roles`` and
    ``frontline`` narrow whom it is for; ``by`` is who brings it. ``per_child``: its points are gone through
    for each child (HAV-A05).
    """

    id: str
    label: str
    items: tuple[str, ...]
    note: str = ""
    use: str = "shown"
    sessions: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    frontline: bool | None = None
    by: str = ""
    points: tuple[Point, ...] = ()
    per_child: bool = False

    def fits(self, kind: str, service: str, roles: tuple[str, ...], *, frontline: bool) -> bool:
        """Say whether it is for a kind of session with someone of a service and roles."""
        if self.sessions and kind not in self.sessions:
            return False
        if self.frontline is not None and self.frontline is not frontline:
            return False
        narrowed = bool(self.services or self.roles)
        return not narrowed or service in self.services or not set(roles).isdisjoint(self.roles)

    @property
    def special(self) -> int:
        """Rank how closely it says whom it is for: the closest is taken."""
        return sum((bool(self.services or self.roles), self.frontline is not None, bool(self.sessions)))


def read_agenda(table: Table) -> AgendaSource:
    """Read one ``[[agenda]]``. Without points each item is one."""
    none: tuple[str, ...] = ()
    items = table.need("items", read.texts, none)
    found = AgendaSource(
        table.need("id", read.text, ""),
        table.need("label", read.text, ""),
        items,
        table.get("note", read.text, ""),
        table.get("use", read.one_of(*USES), "shown"),
        table.get("sessions", read.texts, ()),
        table.get("service", read.texts, ()),
        table.get("role", read.texts, ()),
        table.get("frontline", read.yes, None),
        table.get("by", read.one_of("supervisee", "supervisor"), ""),
    )
    per_child = table.get("per_child", read.yes, default=False)
    points = table.each("points", lambda row: _point(row, items))
    return replace(found, points=points or tuple(Point(each) for each in items), per_child=per_child)


def _point(row: Table, items: tuple[str, ...]) -> Point:
    number = row.get("item", read.whole, 0)
    if number > len(items):
        row.fault("item", f"item: there are {len(items)} items, and no number {number}")
    if bool(number) == row.has("words"):
        row.fault("item", "a point has either the number of an item or words of ours")
    printed = items[number - 1] if 0 < number <= len(items) else ""
    return Point(
        row.get("words", read.text, printed),
        row.get("takes", read.one_of(*TAKES), ""),
        row.get("minutes", read.whole, MINUTES),
        _brings(row),
        row.get("rule", read.text, ""),
        row.get("reading", read.text, ""),
        ours=not number,
        listens=row.get("listens", read.yes, default=False),
    )


def _brings(row: Table) -> Brings:
    found = Brings(
        row.get("allocated", read.yes, default=False),
        row.get("transfer", read.yes, default=False),
        row.get("changed", read.texts, ()),
        row.get("flags", read.texts, ()),
        row.get("near", read.texts, ()),
        row.get("within", _calendar, None),
        row.get("dormant", _calendar, None),
        row.get("open_for", _calendar, None),
        row.get("pace", _paces, ()),
        row.get("stages", _stages, ()),
        row.get("groups", read.texts, ()),
    )
    if found.near and found.within is None:
        row.fault("near", "near: say within how long")
    return found


def _calendar(value: object) -> Span:
    span = read.span(value)
    if span.unit in ("min", "h"):
        raise ValueError(f"{value!r} is not a length in days, weeks, months or years")
    return span


def _paces(value: object) -> tuple[str, ...]:
    return tuple(map(read.one_of(*PACES), read.texts(value)))


def _stages(value: object) -> tuple[int, ...]:
    return tuple(map(read.whole, value if isinstance(value, list) else [value]))
