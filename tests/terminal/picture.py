"""A picture of the screen as a PNG, for people to look at."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont

_FOLDER = Path("/usr/share/fonts/truetype/dejavu")
_INK, _PAPER = "#d8d8d8", "#101010"
_NAMES = ("black", "red", "green", "brown", "blue", "magenta", "cyan", "white")
_COLOURS = dict(
    zip(
        _NAMES,
        ["#000000", "#cd3131", "#0dbc79", "#e5e510", "#2472c8", "#bc3fbc", "#11a8cd", "#e5e5e5"],
        strict=True,
    )
)
_COLOURS |= dict(
    zip(
        (f"bright{name}" for name in _NAMES),
        ["#666666", "#f14c4c", "#23d18b", "#f5f543", "#3b8eea", "#d670d6", "#29b8db", "#ffffff"],
        strict=True,
    )
)
_COLOURS["bfightmagenta"] = "#d670d6"  # pyte's own spelling
_Box = tuple[float, float, float, float]
_BLOCKS: dict[int, _Box] = {
    0x2580: (0, 0, 1, 0.5),
    0x2590: (0.5, 0, 1, 1),
    0x2594: (0, 0, 1, 0.125),
    0x2595: (0.875, 0, 1, 1),
    **{0x2580 + n: (0, 1 - n / 8, 1, 1) for n in range(1, 9)},
    **{0x2590 - n: (0, 0, n / 8, 1) for n in range(1, 8)},
}
"""Block characters as parts of a cell, so that they join as they do in a terminal."""


def draw(cells: Any, path: Path, font_size: int = 15) -> None:
    """Draw a pyte screen into a PNG file. Raises OSError where the font is not there."""
    _Pen(cells, font_size).draw(path)


class _Pen:
    """Draws one screen."""

    def __init__(self, cells: Any, font_size: int) -> None:
        self._cells = cells
        self._fonts = {
            (bold, slanted): _font(font_size, bold=bold, slanted=slanted)
            for bold in (False, True)
            for slanted in (False, True)
        }
        plain = self._fonts[False, False]
        self._up, down = plain.getmetrics()
        self._width, self._height = round(plain.getlength("M")), self._up + down
        self._image = Image.new("RGB", (cells.columns * self._width, cells.lines * self._height), _PAPER)
        self._pen = ImageDraw.Draw(self._image)

    def draw(self, path: Path) -> None:
        for row in range(self._cells.lines):
            for column in range(self._cells.columns):
                self._cell(column, row)
        self._image.save(path)

    def _cell(self, column: int, row: int) -> None:
        cell = self._cells.buffer[row][column]
        if not cell.data:  # the right half of a wide character
            cell = self._cells.buffer[row][column - 1]._replace(data=" ")
        ink, paper = _colour(cell.fg, _INK), _colour(cell.bg, _PAPER)
        if cell.reverse:
            ink, paper = paper, ink
        cursor = self._cells.cursor
        if (column, row) == (cursor.x, cursor.y) and not cursor.hidden:
            ink, paper = paper, _INK
        left, top = column * self._width, row * self._height
        self._pen.rectangle((left, top, left + self._width - 1, top + self._height - 1), paper)
        self._letter(cell, left, top, ink)

    def _letter(self, cell: Any, left: int, top: int, ink: str) -> None:
        code = ord(cell.data[0])
        if code in _BLOCKS:
            self._block(_BLOCKS[code], left, top, ink)
        elif code > 32:
            font = self._fonts[bool(cell.bold), bool(cell.italics)]
            self._pen.text((left, top), cell.data, ink, font)
        if cell.underscore:
            self._pen.line((left, top + self._up + 2, left + self._width - 1, top + self._up + 2), ink)

    def _block(self, box: _Box, left: int, top: int, ink: str) -> None:
        x0, y0, x1, y1 = box
        across, down = self._width, self._height
        self._pen.rectangle(
            (
                left + round(x0 * across),
                top + round(y0 * down),
                left + round(x1 * across) - 1,
                top + round(y1 * down) - 1,
            ),
            ink,
        )


def _font(size: int, *, bold: bool, slanted: bool) -> ImageFont.FreeTypeFont:
    manner = "Bold" * bold + "Oblique" * slanted
    return ImageFont.truetype(str(_FOLDER / f"DejaVuSansMono{'-' if manner else ''}{manner}.ttf"), size)


def _colour(name: str, usual: str) -> str:
    return usual if name == "default" else _COLOURS.get(name) or f"#{name}"
