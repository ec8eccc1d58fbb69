"""What is said of a practitioner wherever they stand: their role as the pack calls it, what is particular now."""

from __future__ import annotations

from datetime import date

from models.dates import counted, show_short
from models.policy import Pack
from models.reading.people import PersonView


def role_label(pack: Pack, role: str) -> str:
    """Return what the pack calls a role."""
    return next((one.label for one in pack.roles if one.code == role), role.replace("_", " "))


def remarks(one: PersonView, today: date) -> str:
    """Say in words what is particular about a practitioner now."""
    said = []
    if one.left_on and one.left_on < today:
        return f"left {show_short(one.left_on, today)}"
    if one.away:
        said.append(f"away until {show_short(one.away_until, today)}" if one.away_until else "away")
    if one.asye_started_on and 0 <= (today - one.asye_started_on).days < 366:
        said.append(f"ASYE week {(today - one.asye_started_on).days // 7 + 1}")
    if one.probation_ends_on and one.probation_ends_on >= today:
        said.append(f"probation until {show_short(one.probation_ends_on, today)}")
    if one.fte < 1:
        said.append(f"{one.fte:g} of full time")
    if one.left_on:
        said.append(f"leaves {show_short(one.left_on, today)}")
    if one.started_on and 0 <= (today - one.started_on).days < 31:
        said.append(f"started {counted((today - one.started_on).days, 'day')} ago")
    return ", ".join(said)
