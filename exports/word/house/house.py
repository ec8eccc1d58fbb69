"""A house style taken apart: the parts that every document gets, and the styles by what they are for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from exports.word.package import Part
from exports.word.xml import Element

A4_WIDTH, SIDE = 11906, 1134
"""The width of the paper, and of a margin of ours at its sides."""


@dataclass(frozen=True, slots=True)
class Margin:
    """A header or a footer: which pages it is for (default, first, even), its XML, and what it needs."""

    kind: str
    pages: str
    element: Element
    part: Part


@dataclass(frozen=True, slots=True)
class House:
    """Everything a house style brings.

    ``styles`` gives the id of the style for each use (`exports.word.house.styles`). ``numbering`` is the
    list definitions with ours among them. ``extra`` are parts taken as they are: theme, pictures.
    ``page`` are the page's margins in twentieths of a point. ``own`` is true of ours. ``report`` says in
    sentences what is used, what was made and what was left out.
    """

    styles: Mapping[str, str]
    style_part: Part
    numbering: Element
    margins: tuple[Margin, ...]
    extra: tuple[Part, ...] = ()
    page: Mapping[str, str] = field(default_factory=dict)
    first_page: bool = False
    two_sided: bool = False
    own: bool = True
    report: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        """How wide the text is, in twentieths of a point: A4 less the margins at its sides."""
        return A4_WIDTH - sum(int(self.page.get(side, SIDE)) for side in ("left", "right"))
