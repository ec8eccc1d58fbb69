"""Two themes of our own, dark and light. Both keep their meaning in 16 colours and in none."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="footprint-dark",
    primary="#5fb3b3",
    secondary="#8fa7c4",
    accent="#e0b050",
    warning="#e0b050",
    error="#ef8070",
    success="#8fc07a",
    foreground="#dfe3e8",
    background="#14181d",
    surface="#1e242b",
    panel="#29313a",
    dark=True,
    variables={"quiet": "#98a4b0"},
)
LIGHT = Theme(
    name="footprint-light",
    primary="#0b6e6e",
    secondary="#3b587c",
    accent="#8a5a00",
    warning="#8a5a00",
    error="#a3261b",
    success="#2f6b2f",
    foreground="#1b1f24",
    background="#f6f5f1",
    surface="#e9e7e0",
    panel="#dad7cd",
    dark=False,
    variables={"quiet": "#59616a"},
)
