"""Since when each sort of thing is kept in this store, so that what was never kept isn't called late.

A store that begins today knows of no appraisal held last year. Counted from the first day of work it
would seem years late; all that can be said is that none is recorded here yet.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Kept:
    """From which day on each sort of thing is recorded here: its first record, else the store's first day."""

    begun: date
    firsts: Mapping[str, date] = field(default_factory=dict)

    def since(self, sort: str) -> date:
        """Return the day from which on the absence of such a thing means that it did not happen."""
        return min(self.begun, self.firsts.get(sort, self.begun))
