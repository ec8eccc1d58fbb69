"""The keys that mean the same wherever a form is written on: on its own screen, and in a session that runs."""

from __future__ import annotations

from textual.binding import Binding

WALKING: tuple[Binding, ...] = (
    Binding("up", "walk(-1)", "walk", key_display="↑ ↓"),
    Binding("down", "walk(1)", show=False),
    Binding("left", "section(-1)", "section", key_display="← →", tooltip="The section before or after"),
    Binding("right", "section(1)", show=False),
    Binding("pageup", "page(-1)", "A page up", show=False),
    Binding("pagedown", "page(1)", "A page down", show=False),
    Binding("tab", "next(1)", "The next place", show=False),
    Binding("shift+tab", "next(-1)", "The place before", show=False),
    Binding("space", "turn", "tick or choose", key_display="Space", show=False),
)
"""From place to place of a form."""
ALSO_TYPING: tuple[Binding, ...] = (
    Binding("f7", "prompt", "One prompt at a time", key_display="F7", show=False, priority=True),
    Binding("f8", "outside", "Your own editor", key_display="F8", show=False, priority=True),
    Binding("ctrl+s", "save", "Make it part of the record now", show=False, priority=True),
)
"""What is pressed while typing too."""
