"""Texts that would break a screen: markup, marks that turn a line, escapes, formulas, far too long."""

from __future__ import annotations

HOSTILE = (
    "[/b]",
    "[with dad] Tue",
    "[/",
    "[@click=app.quit]x[/]",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "\u202egnp.exe",
    "a\u0301\u0323\u0332" * 20,
    "العربية",
    "=cmd|' /C calc'!A0",
    "x" * 190,
    "\x1b]0;title\x07\x1b[2J",
)


ALL_AT_ONCE = " ".join((*HOSTILE[:6], HOSTILE[6][:12], *HOSTILE[7:9], "\x1b[2J", "x" * 40))
