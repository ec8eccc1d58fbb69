"""Reading one cell as what its column holds. Each reader returns a value or raises `Unread`."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from models.facts import NAMES
from models.intake.table.codes import (
    CHILD_KINDS,
    DISCUSSION_KINDS,
    OCCASIONS,
    POLICY_NAMES,
    RISK_LEVELS,
    SESSION_KINDS,
    Codes,
    PackWords,
    Unread,
    plain,
)
from models.intake.table.dates import DateReader
from models.intake.table.findings import HIDDEN, shown, shown_number
from models.intake.table.names import family_code, initials_from_initials, initials_from_name
from models.policy.parts import Coded
from models.words import MAX_LINE, MAX_TEXT, NUMBER, clean_line, clean_text

_BLANK = {"", "#n/a", "n/a", "na", "null", "nan", "none", "-", "--", "(blank)", "not recorded"}
_NO_WORDS = {"", "#n/a"}
_WORDED = {"initials", "childs_name", "name", "family", "line", "text"}
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?::\d{2})?")
_MANY = re.compile(r"[;\n]")
_YES = {"yes": True, "y": True, "true": True, "1": True, "no": False, "n": False, "false": False, "0": False}
Read = Callable[[Any], Any]


def is_blank(raw: object, kind: str = "") -> bool:
    """Say whether a cell holds nothing: empty, white space, or one of the ways in which files say so.

    ``kind`` is the column's: among initials ``NA`` is Nadia Ahmed, and people's own words may be ``none``.
    """
    if raw is None or raw == "":
        return True
    if not isinstance(raw, str):
        return False
    return raw.strip().casefold() in (_NO_WORDS if kind in _WORDED else _BLANK)


def text_of(raw: object) -> str:
    """Return a cell as one line of text; a whole number without a decimal point."""
    if isinstance(raw, str):
        # what is printable needs no cleaning, which looks at every letter
        return " ".join(raw.split()) if raw.isprintable() else clean_line(raw)
    if isinstance(raw, bool):
        return "yes" if raw else "no"
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < 1e15:
        return str(int(raw))
    return clean_line(str(raw))


class Cells:
    """The readers of one import, by the kind of column they read."""

    def __init__(self, pack: PackWords, today: date, *, from_1904: bool = False) -> None:
        """``from_1904`` says that the workbook counts its days from 1904, as old Macs did."""
        self.services = Codes("a service of this policy", pack.services)
        self.roles = Codes("a role of this policy", pack.roles)
        self.situations = Codes(
            "a situation of this policy", [*pack.flags, *pack.situations, *_RISKS], POLICY_NAMES, _FACTS
        )
        self.stages = Codes("a stage, by number or name", _stages(pack))
        self.sessions = Codes("a kind of supervision", SESSION_KINDS)
        self.dates = DateReader(today)
        self.from_1904 = from_1904
        occasions = Codes("an occasion", OCCASIONS)
        risks, kinds = (
            Codes("a level of risk", RISK_LEVELS),
            Codes("child, carer, caregiver or victim", CHILD_KINDS),
        )
        discussions = Codes("formal or informal", DISCUSSION_KINDS)
        self.by_kind: dict[str, Read] = {
            "child": child_number,
            "children": children,
            "person": person_number,
            "reference": reference,
            "line": line,
            "label": line,
            "text": text,
            "name": line,
            "childs_name": lambda raw: initials_from_name(text_of(raw)),
            "initials": lambda raw: initials_from_initials(text_of(raw)),
            "family": _family,
            "service": lambda raw: self.services.read(text_of(raw)),
            "role": lambda raw: self.roles.read(text_of(raw)),
            "situation": lambda raw: self.situations.read(text_of(raw)),
            "stage": lambda raw: int(self.stages.read(text_of(raw))),
            "session": lambda raw: self.sessions.read(text_of(raw)),
            "occasion": lambda raw: occasions.read(text_of(raw)),
            "risk": lambda raw: risks.read(text_of(raw)),
            "child_kind": lambda raw: kinds.read(text_of(raw)),
            "discussion": lambda raw: discussions.read(text_of(raw)),
            "day": lambda raw: self.dates.day(raw, from_1904=self.from_1904),
            "past_day": lambda raw: self.dates.past_day(raw, from_1904=self.from_1904),
            "past_moment": lambda raw: self.dates.past_moment(raw, from_1904=self.from_1904),
            "clock": clock,
            "yes_no": yes_no,
            "share": share,
            "weeks": lambda raw: whole(raw, 1, 52),
            "days": lambda raw: whole(raw, 1, 3_660),
            "minutes": lambda raw: whole(raw, 0, 1_440),
            "count": lambda raw: whole(raw, 0, 1_000),
            "ordinal": lambda raw: whole(raw, 1, 100),
        }


def child_number(raw: object) -> str:
    """Return a child's number. It needs a digit: names are not kept, nor shown."""
    number = _identifier(raw)
    if not any(sign.isdigit() for sign in number):
        raise Unread("a child's number with a digit in it", HIDDEN)
    return number


