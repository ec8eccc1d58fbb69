"""What an agreement says in a few words, and when it is to be looked at again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from models.dates import counted
from models.reading.due.kinds import AGREEMENT
from models.reading.due.lines import DueLine
from models.reading.due.listing import DueList
from models.reading.rows import rows
from models.tables import Agreement


@dataclass(frozen=True, slots=True)
class Agreed:
    """A signed agreement: when, every how many weeks the two meet, and whether in one sitting (KCC-P38)."""

    signed_on: date
    weeks: int | None
    one_sitting: bool | None = None

    def text(self) -> str:
        """Return ``signed, every 4 weeks · personal and case in one sitting``; what was not recorded is said."""
        every = f"every {counted(self.weeks, 'week')}" if self.weeks else "how often is not recorded"
        sitting = {True: "personal and case in one sitting", False: "personal and case apart"}
        said = (f"signed, {every}", sitting[self.one_sitting] if self.one_sitting is not None else "")
        return " · ".join(part for part in said if part)


def read_agreed(session: Session, agreements: Sequence[int]) -> Mapping[int, Agreed]:
    """Return what some agreements say, by their numbers."""
    statement = select(
        col(Agreement.id), col(Agreement.signed_on), col(Agreement.weeks), col(Agreement.one_sitting)
    ).where(col(Agreement.id).in_(agreements))
    return {row[0]: Agreed(*row[1:]) for row in rows(session, statement)}


def review_of(due: DueList, practitioner_id: int) -> DueLine | None:
    """Return the due line of the next review of someone's agreement, where the policy wants one."""
    lines = (one for one in due.lines if one.kind == AGREEMENT and one.practitioner_id == practitioner_id)
    return next((one for one in lines if one.day is not None), None)
