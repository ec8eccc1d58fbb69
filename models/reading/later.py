"""What was said of a record after it was signed: what was put right of it, and words that were added."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from models.reading.corrections import CorrectionView, corrections_of
from models.reading.records import RecordLine
from models.reading.signing import read_signing
from models.signed import Addendum

STARTS = "Correction: "
"""How a correction that stands beside a signed record begins (`models.changes.rectifying`)."""


@dataclass(frozen=True, slots=True)
class Later:
    """What was put right after signing, and what somebody added in words of their own."""

    corrections: tuple[CorrectionView, ...] = ()
    words: tuple[Addendum, ...] = ()

    def day(self) -> CorrectionView | None:
        """Return how the day of its session was put right last, with the day that the text says."""
        found = [one for one in self.corrections if one.field == "held_on"]
        return None if not found else _from(found[0], found[-1])

    def mixed_up(self, number: str) -> date | None:
        """Return when it was put right that a child with this number is meant; None where that was not so."""
        found = [one for one in self.corrections if one.field == "child" and one.became == number]
        return found[-1].corrected_on if found else None


def read_later(session: Session, line: RecordLine) -> Later:
    """Return what was said of a record after it was signed; nothing where it is not signed."""
    if line.state != "signed":
        return Later()
    told = corrections_of(session, "record", line.id)
    if line.session is not None:
        told += corrections_of(session, "supervision", line.session.id)
    addenda = read_signing(session, line.id).addenda
    beside = [one for one in addenda if one.text.startswith(STARTS)]
    corrections = tuple(one for one in told if _stands_in(one, beside))
    ours = {one.text for one in beside if any(one.text.endswith(each.reason) for each in corrections)}
    return Later(corrections, tuple(one for one in addenda if one.text not in ours))


def _stands_in(told: CorrectionView, beside: Iterable[Addendum]) -> bool:
    """Say whether a correction was made beside the signed text, and not before it was signed."""
    return any(one.text.endswith(told.reason) for one in beside)


def _from(first: CorrectionView, last: CorrectionView) -> CorrectionView:
    return CorrectionView(last.entity, last.field, first.was, last.became, last.reason, last.corrected_on)
