"""``footprint quality``: counts with their gaps, random samples with worksheets, the service manager's summary."""

from __future__ import annotations

import argparse
import secrets
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from forms.records.worksheets import WORKSHEET, begin_worksheet
from models.changes.sampling import draw_sample
from models.dates import add_months, show
from models.file_names import typed_path
from models.reading.due import read_due
from models.reading.quality.reading import QUARTER
from models.reading.quality.sampling import SamplePage, read_candidates, read_sample, read_samples
from models.reading.team import read_team
from models.sampling import draw
from models.store.change import Change
from tui.cli.common import clock_of, day_of, opened, pack_of, whole_number
from tui.cli.verbs import Verbs
from tui.record.reading import form_called
from tui.settings import read_settings, settings_folder

if TYPE_CHECKING:
    from exports.report import Report

VERBS = {
    "summary": (
        "print the service manager's summary, or write it as .docx or .txt",
        "--to summary.docx",
    ),
    "draw": ("draw a random sample, so many records of each supervisor", "--each 3 --seed 4711"),
    "samples": ("list the samples, or show the records of one", "2"),
    "print": (
        "print a worksheet to fill in by hand, or write it as .docx or .txt",
        "34 --to sheet.docx",
    ),
}


def parser() -> argparse.ArgumentParser:
    """Return the command's parser."""
    about = "Quality assurance: what was done, of how many, and what is missing. Nobody gets a score."
    verbs = Verbs("quality", about, "summary")
    for name, (words, example) in VERBS.items():
        verb = verbs.add(name, words, example)
        if name == "samples":
            verb.add_argument("sample", nargs="?", type=whole_number, metavar="NUMBER")
            continue
        if name == "print":
            verb.add_argument("worksheet", type=whole_number, metavar="NUMBER", help="the worksheet's record")
            verb.add_argument("--to", type=Path, metavar="FILE", help="ends in .docx or .txt")
            continue
        verb.add_argument("--since", metavar="DATE", help="the first day (three months ago)")
        verb.add_argument("--until", metavar="DATE", help="the last day (today)")
        if name == "summary":
            verb.add_argument("--to", type=Path, metavar="FILE", help="ends in .docx or .txt")
        else:
            verb.add_argument(
                "--each", type=whole_number, default=3, metavar="N", help="of each supervisor (3)"
            )
            verb.add_argument(
                "--seed",
                type=whole_number,
                metavar="N",
                help="the same seed draws the same again from the same records",
            )
            verb.add_argument("--worksheets", action="store_true", help="begin the worksheet of each")
    return verbs.parser


def run(args: argparse.Namespace) -> int:
    """Do what the verb says."""
    verbs = {"summary": _summary, "draw": _draw, "samples": _samples, "print": _print_sheet}
    return verbs[args.verb](args)


def _span(args: argparse.Namespace, today: date) -> tuple[date, date]:
    until = day_of(args.until, "--until", today) if args.until else today
    return (day_of(args.since, "--since", today) if args.since else add_months(until, -QUARTER)), until


def _summary(args: argparse.Namespace) -> int:
    from exports.quality import quality_report
    from tui.quality_doing import read_all

    clock = clock_of(args)
    since, until = _span(args, clock.today())
    with opened(args, read_only=True) as store:
        team = store.read(read_team)
        pack = pack_of(team.policy)
        due = store.read(lambda session: read_due(session, pack, clock.moment()))
        quality, judged = store.read(lambda session: read_all(session, pack, due, since, until))
    return _out(args, quality_report(quality, clock.today(), team.name, pack.authority, judged))


def _print_sheet(args: argparse.Namespace) -> int:
    from exports.word.from_store import read_ready
    from exports.worksheet import worksheet_report
    from tui.word_house import place_of_pack

    with opened(args, read_only=True) as store:
        place = place_of_pack(pack_of(store.read(read_team).policy))
        ready = store.read(lambda session: read_ready(session, args.worksheet, place))
    return _out(args, worksheet_report(ready.paper, clock_of(args).today()))


def _out(args: argparse.Namespace, report: Report) -> int:
    """Print a report, or write it where ``--to`` says."""
    from exports.report import report_text
    from tui.reports_out import write_report

    if args.to is None:
        print(report_text(report), end="")
        return 0
    write_report(typed_path(args.to), report, read_settings(settings_folder()), clock_of(args).now())
    print(args.to)
    return 0


def _draw(args: argparse.Namespace) -> int:
    from tui.quality_doing import audit_rule

    clock = clock_of(args)
    since, until = _span(args, clock.today())
    seed = args.seed if args.seed is not None else secrets.randbelow(900_000) + 100_000
    with opened(args, read_only=False) as store:
        team = store.read(read_team)
        rule = audit_rule(pack_of(team.policy))
        how: dict[str, Any] = {
            "now": clock.now(),
            "today": clock.today(),
            "actor": team.manager_number or "quality",
        }

        def job(change: Change) -> int:
            drawn = draw(read_candidates(change.session, since, until), seed, args.each)
            return draw_sample(change, seed, args.each, since, until, drawn, rule=rule).id

        number = store.change(job, **how)
        page = store.read(lambda session: read_sample(session, number))
        if args.worksheets:
            form = form_called(WORKSHEET)
            for one in page.records:
                store.change(
                    lambda change, one=one: begin_worksheet(  # type: ignore[misc]
                        change, form, form_called, one.id, team.policy, clock.now()
                    ),
                    **how,
                )
            page = store.read(lambda session: read_sample(session, number))
    _print(page)
    return 0


def _samples(args: argparse.Namespace) -> int:
    with opened(args, read_only=True) as store:
        if args.sample is not None:
            _print(store.read(lambda session: read_sample(session, args.sample)))
            return 0
        for one in store.read(read_samples):
            print(
                f"{one.id}  drawn {show(one.drawn_on)}, seed {one.seed}, {one.done} of {one.records} looked at"
            )
    return 0


def _print(page: SamplePage) -> None:
    line = page.line
    print(
        f"Sample {line.id}, drawn {show(line.drawn_on)} with seed {line.seed}, "
        f"from {show(line.since)} to {show(line.until)}"
    )
    for one in page.records:
        what = f"{show(one.record.day)}  {one.record.form}" if one.record is not None else "destroyed since"
        sheet = f"worksheet {one.worksheet.id}, {one.worksheet.state}" if one.worksheet else "no worksheet"
        print(f"  {one.record_id}  {what}  ({one.supervisor or 'nobody named'})  {sheet}")
