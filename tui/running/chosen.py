"""What was chosen on the page that closes a sitting, kept until it is closed: a killed program loses none of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date

from sqlmodel import Session

from models.drafts import ASKED, drop_draft
from tui.running.closing import Asked


def key_of(supervision_id: int) -> str:
    """Return under which name the choices of a sitting are kept, by its first session."""
    return f"closing:{supervision_id}"


def why_of(supervision_id: int) -> str:
    """Return what the line that asks for a reason is about."""
    return f"{key_of(supervision_id)}:why"


def chosen(asked: Asked, begun: Asked) -> dict[str, str]:
    """Return what is other than what the page began with, as texts; a day that was let go is an empty one."""
    found: dict[str, str] = {}
    for name in ("held_on", "minutes", "next_day", "next_time", "reason"):
        value, before = getattr(asked, name), getattr(begun, name)
        if value != before:
            found[name] = value.isoformat() if isinstance(value, date) else str(value or "")
    return found


def with_chosen(asked: Asked, kept: Mapping[str, str]) -> Asked:
    """Return what the page began with, with what was chosen before; what can't be read is as it began."""
    found = replace(asked)
    for name, text in kept.items():
        with suppress(ValueError):
            if name == "held_on":
                found.held_on = date.fromisoformat(text)
            elif name == "next_day":
                found.next_day = date.fromisoformat(text) if text else None
            elif name == "minutes":
                found.minutes = int(text)
            elif name == "next_time":
                found.next_time = text
            elif name == "reason":
                found.reason = text
    return found


def let_go(supervision_id: int) -> Callable[[Session], None]:
    """Return the job that lets them go: the sitting is closed with them."""

    def job(session: Session) -> None:
        drop_draft(key_of(supervision_id))(session)
        drop_draft(f"{ASKED}:{why_of(supervision_id)}")(session)

    return job
