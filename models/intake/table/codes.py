"""A policy's own words in a cell: a code or a label, in any case, with the nearest one where it is neither."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Protocol

from models.facts import KINDS_OF_CHILD
from models.intake.table.findings import shown
from models.policy.parts import Coded, Stage


class PackWords(Protocol):
    """What intake asks of a pack: its codes and stages. `models.policy.Pack` is one."""

    @property
    def name(self) -> str:
        """The name the pack is loaded by."""

    @property
    def situations(self) -> Sequence[Coded]:
        """The situations it knows."""

    @property
    def flags(self) -> Sequence[Coded]:
        """The flags it knows."""

    @property
    def roles(self) -> Sequence[Coded]:
        """The roles it knows."""

    @property
    def services(self) -> Sequence[Coded]:
        """The services it knows."""

    @property
    def stages(self) -> Sequence[Stage]:
        """The stages of its board."""


class Unread(Exception):
    """A cell that could not be read. ``expected`` goes on from "expected …"; ``found`` replaces the cell."""

    def __init__(self, expected: str, found: str | None = None) -> None:
        super().__init__(expected)
        self.expected = expected
        self.found = found


class Codes:
    """The codes of one kind, found by code, label, short label or another of their names."""

    def __init__(
        self,
        what: str,
        coded: Iterable[Coded],
        also: Mapping[str, tuple[str, ...]] | None = None,
        quiet: Iterable[str] = (),
    ) -> None:
        """``what`` names the kind with its article; ``also`` holds further names, each with codes it may mean.

        ``quiet`` are codes that are taken as they stand and never offered.
        """
        self._quiet = frozenset(quiet)
        self._what = what
        self._coded = tuple(coded)
        self._by_name = {
            plain(name): each.code for each in self._coded for name in (each.short, *each.also) if name
        }
        known = {each.code for each in self._coded}
        for name, codes in (also or {}).items():
            self._by_name |= {plain(name): code for code in reversed(codes) if code in known}
        self._read: dict[str, str] = {}
        self._by_name |= {plain(each.label): each.code for each in self._coded}
        self._by_name |= {plain(each.code): each.code for each in self._coded}

    def __contains__(self, code: str) -> bool:
        return any(each.code == code for each in self._coded)

    def read(self, text: str) -> str:
        """Return the code that a cell means. Raises `Unread` with the nearest one as a suggestion."""
        known = self._read.get(text)
        if known is not None:
            return known
        found = self._by_name.get(plain(text)) or (text if text in self._quiet else None)
        if found is None:
            raise Unread(self._expected(text), shown(text))
        self._read[text] = found
        return found

    def first_of(self, *candidates: str) -> str:
        """Return the first of these codes that is known, or an empty text."""
        return next((code for code in candidates if code in self), "")

    def label(self, code: str) -> str:
        """Return what people read for a code; the code itself where it is not known."""
        return next((each.label for each in self._coded if each.code == code), code)

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code, in the pack's order."""
        return tuple(each.code for each in self._coded)

    @property
    def labels(self) -> tuple[str, ...]:
        """Every label, in the pack's order."""
        return tuple(each.label for each in self._coded)

    def _expected(self, text: str) -> str:
        near = get_close_matches(plain(text), list(self._by_name), n=1, cutoff=0.6)
        if near:
            return f"{self._what}; did you mean “{self.label(self._by_name[near[0]])}”?"
        if not self._coded:
            return f"{self._what}, but this policy names none"
        return f"{self._what}: {', '.join(self.labels[:12])}{' …' if len(self.labels) > 12 else ''}"


def plain(text: str) -> str:
    """Return text as names are compared: small letters and digits, one space between words."""
    words = re.sub(r"[’'`.]", "", text.casefold()).replace("&", " and ")
    return " ".join(re.sub(r"[\W_]+", " ", words).split())


SESSION_KINDS = tuple(
    Coded(code, label, also=tuple(also))
    for code, label, *also in (
        ("personal", "Personal", "one-to-one", "one to one", "individual"),
        ("case", "Case"),
        ("joint", "Joint"),
        ("group", "Group"),
        ("practice", "Practice"),
        ("sped", "SPED"),
        ("case_progression", "Case progression"),
        ("appreciative_inquiry", "Appreciative inquiry"),
        ("audit_appreciative_inquiry", "Audit appreciative inquiry"),
        ("case_formulation", "Case formulation"),
        ("team_meeting", "Team meeting"),
        ("group_supervision", "Group supervision"),
        ("group_case", "Group case"),
        ("themed", "Themed"),
    )
)
"""Kinds of supervision and group formats, as the policies name them."""

OCCASIONS = (
    Coded("formal", "Formal"),
    Coded("ad hoc", "Ad hoc", also=("adhoc", "informal")),
    Coded("transition", "Transition"),
    Coded("front door", "Front door"),
)
"""Occasions of a supervision (KCC-X18 keeps formal and ad hoc apart)."""

RISKS = ("risk_rosh", "risk_sw")
"""The two risk judgements, by the situation's code."""
RISK_LEVELS = (
    Coded("low", "Low"),
    Coded("medium", "Medium"),
    Coded("high", "High"),
    Coded("very_high", "Very high"),
)
"""Levels of the two risk judgements (KCC-T25 to T27)."""

DISCUSSION_KINDS = (Coded("formal", "Formal"), Coded("informal", "Informal"))
"""How a child was discussed: only a held, formal discussion resets the clock (GEN-X07)."""

CHILD_KINDS = tuple(Coded(code, code.capitalize()) for code in KINDS_OF_CHILD)
"""Who a number may stand for."""

POLICY_NAMES: Mapping[str, tuple[str, ...]] = {
    "child in need": ("cin",),
    "child in need plan": ("cin",),
    "child protection": ("cp",),
    "child protection plan": ("cp",),
    "in care": ("cic",),
    "child in care": ("cic",),
    "looked after child": ("cic",),
    "cla": ("cic",),
    "lac": ("cic",),
    "early help plan": ("early_help_plan", "early_help_prevention"),
    "early help": ("early_help_plan", "early_help_prevention"),
    "care leaver": ("care_leaver", "leaving_care_18_plus"),
    "pre-proceedings": ("pre_proceedings",),
    "care proceedings": ("care_proceedings",),
}
"""Names of situations that files use everywhere, for the codes most packs have."""
