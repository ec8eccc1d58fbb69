"""Signatures and later words as plain data: who, in which role, when, how, and who entered it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

HOWS = {
    "in_room": "signed in the room",
    "email": "signed by e-mail",
    "paper": "signed on paper",
    "agreed": "agreed, but not signed",
    "declined": "declined to sign",
}
"""How a party gave their word on a record, by its code."""
SIGNED = ("in_room", "email", "paper")
"""The codes that are signatures; the others end the waiting, but sign nothing."""

WHAT_IT_IS = (
    "This signature says that the person named has seen the text above as it stands and agrees that it is an "
    "accurate record. It was entered in Footprint on the day and by the person given beside it. It is not "
    "handwriting and not a qualified electronic signature: it rests on the two people's word, on the trail of "
    "changes, and on a seal that shows any later change of a word."
)
"""What a signature in Footprint is and is not, as the signing screen and the document say it."""
IN_SHORT = (
    "It says that you saw this text as it stands and agree that it is accurate. It is no handwriting and no "
    "qualified electronic signature; trail and seal show any later change."
)
"""The same where there is little room."""


@dataclass(frozen=True, slots=True)
class Signature:
    """One party's word on a record.

    ``party`` is who they are on the form (`forms.template.kinds.PARTIES`), ``role`` their job, ``at`` the
    aware moment of entry, which nobody chooses, ``how`` a code of `HOWS`. ``reason`` is given with a refusal.
    """

    party: str
    name: str
    role: str
    at: datetime
    how: str
    comment: str = ""
    reason: str = ""
    entered_by: str = ""


@dataclass(frozen=True, slots=True)
class Addendum:
    """Later words to a signed record, dated and signed; they print with it and change nothing in it."""

    text: str
    name: str
    role: str
    at: datetime
    how: str
    entered_by: str = ""


@dataclass(frozen=True, slots=True)
class Without:
    """That a record was completed without what some rules want: which, why, by whom and when.

    ``by`` is the number of who completed it, which stays; ``name`` what they are called now.
    """

    rules: tuple[str, ...]
    reason: str
    by: str
    name: str
    at: datetime


def name_and_role(given: Signature | Addendum) -> str:
    """Return who gave their word or later words: ``Morag Bell, Team manager``."""
    return ", ".join(filter(None, (given.name, given.role)))
