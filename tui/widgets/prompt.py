"""A line at the bottom that asks for a few words: a reason, a search.

Words that someone would miss are kept while they are typed, under a name of their own: a program that is
killed or left, or a change that is refused, loses none, and asked for the same they are there again.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.timer import Timer
from textual.widgets import Input

from models.drafts import ASKED, drop_draft, read_draft, save_draft
from models.errors import Refused
from tui.widgets.hints import Hints
from tui.widgets.line import Line
from tui.widgets.typed import Typed

if TYPE_CHECKING:
    from tui.app import Footprint

KEPT_AFTER = 0.4
"""Seconds after a letter by which it is kept."""
ANSWERING = (
    Binding("enter", "none", "done", key_display="Enter"),
    Binding("escape", "none", "give up", key_display="Esc"),
)
"""What is hinted at while it asks."""
Answered = Callable[[str], Awaitable[None] | None]


class Prompt(Horizontal):
    """Hidden until `ask`; Enter answers, Esc gives up, and the focus goes back to where it was."""

    BINDINGS = [
        Binding("escape", "give_up", "give up", show=False),
        Binding("ctrl+s", "answer", "done", show=False),
    ]
    DEFAULT_CSS = """
    Prompt { display: none; height: 1; background: $surface; }
    Prompt.asking { display: block; }
    Prompt Line { width: auto; min-width: 10; background: $surface; }
    Prompt Input { width: 1fr; padding: 0; background: $surface; }
    """

    def __init__(self) -> None:
        super().__init__(id="prompt")
        self._answered: Answered | None = None
        self._typing: Callable[[str], None] | None = None
        self._given_up: Callable[[], None] | None = None
        self._key = ""
        self._words = self._kept = ""
        self._refused: dict[str, str] = {}
        """What no change has taken, for where it could not be kept either: on a disk that is full."""
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """A label and the field."""
        yield Line(id="prompt-label")
        yield Typed(id="prompt-field")

    async def action_answer(self) -> None:
        """Answer as Enter does: it is the key that saves everywhere else."""
        await self.query_one(Input).action_submit()

    @property
    def asking(self) -> bool:
        """Say whether something is being asked."""
        return self.has_class("asking")

    def ask(
        self,
        label: str,
        answered: Answered,
        *,
        begin: str = "",
        over: bool = False,
        typing: Callable[[str], None] | None = None,
        given_up: Callable[[], None] | None = None,
        keep: str = "",
    ) -> None:
        """Ask; ``answered`` gets the words, ``typing`` each state of them, ``given_up`` is told of Esc.

        ``over``: the first key takes the place of what it begins with; an arrow keeps it, to be put right.
        ``keep`` says what the words are about: they are kept under it until a change of the store has taken them.
        """
        self._answered, self._typing, self._given_up = answered, typing, given_up
        self._key = f"{ASKED}:{keep}" if keep else ""
        self._words = self._kept = begin
        line, field = self.query_one(Line), self.query_one(Input)
        line.styles.width = len(label) + 2
        line.show([(f" {label} ", "strong")])
        with field.prevent(Input.Changed):
            field.value = begin
        field.cursor_position = len(begin)
        self.add_class("asking")
        for hints in self.screen.query(Hints):
            hints.lend(ANSWERING)
        field.focus()
        if over:
            field.select_all()
        if keep:
            self.run_worker(self._bring_back(self._key, begin))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell whoever follows the typing, and keep the words soon."""
        event.stop()
        self._words = event.value
        if self._typing is not None:
            self._typing(event.value)
        if self._key and self._timer is None:
            self._timer = self.set_timer(KEPT_AFTER, self.keep_draft)

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """Hand the words over; they are kept until they stand in the store."""
        event.stop()
        self._words = event.value
        answered, key, before = self._answered, self._key, self._program.desk.version
        await self.keep_draft()
        self._close()
        if answered is not None:
            result = answered(event.value)
            if result is not None:
                await result
        if key and self._program.desk.version != before:
            await self._let_go(key)
            self._program.desk.came_of(key, {"words": event.value})
        elif key and not event.value.strip():
            await self._let_go(key)
        elif key:
            self._refused[key] = event.value

    async def action_give_up(self) -> None:
        """Close without an answer; what was typed goes."""
        given_up, key = self._given_up, self._key
        self._close()
        if given_up is not None:
            given_up()
        if key:
            await self._let_go(key)

    # -- keeping ---------------------------------------------------------------------------------

    @property
    def _program(self) -> Footprint:
        return cast("Footprint", self.app)

    async def _bring_back(self, key: str, begin: str) -> None:
        """Let the field hold what was typed when this was asked for before, unless something is typed already."""
        with suppress(Refused):
            draft = await self._program.desk.read(read_draft(key))
            kept = draft.answers.get("words", "") if draft is not None else ""
            words, field = self._refused.pop(key, kept), self.query_one(Input)
            if words and self._key == key and field.value == begin and not self._program.private:
                self._kept = kept
                field.value = words
                field.cursor_position = len(words)

    async def keep_draft(self) -> None:
        """Keep what was typed and not yet kept."""
        self._stop()
        fields = self.query(Input)
        words = fields.first().value if fields else self._words
        if self._key and words != self._kept:
            self._kept = words
            await self._keep(self._key, words)

    async def _keep(self, key: str, words: str) -> None:
        desk = self._program.desk
        if desk.is_open and not desk.read_only:
            with suppress(Refused):  # what it is asked for meets the same, and says so
                await desk.quietly(save_draft(key, {"words": words}, desk.clock.now()))

    def put_away(self) -> None:
        """Ask no longer: the screen is about something else now. What was typed is kept for when it is asked again."""
        if self.asking:
            if self._key:
                self.run_worker(self._keep(self._key, self.query_one(Input).value))
            self._close()

    async def on_unmount(self) -> None:
        """Keep what was typed: its screen is left."""
        await self.keep_draft()

    async def _let_go(self, key: str) -> None:
        desk = self._program.desk
        if desk.is_open and not desk.read_only:
            with suppress(Refused):
                await desk.quietly(drop_draft(key))

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._timer = None

    def _close(self) -> None:
        self.remove_class("asking")
        for hints in self.screen.query(Hints):
            hints.give_back()
        self._answered = self._typing = self._given_up = None
        self._key = ""
        self._stop()
        self.screen.query("#panel, .first").first().focus()
