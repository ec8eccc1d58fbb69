"""Destroying a file wholly: its rows in one change, then every page, free page and the log behind them.

Killed in between, the rows are gone, the certificate is there, and the cleaning is due: the store finishes
it the next time it is opened to be written.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from models.changes.cleaning import cleaning_is_due, note_cleaned
from models.errors import Refused
from models.policy.pack import Pack
from models.store.store import Store

if TYPE_CHECKING:
    from models.certificates import Certificate

STILL_DUE = "It is tried again whenever the store is opened; “footprint file scrub” does it at once."


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

    Raises Refused with nothing destroyed; or, where the database cannot be written anew just now, with the
    rows gone and the sentence that says so.
    """
    # not loaded for looking whether cleaning is due
    from models.changes.destroying import destroy_file
    from models.store.copies import copies_of

    copies = copies_of(store.place, now, second)
    certificate = store.change(
        lambda change: destroy_file(change, pack, destruction_id, number, copies),
        now=now,
        today=today,
        actor=actor,
    )
    try:
        clean_pages(store, now=now, today=today, actor=actor)
    except Refused as refused:
        raise Refused(
            "The file is destroyed, and its certificate written. Its pages could not be cleaned yet: "
            f"{refused} {STILL_DUE}"
        ) from None
    return certificate


def clean_pages(store: Store, *, now: datetime, today: date, actor: str) -> None:
    """Write the database anew without anything that was removed, and note it on the files it was due for.

    Raises Refused where that can't be done now; it stays due then.
    """
    store.scrub()
    if store.read(cleaning_is_due):
        store.change(note_cleaned, now=now, today=today, actor=actor)
        store.checkpoint()


def finish_cleaning(store: Store, now: datetime) -> None:
    """Clean the pages behind a destruction that was broken off before; where it can't be done now it stays due."""
    with suppress(Refused):
        if store.read(cleaning_is_due):
            clean_pages(store, now=now, today=now.date(), actor="footprint")
