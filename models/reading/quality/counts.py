"""What the quality of a team's supervision is told in: a count n of N with its gaps, and a month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Count:
    """One count: what, of how many it is so, of how many in all; what is missing, thing by thing."""

    key: str
    what: str
    met: int
    of: int
    gaps: tuple[str, ...] = ()
    says: str = ""
    """What the policy says follows, in our words with its ID, or what was counted; empty where all is said."""
    at: tuple[tuple[str, int], ...] = ()
    """Of each gap, where it can be opened: ``child``, ``practitioner``, ``supervision`` or ``sample``, and its id."""

    def text(self) -> str:
        """Return ``14 of 20``, or that there was nothing to count."""
        return f"{self.met} of {self.of}" if self.of else "nothing to count"


@dataclass(frozen=True, slots=True)
class Month:
    """One month: of the sessions that were held or stood in the diary for it, how many were held."""

    first: date
    held: int
    planned: int

    @property
    def label(self) -> str:
        """``Nov 2026``."""
        return f"{self.first:%b %Y}"
