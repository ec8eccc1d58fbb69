"""What day it is: the computer's, or the one given with ``--today`` for rehearsal and tests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime


@dataclass(frozen=True, slots=True)
class Clock:
    """The day and the moment of this sitting. ``fixed`` is the day that ``--today`` named."""

    fixed: date | None = None

    def now(self) -> datetime:
        """Return this moment, aware, on the fixed day if there is one."""
        moment = datetime.now(UTC)
        return moment if self.fixed is None else datetime.combine(self.fixed, moment.timetz())

    def today(self) -> date:
        """Return today, or the day given instead."""
        return self.fixed or datetime.now().astimezone().date()

    def moment(self) -> date | datetime:
        """Return what dates are worked out for: this moment, or a given day as a whole, which has no time of day."""
        return self.now() if self.fixed is None else self.fixed

    @property
    def rehearses(self) -> bool:
        """Say whether another day than the computer's was given."""
        return self.fixed is not None and self.fixed != datetime.now().astimezone().date()
