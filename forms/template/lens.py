"""Lenses: what a record can be looked at through, as data; functions, stakeholders, aspects, stages."""

from __future__ import annotations

from dataclasses import dataclass

from forms.template import readers as read
from forms.template.parts import Option, Prompt
from models.policy.table import Table


@dataclass(frozen=True, slots=True)
class Aspect:
    """One thing to look at, with questions to think with, in our own words."""

    code: str
    label: str
    ids: tuple[str, ...] = ()
    says: str = ""
    prompts: tuple[Prompt, ...] = ()


@dataclass(frozen=True, slots=True)
class Lens:
    """A lens: its aspects in the policy's order. ``source`` is where the policy has it."""

    code: str
    title: str
    source: str
    ids: tuple[str, ...]
    aspects: tuple[Aspect, ...]
    note: str = ""

    @property
    def options(self) -> tuple[Option, ...]:
        """The aspects as the options of a field of ticks."""
        return tuple(Option(one.code, one.label, one.ids, one.says) for one in self.aspects)

    def aspect(self, code: str) -> Aspect | None:
        """Return the aspect of this code."""
        return next((one for one in self.aspects if one.code == code), None)


def read_lens(table: Table) -> Lens:
    """Read a whole lens file; faults of an aspect name it as ``aspect 2``."""
    found = Lens(
        table.need("code", read.key, ""),
        table.need("title", read.said, ""),
        table.need("source", read.said, ""),
        table.get("id", read.rule_ids, ()),
        read.elements(table, "aspect", _aspect),
        table.get("note", read.said, ""),
    )
    codes = [one.code for one in found.aspects]
    for index, code in enumerate(codes):
        if code in codes[:index]:
            table.fault(f"aspect {index}", f"code: {code} stands here a second time")
    if not codes:
        table.fault("", "aspect is missing: a lens needs at least one")
    return found


def _aspect(table: Table) -> Aspect:
    return Aspect(
        table.need("code", read.key, ""),
        table.need("label", read.said, ""),
        table.get("id", read.rule_ids, ()),
        table.get("says", read.said, ""),
        table.get("prompts", read.prompts, ()),
    )
