"""Quality samples as pages show them: what could be drawn, what was, and how far each was looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from models.errors import Refused
from models.reading.records import RecordLine, Wanted, read_record_lines
from models.reading.rows import rows
from models.reading.supervisors import read_before
from models.sampling import Candidate
from models.tables import Practitioner, Record, Sample, SampledRecord, Team

FINISHED = ("complete", "signed")


@dataclass(frozen=True, slots=True)
class SampleLine:
    """One sample as lists show it; ``begun`` and ``done`` of its ``records`` have a worksheet, and a finished one."""

    id: int
    drawn_on: date
    seed: int
    per_supervisor: int
    since: date
    until: date
    rule: str
    records: int
    begun: int
    done: int


@dataclass(frozen=True, slots=True)
class SampledView:
    """One sampled record; None where it was destroyed since. ``worksheet`` is the record it is looked at on."""

    id: int
    record_id: int
    supervisor_id: int | None
    supervisor: str
    record: RecordLine | None
    worksheet: RecordLine | None


@dataclass(frozen=True, slots=True)
class SamplePage:
    """One sample with its records, by supervisor."""

    line: SampleLine
    records: tuple[SampledView, ...]


def read_candidates(session: Session, since: date, until: date) -> list[Candidate]:
    """Return the finished records of sessions in a span, each with who supervised on its day.

    What is about a group is the team's manager's.

    The manager's own supervision is never among them: nobody looks at the quality of their own, and whoever
    supervises the manager has it sampled with the others they supervise (HAV-T13: by supervisor).
    """
    manager = rows(session, select(col(Team.manager_id)))
    leads = manager[0][0] if manager else None
    statement = (
        select(col(Record.id), col(Record.practitioner_id), col(Record.day), col(Practitioner.supervisor_id))
        .outerjoin(Practitioner, col(Practitioner.id) == col(Record.practitioner_id))
        .where(
            col(Record.supervision_id).is_not(None),
            col(Record.state).in_(FINISHED),
            col(Record.day).between(since, until),
            *([] if leads is None else [col(Record.practitioner_id).is_distinct_from(leads)]),
        )
        .order_by(col(Record.id))
    )
    before = read_before(session)
    told = ((record, before.on(person, day, now)) for record, person, day, now in rows(session, statement))
    return [Candidate(record, supervisor if supervisor is not None else leads) for record, supervisor in told]


def read_samples(session: Session) -> list[SampleLine]:
    """Return every sample, the latest first."""
    done = func.count().filter(col(Record.state).in_(FINISHED))
    statement = (
        select(
            col(Sample.id),
            col(Sample.drawn_on),
            col(Sample.seed),
            col(Sample.per_supervisor),
            col(Sample.since),
            col(Sample.until),
            col(Sample.rule),
            func.count(col(SampledRecord.id)),
            func.count(col(Record.id)),
            done,
        )
        .outerjoin(SampledRecord, col(SampledRecord.sample_id) == col(Sample.id))
        .outerjoin(Record, col(Record.id) == col(SampledRecord.worksheet_id))
        .group_by(col(Sample.id))
        .order_by(col(Sample.drawn_on).desc(), col(Sample.id).desc())
    )
    return [SampleLine(*row) for row in rows(session, statement)]


def read_sample(session: Session, sample_id: int) -> SamplePage:
    """Return one sample; raise Refused if there is none."""
    line = next((one for one in read_samples(session) if one.id == sample_id), None)
    if line is None:
        raise Refused(f"There is no sample {sample_id}.")
    statement = (
        select(
            col(SampledRecord.id),
            col(SampledRecord.record_id),
            col(SampledRecord.supervisor_id),
            col(Practitioner.name),
            col(SampledRecord.worksheet_id),
        )
        .outerjoin(Practitioner, col(Practitioner.id) == col(SampledRecord.supervisor_id))
        .where(col(SampledRecord.sample_id) == sample_id)
        .order_by(col(SampledRecord.supervisor_id), col(SampledRecord.record_id))
    )
    found = rows(session, statement)
    wanted = {number for row in found for number in (row.record_id, row.worksheet_id) if number is not None}
    known = {one.id: one for one in read_record_lines(session, Wanted(ids=tuple(wanted), limit=10_000))}
    return SamplePage(line, tuple(_view(row, known) for row in found))


def read_sampled(session: Session, sampled_id: int) -> tuple[SampleLine, SampledView]:
    """Return one sampled record and the sample it is of; raise Refused if there is none."""
    row = session.get(SampledRecord, sampled_id)
    if row is None:
        raise Refused("That sampled record is no longer in the store.")
    page = read_sample(session, row.sample_id)
    return page.line, next(one for one in page.records if one.id == sampled_id)


def _view(row: Any, known: dict[int, RecordLine]) -> SampledView:
    return SampledView(
        row.id,
        row.record_id,
        row.supervisor_id,
        row.name or "",
        known.get(row.record_id),
        known.get(row.worksheet_id),
    )
