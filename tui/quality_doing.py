"""Quality assurance joined to what it changes: drawing a sample, worksheets, the survey, the summary as a report."""

from __future__ import annotations

import secrets
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlmodel import Session

from forms.entry import EntryForm, Field
from forms.records.judged import Judged, read_judged
from forms.records.worksheets import SURVEY, WORKSHEET, begin_worksheet
from models.changes.sampling import draw_sample
from models.dates import add_months
from models.policy.pack import Pack
from models.reading.due import DueList
from models.reading.quality.reading import QUARTER, Quality, read_quality
from models.reading.quality.sampling import read_candidates
from models.sampling import draw
from models.store.change import Change
from tui.by_hand import Entry
from tui.record.reading import form_called
from tui.reports_out import ask_report
from tui.word_house import place_of_pack

if TYPE_CHECKING:
    from exports.report import Report
    from tui.app import Footprint

EACH = 3
"""How many records of each supervisor are proposed."""


def audit_rule(pack: Pack) -> str:
    """Return the policy's rule on samples of supervision files, if it has one (HAV-T13)."""
    return next((rule.id for rule in pack.rules if "file_audit" in rule.clock), "")


def drawing(pack: Pack, today: date) -> Entry:
    """Draw a sample of the last three months, so many for each supervisor, with a seed that can be used again."""
    rule = audit_rule(pack)
    form = EntryForm(
        "sample:new",
        "Draw a sample",
        (
            Field("since", "From", "date", True, initial=_typed(add_months(today, -QUARTER))),
            Field("until", "To", "date", True, initial=_typed(today)),
            Field("each", "Of each supervisor", "number", True, initial=str(EACH), hint="how many records"),
            Field("seed", "Seed", "number", True, initial=str(secrets.randbelow(900_000) + 100_000)),
        ),
        note="Finished records of sessions, drawn at random; the same seed draws the same again from the same "
        "records. The manager's own supervision is not among them: it is for their manager to look at."
        + (f" The policy wants it every three months ({rule})." if rule else "")
        + "".join(f" {one.says} ({one.id})" for one in pack.provisions if one.keeps_back),
    )

    def change_it(change: Change, values: dict[str, Any]) -> Any:
        found = read_candidates(change.session, values["since"], values["until"])
        drawn = draw(found, values["seed"], values["each"])
        return draw_sample(
            change, values["seed"], values["each"], values["since"], values["until"], drawn, rule=rule
        )

    return form, change_it


async def open_worksheet(program: Footprint, sampled_id: int, worksheet_id: int | None) -> None:
    """Open the worksheet of a sampled record; begin it first where there is none."""
    desk = program.desk
    if worksheet_id is None:
        form, policy, now = form_called(WORKSHEET), desk.team.policy, desk.clock.now()
        worksheet_id = await desk.change(
            lambda change: begin_worksheet(change, form, form_called, sampled_id, policy, now)
        )
    program.open_record(worksheet_id)


def ask_printed(program: Footprint, worksheet_id: int) -> None:
    """Ask where a worksheet goes that is to be printed: its facts filled in, room for every judgement."""
    place = place_of_pack(program.desk.pack)

    async def make() -> Report:
        from exports.word.from_store import read_ready
        from exports.worksheet import worksheet_report

        ready = await program.desk.read(lambda session: read_ready(session, worksheet_id, place))
        return worksheet_report(ready.paper, program.desk.today)

    ask_report(program, "The worksheet to print", f"worksheet-{worksheet_id}.docx", make)


async def begin_survey(program: Footprint) -> None:
    """Begin one sheet of the yearly survey; it is about the team, and nobody's name is on it."""
    from models.reading.record_context import AskedFor
    from tui.record.beginning import begin_with

    await begin_with(program, SURVEY, AskedFor(program.desk.today))


def read_all(session: Session, pack: Pack, due: DueList, since: date, until: date) -> tuple[Quality, Judged]:
    """Return the counts and what worksheets and survey say."""
    judged = read_judged(session, form_called(WORKSHEET), form_called(SURVEY), since, until)
    return read_quality(session, pack, due, since, until), judged


def ask_summary(program: Footprint, quality: Quality, judged: Judged) -> None:
    """Ask where the service manager's summary goes."""

    async def make() -> Report:
        from exports.quality import quality_report

        desk = program.desk
        return quality_report(quality, desk.today, desk.team.name, desk.pack.authority, judged)

    ask_report(program, "The summary as a document", f"summary-{program.desk.today.isoformat()}.docx", make)


def _typed(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"
