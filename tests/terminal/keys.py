"""What a key or the mouse sends to a program, as xterm and the kitty protocol have it."""

from __future__ import annotations

from tests.terminal.asked import CELL, CURSOR_KEYS, PIXEL_MOUSE, Asked

_LETTERED = {"up": "A", "down": "B", "right": "C", "left": "D", "end": "F", "home": "H"}
_NUMBERED = {"insert": 2, "delete": 3, "pageup": 5, "pagedown": 6}
_NUMBERED |= {
    f"f{n}": code for n, code in enumerate((11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24), start=1)
}
_PLAIN = {"enter": "\r", "tab": "\t", "escape": "\x1b", "backspace": "\x7f", "space": " "}
_NAMES = {" ": "space", "\n": "enter", "\t": "tab"}
_MODIFIERS = {"shift": 1, "alt": 2, "ctrl": 4, "super": 8}


def names(text: str) -> list[str]:
    """Return the keys that type a text."""
    return [_NAMES.get(letter, letter) for letter in text]


def encode(key: str, asked: Asked) -> str:
    """Return what a key sends: ``j``, ``J``, ``enter``, ``ctrl+s``, ``shift+tab``, ``f5``, ``+``."""
    before, _, name = key.rpartition("+") if len(key) > 1 else ("", "", key)
    name, held = name or "+", sum(_MODIFIERS[one] for one in before.split("+") if one)
    if name in _LETTERED:
        return _lettered(_LETTERED[name], held, asked)
    if name in _NUMBERED:
        return f"\x1b[{_NUMBERED[name]}{f';{held + 1}' if held else ''}~"
    letter = _PLAIN.get(name, name)
    if asked.keys_as_codes:
        return _as_code(letter, held)
    if name == "tab" and held == _MODIFIERS["shift"]:
        return "\x1b[Z"
    sent = chr(ord(letter.upper()) & 31) if held & _MODIFIERS["ctrl"] else letter
    return ("\x1b" if held & _MODIFIERS["alt"] else "") + sent


def _lettered(letter: str, held: int, asked: Asked) -> str:
    if held:
        return f"\x1b[1;{held + 1}{letter}"
    return f"\x1bO{letter}" if CURSOR_KEYS in asked.modes else f"\x1b[{letter}"


def _as_code(letter: str, held: int) -> str:
    if letter < " " or letter == "\x7f" or held & ~_MODIFIERS["shift"]:
        return f"\x1b[{ord(letter.lower())}{f';{held + 1}' if held else ''}u"
    shifted = 2 if held or letter.isupper() else ""
    return f"\x1b[{ord(letter.lower())};{shifted};{ord(letter)}u"


def mouse(code: int, column: int, row: int, asked: Asked, *, up: bool = False) -> str:
    """Return what the mouse sends at a cell: a button's ``code`` (32 more while it is dragged)."""
    width, height = CELL if PIXEL_MOUSE in asked.modes else (1, 1)
    return f"\x1b[<{code};{column * width + 1};{row * height + 1}{'m' if up else 'M'}"
