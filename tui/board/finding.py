"""Finding tiles: inline search, and a filter by practitioner, situation, service and pace."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from forms.entry import Choice, EntryForm, Field
from models.levels import said_code
from models.policy import Pack
from models.reading.board import Board
from tui.board.state import Filter
from tui.widgets.prompt import Prompt

if TYPE_CHECKING:
    from tui.screens.board import BoardScreen

NOBODY = "-"
PACES: tuple[Choice, ...] = (("moving", "moving"), ("slow", "slow"), ("stuck", "stuck"))


class Finder:
    """What the board screen does to show fewer tiles."""

    def __init__(self, screen: BoardScreen) -> None:
        self._screen = screen

    def words(self) -> str:
        """Say what the board is narrowed to; nothing if it is not."""
        state, pack = self._screen.state, self._screen.desk.pack
        if not state.filter:
            return ""
        chosen, said = state.filter, []
        holder = state.board.holders.get(chosen.practitioner_id or 0) if state.board else None
        if holder is not None:
            said.append(holder.initials if self._screen.program.private else holder.name)
        if chosen.unallocated:
            said.append("not allocated")
        if chosen.situation:
            said.append(pack.situation(chosen.situation).label)
        if chosen.service:
            said.append(
                next((one.label for one in pack.services if one.code == chosen.service), chosen.service)
            )
        if chosen.pace:
            said.append(chosen.pace)
        if chosen.text:
            said.append(f"“{chosen.text}”")
        return ", ".join(said)

    def clear(self) -> None:
        """Show every tile again."""
        self._screen.state.filter = Filter()

    def only(self, practitioner_id: int) -> None:
        """Show the tiles of one practitioner."""
        self._apply(Filter(practitioner_id=practitioner_id))

    def search(self) -> None:
        """Narrow the board while it is typed; Enter keeps it so, Esc shows everything again."""
        state = self._screen.state
        self._screen.query_one(Prompt).ask(
            "Find",
            self._typed,
            begin=state.filter.text,
            over=True,
            typing=self._typed,
            given_up=lambda: self._typed(""),
        )

    def ask_filter(self) -> None:
        """Ask what to show."""
        state, screen = self._screen.state, self._screen
        if state.board is None:
            return
        form = filter_form(state.board, screen.desk.pack, state.filter, private=screen.program.private)
        screen.program.ask_fields(form, self._filtered)

    def _typed(self, text: str) -> None:
        self._apply(replace(self._screen.state.filter, text=text.strip()))

    def _filtered(self, values: dict[str, Any] | None) -> None:
        if values is None:
            return
        who = values["practitioner"]
        self._apply(
            Filter(
                practitioner_id=int(who) if who not in ("", NOBODY) else None,
                unallocated=who == NOBODY,
                situation=values["situation"],
                service=values["service"],
                pace=values["pace"],
                text=self._screen.state.filter.text,
            )
        )

    def _apply(self, chosen: Filter) -> None:
        self._screen.state.filter = chosen
        self._screen.state.lay_out()
        self._screen.show_again()


def filter_form(board: Board, pack: Pack, chosen: Filter, *, private: bool) -> EntryForm:
    """Return the filter as a form, with what occurs on the board to choose from."""
    holding = {tile.practitioner_id for tile in board.tiles}
    people = [
        (str(holder.id), holder.initials if private else holder.name)
        for holder in sorted(board.holders.values(), key=lambda one: one.name.casefold())
        if holder.id in holding
    ]
    codes = sorted({said_code(code) for tile in board.tiles for code in tile.situations})
    services = {tile.service for tile in board.tiles}
    people.append((NOBODY, "not allocated"))
    initial = NOBODY if chosen.unallocated else str(chosen.practitioner_id or "")
    return EntryForm(
        "filter",
        "Show only",
        (
            Field(
                "practitioner",
                "Practitioner",
                "choice",
                choices=tuple(people),
                initial=initial,
            ),
            Field(
                "situation",
                "Situation",
                "choice",
                choices=tuple((code, pack.situation(code).label) for code in codes),
                initial=chosen.situation,
            ),
            Field(
                "service",
                "Service",
                "choice",
                choices=tuple((one.code, one.label) for one in pack.services if one.code in services),
                initial=chosen.service,
            ),
            Field("pace", "Pace", "choice", choices=PACES, initial=chosen.pace),
        ),
        note="Leave a field empty to show everything. Esc on the board shows all again.",
    )
