"""The certificate of a destroyed file: what went and what stayed, in numbers, dates and names of files, no content."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from models.dates import counted, show

GONE: Mapping[str, tuple[str, str]] = {
    "records": ("record", "records"),
    "drafts": ("draft", "drafts"),
    "signatures": ("signature", "signatures"),
    "addenda": ("addendum", "addenda"),
    "seals": ("seal", "seals"),
    "sessions": ("session", "sessions"),
    "agenda_items": ("item of an agenda", "items of agendas"),
    "actions": ("action", "actions"),
    "agreements": ("agreement", "agreements"),
    "absences": ("absence", "absences"),
    "observations": ("observation", "observations"),
    "events": ("dated event", "dated events"),
    "disagreements": ("disagreement", "disagreements"),
    "other": ("other entry", "other entries"),
}
"""What can go, by its code: one of it, and several."""
STAYED: Mapping[str, tuple[str, str]] = {
    "records": ("record that is about a child", "records that are about a child"),
    "sessions": ("session in which a child was discussed", "sessions in which a child was discussed"),
    "actions": ("action about a child", "actions about a child"),
}
"""What stays because it belongs to children's files."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A backup that was made before and still holds what went: its file's name, and when it falls away by itself.

    ``falls_away`` is empty where it never does: it lies in another place.
    """

    name: str
    falls_away: date | None = None


@dataclass(frozen=True, slots=True)
class Certificate:
    """What became of a file. ``exported`` is how many documents had left the store before."""

    gone: Mapping[str, int] = field(default_factory=dict)
    stayed: Mapping[str, int] = field(default_factory=dict)
    exported: int = 0
    copies: tuple[Copy, ...] = ()

    def to_text(self) -> str:
        """Return its canonical JSON."""
        body: dict[str, Any] = {
            "footprint": 1,
            "gone": dict(self.gone),
            "stayed": dict(self.stayed),
            "exported": self.exported,
            "copies": [
                [each.name, each.falls_away.isoformat() if each.falls_away else None] for each in self.copies
            ],
        }
        return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=True)

    def sentences(self) -> list[str]:
        """Return what it says, for a person to read."""
        said = [f"Destroyed: {_counted(self.gone, GONE) or 'nothing was on the file'}."]
        if kept := _counted(self.stayed, STAYED):
            said.append(f"Stayed, because children's files hold it: {kept}.")
        if self.stayed.get("records"):
            said.append("A record that stayed says what it said, names too.")
        left = counted(self.exported, "document of it had", "documents of it had")
        said.append(
            f"{left} left the store before. They, and whatever else was written out, are not reached from here."
            if self.exported
            else "Whatever was written out of the store before is not reached from here."
        )
        falling = [each for each in self.copies if each.falls_away is not None]
        for each in falling:
            assert each.falls_away is not None
            said.append(f"The backup {each.name} still holds it, and falls away by {show(each.falls_away)}.")
        if falling:
            said.append("Those days hold where a backup is made every day; otherwise each falls away later.")
        said += [
            f"The backup {each.name} still holds it, and never falls away by itself: delete the file by hand."
            for each in self.copies
            if each.falls_away is None
        ]
        return said


def read_certificate(text: str) -> Certificate:
    """Read the JSON of a certificate. Raises ValueError for anything else."""
    body = json.loads(text)
    copies = tuple(Copy(str(name), date.fromisoformat(day) if day else None) for name, day in body["copies"])
    return Certificate(body["gone"], body["stayed"], int(body["exported"]), copies)


def _counted(numbers: Mapping[str, int], words: Mapping[str, tuple[str, str]]) -> str:
    said: Sequence[str] = [counted(numbers[code], *words[code]) for code in words if numbers.get(code)]
    return ", ".join(said)
