"""People's words on their way in: cleaned of what no file can hold, and names turned into initials."""

from __future__ import annotations

import re
import unicodedata

NUMBER = re.compile(r"[\w./\- ]{1,40}")
"""What an organisation's own id may look like: of a child, a practitioner, a family."""
MAX_LINE = 200
MAX_TEXT = 1_000_000
_PARTICLES = {"de", "da", "di", "del", "der", "den", "van", "von", "la", "le", "el", "al", "bin", "ibn", "ap"}


def clean_text(text: str) -> str:
    r"""Return text with line ends as ``\n`` and without control characters or lone surrogates.

    Nothing a person meant is lost: what goes has no visible form and would be refused by Word.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    kept = (line if line.isprintable() else "".join(map(_keep, line)) for line in plain.split("\n"))
    return "\n".join(kept)[:MAX_TEXT]


def clean_line(text: str) -> str:
    """Return text as one line: cleaned, with every run of white space a single space."""
    return " ".join(clean_text(text).split())


def initials_of(*names: str) -> str:
    """Return the initials of a name: ``Tom van der Berg`` is ``TB``; ``Berg, Tom`` is ``TB`` too."""
    whole = clean_line(" ".join(names))
    if "," in whole:
        last, _, first = whole.partition(",")
        whole = f"{first} {last}"
    parts = [part for part in re.split(r"[\s\-‐–]+", whole) if any(letter.isalpha() for letter in part)]
    named = [part for part in parts if part.lower().strip(".") not in _PARTICLES] or parts
    letters = [next(letter for letter in part if letter.isalpha()) for part in named]
    return "".join(letters).upper()[:4]


def are_initials(text: str) -> bool:
    """Say whether text is initials as they are kept: one to four letters, perhaps with dots or spaces.

    Letters that stand apart must each stand alone: ``J O`` is initials, ``JO LI`` is a name.
    """
    parts = [part for part in re.split(r"[.\s]+", text) if part]
    letters = "".join(parts)
    return (
        1 <= len(letters) <= 4
        and letters.isalpha()
        and (letters.isupper() or len(letters) <= 2)
        and (len(parts) == 1 or all(len(part) == 1 for part in parts))
    )


def tidy_initials(text: str) -> str:
    """Return initials without dots and spaces, in capitals."""
    return re.sub(r"[.\s]", "", text).upper()


def as_initials(text: str) -> str:
    """Return initials from either initials or a whole name, so that no name is kept."""
    line = clean_line(text)
    return tidy_initials(line) if are_initials(line) else initials_of(line)


def _keep(letter: str) -> str:
    if letter in "\n\t":
        return letter
    category = unicodedata.category(letter)
    if category in ("Cc", "Cn"):
        return ""
    return "\ufffd" if category == "Cs" else letter


def said_name(name: str, *, private: bool) -> str:
    """Return a practitioner's name, or the initials where others may be looking (projector mode)."""
    return "".join(part[0] for part in name.split()) if private else name
