"""A line at the bottom that asks for a few words: a reason, a search."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widgets import Input

from tui.widgets.hints import Hints
from tui.widgets.line import Line
from tui.widgets.typed import Typed

ANSWERING = (
    Binding("enter", "none", "done", key_display="Enter"),
    Binding("escape", "none", "give up", key_display="Esc"),
)
"""What is hinted at while it asks."""
Answered = Callable[[str], Awaitable[None] | None]


class Prompt(Horizontal):
    """Hidden until `ask`; Enter answers, Esc gives up, and the focus goes back to where it was."""

    BINDINGS = [Binding("escape", "give_up", "give up", show=False)]
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

    def compose(self) -> ComposeResult:
        """A label and the field."""
        yield Line(id="prompt-label")
        yield Typed(id="prompt-field")

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
    ) -> None:
        """Ask; ``answered`` gets the words, ``typing`` each state of them, ``given_up`` is told of Esc.

        ``over``: the first key takes the place of what it begins with; an arrow keeps it, to be put right.
        """
        self._answered, self._typing, self._given_up = answered, typing, given_up
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

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell whoever follows the typing."""
        event.stop()
        if self._typing is not None:
            self._typing(event.value)

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """Hand the words over."""
        event.stop()
        answered = self._answered
        self._close()
        if answered is not None:
            result = answered(event.value)
            if result is not None:
                await result

    def action_give_up(self) -> None:
        """Close without an answer."""
        given_up = self._given_up
        self._close()
        if given_up is not None:
            given_up()

    def _close(self) -> None:
        self.remove_class("asking")
        for hints in self.screen.query(Hints):
            hints.give_back()
        self._answered = self._typing = self._given_up = None
        self.screen.query("#panel, .first").first().focus()
