"""Content controls: the fields of a working copy, each a run-level control with a tag and a readable name."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from exports.word.text import run
from exports.word.xml import Xml, legal, prefixed, w
from forms.page.blocks import Place

LONGEST = 64
"""How long a tag or a name may be: Word's own limit."""
DATE_PROMPT, CHOICE_PROMPT, TEXT_PROMPT = (
    "Click or tap to enter a date.",
    "Choose an item.",
    "Click or tap here to write.",
)
ASKING = ("Click or tap", "Choose an item")
"""How prompts begin that ask to do something."""
CELL_DATE_PROMPT, CELL_PROMPT = "Enter a date", "Write here"
"""Prompts short enough for a narrow column."""
LOCKED_PROMPT, LOCKED_CELL = "Nothing is written here yet.", "–"
"""What stands in a field that whoever gets the copy can't write in."""
WORDS_OWN_PROMPTS = frozenset(
    {
        *(DATE_PROMPT, CHOICE_PROMPT, TEXT_PROMPT, CELL_DATE_PROMPT, CELL_PROMPT),
        *("Click or tap here to enter text.", "Click here to enter text.", "Click here to enter a date."),
    }
)
"""Prompts that Word may put into a control that was emptied, beside ours."""
TICKED, UNTICKED = "☒", "☐"
_TICK_FONT = "MS Gothic"


@dataclass(frozen=True, slots=True)
class Control:
    """One field of a working copy: where its answer belongs, how it is called, and what it may hold.

    ``kind`` is line, long, date, choice or tick. ``locked``: whoever gets this copy may read it and not
    change it. ``prompt`` stands where there is no ``text`` yet.
    """

    place: Place
    alias: str
    kind: str
    text: str = ""
    prompt: str = TEXT_PROMPT
    locked: bool = False
    options: tuple[str, ...] = ()
    day: date | None = None

    @property
    def tag(self) -> str:
        """What Word keeps with the control: short, and different for every place."""
        place = self.place
        said = place.key + (f"@{place.part}" if place.part else "")
        said += f"/{place.row}/{place.column}" if place.row or place.column else ""
        if len(said) <= LONGEST:
            return said
        return f"{said[:40]}~{hashlib.sha256(said.encode()).hexdigest()[:16]}"


@dataclass(slots=True)
class Register:
    """The controls of one document: no two have a number or a name in common.

    ``prompt_style`` is the id of the style that prompts are shown in.
    """

    prompt_style: str = "PlaceholderText"
    controls: list[Control] = field(default_factory=list)
    _ids: set[int] = field(default_factory=set)
    _names: set[str] = field(default_factory=set)

    def name(self, *words: str) -> str:
        """Return a name of its own for a control, made of what it is in, its row and its column."""
        plain = [" ".join(legal(word).split()).rstrip(" :") for word in words]
        bits = [word for word in plain if word] or ["Answer"]
        tail = "".join(f", {bit}" for bit in bits[1:])[-(LONGEST - 8) :]
        made = _fit(bits[0], LONGEST - len(tail)) + tail
        found, number = made, 2
        while found.casefold() in self._names:
            found, number = f"{_fit(made, LONGEST - 5)} ({number})", number + 1
        self._names.add(found.casefold())
        return found

    def place(self, control: Control) -> Xml:
        """Return the XML of a control, and remember it."""
        self.controls.append(control)
        number = int.from_bytes(hashlib.sha256(control.tag.encode()).digest()[:4], "big") & 0x7FFFFFFF
        while number == 0 or number in self._ids:
            number = (number + 1) & 0x7FFFFFFF
        self._ids.add(number)
        return _element(control, number, self.prompt_style)


def _fit(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _element(control: Control, number: int, prompt_style: str) -> Xml:
    lock = "sdtContentLocked" if control.locked else "sdtLocked"
    empty = "" if control.text or control.kind == "tick" else "<w:showingPlcHdr/>"
    marks = f'<w:id w:val="{number}"/><w:lock w:val="{lock}"/>{empty}{_kind(control)}'
    named = f"{w('alias', val=control.alias)}{w('tag', val=control.tag)}"
    content = f"<w:sdtContent>{_content(control, prompt_style)}</w:sdtContent>"
    return Xml(f"<w:sdt><w:sdtPr>{named}{marks}</w:sdtPr>{content}</w:sdt>")


def _kind(control: Control) -> Xml:
    """Return what sort of control it is: the last of its properties."""
    match control.kind:
        case "date":
            return _date_kind(control.day)
        case "choice":
            return _choice_kind(control.options)
        case "tick":
            return prefixed(
                "w14",
                "checkbox",
                prefixed("w14", "checked", val="1" if control.text == TICKED else "0"),
                prefixed("w14", "checkedState", val="2612", font=_TICK_FONT),
                prefixed("w14", "uncheckedState", val="2610", font=_TICK_FONT),
            )
        case "long":
            return _LONG
        case _:
            return _LINE


_LONG, _LINE = w("text", multiLine="1"), w("text")


@lru_cache(maxsize=64)
def _date_kind(shown: date | None) -> Xml:
    day = {"fullDate": f"{shown.isoformat()}T00:00:00Z"} if shown else {}
    return w(
        "date",
        w("dateFormat", val="ddd d MMM yyyy"),
        w("lid", val="en-GB"),
        w("storeMappedDataAs", val="dateTime"),
        w("calendar", val="gregorian"),
        **day,
    )


@lru_cache(maxsize=64)
def _choice_kind(options: tuple[str, ...]) -> Xml:
    labels = (CHOICE_PROMPT, *dict.fromkeys(options))
    return w("dropDownList", *(w("listItem", displayText=label, value=label) for label in labels))


@lru_cache(maxsize=512)
def _prompt(text: str, style: str) -> Xml:
    return run(text, style)


def _content(control: Control, prompt_style: str) -> Xml:
    if control.kind == "tick":
        return run(control.text or UNTICKED, font=_TICK_FONT)
    if control.text:
        return run(control.text)
    return _prompt(control.prompt, prompt_style)
