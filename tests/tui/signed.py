"""Records that are complete, signed by keys, and written from the dialog that asks what leaves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from models.changes.records import complete_record
from models.store.change import Change
from tests.tui.conftest import wait_for
from tests.tui.looking import app_of, words
from tests.tui.recording import begun, opened
from tui.screens.export import ExportDialog
from tui.screens.fields import FieldsDialog
from tui.screens.sign import SignScreen
from tui.screens.signature import SignDialog


async def completed(pilot: Pilot[Any], form: str = "kent_b") -> int:
    """A complete record with Sam, about nobody."""
    record_id = await begun(pilot, form, ())
    await complete(pilot, record_id)
    return record_id


async def complete(pilot: Pilot[Any], record_id: int) -> None:
    """Say of a record that it is complete."""

    def job(change: Change) -> None:
        complete_record(change, record_id, missing=["KCC-T41"], reason="made for a test")

    await app_of(pilot).desk.change(job)


async def to_sign(pilot: Pilot[Any], record_id: int) -> SignScreen:
    """Open a record's signing screen from the record."""
    await opened(pilot, record_id)
    await pilot.press("s")
    await wait_for(
        pilot, lambda: isinstance(pilot.app.screen, SignScreen) and "sign" in words(pilot, "#status").lower()
    )
    screen = pilot.app.screen
    assert isinstance(screen, SignScreen)
    return screen


async def dialog(pilot: Pilot[Any], kind: type[Any]) -> Any:
    """Wait for a dialog, and return it."""
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, kind))
    await pilot.pause()
    return pilot.app.screen


async def sign_next(pilot: Pilot[Any]) -> None:
    """Sign as whoever's turn it is."""
    await pilot.press("s")
    await dialog(pilot, SignDialog)
    await pilot.press("ctrl+s")
    await dialog(pilot, SignScreen)


async def write_into(pilot: Pilot[Any], folder: Path, **fields: str) -> None:
    """Fill the dialog that asks what leaves, and let it be written."""
    asked = await dialog(pilot, FieldsDialog)
    for name, value in {"folder": str(folder), **fields}.items():
        asked.field(name).value = value
    await pilot.press("ctrl+s")
    await wait_for(pilot, lambda: not isinstance(pilot.app.screen, FieldsDialog | ExportDialog))
