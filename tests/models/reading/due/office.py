"""A team of any policy in a real store, filled by named changes, and its due list."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, TypeVar

from models.changes.children import add_child
from models.changes.events import record_event
from models.changes.holding import hold_unplanned
from models.changes.involvements import open_involvement
from models.changes.observations import record_observation
from models.changes.planning import Plan, plan_supervision
from models.changes.situations import add_situation
from models.changes.team import PractitionerFacts, add_practitioner, appoint_manager, begin_team
from models.clock.arithmetic import When
from models.policy import load_pack
from models.policy.pack import Pack
from models.reading.due import DueLine, DueList, read_due
from models.store.change import Change
from models.store.opening import NewStore, Unlocked, make_store
from models.store.place import Place
from models.store.store import Store
from tests import made
from tests.made import TODAY, ago

T = TypeVar("T")
Told = tuple[str, date] | tuple[str, date, str]
"""A situation of a child: code, since, and its value if it has one."""

SERVICES = {
    "kent": "childrens_social_work",
    "northamptonshire": "childrens_social_work",
    "havering": "childrens_social_work",
    "birmingham": "childrens_social_work",
    "children_and_families": "children_and_families",
}
LONG_AGO = ago(3000)
BEGUN = ago(1000)
"""When most offices' stores were begun: long enough ago for everything to be kept in them."""


@dataclass
class Office:
    """A store with a manager, M1, who came long ago, and whoever a test adds."""

    store: Store
    pack: Pack
    manager: int = 0

    @property
    def service(self) -> str:
        """The team's own service."""
        return SERVICES[self.pack.name]

    def do(self, function: Callable[[Change], T], today: date = TODAY) -> T:
        """Make a change."""
        return made.do(self.store, function, today)

    def person(self, number: str = "P1", role: str = "social_worker", **facts: Any) -> int:
        """Add a practitioner the manager supervises, called by their number; return the id."""
        facts = {"service": self.service, "started_on": LONG_AGO, "supervisor_id": self.manager, **facts}
        told = PractitionerFacts(number, f"Person {number}", role, **facts)
        return self.do(lambda change: add_practitioner(change, told).id)

    def child(
        self,
        number: str = "70001",
        opened: date = LONG_AGO,
        holder: int | None = None,
        situations: Iterable[Told] = (),
        *,
        service: str = "",
        kind: str = "child",
    ) -> int:
        """Add someone whose work is open, with situations as code, since and value; return the id."""

        def add(change: Change) -> int:
            child = add_child(change, number, "AB", kind=kind)
            open_involvement(change, child.id, service or self.service, opened, holder)
            for told in situations:
                code, since, value = told if len(told) == 3 else (*told, "")
                add_situation(change, child.id, code, since, value=value)
            return child.id

        return self.do(add)

    def held(
        self,
        kind: str,
        person: int | None,
        day: date,
        children: Iterable[int] = (),
        *,
        occasion: str = "formal",
        minutes: int | None = None,
    ) -> int:
        """Record a session that was held; return its id."""
        return self.do(
            lambda change: (
                hold_unplanned(change, kind, person, day, children, occasion=occasion, minutes=minutes).id
            )
        )

    def booked(self, kind: str, person: int | None, day: date, children: Iterable[int] = ()) -> int:
        """Put a session into the diary; return its id."""
        return self.do(lambda change: plan_supervision(change, Plan(kind, person, day), children).id)

    def event(self, code: str, day: date, value: str = "", **whose: int) -> None:
        """Record a dated event."""
        self.do(lambda change: record_event(change, self.pack, code, day, value=value, **whose))

    def observed(self, person: int, day: date) -> int:
        """Record that a practitioner's work was observed; return the observation's id."""
        return self.do(lambda change: record_observation(change, person, day).id)

    def due(self, now: When = TODAY) -> DueList:
        """Return the due list."""
        return self.store.read(lambda session: read_due(session, self.pack, now))

    def lines(self, label: str = "", *, clock: str = "", rule: str = "", now: When = TODAY) -> list[DueLine]:
        """Return the lines about someone, on a clock, or under a rule."""
        return [
            line
            for line in self.due(now).lines
            if line.label.startswith(label)
            and (not clock or line.clock == clock)
            and (not rule or line.rule == rule)
        ]

    def line(self, label: str = "", *, clock: str = "", rule: str = "", now: When = TODAY) -> DueLine:
        """Return the one line there is."""
        found = self.lines(label, clock=clock, rule=rule, now=now)
        assert len(found) == 1, [line.sentence() for line in found]
        return found[0]


def open_office(folder: Path, policy: str, begun: date = BEGUN) -> Office:
    """Make a team of a policy in a store that was begun on a day, and open it."""
    place, unlocked = make_office(folder, policy, begun)
    return Office(made.open_(place, unlocked), load_pack(policy), 1)


def make_office(folder: Path, policy: str, begun: date = BEGUN) -> tuple[Place, Unlocked]:
    """Make a team of a policy in a store that was begun on a day; return where it is and its secret."""
    place = made.place_in(folder)

    def fill(change: Change) -> None:
        begin_team(change, "Riverside 2", policy, SERVICES[policy])
        manager = add_practitioner(
            change,
            PractitionerFacts("M1", "Morag Bell", "team_manager", frontline=False, started_on=LONG_AGO),
        )
        appoint_manager(change, manager.id)

    now = datetime.combine(begun, time(9), UTC)
    unlocked, _ = make_store(place, NewStore("scratch", None, now, TODAY, "M1", made.CHEAP), fill)
    return place, unlocked
