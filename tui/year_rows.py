"""A year of sessions as rows: each with the days since the last of its kind, against what the policy allows. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from models.dates import Span, WorkingDays, add, counted, show
from models.policy import Pack
from models.reading.agenda.sitting import Sitting
from tui.sitting_rows import SittingRef, short_label, state_of
from tui.widgets.rows import Row

COLUMNS = (16, 6, 54, 30, 0)
HEADS = ("Day", "Time", "What", "Since the last of its kind", "")


def year_rows(sittings: Sequence[Sitting], pack: Pack, every: Span | None) -> list[Row]:
    """Return the sessions in the diary, a line a sitting; ``every`` is the longest interval, where there is one."""
    rows = [Row(HEADS, kind="columns")]
    last: dict[str, date] = {}
    working = WorkingDays()
    for one in sittings:
        gap, kind = "", ""
        before = max((last[each] for each in one.kinds if each in last), default=None)
        if before is not None:
            gap = counted((one.day - before).days, "day")
            if every is not None and one.day > add(before, every, working):
                gap, kind = f"{gap}, over {every}", "warn"
        cells = (show(one.day), one.starts_at, short_label(one, pack), gap, state_of(one))
        rows.append(Row(cells, SittingRef(one.ids[0], one.practitioner_id), kind))
        last |= dict.fromkeys(one.kinds, one.day)
    return rows if sittings else []


def year_plain(sittings: Sequence[Sitting], pack: Pack, title: str) -> str:
    """Return the sessions as text, a line each."""
    lines = [title, ""]
    for one in sittings:
        time = f", {one.starts_at}" if one.starts_at else ""
        lines.append(f"{show(one.day)}{time}: {one.label(pack)}")
    return "\n".join(lines if sittings else [*lines, "Nothing is planned."]) + "\n"
