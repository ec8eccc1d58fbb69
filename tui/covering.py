"""The organisation's key in the program: which one opens this store, naming another, taking it away."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from forms.entry import EntryForm, Field
from models.errors import Refused
from models.file_names import typed_path
from models.reading.covered import CoverOpening, read_cover_openings
from models.store.cover import CoverKey, covered_by, read_public
from models.store.opening import marked_keys, set_cover
from tui.screens.fields import FieldsDialog

if TYPE_CHECKING:
    from tui.app import Footprint

WHAT = (
    "Whoever holds its secret half can open this store while you can't: a covering manager, the council. Every "
    "such opening is a line in the trail."
)
MOST_READ = 50_000
"""How much of a file is looked at, whatever was named."""
MOST_TOLD = 4
"""How many openings are told one by one."""
ASK = "Ask whoever keeps the organisation's key for its public half, which ends in .pub."


async def cover_key(program: Footprint) -> None:
    """Ask for the organisation's public key file; an empty one takes the present key away."""
    now = covered_by(await program.desk.read(marked_keys))
    stands = f"Now: key {now}. Empty takes it away." if now else "Now: none."
    stands = f"{stands} {said_openings(await program.desk.read(read_cover_openings))}".strip()
    file = Field("file", "Public key file", initial=program.settings.cover_key, hint="ends in .pub")
    form = EntryForm("cover-key", "The organisation's key", (file,), note=f"{WHAT} {stands}")

    async def chosen(values: dict[str, Any] | None) -> None:
        if values is None:
            return
        path = str(typed_path(values["file"])) if values["file"] else ""
        try:
            key = read_key_file(Path(path)) if path else None
            await put(program, key)
        except Refused as refused:
            program.notify(str(refused), severity="error", markup=False, timeout=15)
        else:
            program.remember("cover_key", path)

    program.push_screen(FieldsDialog(form), chosen)


def said_openings(found: Sequence[CoverOpening]) -> str:
    """Return when it opened the store and how much was changed then, the latest of many; nothing if it never did."""
    if not found:
        return ""
    more = f"; and {len(found) - MOST_TOLD} times before" if len(found) > MOST_TOLD else ""
    return f"Opened with it: {'; '.join(one.text() for one in found[:MOST_TOLD])}{more}."


async def offer_named(program: Footprint) -> None:
    """Ask once whether the key that the settings name may open this store, where it can't yet."""
    desk = program.desk
    if not desk.is_open or desk.read_only or desk.kind == "demo" or desk.is_covered:
        return
    try:
        key = read_key_file(typed_path(program.settings.cover_key))
        if covered_by(await desk.read(marked_keys)) == key.id:
            return
    except Refused as refused:
        program.notify(f"The organisation's key: {refused}", severity="error", markup=False, timeout=15)
        return
    ask = Field("may", "May it open this store", "yes_no", True, hint="yes or no")
    title = f"Your settings name a key: {key.name}, {key.id}"

    async def chosen(values: dict[str, Any] | None) -> None:
        if values is not None and values["may"]:
            try:
                await put(program, key)
            except Refused as refused:
                program.notify(str(refused), severity="error", markup=False, timeout=15)

    program.push_screen(FieldsDialog(EntryForm("cover-named", title, (ask,), note=WHAT)), chosen)


async def put(program: Footprint, key: CoverKey | None) -> None:
    """Let a key open the store, or none; say so. Raises Refused with the keys as they were."""
    desk = program.desk
    now, today, actor = desk.clock.now(), desk.today, desk.actor
    await desk.with_store(lambda store, _: set_cover(store, key, now=now, today=today, actor=actor))
    said = (
        f"The key {key.name}, {key.id}, can open this store now."
        if key
        else "No organisation's key opens it any more."
    )
    program.notify(f"{said} Older backups keep the keys they were made with.", markup=False)


def read_key_file(path: Path) -> CoverKey:
    """Read a public key file; raise Refused with its name, what is wrong and what to do where it can't be."""
    try:
        with path.open("rb") as file:
            text = file.read(MOST_READ).decode("utf-8", errors="replace")
    except FileNotFoundError:
        raise Refused(f"{path} is not there. {ASK}") from None
    except OSError as error:
        raise Refused(f"{path} cannot be read ({error.strerror or type(error).__name__}). {ASK}") from None
    try:
        return read_public(text)
    except Refused as refused:
        raise Refused(f"{path}: {refused}") from None
