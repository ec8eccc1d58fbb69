"""Moving tiles: on, back, by jumps and together; allocating them; the closing gate, the reason, taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.changes.stages import move_to_stage, say_why
from models.drafts import drop_draft
from models.errors import Refused
from models.reading.board import Tile
from models.store.change import Change
from tui.widgets.panel import BoardPanel
from tui.widgets.prompt import Prompt

if TYPE_CHECKING:
    from tui.passing_on import PassedOn
    from tui.screens.board import BoardScreen


class Mover:
    """What the board screen does with moves."""

    def __init__(self, screen: BoardScreen) -> None:
        self._screen = screen
        self._last_moves: list[int] = []
        self.passed_on: PassedOn = {}

    async def step(self, by: int) -> None:
        """Move what is chosen one stage on or back from where the cursor's tile stands."""
        state = self._screen.state
        target = state.column + by
        if 0 <= target < len(state.stages):
            await self.jump(state.stages[target])

    async def jump(self, stage: int) -> None:
        """Move what is chosen to a stage, asking first for what the pack wants asked."""
        screen = self._screen
        chosen = [tile for tile in screen.state.chosen() if tile.stage != stage]
        if not chosen or stage not in screen.state.stages:
            return
        if self._looks_back():
            return
        if stage == screen.state.stages[-1] and screen.desk.pack.board.closing_gate:
            await self._through_gate(chosen, stage)
        elif self._unusual(chosen, stage) and screen.desk.pack.board.move_reason == "asked":
            self._ask_first(chosen, stage)
        else:
            await self._move(chosen, stage)

    async def ask_why(self) -> None:
        """Ask why the last move was made, and keep the answer with it.

        Where the program was ended since, it is the last move of what is chosen, made in the session that runs.
        """
        from models.reading.agenda.moves import read_unexplained

        screen, running = self._screen, self._screen.program.running
        if not self._last_moves and running is not None:
            ids = [one for tile in screen.state.chosen() for one in tile.involvements]
            home = running.home
            self._last_moves = await screen.desk.read(lambda session: read_unexplained(session, home, ids))
        if not self._last_moves:
            self._screen.say_here("There is no move in this sitting to give a reason for.")
            return
        self._screen.query_one(Prompt).ask(
            "Why was it moved?", self._keep_why, keep=f"moved:{self._last_moves[0]}"
        )

    async def undo(self) -> None:
        """Take back the last change of this sitting, and show the board as it is then."""
        words, undone = await self._screen.take_back()
        if undone:
            self._last_moves = []
            await self._screen.reload()
            self._screen.query_one(BoardPanel).others_to_the_top(self._screen.state)
        self._screen.say_here(words, wrong=not undone)

    async def allocate(self) -> None:
        """Allocate what is chosen together."""
        screen = self._screen
        chosen = screen.state.chosen()
        ids = [one for tile in chosen for one in tile.involvements]
        if not ids or self._looks_back():
            return

        async def done(made: object) -> None:
            if made is not None:
                from tui.passing_on import passed_on, said_off

                self.passed_on = passed_on(chosen)
                screen.state.marked.clear()
                await screen.refresh_if_old()
                more = "H hands over what belongs to it   " if self.passed_on else ""
                off = said_off(made, screen.desk.today, private=screen.program.private)
                screen.say_here(f"Allocated.  {f'{off}  ' if off else ''}{more}u takes it back")

        from tui.by_hand import allocation
        from tui.screens.entry import EntryScreen

        entry = allocation(await screen.lists(), ids)
        screen.program.push_screen(EntryScreen(*entry), done)

    async def hand_over(self) -> None:
        """Hand over what belongs to the work that was passed on last."""
        if not self.passed_on:
            self._screen.say_here("Nothing was passed on just now. Ctrl+P and “hand over” begins a handover.")
            return
        from tui.passing_on import hand_over_passed

        passed, self.passed_on = self.passed_on, {}
        await hand_over_passed(self._screen.program, passed)

    # -- within ----------------------------------------------------------------------------------

    async def _move(
        self,
        chosen: list[Tile],
        stage: int,
        *,
        why: str = "",
        passed: tuple[str, str] | None = None,
        note: str = "",
        kept: tuple[str, dict[str, str]] | None = None,
    ) -> None:
        """Move tiles; ``kept`` is what was typed on the way there, under its key: it goes with the move."""
        screen = self._screen
        ids = [one for tile in chosen for one in tile.involvements]
        today, running = screen.desk.today, screen.program.running
        session_id = running.home if running is not None else None

        def job(change: Change) -> list[int]:
            made = move_to_stage(change, ids, stage, today, why=why, passed=passed, supervision_id=session_id)
            if kept is not None:
                drop_draft(kept[0])(change.session)
            return [move.id for move in made]

        try:
            self._last_moves = await screen.desk.change(job)
        except Refused as refused:
            screen.say_here(str(refused), wrong=True)
            return
        if kept is not None:
            screen.desk.came_of(*kept)
        screen.state.moved([tile.key for tile in chosen], stage, today)
        named = screen.desk.pack.stages[screen.state.stages.index(stage)]
        full, shorter = (self._words(chosen, stage, name, why) + note for name in (named.name, named.short))
        screen.say_here(full, shorter=shorter)
        screen.repaint()
        screen.reload_soon()

    def _looks_back(self) -> bool:
        """Say so if the board is that of an earlier day, where nothing can be changed."""
        back = self._screen.as_at is not None
        if back:
            words = "This is an earlier day: nothing can be moved. Esc goes back to today."
            self._screen.say_here(words, wrong=True)
        return back

    @staticmethod
    def _words(chosen: list[Tile], stage: int, name: str, why: str) -> str:
        who = chosen[0].label if len(chosen) == 1 else f"{len(chosen)} tiles"
        back = any(tile.stage > stage for tile in chosen)
        said = f"{who} moved {'back ' if back else ''}to {stage} {name.rstrip('.')}. u takes it back"
        return said if why else f"{said}, w says why"

    @staticmethod
    def _unusual(chosen: list[Tile], stage: int) -> bool:
        """Say whether a tile moves back or skips a stage: both are normal, and a reason helps later."""
        return any(stage != tile.stage + 1 for tile in chosen)

    def _ask_first(self, chosen: list[Tile], stage: int) -> None:
        async def answered(words: str) -> None:
            if words.strip():
                await self._move(chosen, stage, why=words)
            else:
                self._screen.say_here(
                    "Not moved: this policy asks why. Press the key again to say so.", wrong=True
                )

        about = f"move:{chosen[0].involvements[0]}:{stage}" if chosen else ""
        self._screen.query_one(Prompt).ask("Why move back or skip a stage?", answered, keep=about)

    async def _keep_why(self, words: str) -> None:
        moves = list(self._last_moves)
        try:
            await self._screen.desk.change(lambda change: say_why(change, moves, words))
        except Refused as refused:
            self._screen.say_here(str(refused), wrong=True)
        else:
            self._screen.say_here("The reason is kept with the move.")

    async def _through_gate(self, chosen: list[Tile], stage: int) -> None:
        """Show what the policy wants before closing, and the history; go on with a reason (KCC-P39)."""
        from models.reading.gates import read_closing
        from tui.gating import before_closing
        from tui.screens.gate import REASON, GateDialog

        screen = self._screen
        pack, today = screen.desk.pack, screen.desk.today
        ids = [one for tile in chosen for one in tile.involvements]
        views = await screen.desk.read(lambda session: read_closing(session, pack, ids, today))
        gate = before_closing(views, pack, today, noted=False)
        if not gate.unmet:
            await self._move(chosen, stage, note=f".  {gate.met}")
            return

        dialog = GateDialog("Before closing", gate.said, ids[0])

        async def answered(values: dict[str, Any] | None) -> None:
            if values is not None:
                reason, key = values[REASON], dialog.form.key
                await self._move(
                    chosen, stage, why=reason, passed=(gate.unmet[0], reason), kept=(key, values)
                )

        screen.program.push_screen(dialog, answered)
