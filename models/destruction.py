"""Destroying a file wholly: its rows in one change, then every page, free page and the log behind them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from models.certificates import Certificate
from models.changes.destroying import destroy_file
from models.errors import Refused
from models.policy.pack import Pack
from models.store.copies import copies_of
from models.store.store import Store


def destroy_wholly(
    store: Store,
    pack: Pack,
    destruction_id: int,
    number: str,
    *,
    now: datetime,
    today: date,
    actor: str,
    second: Path | None = None,
) -> Certificate:
    """Destroy a file that was proposed; return its certificate, which names every copy that still holds it.

    Raises Refused with nothing destroyed; or, where the disk refuses to write the database anew, with the
    rows gone and the sentence that says so.
    """
    copies = copies_of(store.place, now, second)
    certificate = store.change(
        lambda change: destroy_file(change, pack, destruction_id, number, copies),
        now=now,
        today=today,
        actor=actor,
    )
    try:
        store.scrub()
    except Refused as refused:
        raise Refused(
            f"The file is destroyed, and its certificate written. Its pages could not be cleaned yet: {refused} "
            "Make room, then “footprint file scrub” cleans them."
        ) from None
    return certificate
