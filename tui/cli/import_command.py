"""``footprint import``: take in a workbook, Annex A lists or SSD tables."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path

from exports.rejects import write_rejects
from models.dates import counted
from models.errors import Refused
from models.intake.bring_in import NO_ANSWERS, Answers, bring_in
from models.intake.planning import Plan, make_plan
from models.intake.read import read_files
from models.intake.report import as_data, as_text
from models.reading.team import read_team
from tui.cli.common import clock_of, new_parser, opened, pack_of, patterns_filled
from tui.cli.progress import Bar


def parser() -> argparse.ArgumentParser:
    """Return the command's parser."""
    found = new_parser(
        "import",
        "Take in files of one shape: the Footprint workbook (.xlsx or a folder of .csv), Ofsted's Annex A, or\n"
        "SSD tables. What is good is taken as one step; what is not is listed. Safe to repeat.",
        "footprint import caseload.xlsx --dry-run\n"
        '         footprint import annex-a.xlsx --team "Locality 4 Unit 1" --rejects not-taken.csv',
    )
    found.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a file or a folder")
    found.add_argument("--dry-run", action="store_true", help="only say what it would do")
    found.add_argument(
        "--team", default="", metavar="NAME", help="take one team out of Annex A or SSD tables"
    )
    found.add_argument(
        "--rejects", type=Path, metavar="FILE", help="write the rows that were not taken (.csv, .xlsx)"
    )
    found.add_argument("--json", action="store_true", help="report as JSON")
    found.add_argument(
        "--missing",
        choices=("ask", "keep", "close"),
        default="ask",
        help="what to do with open work that the file lacks (ask in a terminal, else keep)",
    )
    found.add_argument(
        "--take-team", action="store_true", help="take the team's name and policy from the file"
    )
    return found


def run(args: argparse.Namespace) -> int:
    """Read, compare, and unless it is a rehearsal, write."""
    clock = clock_of(args)
    today, files = clock.today(), patterns_filled(args.files)
    with opened(args, read_only=args.dry_run) as store:
        team = store.read(read_team)
        bar = Bar()
        pack = pack_of(team.policy)
        incoming = read_files(files, pack, today, team=args.team, progress=bar.show)
        plan = store.read(lambda session: make_plan(session, incoming, pack, today, bar.show))
        if not args.dry_run:
            answers = _answers(args, plan, today)
            actor = team.manager_number or "import"
            bring_in(store, plan, answers, now=clock.now(), today=today, actor=actor, progress=bar.show)
        bar.done()
    if args.rejects:
        count = write_rejects(args.rejects, files, plan.problems)
        print(f"{counted(count, 'row')} not taken: see {args.rejects}.", file=sys.stderr)
    if args.json:
        print(json.dumps({"dry_run": args.dry_run, **as_data(plan)}, indent=2, ensure_ascii=False))
    else:
        print(as_text(plan, done=not args.dry_run), end="")
    return 0


def _answers(args: argparse.Namespace, plan: Plan, today: date) -> Answers:
    """Return what is to be closed of what the file lacks: nothing, unless it was asked for."""
    asked = args.missing == "ask" and sys.stdin.isatty() and not args.json
    if not plan.missing or (args.missing != "close" and not asked):
        return Answers(take_team=True) if args.take_team else NO_ANSWERS
    closed: dict[int, date] = {}
    left: dict[int, date] = {}
    for each in plan.missing:
        if args.missing == "close" or _yes(f"{each.question} It is not in the file. Close it today? [y/N] "):
            (closed if each.kind == "involvement" else left)[each.id] = today
    return Answers(closed, left, take_team=args.take_team)


def _yes(question: str) -> bool:
    try:
        return input(question).strip().casefold() in ("y", "yes")
    except EOFError:
        raise Refused("No answer, so nothing was imported. Repeat it with --missing keep or close.") from None
