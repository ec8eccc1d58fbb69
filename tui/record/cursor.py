"""Where the cursor stands in a record, kept with its draft: after a kill the screen opens there."""

from __future__ import annotations

import json

from forms.page.blocks import Place
from tui.record.walk import RecordWalk

At = tuple[int, int]
"""A line and a letter in a text."""


def kept_cursor(state: RecordWalk, at: At | None = None, typed: str = "") -> str:
    """Return where the cursor stands, for the draft; ``typed`` is what can't be read yet."""
    here = state.here
    kept: dict[str, object] = {
        "section": here.section.key,
        "part": here.part,
        "place": list(state.at or ()),
    }
    if at is not None:
        kept["at"] = list(at)
    if typed:
        kept["typed"] = typed
    return json.dumps(kept)


def stand(state: RecordWalk, cursor: str) -> tuple[At | None, str]:
    """Stand where a kept cursor stood; return where in the text, and what was typed and not read.

    What can't be found any more is left out: the record opens as near to it as can be.
    """
    try:
        kept = json.loads(cursor) if cursor else {}
        place = [str(part) for part in kept.get("place", ())]
        keys = [step.key for step in state.steps]
        wanted = (str(kept.get("section", "")), str(kept.get("part", "")))
        if wanted in keys:
            state.go_to_section(keys.index(wanted))
        found = len(place) == 4 and state.go_to(Place(*place))
        at = kept.get("at")
        if found and isinstance(at, list) and len(at) == 2:
            return (int(at[0]), int(at[1])), str(kept.get("typed", ""))
    except (ValueError, TypeError, AttributeError):
        pass
    return None, ""
