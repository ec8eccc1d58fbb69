"""The team and the people in it: practitioners, their agreements, absences and observations."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from models.tables.base import Row


class Team(Row, table=True):
    """The one team of this store. ``policy`` is the name of its pack."""

    name: str
    policy: str
    service: str = ""
    manager_id: int | None = Field(default=None, foreign_key="practitioner.id")


class Practitioner(Row, table=True):
    """Anyone who is supervised, the manager among them.

    ``number`` is the organisation's own id; ``role`` and ``service`` are codes of the pack; ``fte`` is
    the share of full time (1.0 = full time). The dates feed the ramps of the policy; of them
    ``six_month_review_on`` is the day on which that review was held, and empty until then, and
    ``performance_plan_from`` the day from which a performance plan names its own days between sessions.
    """

    __table_args__ = (
        CheckConstraint("fte > 0 AND fte <= 1", name="fte_is_a_share"),
        CheckConstraint(
            "left_on IS NULL OR started_on IS NULL OR left_on >= started_on", name="left_after_start"
        ),
    )

    number: str = Field(unique=True)
    name: str
    job_title: str = ""
    role: str
    also_role: str = ""
    supervisor_id: int | None = Field(default=None, foreign_key="practitioner.id")
    service: str = ""
    frontline: bool = True
    fte: float = 1.0
    started_on: date | None = None
    asye_started_on: date | None = None
    six_month_review_on: date | None = None
    probation_ends_on: date | None = None
    performance_plan_days: int | None = None
    left_on: date | None = None
    performance_plan_from: date | None = None


class Agreement(Row, table=True):
    """A supervision agreement: when it was signed and how often it says the two will meet.

    ``one_sitting`` says whether personal and case supervision are held together or apart (KCC-P38); empty
    where the agreement does not say. ``review_on`` is the day that the two agreed on for its review.
    """

    __table_args__ = (Index("agreement_by_person", "practitioner_id", "signed_on"),)

    practitioner_id: int = Field(foreign_key="practitioner.id")
    signed_on: date
    weeks: int | None = None
    one_sitting: bool | None = None
    review_on: date | None = None


class Absence(Row, table=True):
    """A stretch in which a practitioner is away. ``until`` is the last day away; empty while it lasts.

    ``cover`` says who decides meanwhile in place of someone who supervises: a name, or a post.
    """

    __table_args__ = (
        Index("absence_by_person", "practitioner_id", "since"),
        CheckConstraint("until IS NULL OR until >= since", name="absence_ends_after_start"),
    )

    practitioner_id: int = Field(foreign_key="practitioner.id")
    since: date
    until: date | None = None
    kind: str = ""
    cover: str = Field(default="", sa_column_kwargs={"server_default": ""})


class Observation(Row, table=True):
    """An observation of practice, by whom, and the days on which its parts were written.

    ``sent_on`` is the day on which its form went to quality assurance as part of a sample (HAV-P25).
    """

    __table_args__ = (Index("observation_by_person", "practitioner_id", "observed_on"),)

    practitioner_id: int = Field(foreign_key="practitioner.id")
    observed_on: date
    observer_part_on: date | None = None
    practitioner_part_on: date | None = None
    feedback_on: date | None = None
    observer: str = Field(default="", sa_column_kwargs={"server_default": ""})
    sent_on: date | None = None
