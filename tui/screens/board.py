"""The caseload board: six stages, a tile per open involvement or sibling group, one cursor."""

from __future__ import annotations

from datetime import date, timedelta

from textual.app import ComposeResult
from textual.binding import Binding
from textual.timer import Timer

from models.dates import show
from models.reading.board import read_board
from models.reading.due import DueLine
from tui.board.dating import Dater
from tui.board.finding import Finder
from tui.board.moving import Mover
from tui.board.state import SORTS, BoardState
from tui.board.words import stage_strips, tile_wordings
from tui.screens.base import UNDO
from tui.screens.due_room import DISCUSSED, EXPLAIN, DueRoom
from tui.widgets.column import Column
from tui.widgets.line import Line, Part
from tui.widgets.panel import BoardPanel
from tui.widgets.prompt import Prompt
from tui.widgets.tiles import Manner

REREAD_AFTER = 0.6


class BoardScreen(DueRoom):
    """The board. What moves tiles is in `tui.board.moving`, what finds them in `tui.board.finding`."""

    NAME = "Board"
    BINDINGS = [
        Binding("left", "walk(-1, 0)", "walk", key_display="← → ↑ ↓"),
        Binding("right", "walk(1, 0)", show=False),
        Binding("up", "walk(0, -1)", show=False),
        Binding("down", "walk(0, 1)", show=False),
        Binding("less_than_sign", "step(-1)", "move", key_display="< >", tooltip="Move a stage back or on"),
        Binding("greater_than_sign", "step(1)", show=False),
        Binding("1", "jump(1)", "to stage", key_display="1-6", tooltip="Move to a stage at once"),
        *(Binding(str(n), f"jump({n})", show=False) for n in range(2, 7)),
        Binding("enter", "open", "open", key_display="Enter", tooltip="Everything about this child"),
        UNDO,
        Binding("o", "app.oversight", "oversight", tooltip="Note a decision in passing"),
        Binding("slash", "search", "search", key_display="/", tooltip="Find by number or initials"),
        Binding("f", "filter", "filter", tooltip="By practitioner, situation, service or pace"),
        Binding("space", "mark", "mark", key_display="Space", tooltip="Mark; what is marked moves together"),
        Binding("m", "mark_all", "Mark every tile of this stage that is shown, or none", show=False),
        Binding("M", "mark_all(True)", "Mark every tile that is shown, of all stages, or none", show=False),
        EXPLAIN,
        Binding("g", "agenda", "on the agenda", tooltip="Put it on the practitioner's next agenda"),
        DISCUSSED,
        Binding("w", "why", "why moved", tooltip="Say why the last move was made"),
        Binding("a", "app.add_child", "add", tooltip="Add a child"),
        Binding("h", "allocate", "allocate", tooltip="Allocate or re-allocate what is marked, or this tile"),
        Binding("H", "hand_over", "Hand over what belongs to the work that was passed on last", show=False),
        Binding("s", "sort", "sort", tooltip="The next order within a stage"),
        Binding("z", "density", "size", tooltip="Large or small tiles"),
        Binding(
            "left_square_bracket",
            "look_back(-1)",
            "week back, on",
            key_display="[ ]",
            tooltip="The board a week earlier or later",
        ),
        Binding("right_square_bracket", "look_back(1)", show=False),
        Binding("home", "walk(0, -100000)", "To the first in the stage", show=False),
        Binding("end", "walk(0, 100000)", "To the last in the stage", show=False),
        Binding("pageup", "page(-1)", "A page up", show=False),
        Binding("pagedown", "page(1)", "A page down", show=False),
        Binding("escape", "plain", "All tiles, today, no marks", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.state = BoardState(())
        self.as_at: date | None = None
        self._manner = Manner(date.min)
        self._panel: BoardPanel
        self._status: Line
        self._mover = Mover(self)
        self._finder = Finder(self)
        self._dater = Dater(self)
        self._said: tuple[Part, ...] = ()
        self._reread: Timer | None = None

    def body(self) -> ComposeResult:
        """The columns, and what is known of the tile under the cursor."""
        stages = self.desk.pack.stages
        self.state = BoardState(tuple(stage.number for stage in stages))
        self.state.sort = next((sort for sort in SORTS if sort == self.program.settings.sort), "longest")
        self._panel = BoardPanel(tuple(stage.name for stage in stages), self.action_walk)
        self._status = Line(id="status")
        yield Line(id="strip")
        yield self._panel
        yield self._status
        yield Prompt()

    async def begin(self) -> None:
        """Let the board have the keys."""
        self._panel.focus()

    # -- reading and showing ---------------------------------------------------------------------

    async def reload(self) -> None:
        """Read the whole board afresh, as it stood on the day that is looked at."""
        day = self.as_at or self.desk.today
        usual = dict(zip(self.state.stages, self.desk.pack.board.usual_days, strict=False))
        known = self._dater.known()
        board = await self.desk.read(lambda session: read_board(session, day, usual, known))
        self.state.show(board)
        self.show_again()
        if self.as_at is not None:
            self.run_worker(self._dater.show_earlier(board), group="dates", exclusive=True)

    def show_dues(self) -> None:
        """Put the days to discuss each child by on the tiles; only tiles that change are painted."""
        super().show_dues()
        self._dater.show_known()

    def reload_soon(self) -> None:
        """Read the board afresh once the person pauses: siblings join and part, and medians shift."""
        if self._reread is not None:
            self._reread.stop()
        self._reread = self.set_timer(REREAD_AFTER, self.reload)

    def on_resize(self) -> None:
        """Lay out for the new size."""
        if self.state.board is not None:
            self.call_after_refresh(self.show_again)

    def show_again(self) -> None:
        """Show everything: how tiles are drawn may have changed as well as what they say."""
        codes = (*self.desk.pack.situations, *self.desk.pack.flags)
        labels = tuple((code.code, code.short or code.label) for code in codes)
        settings = self.program.settings
        looks = {"private": self.program.private, "dense": settings.dense, "dated": self.state.sort == "due"}
        manner = Manner(self.desk.today, labels, **looks)
        if manner != self._manner:
            self._manner = manner
        self.show_frame()
        self.repaint()

    def repaint(self) -> None:
        """Show what changed in the state; how tiles are drawn has not changed."""
        self._panel.show(self.state, self._manner)
        strip = self.query_one("#strip", Line)
        strip.display = self._panel.narrow
        if self._panel.narrow:
            self._show_strip(strip)
        self._show_status()

    def say_here(self, words: str, *, wrong: bool = False, shorter: str = "") -> None:
        """Say something on the status line until the next key; ``shorter`` where there is not room for it."""
        self._said = tuple((f" {each}", "warn" if wrong else "strong") for each in (words, shorter) if each)
        self._show_status()

    def _forget_said(self) -> None:
        """Another key was pressed: what was said of the last one goes."""
        if self._said:
            self._said = ()
            self._show_status()

    def due_words(self) -> str:
        """What is due is so today: over the board of another day it would be taken for that day's."""
        return "" if self.as_at is not None else super().due_words()

    def heading(self) -> str:
        """Name the board, and what of it is shown."""
        words = self._finder.words()
        total = len(self.state.board.tiles) if self.state.board else 0
        return f"Board   {words}: {self.state.shown} of {total}" if words else "Board"

    def banner(self) -> str:
        """Say first if this is the board of another day."""
        past = ""
        if self.as_at is not None:
            past = f"AS IT STOOD on {show(self.as_at)}: nothing can be moved ( ] later, Esc today )"
        return " · ".join(part for part in (past, super().banner()) if part)

    def _show_strip(self, strip: Line) -> None:
        names = [stage.short.split(" ")[0] for stage in self.desk.pack.stages]
        full, *shorter = stage_strips(names, [len(tiles) for tiles in self.state.columns], self.state.column)
        strip.show(full, shorter=[(one, "") for one in shorter])

    def _show_status(self) -> None:
        if self._said:
            self._status.show(self._said[:1], shorter=[([each], "") for each in self._said[1:]])
            return
        tile = self.state.tile
        if tile is None:
            self._status.show([(" Nothing in this stage.", "quiet")])
            return
        stage = self.desk.pack.stages[self.state.column]
        norm = self.state.board.norms.get(stage.number) if self.state.board else None
        full, *shorter = tile_wordings(tile, stage.short, norm, len(self.state.marked), self.desk.today)
        self._status.show(full, shorter=[(words, "") for words in shorter])

    # -- walking ---------------------------------------------------------------------------------

    def action_walk(self, across: int, down: int) -> None:
        """Move the cursor."""
        if self.state.walk(across, down) or self._said:
            self._said = ()
            self.repaint()

    def action_page(self, pages: int) -> None:
        """Move the cursor by a page."""
        self.action_walk(0, pages * self._panel.page)

    async def due_here(self) -> list[DueLine]:
        """Return what is due of the children on the tile under the cursor."""
        return await self._dater.of_tile()

    def action_open(self) -> None:
        """Open the child under the cursor."""
        self._forget_said()
        if self.state.tile is not None:
            self.program.open_child(self.state.tile.children)

    def children_here(self) -> tuple[int, ...]:
        """The children of the tile under the cursor."""
        return tuple(self.state.tile.children) if self.state.tile is not None else ()

    def on_column_pressed(self, event: Column.Pressed) -> None:
        """Stand where the mouse pressed; open at a double click."""
        if event.row is None:
            return
        column = self.state.column if self._panel.narrow else event.column
        self._said = ()
        self.state.stand(column, event.row)
        self.repaint()
        if event.again:
            self.action_open()

    async def on_column_dragged(self, event: Column.Dragged) -> None:
        """Move the tile to the column it was dropped on."""
        column = self._panel.column_at(event.screen_x, event.screen_y)
        if column is not None and column != self.state.column and not self._panel.narrow:
            await self._mover.jump(self.state.stages[column])

    # -- moving ----------------------------------------------------------------------------------

    async def action_step(self, by: int) -> None:
        """Move what is chosen one stage on or back."""
        await self._mover.step(by)

    async def action_jump(self, stage: int) -> None:
        """Move what is chosen to a stage."""
        await self._mover.jump(stage)

    def action_mark(self) -> None:
        """Mark or unmark the tile under the cursor."""
        self.state.mark()
        self._said = ()
        self.repaint()

    def action_mark_all(self, everywhere: bool = False) -> None:
        """Mark every tile of the stage under the cursor, or of all, or take all those marks off."""
        self.state.mark_all(everywhere=everywhere)
        self._said = ()
        self.repaint()

    async def action_allocate(self) -> None:
        """Allocate what is marked together, or the tile under the cursor."""
        await self._mover.allocate()

    async def action_hand_over(self) -> None:
        """Hand over what belongs to the work that was passed on last."""
        await self._mover.hand_over()

    async def action_why(self) -> None:
        """Say why the last move was made."""
        await self._mover.ask_why()

    async def action_undo(self) -> None:
        """Take back the last change."""
        await self._mover.undo()

    # -- finding ---------------------------------------------------------------------------------

    def action_search(self) -> None:
        """Narrow the board to numbers or initials as they are typed."""
        self._forget_said()
        self._finder.search()

    def action_filter(self) -> None:
        """Narrow the board by practitioner, situation, service or pace."""
        self._forget_said()
        self._finder.ask_filter()

    async def show_child(self, child_id: int) -> None:
        """Read the board afresh and stand on a child's tile, unless it is not shown."""
        await self.refresh_if_old()
        if self.state.stand_on_child(child_id):
            self._said = ()
            self.repaint()
        elif self.state.filter:
            self.say_here("Added. What is shown now leaves it out: Esc shows all.")

    def stand_on_talked_of(self, child_id: int) -> None:
        """Stand on the tile of a child who is talked about in the session that runs; one not shown changes nothing."""
        if self.as_at is None and self.state.stand_on_child(child_id):
            self.repaint()

    def show_only(self, practitioner_id: int) -> None:
        """Show the tiles of one practitioner."""
        self._finder.only(practitioner_id)

    def action_sort(self) -> None:
        """Take the next order within a stage."""
        orders = list(SORTS)
        self.state.sort = orders[(orders.index(self.state.sort) + 1) % len(orders)]
        self.state.lay_out()
        self.program.remember("sort", self.state.sort)
        self.show_again()
        self.say_here(f"Sorted {SORTS[self.state.sort]}.")

    def action_density(self) -> None:
        """Draw tiles larger or smaller."""
        self._forget_said()
        self.program.remember("dense", not self.program.settings.dense)
        self.show_again()

    async def action_plain(self) -> None:
        """Show everything, today, with no marks and no filter."""
        self._said = ()
        self.state.marked.clear()
        self._finder.clear()
        if self.as_at is not None:
            self.as_at = None
            await self.reload()
        else:
            self.state.lay_out()
            self.show_again()

    async def action_look_back(self, weeks: int) -> None:
        """Show the board a week earlier or later than the one shown; never later than today."""
        day = (self.as_at or self.desk.today) + timedelta(weeks=weeks)
        self._said = ()
        self.as_at = day if day < self.desk.today else None
        await self.reload()
