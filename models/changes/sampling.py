"""Quality samples: drawn with a seed that stands in the trail, so that anyone can draw the same again (HAV-T13)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from models.changes import checks
from models.dates import show
from models.errors import Refused
from models.sampling import Candidate
from models.store.change import Change
from models.tables import Record, Sample, SampledRecord

MOST_EACH, LARGEST_SEED = 50, 10**9


def draw_sample(
    change: Change,
    seed: int,
    per_supervisor: int,
    since: date,
    until: date,
    drawn: Sequence[Candidate],
    *,
    rule: str = "",
) -> Sample:
    """Keep a sample that was drawn (`models.sampling.draw`) from the records of a span of days."""
    if not 1 <= per_supervisor <= MOST_EACH:
        raise Refused(f"From 1 to {MOST_EACH} records of each supervisor.")
    if not 0 <= seed < LARGEST_SEED:
        raise Refused("The seed is a whole number of at most nine digits.")
    checks.in_order(since, until, "The span would end before it begins")
    checks.not_future(since, change.today, "The first day of the span")
    if not drawn:
        raise Refused(
            f"There is no finished record of a session from {show(since)} to {show(until)} to draw from. Choose "
            "another span, or complete the records first (F4)."
        )
    row = change.insert(
        Sample(
            drawn_on=change.today,
            seed=seed,
            per_supervisor=per_supervisor,
            since=since,
            until=until,
            rule=rule,
        )
    )
    for one in drawn:
        checks.found(change.session, Record, one.record_id, "record")
        change.insert(
            SampledRecord(sample_id=row.id, record_id=one.record_id, supervisor_id=one.supervisor_id)
        )
    change.note(
        "draw_sample",
        "sample",
        row.id,
        seed=seed,
        each=per_supervisor,
        since=since,
        until=until,
        rule=rule or None,
        records=[one.record_id for one in drawn],
    )
    return row


def set_worksheet(change: Change, sampled_id: int, worksheet_id: int) -> SampledRecord:
    """Say on which worksheet, itself a record, a sampled record is looked at."""
    row = checks.found(change.session, SampledRecord, sampled_id, "sampled record")
    sheet = checks.found(change.session, Record, worksheet_id, "record")
    if row.worksheet_id is not None and change.session.get(Record, row.worksheet_id) is not None:
        raise Refused(f"It has a worksheet already: record {row.worksheet_id}.")
    change.update(row, worksheet_id=sheet.id)
    change.note("set_worksheet", "sample", row.sample_id, record=row.record_id, worksheet=sheet.id)
    return row
