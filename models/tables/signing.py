"""Signing: the store's key pair, who gave their word on a record and how, later words, seals, exports."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from models.tables.base import Moment, Row


class SigningKey(Row, table=True):
    """The Ed25519 key pair that seals for this store, in digits; the secret half lies in the encrypted store only."""

    __tablename__ = "signing_key"

    public: str = Field(unique=True)
    secret: str
    made_at: datetime = Field(sa_type=Moment)
    made_by: str


class RecordSignature(Row, table=True):
    """One party's word on a record: signed, agreed without a signature, or declined with a reason.

    ``party`` is who they are on the form, ``how`` a code of `models.signed.HOWS`. ``at`` is the moment it
    was entered, which nobody chooses: the day of the session stands elsewhere. ``version`` is that of the
    record whose text they saw.
    """

    __tablename__ = "record_signature"

    __table_args__ = (
        UniqueConstraint("record_id", "party"),
        CheckConstraint("how IN ('in_room', 'email', 'paper', 'agreed', 'declined')", name="how_is_known"),
        CheckConstraint("(how = 'declined') = (reason <> '')", name="declined_for_a_reason"),
    )

    record_id: int = Field(foreign_key="record.id")
    version: int
    party: str
    name: str
    role: str
    at: datetime = Field(sa_type=Moment)
    how: str
    comment: str = ""
    reason: str = ""
    entered_by: str


class RecordAddendum(Row, table=True):
    """Later words to a signed record, dated and signed; nothing of the record is changed by them."""

    __tablename__ = "record_addendum"

    __table_args__ = (
        Index("addendum_of_record", "record_id"),
        CheckConstraint("how IN ('in_room', 'email', 'paper')", name="how_is_signed"),
    )

    record_id: int = Field(foreign_key="record.id")
    text: str
    name: str
    role: str
    at: datetime = Field(sa_type=Moment)
    how: str
    entered_by: str


class RecordSeal(Row, table=True):
    """The seal over a signed record with its signatures and the addenda of that moment; the latest counts.

    ``hash`` is the SHA-256 of its canonical JSON, ``seal`` the Ed25519 signature over that JSON by the key
    ``public``; ``trail_line`` and ``trail_head`` are where the trail ended.
    """

    __tablename__ = "record_seal"

    __table_args__ = (Index("seal_of_record", "record_id"),)

    record_id: int = Field(foreign_key="record.id")
    at: datetime = Field(sa_type=Moment)
    hash: str
    public: str
    seal: str
    trail_line: int
    trail_head: str


class RecordExport(Row, table=True):
    """That a record left the store as a document: when, of which kind, for whom; the trail has it as well."""

    __tablename__ = "record_export"

    __table_args__ = (
        Index("export_of_record", "record_id"),
        CheckConstraint("kind IN ('working', 'draft', 'final')", name="kind_is_known"),
    )

    record_id: int = Field(foreign_key="record.id")
    at: datetime = Field(sa_type=Moment)
    kind: str
    recipient: str = ""
