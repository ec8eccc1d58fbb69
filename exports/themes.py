"""Themes and patterns of a team's themed supervision, as a report."""

from __future__ import annotations

from datetime import date

from exports.report import Block, Bullets, Heading, Report, Words, facts_table
from forms.records.themes import Theme, Themes
from models.dates import counted, show

FACE = "Ours, not a form of the council's. Put together from the records of themed supervision; no child is named."


def themes_report(themes: Themes, day: date, team: str, authority: str) -> Report:
    """Return the themes of twelve months with their patterns and what came of them."""
    blocks: list[Block] = []
    if themes.again:
        again = tuple(f"{name}: {counted(count, 'time')}" for name, count in themes.again)
        blocks += [Heading("Themes that came back"), Bullets(again)]
    if themes.missing:
        blocks += [Heading("Months without one"), Words(", ".join(f"{one:%B %Y}" for one in themes.missing))]
    for one in themes.themes:
        blocks += _theme(one)
    if not themes.themes:
        blocks.append(Words("No themed supervision is recorded in these twelve months.", "nothing"))
    return Report("Themes and patterns", team, day, tuple(blocks), team, authority, FACE)


def _theme(one: Theme) -> list[Block]:
    facts = [
        ("Day", show(one.day)),
        ("Cases looked at", str(one.cases)),
        ("Patterns that emerge", one.patterns or "Nothing recorded."),
        ("Remedial action and development work", one.work or "Nothing recorded."),
        ("Actions done", f"{one.done} of {one.actions}"),
    ]
    return [Heading(one.theme or "No theme named"), facts_table(facts, one.theme or "Theme")]
