"""The inks that lines are drawn with: named once, on the screen, and asked for by every drawn widget.

Component classes on each column would be worked out again for each of them at every change of style;
the screen has them once. An ink without a background lies on the widget's own.
"""

from __future__ import annotations

from collections.abc import Iterable

INKS = {
    "strong": "text-style: bold;",
    "quiet": "color: $quiet;",
    "warn": "color: $error; text-style: bold;",
    "amber": "color: $warning;",
    "mark": "background: $warning; color: $background; text-style: bold;",
    "heading": "color: $primary; text-style: bold;",
    "tile": "background: $surface; color: $foreground;",
    "tile-head": "background: $surface; color: $foreground; text-style: bold;",
    "slow": "background: $surface; color: $warning;",
    "stuck": "background: $surface; color: $error; text-style: bold;",
    "bar": "background: $primary;",
    "cursor": "background: $primary; color: $background;",
    "cursor-head": "background: $primary; color: $background; text-style: bold;",
    "marked": "background: $panel; color: $foreground; text-style: bold;",
}
INK_CLASSES = {f"ink--{name}" for name in INKS}
PLAIN = ("strong", "quiet", "warn")
"""The inks of the unlock screen, which is drawn before there is time for more."""
PLAIN_CLASSES = {f"ink--{name}" for name in PLAIN}


def ink_css(screen: str, names: Iterable[str] = tuple(INKS)) -> str:
    """Return the style rules of inks, every one or those named, for a kind of screen."""
    return "\n".join(f"{screen} > .ink--{name} {{ {INKS[name]} }}" for name in names)
