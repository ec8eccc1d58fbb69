"""Agendas: what is to be talked about in a session, who was there, and kept patterns."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from models.tables.base import Moment, Row


class AgendaItem(Row, table=True):
    """One item of a session's agenda; without a session it waits for the next one with the practitioner.

    ``source`` says where it came from and ``key`` what it is (``child:12``), so that it isn't proposed a
    second time (`models.reading.agenda`). ``whose`` is who brought it: the policy, the supervisor or the
    supervisee. ``minutes`` are those it is given, ``spent`` the seconds it took so far. ``by_reference``: a
    short entry that refers to talks recorded before (NCT-T33). Where one was split, the further parts
    name the first.
    """

    __tablename__ = "agenda_item"

    __table_args__ = (
        Index("item_of_session", "supervision_id", "place"),
        Index("item_waiting", "practitioner_id", "supervision_id"),
        Index("item_by_child", "child_id"),
        CheckConstraint("supervision_id IS NOT NULL OR practitioner_id IS NOT NULL", name="is_of_someone"),
        CheckConstraint("whose IN ('policy', 'supervisor', 'supervisee')", name="whose_is_known"),
        CheckConstraint("state IN ('open', 'done', 'parked')", name="state_is_known"),
        CheckConstraint("minutes BETWEEN 0 AND 1440", name="minutes_in_a_day"),
        CheckConstraint("spent >= 0", name="spent_is_a_count"),
        CheckConstraint("split_from_id IS NULL OR split_from_id <> id", name="split_from_another"),
    )

    supervision_id: int | None = Field(default=None, foreign_key="supervision.id")
    practitioner_id: int | None = Field(default=None, foreign_key="practitioner.id")
    place: int = 0
    source: str
    key: str
    whose: str = "policy"
    words: str = ""
    child_id: int | None = Field(default=None, foreign_key="child.id")
    minutes: int = 0
    by_reference: bool = False
    state: str = "open"
    spent: int = 0
    note: str = ""
    split_from_id: int | None = Field(default=None, foreign_key="agenda_item.id")


class Disturbance(Row, table=True):
    """That someone came late to a session, or that it was interrupted (KCC-P18); ``minutes`` lost, if known."""

    __table_args__ = (
        Index("disturbance_of_session", "supervision_id"),
        CheckConstraint("kind IN ('late', 'interrupted')", name="kind_is_known"),
        CheckConstraint("whose IN ('practitioner', 'supervisor', 'other')", name="whose_is_known"),
        CheckConstraint("minutes IS NULL OR minutes BETWEEN 0 AND 1440", name="minutes_in_a_day"),
    )

    supervision_id: int = Field(foreign_key="supervision.id")
    kind: str
    whose: str
    at: datetime = Field(sa_type=Moment)
    minutes: int | None = None
    words: str = ""


class Attendance(Row, table=True):
    """Who was at a session, or is expected: someone of the team, or a guest with the service they are from."""

    __table_args__ = (
        Index("attendance_of_session", "supervision_id"),
        UniqueConstraint("supervision_id", "practitioner_id"),
        CheckConstraint("(practitioner_id IS NULL) = (guest <> '')", name="one_of_the_team_or_a_guest"),
        CheckConstraint("part IN ('member', 'facilitator', 'presenter')", name="part_is_known"),
        CheckConstraint("state IN ('expected', 'present', 'apologies', 'absent')", name="state_is_known"),
    )

    supervision_id: int = Field(foreign_key="supervision.id")
    practitioner_id: int | None = Field(default=None, foreign_key="practitioner.id")
    guest: str = ""
    service: str = ""
    part: str = "member"
    state: str = "expected"


class AgendaTemplate(Row, table=True):
    """A pattern of an agenda that was kept, for one practitioner or (without one) for the team.

    ``kinds`` are the kinds of session it is for, with a space between.
    """

    __tablename__ = "agenda_template"

    __table_args__ = (
        Index("template_by_person", "practitioner_id"),
        UniqueConstraint("name", "practitioner_id"),
        CheckConstraint("minutes IS NULL OR minutes BETWEEN 1 AND 1440", name="minutes_in_a_day"),
    )

    name: str
    practitioner_id: int | None = Field(default=None, foreign_key="practitioner.id")
    kinds: str = ""
    minutes: int | None = None


class AgendaTemplateLine(Row, table=True):
    """One line of a kept pattern; the line with the key ``children`` is where the children come."""

    __tablename__ = "agenda_template_line"

    __table_args__ = (
        Index("line_of_template", "template_id", "place"),
        CheckConstraint("whose IN ('policy', 'supervisor', 'supervisee')", name="whose_is_known"),
        CheckConstraint("minutes BETWEEN 0 AND 1440", name="minutes_in_a_day"),
    )

    template_id: int = Field(foreign_key="agenda_template.id")
    place: int
    source: str
    key: str
    whose: str = "policy"
    words: str = ""
    minutes: int = 0
