"""The same child or practitioner under another authority's policy, and what has no counterpart there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sqlmodel import Session, select

from models.clock.arithmetic import When, as_day
from models.clock.engine import Clock
from models.clock.outcome import Due
from models.clock.plan import SUPERVISED
from models.dates import WorkingDays
from models.errors import Refused
from models.facts import Facts, Involvement, Situation
from models.policy.pack import Pack
from models.policy.parts import Coded
from models.reading.due.listing import DueList
from models.reading.due.making import make_due
from models.reading.facts import Asked, read_facts
from models.tables import Child, Practitioner

_COMPARED = SUPERVISED | {"practitioner", "agreement", "supervisory_relationship"}


@dataclass(frozen=True, slots=True)
class Side:
    """What one policy says of the subject: everything due, and under which of its words it was asked."""

    pack: Pack
    facts: Facts
    dues: tuple[Due, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A subject under two policies.

    ``translated`` holds the words that were put into the other policy's (from, to), ``without`` the
    sentences about what has no counterpart there and so changes no date.
    """

    here: Side
    there: Side
    translated: tuple[tuple[str, str], ...]
    without: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """A child or practitioner of the store under two policies: the due list of each, and what differs in words."""

    label: str
    here: DueList
    there: DueList
    translated: tuple[tuple[str, str], ...]
    without: tuple[str, ...]


def read_compared(
    session: Session, here: Pack, there: Pack, now: When, number: str, working: WorkingDays | None = None
) -> Compared:
    """Return what two policies say of the child or practitioner with a number; of a practitioner the agreement too.

    Raises Refused where nobody has that number, or no clock runs: the work is closed, or they have left.
    """
    here, there = here.at(as_day(now)), there.at(as_day(now))
    found = read_facts(session, here, as_day(now), _asked(session, number, there))
    abouts = tuple(each for each in found.abouts if each.facts.subject in _COMPARED)
    if not abouts:
        raise Refused(f"No clock runs for {number}: the work is closed, or nobody here supervises them.")
    translator = _Translator(here, there)
    others = tuple(each._replace(facts=translator.facts(each.facts)) for each in abouts)
    sides = [
        make_due(replace(found, abouts=own, mistakes=()), pack, now, working)
        for own, pack in ((abouts, here), (others, there))
    ]
    translated, without = dict.fromkeys(translator.translated), dict.fromkeys(translator.without)
    return Compared(abouts[0].label, sides[0], sides[1], tuple(translated), tuple(without))


def _asked(session: Session, number: str, there: Pack) -> Asked:
    child = session.exec(select(Child.id).where(Child.number == number)).first()
    if child is not None:
        return Asked(children=[child], also_for=(there,))
    person = session.exec(select(Practitioner.id).where(Practitioner.number == number)).first()
    if person is None:
        raise Refused(f"There is no child and no practitioner {number}. Look at the number again.")
    return Asked(people=[person], also_for=(there,))


def compare(
    facts: Facts, here: Pack, there: Pack, now: When, working: WorkingDays | None = None
) -> Comparison:
    """Return what two policies say of the same facts.

    Codes that both know stand as they are; others are found by their labels and other names. Clocks of
    practitioners go by what the sessions are, so those of the other policy are fed from the same days.
    """
    translator = _Translator(here, there)
    other = translator.facts(facts)
    sides = [
        Side(pack, own, tuple(Clock(pack, now, working).due(own)))
        for pack, own in ((here, facts), (there, other))
    ]
    return Comparison(
        sides[0], sides[1], tuple(translator.translated), tuple(dict.fromkeys(translator.without))
    )


class _Translator:
    """Puts the words of one pack into those of another, and notes what can't be."""

    def __init__(self, here: Pack, there: Pack) -> None:
        self._here, self._there = here, there
        self.translated: list[tuple[str, str]] = []
        self.without: list[str] = []

    def facts(self, facts: Facts) -> Facts:
        """Return the facts in the words of the other pack."""
        services = (self._here.services, self._there.services)
        known = {each.code for each in self._there.services}
        service = self._code(facts.service, *services, "service")
        return facts.changed(
            service=service if service in known else "",
            roles=tuple(self._roles(facts.roles)),
            situations=tuple(self._situations(facts.situations)),
            others=tuple(self._others(facts.others)),
            lasts=self._lasts(facts),
            worker=None if facts.worker is None else self._worker(facts.worker),
        )

    def _worker(self, worker: Facts) -> Facts:
        """Translate who holds the work; only what that changes for the child is worth a word, so none is kept."""
        kept = len(self.translated), len(self.without)
        found = worker.changed(lasts=self._lasts(worker), roles=tuple(self._roles(worker.roles)))
        del self.translated[kept[0] :], self.without[kept[1] :]
        return found

    def _roles(self, roles: Iterable[str]) -> Iterator[str]:
        for role in roles:
            found = self._code(role, self._here.roles, self._there.roles, "role")
            if found:
                yield found

    def _situations(self, situations: Iterable[Situation]) -> Iterator[Situation]:
        here = (*self._here.situations, *self._here.flags)
        there = (*self._there.situations, *self._there.flags)
        for each in situations:
            found = self._code(each.code, here, there, "situation")
            if found:
                yield each._replace(code=found)

    def _others(self, others: Iterable[Involvement]) -> Iterator[Involvement]:
        for each in others:
            found = self._code(each.service, self._here.services, self._there.services, "service")
            if found:
                yield each._replace(service=found)

    def _code(self, code: str, here: Iterable[Coded], there: Iterable[Coded], what: str) -> str:
        """Return the other pack's code for one of this pack; empty where it has no counterpart."""
        if not code:
            return ""
        others = list(there)
        own = next((each for each in here if each.code == code), Coded(code, code.replace("_", " ")))
        found = next((each for each in others if each.code == code), None) or _alike(own, others)
        if found is None:
            self.without.append(
                f"{self._there.authority} knows no {what} “{own.label}”; it changes no date there."
            )
            return ""
        if found.code != code:
            self.translated.append((own.label, found.label))
        return found.code

    def _lasts(self, facts: Facts) -> dict[str, object]:
        """Return the last days on the other pack's clocks, by the sessions and events that settle both."""
        found: dict[str, object] = {}
        for clock, day in facts.lasts.items():
            for name in self._clocks(clock):
                before = found.get(name)
                found[name] = day if before is None or before < day else before  # type: ignore[operator]
            if not self._clocks(clock) and facts.subject == "practitioner":
                self.without.append(
                    f"{self._there.authority} has no clock for what is “{clock.replace('_', ' ')}” here."
                )
        return found

    def _clocks(self, clock: str) -> set[str]:
        codes = {each.code for each in self._here.session_kinds if clock in each.settles}
        names = {name for code in codes for name in self._there.session_kind(code).settles}
        events = {each.code for each in self._here.event_kinds if clock in each.settles}
        names |= {name for each in self._there.event_kinds if each.code in events for name in each.settles}
        own = {name for rule in self._there.rules for name in rule.clock}
        return names or ({clock} & own)


def _alike(own: Coded, others: Iterable[Coded]) -> Coded | None:
    """Return the code that is called the same by a label or another name, in any case."""
    names = {name.casefold() for name in (own.code, own.label, *own.also)}
    return next(
        (
            each
            for each in others
            if names & {name.casefold() for name in (each.code, each.label, *each.also)}
        ),
        None,
    )
