"""Looking at the screen as a person does: its words, line by line."""

from __future__ import annotations

from typing import Any, cast

from textual import events
from textual._context import visible_screen_stack
from textual.keys import _character_to_key
from textual.pilot import Pilot

from models.reading.board import Tile
from tui.app import Footprint
from tui.screens.board import BoardScreen
from tui.screens.fields import FieldsDialog
from tui.widgets.line import Line
from tui.widgets.rows import Rows
from tui.widgets.words import Words


def app_of(pilot: Pilot[Any]) -> Footprint:
    """Return the app."""
    return cast("Footprint", pilot.app)


def board_of(pilot: Pilot[Any]) -> BoardScreen:
    """Return the board, which has to be the screen in front."""
    screen = pilot.app.screen
    assert isinstance(screen, BoardScreen)
    return screen


def all_tiles(pilot: Pilot[Any]) -> tuple[Tile, ...]:
    """Return every tile of the board."""
    board = board_of(pilot).state.board
    assert board is not None
    return board.tiles


def picture(pilot: Pilot[Any]) -> str:
    """Return everything on the screen as text, what can be seen behind a dialog too."""
    visible_screen_stack.set(pilot.app._background_screens)
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)


def words(pilot: Pilot[Any], selector: str) -> str:
    """Return what a line, a list or a text says."""
    widget = pilot.app.screen.query_one(selector)
    assert isinstance(widget, Line | Rows | Words)
    return widget.text


def beside(pilot: Pilot[Any], field: str) -> str:
    """Return what is said beside a field of the dialog."""
    dialog = pilot.app.screen
    assert isinstance(dialog, FieldsDialog)
    return dialog.beside(field)


def under_cursor(pilot: Pilot[Any]) -> Tile:
    """Return the tile under the board's cursor."""
    tile = board_of(pilot).state.tile
    assert tile is not None
    return tile


async def pasted(pilot: Pilot[Any], text: object, *keys: str) -> None:
    """Put a text into the field that has the keys, in place of what stands there, then press keys.

    For paths: letter by letter one takes as long as its folder is deep.
    """
    await pilot.press("home", "shift+end")
    pilot.app.post_message(events.Paste(str(text)))
    await pilot.pause()
    await pilot.press(*keys)


async def stand_on(pilot: Pilot[Any], number: str) -> Tile:
    """Put the board's cursor on the tile with this number, with keys only."""
    state = board_of(pilot).state
    place = next(
        (column, row)
        for column, tiles in enumerate(state.columns)
        for row, tile in enumerate(tiles)
        if number in tile.numbers
    )
    across = place[0] - state.column
    await pilot.press(*(["right"] * across if across > 0 else ["left"] * -across))
    await pilot.press("home", *(["down"] * place[1]))
    return under_cursor(pilot)


async def stand_on_row(pilot: Pilot[Any], selector: str, wanted: type[Any]) -> Any:
    """Put the cursor of a list on the first row that stands for a thing of a type, with keys; return the thing."""
    rows = pilot.app.screen.query_one(selector, Rows)
    await pilot.press("home")
    for _ in range(100):
        if isinstance(rows.ref, wanted):
            return rows.ref
        await pilot.press("down")
    raise AssertionError(f"no row of {wanted.__name__}")


def stand_on_words(pilot: Pilot[Any], selector: str, said: str) -> None:
    """Put the cursor of a list on the first row that says something, such as the rule of a due thing."""
    rows = pilot.app.screen.query_one(selector, Rows)
    rows.stand_on(next(one.ref for one in rows._rows if said in " ".join(one.cells) and one.ref is not None))


def toasts(pilot: Pilot[Any]) -> str:
    """Return what was said in passing."""
    return "\n".join(note.message for note in app_of(pilot)._notifications)


def at_once(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys as they come from a slow connection: all in one go, before anything is done with the first."""
    for key in keys:
        lone = len(key) == 1
        pilot.app.post_message(events.Key(_character_to_key(key) if lone else key, key if lone else None))
