"""A field that is filled from a list: type a few letters, or walk the list with the arrows."""

from __future__ import annotations

from contextlib import suppress

from textual import events
from textual.app import ScreenStackError
from textual.widgets.input import Selection

from forms.entry import Choice, fitting, meant
from tui.widgets.typed import Typed


class Pick(Typed):
    """An input whose Up and Down walk the choices that begin with (or hold) what is typed.

    A ``free`` one only offers them: what is typed stays as it is, whatever fits.
    """

    def __init__(
        self,
        choices: tuple[Choice, ...],
        value: str = "",
        *,
        id: str | None = None,  # noqa: A002
        free: bool = False,
    ) -> None:
        labels = dict(choices)
        super().__init__(labels.get(value, value), id=id, select_on_focus=not free)
        self.choices = choices
        self.free = free

    def matching(self) -> list[Choice]:
        """Return the choices that fit what is typed."""
        return fitting(self.choices, self.value)

    @property
    def meant(self) -> Choice | None:
        """The choice that is meant by what is typed; None where several may be, or none."""
        return meant(self.choices, self.value)

    def complete(self) -> None:
        """Fill in the choice that is meant."""
        found = None if self.free else self.meant
        if found is not None and found[1].casefold() != self.value.strip().casefold():
            self.value = found[1]

    @property
    def is_settled(self) -> bool:
        """Whether nothing is typed, or what means one choice."""
        return self.free or not self.value.strip() or self.meant is not None

    def on_mount(self) -> None:
        """Show how the choice begins, where it is longer than the field."""
        if not self.free:
            self.cursor_position = 0

    def on_blur(self) -> None:
        """Show how the choice begins again; while the program ends there may be no screen left to show it on."""
        with suppress(ScreenStackError):
            self.cursor_position = 0

    async def on_key(self, event: events.Key) -> None:
        """Walk the choices."""
        if event.key not in ("up", "down"):
            return
        event.stop()
        event.prevent_default()
        found = self.matching()
        labels = [label for _, label in found]
        if not labels:
            return
        by = 1 if event.key == "down" else -1
        here = labels.index(self.value) if self.value in labels else (-1 if by == 1 else 0)
        self.value = labels[(here + by) % len(labels)]
        self.selection = Selection(0, len(self.value))  # what is typed next takes its place
