"""The bands of the due list, in the order in which they stand: how late, how soon, and what has no date."""

from __future__ import annotations

from enum import IntEnum


class Band(IntEnum):
    """A band; the lower it is, the sooner it wants attention."""

    OVER_30 = 0
    LATE_30 = 1
    LATE_7 = 2
    TODAY = 3
    WEEK = 4
    FOUR_WEEKS = 5
    LATER = 6
    MISSED = 7
    """A recommended day or a target that has passed: amber, never overdue."""
    STANDING = 8
    """Not as the policy says, and without a day by which it should be."""
    UNKNOWN = 9
    """Not worked out: a fact is missing or impossible, or nothing of the kind is recorded here yet."""
    NOTED = 10
    """For information; nobody in the team can settle it."""

    @property
    def label(self) -> str:
        """What the band is called."""
        return _LABELS[self]

    @property
    def is_late(self) -> bool:
        """Say whether what stands in it is overdue."""
        return self <= Band.LATE_7

    @property
    def is_this_week(self) -> bool:
        """Say whether what stands in it is due today or in the seven days after."""
        return self in (Band.TODAY, Band.WEEK)


_LABELS = {
    Band.OVER_30: "Over 30 days late",
    Band.LATE_30: "8 to 30 days late",
    Band.LATE_7: "1 to 7 days late",
    Band.TODAY: "Today",
    Band.WEEK: "This week",
    Band.FOUR_WEEKS: "Next four weeks",
    Band.LATER: "Later",
    Band.MISSED: "Past a recommendation or target",
    Band.STANDING: "Not as the policy says, no date",
    Band.UNKNOWN: "Not known",
    Band.NOTED: "For information",
}
_UP_TO = ((-28, Band.LATER), (-7, Band.FOUR_WEEKS), (0, Band.WEEK))


def band_of(days_late: int) -> Band:
    """Return the band for signed days past a due day (negative before it)."""
    if days_late > 30:
        return Band.OVER_30
    if days_late > 7:
        return Band.LATE_30
    if days_late > 0:
        return Band.LATE_7
    if days_late == 0:
        return Band.TODAY
    return next(band for below, band in _UP_TO if days_late < below)
