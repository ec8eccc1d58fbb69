"""The text that XML of ours shows, read from the XML as it was written: what `visible` finds, without a parser."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape

from exports.word.visible import tidy
from exports.word.xml import Xml

_TOKEN = re.compile(
    r'<w:t(?: xml:space="preserve")?>([^<]*)</w:t>|<w:(br|tab)/>|<(/?w:sdtContent|/w:p)>', re.ASCII
)
_SIGNS = {"br": "\n", "tab": "\t"}


def lines_of(pieces: Iterable[Xml], *, controls: bool = True) -> list[str]:
    """Return the lines of paragraphs and tables that our own functions wrote, as `visible.lines` would.

    Without ``controls`` what stands in content controls is left out.
    """
    found: list[str] = []
    said: list[str] = []
    within = False
    for text, sign, mark in _TOKEN.findall("".join(pieces)):
        if mark == "/w:p":
            found += _lines("".join(said))
            said.clear()
        elif mark:
            within = mark == "w:sdtContent" and not controls
        elif not within:
            said.append(_SIGNS[sign] if sign else text)
    return found


def _lines(said: str) -> list[str]:
    plain = unescape(said) if "&" in said else said
    return [line for line in tidy(plain).split("\n") if line]
