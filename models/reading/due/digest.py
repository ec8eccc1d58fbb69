"""A weekly text for e-mail: numbers and initials only, of practitioners too."""

from __future__ import annotations

from dataclasses import dataclass

from models.dates import counted, show
from models.reading.due.bands import Band
from models.reading.due.kinds import LABELS
from models.reading.due.lines import DueLine, in_a_sentence
from models.reading.due.listing import DueList

_BANDS = (Band.OVER_30, Band.LATE_30, Band.LATE_7, Band.TODAY, Band.WEEK, Band.MISSED)


@dataclass(frozen=True, slots=True)
class DigestLine:
    """One line of the digest: whom it is about without a name, what, and when."""

    who: str
    what: str
    when: str
    initials: str

    def text(self) -> str:
        """Return ``39980 KM (SW): discuss in supervision, Mon 14 Sep 2026, 68 days late``."""
        whose = f" ({self.initials})" if self.initials and self.initials != self.who else ""
        return f"{self.who}{whose}: {self.what}, {self.when}"


def digest_of(due: DueList) -> dict[str, list[DigestLine]]:
    """Return the lines of the digest by the heading of their band: what is late, and due this week."""
    return {
        band.label: [_line(line) for line in due.lines if line.band is band]
        for band in _BANDS
        if due.counts.get(band)
    }


def digest_text(due: DueList) -> str:
    """Return the digest as plain text, ready to be put into a letter."""
    lines = [
        f"{due.facts.team}: {counted(due.overdue, 'thing', 'things')} overdue, "
        f"{due.this_week} this week. {show(due.today)}.",
        f"By {due.pack.title} ({due.pack.authority}).",
    ]
    for heading, found in digest_of(due).items():
        lines += ["", heading, *(f"  {each.text()}" for each in found)]
    unknown = due.counts.get(Band.UNKNOWN, 0)
    if unknown:
        lines += ["", f"{counted(unknown, 'thing', 'things')} could not be worked out; the list says why."]
    return "\n".join(lines) + "\n"


def _line(line: DueLine) -> DigestLine:
    return DigestLine(_who(line), in_a_sentence(line.what), line.when(), line.person.initials)


def _who(line: DueLine) -> str:
    """Return a child's number and initials, a session by its day, and of anyone else the initials."""
    if line.about.entity in ("child", "supervision", "observation"):
        return line.label
    if line.practitioner_id is not None:
        return line.person.initials
    return LABELS[line.kind]