def person_number(raw: object) -> str:
    """Return a practitioner's number in their organisation."""
    return _identifier(raw)


def reference(raw: object) -> str:
    """Return the number that a supervision or an action has in its own list."""
    return _identifier(raw)


def children(raw: object) -> tuple[str, ...]:
    """Return the children's numbers in one cell, separated by semicolons (or commas, or lines)."""
    parts = _MANY.split(str(raw) if isinstance(raw, str) else text_of(raw))
    if len(parts) == 1:
        parts = parts[0].split(",")
    numbers = [child_number(part) for part in parts if clean_line(part)]
    return tuple(dict.fromkeys(numbers))


def line(raw: object) -> str:
    """Return one line of words of at most 200 characters."""
    found = text_of(raw)
    if len(found) > MAX_LINE:
        raise Unread(f"at most {MAX_LINE} characters", f"{len(found)} characters")
    return found


def text(raw: object) -> str:
    """Return people's words as they stand, cleaned of what no file can hold."""
    found = clean_text(raw) if isinstance(raw, str) else text_of(raw)
    if len(found) >= MAX_TEXT:
        raise Unread(f"at most {MAX_TEXT} characters", f"{len(found)} characters")
    return found


def yes_no(raw: object) -> bool:
    """Return whether a cell says yes."""
    found = _YES.get(plain(text_of(raw)))
    if found is None:
        raise Unread("yes or no")
    return found


def clock(raw: object) -> str:
    """Return a time of day as ``14:30``, from a spreadsheet's time, its part of a day, or text."""
    if isinstance(raw, datetime):
        raw = raw.time()
    if isinstance(raw, float) and 0 <= raw < 1:
        minutes = round(raw * 1_440)
        return f"{minutes // 60:02}:{minutes % 60:02}"
    if isinstance(raw, time):
        return f"{raw:%H:%M}"
    found = _CLOCK.fullmatch(text_of(raw))
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        raise Unread("a time of day such as 14:30")
    return f"{int(found[1]):02}:{found[2]}"


def share(raw: object) -> float:
    """Return a share of full time: 0.6, or 60%."""
    found = text_of(raw)
    try:
        value = float(found.removesuffix("%")) / (100 if found.endswith("%") else 1)
    except ValueError:
        raise Unread("a share of full time such as 0.6") from None
    if not 0 < value <= 1:
        raise Unread("a share of full time, above 0 and up to 1")
    return value


def whole(raw: object, least: int, most: int) -> int:
    """Return a whole number within bounds."""
    try:
        value = float(text_of(raw))
    except ValueError:
        raise Unread(f"a whole number from {least} to {most}") from None
    if not value.is_integer() or not least <= value <= most:
        raise Unread(f"a whole number from {least} to {most}")
    return int(value)


def _identifier(raw: object) -> str:
    if isinstance(raw, (date, datetime, time)):
        raise Unread(
            "a number; the spreadsheet has turned this one into a date, so format the column as text"
        )
    found = text_of(raw)
    if not NUMBER.fullmatch(found):
        raise Unread("at most 40 letters, digits, spaces and . / -", shown_number(found))
    return found


def _family(raw: object) -> str:
    found = text_of(raw)
    if len(found) > 40:
        raise Unread("a family's code of at most 40 characters", HIDDEN)
    return family_code(found)


# What the store keeps as a situation beside those of the pack: facts that the clock asks for by name.
_FACTS = ("role", *NAMES)
_RISKS = (Coded("risk_rosh", "Risk of serious harm"), Coded("risk_sw", "Risk, safety and wellbeing"))


def _stages(pack: PackWords) -> list[Coded]:
    return [Coded(str(stage.number), stage.name, also=(stage.short,)) for stage in pack.stages]


__all__ = ["Cells", "Read", "is_blank", "shown", "text_of"]
