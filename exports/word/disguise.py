"""Words that stand in a document and that no reader would take for its text: struck through, white, tiny, hidden."""

from __future__ import annotations

from collections.abc import Mapping

from exports.word.xml import Element, name

_VALUE = name("val")
_GONE = (name("vanish"), name("strike"), name("dstrike"))
_STYLE, _BASED_ON, _MARKS = name("style"), name("basedOn"), name("rPr")
_OFF = ("0", "false", "off", "none")
_TINIEST = 8
"""The smallest size that can be read, in half points."""


def is_on(marks: Element, tag: str) -> bool:
    """Say whether a mark such as hidden is set among the properties of a run."""
    found = marks.find(tag)
    return found is not None and found.get(_VALUE, "1") not in _OFF


class Disguise:
    """What hides words in one document: marks on the runs themselves, and styles that are hidden or struck through.

    We write no marks but bold, so that a white or tiny run was made so later. A style may be white on a
    council's coloured band, so of styles only those count whose words are hidden or struck through.
    """

    def __init__(self, styles: Element | None) -> None:
        known = (
            {} if styles is None else {str(each.get(name("styleId"))): each for each in styles.iter(_STYLE)}
        )
        self._styles = frozenset(key for key in known if _is_gone(key, known))
        defaults = (
            None if styles is None else styles.find(f"{name('docDefaults')}/{name('rPrDefault')}/{_MARKS}")
        )
        self._all = defaults is not None and any(is_on(defaults, tag) for tag in _GONE)

    def hides_paragraph(self, paragraph: Element) -> bool:
        """Say whether a paragraph is hidden by its style."""
        return self._all or _value(paragraph.find(name("pPr")), "pStyle") in self._styles

    def hides_run(self, marks: Element) -> bool:
        """Say whether the properties of a run keep its words from being read as text."""
        size = _value(marks, "sz")
        return (
            any(is_on(marks, tag) for tag in _GONE)
            or _value(marks, "color").upper() == "FFFFFF"
            or (size.isdigit() and int(size) < _TINIEST)
            or _value(marks, "rStyle") in self._styles
        )


def _is_gone(key: str, known: Mapping[str, Element]) -> bool:
    """Say whether a style, or one that it is based on, is hidden or struck through."""
    seen: set[str] = set()
    while key in known and key not in seen:
        seen.add(key)
        marks = known[key].find(_MARKS)
        if marks is not None and any(is_on(marks, tag) for tag in _GONE):
            return True
        key = _value(known[key], "basedOn")
    return False


def _value(marks: Element | None, tag: str) -> str:
    found = None if marks is None else marks.find(name(tag))
    return "" if found is None else str(found.get(_VALUE, ""))
