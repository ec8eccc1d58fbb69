"""Times of day as people type them: ``14:30``, ``2.30pm``, ``9am``, ``1430``."""

from __future__ import annotations

import re
from datetime import time

_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?|(\d{2})(\d{2})")


def read_time(text: str) -> time:
    """Read a time of day; raise ValueError with a sentence. An hour alone needs am or pm, or stands before 8."""
    typed = text.lower().strip().replace("noon", "12:00").replace("midday", "12:00")
    found = _TIME.fullmatch(typed)
    if not found:
        raise ValueError("not a time: try 14:30, 2.30pm or 9am")
    hour, minute = int(found[1] or found[4]), int(found[2] or found[5] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            raise ValueError(f"{typed} is not a time of day")
        hour = hour % 12 + (12 if found[3] == "pm" else 0)
    elif found[1] and not found[2] and hour < 8:
        raise ValueError(f"{typed}: in the morning or the afternoon? Type {hour}am or {hour}pm")
    try:
        return time(hour, minute)
    except ValueError:
        raise ValueError(f"{typed} is not a time of day") from None
