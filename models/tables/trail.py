"""The append-only history of every change, and the salts that let words be destroyed without breaking it."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class TrailLine(SQLModel, table=True):
    """One change: who, when, what, from what to what. Ids, codes, dates and salted hashes; no one's words.

    ``at`` is an ISO moment in UTC, ``detail`` canonical JSON; ``hash`` is taken over the line and ``prev``,
    the hash of the line before.
    """

    __tablename__ = "trail"

    seq: int = Field(primary_key=True)
    at: str
    actor: str
    action: str
    entity: str
    entity_id: int | None = None
    detail: str
    prev: str
    hash: str

    def __repr__(self) -> str:
        return f"<TrailLine {self.seq}>"

    __str__ = __repr__


class TrailSalt(SQLModel, table=True):
    """The salt of the hashed words in one line. Destroying it makes the hash say nothing about the words."""

    __tablename__ = "trail_salt"

    seq: int = Field(primary_key=True, foreign_key="trail.seq")
    salt: str

    def __repr__(self) -> str:
        return f"<TrailSalt {self.seq}>"

    __str__ = __repr__
