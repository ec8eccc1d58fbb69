"""What a session is called in a list: its kind and its day."""

from __future__ import annotations

from datetime import date

from models.dates import show
from models.policy.pack import Pack

INFORMAL = "ad hoc"
"""The occasion that starts no clock afresh (GEN-X07)."""


def session_label(pack: Pack, kind: str, occasion: str, day: date | None) -> str:
    """Return ``case supervision of Mon 2 Nov 2026``."""
    what = pack.session_kind(kind).label
    what = what[:1].lower() + what[1:] if what[1:2].islower() else what
    what = f"informal talk ({what})" if occasion == INFORMAL else what
    return f"{what} of {show(day)}" if day is not None else what
