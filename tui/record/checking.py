"""What is noticed about what was written, and pointed out beside it; nothing here ever stands in the way."""

from __future__ import annotations

from collections.abc import Sequence

from forms.checks.whole import field_remarks, remarks
from tui.record.stops import Stop
from tui.record.walk import RecordWalk

MOST = 4
"""How many remarks stand beside one place."""


def noticed(state: RecordWalk, stop: Stop | None) -> Sequence[str]:
    """Return what there is to point out at the place under the cursor, a sentence each.

    An action is looked at as soon as something stands in it; other rows are none of this one's business.
    """
    if stop is None or stop.field is None or stop.kind in ("add", "before", "signature"):
        return ()
    one, place = stop.field, stop.place
    value = state.answers.value(one.key, place.part)
    found = field_remarks(state.form, one, value, state.around.names, state.about.day, place.part)
    row = place.row.partition("/")[0]
    mine = (text for at, text in found if not row or one.kind == "ticks" or at.row == row)
    return list(dict.fromkeys(mine))[:MOST]


def noticed_in_all(state: RecordWalk) -> list[str]:
    """Return every remark on the whole record, with what it is about, each once."""
    found = remarks(state.form, state.answers, state.around.names, state.about.day)
    return list(dict.fromkeys(f"{_where(state, each.place.key)}: {each.text}" for each in found))


def _where(state: RecordWalk, key: str) -> str:
    one = state.form.field(key)
    name = one.name if one else key
    return name if len(name) <= 40 else f"{name[:39]}…"
