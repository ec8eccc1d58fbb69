"""A pack: one authority's policy as data, read from one file and, for a local variation, a few more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, cast

from models.errors import Refused
from models.policy import agendas, parts
from models.policy.agendas import AgendaSource
from models.policy.local import changed_rules, layered
from models.policy.parts import (
    Board,
    Coded,
    EventKind,
    Form,
    Problem,
    Reading,
    SessionKind,
    Stage,
)
from models.policy.source import Source
from models.policy.table import Table

if TYPE_CHECKING:
    from models.policy.relations import EscalationStep, FileItem, Floor, Provision
    from models.policy.rule import Rule

T = TypeVar("T")
_NO_BOARD = Board((), "", "offered", "")


class Pack:
    """One policy, as it stands from ``effective_from`` on. Parts are read when they are first asked for.

    ``sources`` are the files it is made of: the policy itself first, local variations after it.
    ``editions`` are the other editions of the same policy that were found beside it.
    """

    def __init__(self, sources: tuple[Source, ...], common: Source, *, local: bool = False) -> None:
        """``common`` holds the readings that all policies share. Raises Refused if the first is no TOML."""
        self.sources = sources
        self.editions: tuple[Pack, ...] = (self,)
        self.compiled: dict[str, object] = {}
        """What the clock made of the rules; kept here so that it lives as long as the pack."""
        self._common = common
        self._head = layered([source.head for source in sources])
        self.local = local or len(sources) > 1
        """True for a local variation of a policy, or a pack from the user's own folder."""

    @property
    def name(self) -> str:
        """Return the name it is loaded by, such as ``kent``."""
        return self._word("name")

    @property
    def names(self) -> tuple[str, ...]:
        """Return its name, and for a local variation the names of the policies it is based on, nearest first."""
        found = [str(source.head["name"]) for source in reversed(self.sources) if source.head.get("name")]
        return tuple(dict.fromkeys((self.name, *found)))

    @property
    def prefix(self) -> str:
        """Return what its IDs begin with, such as ``KCC``."""
        return self._word("prefix")

    @property
    def title(self) -> str:
        """Return the title of the policy document."""
        return self._word("title")

    @property
    def authority(self) -> str:
        """Return whose policy it is."""
        return self._word("authority")

    @property
    def source(self) -> str:
        """Return where the words come from: the document and its date."""
        return self._word("source")

    @property
    def local_note(self) -> str:
        """Return, for a local variation, what it is based on and why, in words; else an empty text."""
        return self._word("local_note")

    @property
    def stages_note(self) -> str:
        """Return whose stages these are where the policy names none; else an empty text."""
        return self._word("stages_note")

    @property
    def retention_note(self) -> str:
        """Return what to say where the policy sets no period for keeping; else an empty text."""
        return self._word("retention_note")

    @property
    def effective_from(self) -> date:
        """Return the first day on which this edition holds."""
        return self._value("effective_from", date, date.min)

    @property
    def review(self) -> date | None:
        """Return the day by which the policy says it is to be reviewed, if it prints one."""
        found = self._head.get("review")
        return found if isinstance(found, date) else None

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """Return the policy's own words for child, agreement, personal, case and others."""
        return cast("Mapping[str, str]", self._head.get("labels", {}))

    @property
    def one_to_one(self) -> str:
        """Return the practitioner's clock that "the next one-to-one" means."""
        return str(self._clocks.get("one_to_one", ""))

    @property
    def sessions(self) -> tuple[str, ...]:
        """Return the practitioner's clocks that are one-to-one sessions."""
        return self._clock_words("sessions")

    @property
    def counts_from_allocation(self) -> bool:
        """Say whether a child's first interval counts from the allocation instead of the opening (GEN-X08)."""
        return self._clocks.get("child_from") == "allocation"

    @property
    def mean_caseload_of(self) -> tuple[str, ...]:
        """Return the roles whose mean caseload others are held against, if the policy has such a rule."""
        return self._clock_words("mean_caseload_of")

    @cached_property
    def closure_days(self) -> tuple[date, ...]:
        """Return the days on which the organisation is closed beside the bank holidays (GEN-X04)."""
        found = self._clocks.get("closure_days", [])
        return tuple(day for day in found if type(day) is date) if isinstance(found, list) else ()

    @cached_property
    def session_kinds(self) -> tuple[SessionKind, ...]:
        """Return the kinds of supervision this policy knows."""
        return self._listed("session", parts.read_session)

    @cached_property
    def event_kinds(self) -> tuple[EventKind, ...]:
        """Return the dated events this policy counts from or counts."""
        return self._listed("event", parts.read_event)

    @cached_property
    def _clocks(self) -> Mapping[str, object]:
        clocks = self._head.get("clocks", {})
        return clocks if isinstance(clocks, dict) else {}

    def _clock_words(self, key: str) -> tuple[str, ...]:
        found = self._clocks.get(key, [])
        return tuple(str(name) for name in found) if isinstance(found, list) else (str(found),)

    @cached_property
    def stages(self) -> tuple[Stage, ...]:
        """Return the columns of the board in order."""
        return tuple(sorted(self._listed("stage", parts.read_stage), key=lambda stage: stage.number))

    @cached_property
    def situations(self) -> tuple[Coded, ...]:
        """Return the situations of a child, carer, caregiver or victim that this policy knows."""
        return self._listed("situation", parts.read_coded)

    @cached_property
    def flags(self) -> tuple[Coded, ...]:
        """Return the flags this policy knows: dated facts beside the situation that change the clock."""
        return self._listed("flag", parts.read_coded)

    @cached_property
    def roles(self) -> tuple[Coded, ...]:
        """Return the roles of practitioners and carers this policy knows."""
        return self._listed("role", parts.read_coded)

    @cached_property
    def services(self) -> tuple[Coded, ...]:
        """Return the services this policy knows."""
        return self._listed("service", parts.read_coded)

    @cached_property
    def board(self) -> Board:
        """Return the settings of the board."""
        table = Table(self._head.get("board", {}))
        return parts.read_board(table) if self._head.get("board") else _NO_BOARD

    @cached_property
    def forms(self) -> tuple[Form, ...]:
        """Return the forms the policy uses, by the IDs of the form catalogue."""
        return self._listed("form", parts.read_form)

    @cached_property
    def agenda(self) -> tuple[AgendaSource, ...]:
        """Return where items of an agenda come from, in the policy's order."""
        return self._listed("agenda", agendas.read_agenda)

    @cached_property
    def escalation(self) -> tuple[EscalationStep, ...]:
        """Return the steps the policy names for a disagreement, in its order."""
        from models.policy.relations import read_escalation

        return self._listed("escalation", read_escalation)

    @cached_property
    def file_items(self) -> tuple[FileItem, ...]:
        """Return what a supervision file has to hold."""
        from models.policy.relations import read_file_item

        return self._listed("file_item", read_file_item)

    @cached_property
    def provisions(self) -> tuple[Provision, ...]:
        """Return what the policy says and nothing can be reckoned from."""
        from models.policy.relations import read_provision

        return self._listed("provision", read_provision)

    @cached_property
    def floor(self) -> Floor:
        """Return what is asked for nationally beside every policy (`models/policies/common.toml`)."""
        from models.policy.relations import read_floor

        return read_floor(Table(self._common.rows("floor")[0]))

    def provisions_at(self, *places: str) -> tuple[Provision, ...]:
        """Return the provisions that bear on some places (`models.policy.relations.PLACES`)."""
        return tuple(one for one in self.provisions if set(one.at) & set(places))

    @cached_property
    def readings(self) -> Mapping[str, Reading]:
        """Return the readings this policy's rules rest on, its own and those all policies share, by ID."""
        own = self._listed("reading", parts.read_reading)
        return {each.id: each for each in (*self._shared_readings(), *own)}

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """Return every rule that could be read, in the policy's order; `problems` names the others."""
        return tuple(rule for rule, _ in self._read_rules if rule is not None)

    @cached_property
    def rules_by_id(self) -> Mapping[str, Rule]:
        """Return the rules by their ID."""
        return {rule.id: rule for rule in self.rules}

    @property
    def retention(self) -> tuple[Rule, ...]:
        """Return the rules that say how long files are kept."""
        return tuple(rule for rule in self.rules if rule.kind == "retention")

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return what kept rules from being read; the rest of the pack works without them."""
        return tuple(problem for _, found in self._read_rules for problem in found)

    def rule(self, name: str) -> Rule:
        """Return one rule by its ID. Raises Refused if there is none."""
        if name not in self.rules_by_id:
            raise Refused(f"There is no rule {name} in the pack {self.name}.")
        return self.rules_by_id[name]

    def situation(self, code: str) -> Coded:
        """Return a situation or flag by its code or another of its names; an unknown one under its own code."""
        return self._known_situations.get(code.lower(), Coded(code, code.replace("_", " ").capitalize()))

    def knows(self, code: str) -> bool:
        """Say whether the policy knows this situation or flag, under any of its names."""
        return code.lower() in self._known_situations

    def session_kind(self, code: str) -> SessionKind:
        """Return a kind of supervision by its code or another of its names; an unknown one settles nothing."""
        known = self._known_sessions.get(code.lower())
        return known or SessionKind(code, code.replace("_", " "), record=code)

    def at(self, day: date) -> Pack:
        """Return the edition that holds on ``day``: the latest begun by then, else the earliest there is."""
        begun = [pack for pack in self.editions if pack.effective_from <= day]
        by_day = sorted(begun or self.editions, key=lambda pack: pack.effective_from)
        return by_day[-1] if begun else by_day[0]

    @cached_property
    def _known_situations(self) -> Mapping[str, Coded]:
        codes = (*self.flags, *self.situations)
        named = {other.lower(): each for each in codes for other in (each.label, *each.also)}
        return named | {each.code: each for each in codes}

    @cached_property
    def _known_sessions(self) -> Mapping[str, SessionKind]:
        named = {other.lower(): each for each in self.session_kinds for other in (each.label, *each.also)}
        return named | {each.code: each for each in self.session_kinds}

    @cached_property
    def _read_rules(self) -> list[tuple[Rule | None, list[Problem]]]:
        from models.policy.rules import read_rule  # the board asks for no rule and need not wait for them

        rows = changed_rules([source.rows("rule") for source in self.sources])
        read = [(row, *read_rule(row.raw, local=row.local)) for row in rows]
        return [
            (
                rule,
                [
                    Problem(0, row.where, text)
                    for text in (*(fault.text for fault in faults), row.wrong)
                    if text
                ],
            )
            for row, rule, faults in read
        ]

    def _shared_readings(self) -> tuple[Reading, ...]:
        return tuple(parts.read_reading(Table(row)) for row in self._common.rows("reading"))

    def _listed(self, section: str, reader: Callable[[Table], T]) -> tuple[T, ...]:
        rows = layered([{section: source.rows(section)} for source in self.sources])[section]
        return tuple(reader(Table(row)) for row in cast("list[object]", rows))

    def _word(self, key: str) -> str:
        return self._value(key, str, "")

    def _value(self, key: str, shape: type[T], default: T) -> T:
        found = self._head.get(key, default)
        return found if isinstance(found, shape) else default


__all__ = ["Pack"]
