"""What a program has asked of the terminal, and what the terminal answers. No input, no output.

Known: device attributes, cursor and size reports, mode queries, the kitty keyboard protocol, in-band
resize reports (2048), colours. Cells are said to be 10 by 20 pixels.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

CELL = (10, 20)
SYNCHRONISED, IN_BAND_SIZE, PASTE, PIXEL_MOUSE, CURSOR_KEYS = 2026, 2048, 2004, 1016, 1
_SUPPORTED = frozenset({1, 7, 25, 1000, 1002, 1003, 1004, 1006, 1016, 1049, 2004, 2026, 2048})
_QUERY = re.compile(
    r"\x1b\[(?:(?P<attributes>[>=]?)0?c|(?P<report>[56])n|\?(?P<has_mode>\d+)\$p|(?P<window>1[468])t"
    r"|>0?(?P<version>)q|\?(?P<kitty_now>)u|>(?P<kitty_push>\d*)u|<(?P<kitty_pop>\d*)u"
    r"|=(?P<kitty_set>\d+)(?:;1)?u|\?(?P<modes>\d[\d;]*)(?P<on>[hl]))"
    r"|\x1b\](?P<colour>1[01]);\?(?:\x07|\x1b\\)"
)
_ATTRIBUTES = {"": "\x1b[?62;22c", ">": "\x1b[>1;10;0c", "=": "\x1bP!|00000000\x1b\\"}
_COLOURS = {"10": "d8d8", "11": "1010"}


@dataclass(slots=True)
class Asked:
    """The modes a program has set, and the kitty keyboard flags it has pushed.

    ``kitty`` and ``in_band`` say whether this terminal knows the kitty keyboard and in-band resizing.
    """

    kitty: bool = True
    in_band: bool = True
    modes: set[int] = field(default_factory=set)
    kitty_flags: list[int] = field(default_factory=list)

    @property
    def keys_as_codes(self) -> bool:
        """Say whether every key is to be sent as a kitty code."""
        return self.kitty and bool(self.kitty_flags) and bool(self.kitty_flags[-1] & 8)

    def size_report(self, columns: int, rows: int) -> str:
        """Return the report of a new size, if the program wants it."""
        if not (self.in_band and IN_BAND_SIZE in self.modes):
            return ""
        return f"\x1b[48;{rows};{columns};{rows * CELL[1]};{columns * CELL[0]}t"

    def answers(self, text: str, size: tuple[int, int], cursor: tuple[int, int]) -> str:
        """Take note of what ``text`` asks for, and return what a terminal sends back.

        ``size`` is columns and rows; ``cursor`` the column and row of the cursor, from nought.
        """
        said = []
        for match in _QUERY.finditer(text):
            kind = match.lastgroup or ""
            if kind == "on":
                said.append(self._switch(match["modes"], match["on"], size))
            elif kind.startswith("kitty"):
                said.append(self._keyboard(kind, match[kind]))
            else:
                said.append(self._reply(kind, match[kind], size, cursor))
        return "".join(said)

    def _switch(self, modes: str, on: str, size: tuple[int, int]) -> str:
        said = ""
        for mode in map(int, filter(None, modes.split(";"))):
            (self.modes.add if on == "h" else self.modes.discard)(mode)
            if mode == IN_BAND_SIZE:
                said += self.size_report(*size)
        return said

    def _keyboard(self, kind: str, given: str) -> str:
        match kind:
            case "kitty_push":
                self.kitty_flags.append(int(given or 0))
            case "kitty_set":
                self.kitty_flags[-1:] = [int(given)]
            case "kitty_pop":
                del self.kitty_flags[-int(given or 1) :]
            case _ if self.kitty:
                return f"\x1b[?{self.kitty_flags[-1] if self.kitty_flags else 0}u"
        return ""

    def _reply(self, kind: str, given: str, size: tuple[int, int], cursor: tuple[int, int]) -> str:
        match kind:
            case "attributes":
                return _ATTRIBUTES[given]
            case "report":
                return "\x1b[0n" if given == "5" else f"\x1b[{cursor[1] + 1};{cursor[0] + 1}R"
            case "has_mode":
                return f"\x1b[?{given};{self._mode_state(int(given))}$y"
            case "window":
                return _window(given, size)
            case "version":
                return "\x1bP>|footprint-tests 1.0\x1b\\"
            case _:
                return f"\x1b]{given};rgb:{'/'.join([_COLOURS[given]] * 3)}\x1b\\"

    def _mode_state(self, mode: int) -> int:
        """Return nought for a mode this terminal does not know, 1 for one that is set, 2 for one that is not."""
        if mode not in _SUPPORTED or (mode == IN_BAND_SIZE and not self.in_band):
            return 0
        return 1 if mode in self.modes else 2


def _window(given: str, size: tuple[int, int]) -> str:
    columns, rows = size
    return {
        "14": f"\x1b[4;{rows * CELL[1]};{columns * CELL[0]}t",
        "16": f"\x1b[6;{CELL[1]};{CELL[0]}t",
        "18": f"\x1b[8;{rows};{columns}t",
    }[given]
