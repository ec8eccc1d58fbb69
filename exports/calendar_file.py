"""Planned sessions and due days as an .ics file that any calendar takes in: numbers and initials only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from models.moments import LONDON
from models.policy import Pack
from models.reading.diary import Diary
from models.reading.due import DueLine, DueList
from models.reading.due.lines import in_a_sentence
from models.reading.observing import PlannedSeen, called
from models.words import clean_text

_LONGEST_LINE = 75
"""How many bytes a line may have (RFC 5545, 3.1)."""
USUAL_MINUTES = 90
"""How long a planned session stands in the calendar: Kent's and Havering's hour and a half."""

_OBSERVED_MINUTES = 60
"""How long an observation stands in the calendar: no policy says, and nobody is asked."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a calendar. ``uid`` stays the same for the same thing; without ``at`` it lasts all day."""

    uid: str
    day: date
    title: str
    words: str = ""
    at: time | None = None
    minutes: int = USUAL_MINUTES


def calendar(entries: Iterable[Entry], name: str, now: datetime) -> bytes:
    """Return an .ics file (RFC 5545); the same entry taken in again replaces the one before."""
    lines = [
        *(
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Footprint//EN",
            "CALSCALE:GREGORIAN",
            "METHOD:PUBLISH",
        ),
        f"X-WR-CALNAME:{_text(name)}",
        *(line for entry in entries for line in _entry(entry, now)),
        "END:VCALENDAR",
    ]
    return "".join(_folded(line) for line in lines).encode("utf-8")


def sessions(
    diary: Diary, pack: Pack, initials: Mapping[int, str], store: str, children: Mapping[int, str]
) -> Iterator[Entry]:
    """Yield the planned sessions: kind, the practitioner's initials, the children on the list by number.

    ``initials`` are those of practitioners by id, ``children`` what each child is called, by id.
    """
    for one in diary.sessions:
        whose = initials.get(one.practitioner_id or 0, "") if one.practitioner_id else "group"
        listed = [
            children[child]
            for child, session in diary.listed.items()
            if session.id == one.id and child in children
        ]
        yield Entry(
            f"session-{one.id}@{store}",
            one.day,
            f"{pack.session_kind(one.kind).label} {whose}".strip(),
            f"To be discussed: {', '.join(sorted(listed))}" if listed else "",
            time.fromisoformat(one.starts_at) if one.starts_at else None,
        )


def observations(
    planned: Iterable[PlannedSeen], pack: Pack, initials: Mapping[int, str], store: str
) -> Iterator[Entry]:
    """Yield the observations that are planned, with the practitioner's initials; who observes stays at home."""
    for one in planned:
        yield Entry(
            f"observation-{one.id}@{store}",
            one.day,
            f"{called(pack, one.kind)} {initials.get(one.practitioner_id, '')}".strip(),
            at=time.fromisoformat(one.starts_at) if one.starts_at else None,
            minutes=_OBSERVED_MINUTES,
        )


def due_days(due: DueList, store: str) -> Iterator[Entry]:
    """Yield what falls due from today on, on its day; what is late stands on today, and says since when."""
    for line in due.lines:
        if line.day is not None and line.due is not None:
            yield _due_entry(line, due.today, store)


def _due_entry(line: DueLine, today: date, store: str) -> Entry:
    entity, number = line.entity
    words = f"{line.sentence(private=True)} {line.rule}"
    if line.hold_by is not None and line.hold_by != line.day:
        words += f". Hold by {line.hold_by:%d/%m/%Y}"
    assert line.day is not None
    late = "LATE: " if line.is_late else ""
    return Entry(
        f"due-{line.kind}-{line.rule}-{line.clock}-{entity}-{number}@{store}",
        max(line.day, today),
        f"{late}{line.who(private=True)}: {in_a_sentence(line.what)}",
        words,
    )


def _entry(entry: Entry, now: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(entry.uid)}"
    yield f"DTSTAMP:{_utc(now)}"
    if entry.at is None:
        yield f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{entry.day + timedelta(days=1):%Y%m%d}"
        yield "TRANSP:TRANSPARENT"
    else:
        start = datetime.combine(entry.day, entry.at, LONDON)
        yield f"DTSTART:{_utc(start)}"
        yield f"DTEND:{_utc(start + timedelta(minutes=entry.minutes))}"
    yield f"SUMMARY:{_text(entry.title)}"
    if entry.words:
        yield f"DESCRIPTION:{_text(entry.words)}"
    yield "CLASS:PRIVATE"
    yield "END:VEVENT"


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    plain = clean_text(text)
    for sign, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        plain = plain.replace(sign, written)
    return plain


def _folded(line: str) -> str:
    """Return a line cut where it is longer than 75 bytes, never within a letter."""
    pieces: list[bytes] = []
    piece = b""
    for letter in line:
        encoded = letter.encode("utf-8")
        if len(piece) + len(encoded) > _LONGEST_LINE - (1 if pieces else 0):
            pieces.append(piece)
            piece = b""
        piece += encoded
    pieces.append(piece)
    return "\r\n ".join(each.decode("utf-8") for each in pieces) + "\r\n"
