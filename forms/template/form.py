"""A whole form: its sections in their order, whom and what it is for, and where its text belongs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from forms.template.parts import Condition, Field


@dataclass(frozen=True, slots=True)
class Section:
    """A run of fields. ``name`` is short, for the list at the side; ``heading`` is printed, and may be empty.

    ``each`` sections repeat for every child, family or case. ``ours`` sections come after the policy's
    own. ``whole``: once one field is answered, the others are asked for gently. ``stays``: this is left out
    of the text for a case system.
    """

    key: str
    name: str
    heading: str = ""
    ids: tuple[str, ...] = ()
    sic: str = ""
    says: tuple[str, ...] = ()
    each: bool = False
    ours: bool = False
    whole: bool = False
    stays: bool = False
    naming: str = ""
    who: tuple[str, ...] = ()
    when: Condition = field(default_factory=dict)
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Each:
    """What the repeated sections are about, one part each.

    ``named_by`` is the field that says which one a part is about. The policy's ``rule`` wants ``at_least``
    so many, with at least ``differ`` different answers in the field ``differ_in``.
    """

    subject: str
    label: str
    named_by: str
    at_least: int = 1
    rule: str = ""
    differ_in: str = ""
    differ: int = 0


@dataclass(frozen=True, slots=True)
class GoesTo:
    """Where a record's text belongs afterwards: the system, under which name, what of it, for which services.

    No ``services`` means all of them.
    """

    system: str
    name: str = ""
    share: str = "whole"
    services: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Form:
    """One form as data. ``code`` is its file's name, ``fingerprint`` that of the file and of its pieces and lenses.

    ``title`` is printed; ``name`` is what the program calls it where that differs. ``policies`` are pack
    names (none: all), ``stands_for`` the IDs of the forms in those packs that it is. ``text`` says where it
    comes from and ``face`` says so on its face. ``records`` is what it is a record of (`kinds.RECORDS`),
    ``about`` whom. ``apart``: each child, or each family, has a record of its own (`kinds.APART`), and what
    of a session is about none of them stands on the form ``otherwise``. ``sessions`` are kinds of session
    of the pack, ``frontline`` is ``yes``, ``no`` or empty for both. ``recording`` names the rules on how
    soon it must be written. ``signed_by`` is who signs where it has no field for a signature and it is not the
    usual two. ``event`` is the event of the pack that a completed record on it is.
    """

    code: str
    title: str
    text: str
    use: str
    about: str
    source: str
    naming: str
    records: str = "session"
    name: str = ""
    face: str = ""
    policies: tuple[str, ...] = ()
    stands_for: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    sessions: tuple[str, ...] = ()
    occasions: tuple[str, ...] = ()
    frontline: str = ""
    who: tuple[str, ...] = ()
    signed_by: tuple[str, ...] = ()
    recording: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    copies: str = ""
    event: str = ""
    each: Each | None = None
    apart: str = ""
    otherwise: str = ""
    goes_to: tuple[GoesTo, ...] = ()
    sections: tuple[Section, ...] = ()
    fingerprint: str = ""
    local: bool = False
    path: Path | None = None

    @property
    def called(self) -> str:
        """What the program calls this form on a screen."""
        return self.name or self.title

    @cached_property
    def placed(self) -> dict[str, tuple[Section, Field]]:
        """Every field by its key, with the section it stands in, in the form's order."""
        return {one.key: (section, one) for section in self.sections for one in section.fields}

    @cached_property
    def renamed(self) -> dict[str, str]:
        """The present key of every field that had another key in an earlier edition."""
        return {old: one.key for _, one in self.placed.values() for old in one.was}

    def fields(self) -> Iterator[Field]:
        """Yield every field in the form's order."""
        for _, one in self.placed.values():
            yield one

    def field(self, key: str) -> Field | None:
        """Return the field of this key."""
        found = self.placed.get(key)
        return found[1] if found else None

    def answered(self, *, each: bool | None = None) -> Iterator[Field]:
        """Yield the fields that take an answer: all, or only those that repeat or do not."""
        for section, one in self.placed.values():
            if one.answered and (each is None or section.each is each):
                yield one

    def naming_of(self, key: str) -> str:
        """Return how a child may appear in a field: its own rule, else its section's, else the form's."""
        section, one = self.placed[key]
        return one.naming or section.naming or self.naming

    def who_fills(self, key: str) -> tuple[str, ...]:
        """Return who fills a field; nobody where it is printed."""
        section, one = self.placed[key]
        return (one.who or section.who or self.who) if one.answered else ()

    def ids(self) -> Iterator[str]:
        """Yield every requirement ID that a section, field, column, row or option names, in order."""
        for section in self.sections:
            yield from section.ids
            for one in section.fields:
                yield from one.ids
                for column in one.columns:
                    yield from column.ids
                for row in one.rows:
                    yield from row.ids
                for option in one.options:
                    yield from option.ids
