"""Asking whom a command is about: whose page is open stands there already."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from forms.entry import EntryForm, Field

if TYPE_CHECKING:
    from forms.by_hand import Lists
    from tui.app import Footprint
    from tui.booking import With


async def ask_whom(
    program: Footprint,
    key: str,
    title: str,
    label: str,
    then: Callable[[Lists, With, str], Awaitable[None]],
) -> None:
    """Ask for a practitioner; ``then`` goes on with the lists of forms by hand, whom was chosen, and their number."""
    from models.changes.checks import practitioner_numbered
    from tui import by_hand
    from tui.booking import With

    lists = await by_hand.lists(program.desk, private=program.private)
    open_one = getattr(program.screen, "practitioner_number", "")
    who = Field("person", label, "choice", True, choices=lists.people, initial=open_one)

    async def chosen(values: dict[str, Any] | None) -> None:
        if values is None:
            return
        number = values["person"]
        found = await program.desk.read(
            lambda session: (row := practitioner_numbered(session, number)) and (row.id, row.name)
        )
        if found:
            await then(lists, With(*found), number)

    program.ask_fields(EntryForm(key, title, (who,)), chosen)
