"""Sittings and their agendas as calendar entries: initials only, children by number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import time

from exports.calendar_file import USUAL_MINUTES, Entry
from models.policy import Pack
from models.reading.agenda.sitting import Sitting


def sitting_entries(
    sittings: Iterable[Sitting],
    pack: Pack,
    initials: Mapping[int, str],
    store: str,
    agendas: Mapping[int, Sequence[str]] | None = None,
    minutes: int = USUAL_MINUTES,
) -> Iterator[Entry]:
    """Yield one entry a sitting; ``agendas`` are the lines of an agenda by the sitting's first session.

    ``minutes`` is how long one is where nobody has said.

    The first session's id is in the entry's, as it is where single sessions are written.
    """
    for one in sittings:
        whose = initials.get(one.practitioner_id or 0, "") if one.practitioner_id else "group"
        lines = (agendas or {}).get(one.ids[0], ())
        yield Entry(
            f"session-{one.ids[0]}@{store}",
            one.day,
            f"{one.label(pack)} {whose}".strip(),
            "\n".join(lines),
            time.fromisoformat(one.starts_at) if one.starts_at else None,
            one.minutes(minutes),
        )
