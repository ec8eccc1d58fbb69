"""A year of sessions as rows: each with the days since the last of its kind, and what is observed between. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from models.dates import Span, WorkingDays, add, counted, show
from models.policy import Pack
from models.reading.agenda.sitting import Sitting
from models.reading.observing import PlannedSeen, called
from tui.sitting_rows import SittingRef, short_label, state_of
from tui.widgets.rows import Row

COLUMNS = (16, 6, 54, 30, 0)
HEADS = ("Day", "Time", "What", "Since the last of its kind", "")


def year_rows(
    sittings: Sequence[Sitting], pack: Pack, every: Span | None, observations: Sequence[PlannedSeen] = ()
) -> list[Row]:
    """Return the sessions in the diary, a line a sitting, and between them the observations that are planned.

    ``every`` is the longest interval between sessions, where there is one.
    """
    if not sittings and not observations:
        return []
    rows = [Row(HEADS, kind="columns")]
    coming = list(observations)
    last: dict[str, date] = {}
    working = WorkingDays()
    for one in sittings:
        while coming and coming[0].day < one.day:
            rows.append(_observation(coming.pop(0), pack))
        gap, kind = "", ""
        before = max((last[each] for each in one.kinds if each in last), default=None)
        if before is not None:
            gap = counted((one.day - before).days, "day")
            if every is not None and one.day > add(before, every, working):
                gap, kind = f"{gap}, over {every}", "warn"
        cells = (show(one.day), one.starts_at, short_label(one, pack), gap, state_of(one))
        rows.append(Row(cells, SittingRef(one.ids[0], one.practitioner_id), kind))
        last |= dict.fromkeys(one.kinds, one.day)
    return rows + [_observation(one, pack) for one in coming]


def _observation(one: PlannedSeen, pack: Pack) -> Row:
    return Row((show(one.day), one.starts_at, called(pack, one.kind), "", "planned"), one)


def year_plain(
    sittings: Sequence[Sitting], pack: Pack, title: str, observations: Sequence[PlannedSeen] = ()
) -> str:
    """Return the sessions and observations as text, a line each."""
    said = [(one.day, one.starts_at, one.label(pack)) for one in sittings]
    said += [(one.day, one.starts_at, called(pack, one.kind)) for one in observations]
    lines = [
        f"{show(day)}{f', {starts_at}' if starts_at else ''}: {what}" for day, starts_at, what in sorted(said)
    ]
    return "\n".join([title, "", *(lines or ["Nothing is planned."])]) + "\n"
