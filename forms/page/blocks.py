"""What a page is made of. Every block that shows an answer says which: field, part, row and column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Place(NamedTuple):
    """Where an answer stands: the field's key, and part, row and column where there are any."""

    key: str
    part: str = ""
    row: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the form's title."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph that the form prints: ``face``, ``guidance``, ``note``, ``clause`` or ``added``."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list that the form prints, or what is ticked; ``place`` is set where it is an answer."""

    label: str
    items: tuple[str, ...]
    numbered: bool = False
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A short answer beside its label. ``placeholder`` is what the printed form shows unfilled."""

    label: str
    text: str
    place: Place
    placeholder: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Short answers one below the other."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """A long answer under its label; ``asks`` are the questions that a page to be filled by hand prints there."""

    label: str
    text: str
    place: Place
    asks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell of a table; ``printed`` where the form itself fills it."""

    text: str
    place: Place
    printed: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with its header row."""

    label: str
    header: tuple[str, ...]
    rows: tuple[tuple[GridCell, ...], ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Sign:
    """One signature, with its date where the form has one."""

    label: str
    text: str
    place: Place
    date_label: str = ""
    date_text: str = ""
    date_place: Place | None = None


@dataclass(frozen=True, slots=True)
class Signs:
    """Signatures one below the other."""

    signs: tuple[Sign, ...]


Block = Heading | Words | Items | Facts | Prose | Grid | Signs
