"""``footprint due``: what is due and overdue, as text, JSON, a spreadsheet file or a weekly letter."""

from __future__ import annotations

import argparse
from pathlib import Path

from exports.due_text import due_csv, due_json, due_plain
from exports.files import write_file
from models.dates import counted
from models.errors import Refused, WrongCall
from models.reading.due import Band, DueList, Only, read_due
from models.reading.due.digest import digest_text
from models.reading.due.listing import GROUPS
from models.reading.names import read_numbered
from models.reading.team import read_team
from tui.cli.common import clock_of, new_parser, opened, pack_of, whole_number


def parser() -> argparse.ArgumentParser:
    """Return the command's parser."""
    found = new_parser(
        "due",
        "Print what is due, the most urgent first. Works beside a program that has the store open.",
        "footprint due --within 28 --why\n         footprint due --digest > monday.txt",
    )
    found.add_argument(
        "--within", type=whole_number, metavar="DAYS", help="only what is late or due in so many days"
    )
    found.add_argument("--overdue", action="store_true", help="only what is late")
    found.add_argument("--practitioner", metavar="ID", help="only one practitioner's, by their number")
    found.add_argument("--by", choices=GROUPS, default="band", help="how to group the lines (band)")
    found.add_argument("--why", action="store_true", help="explain every date: rule, source, sum, readings")
    form = found.add_mutually_exclusive_group()
    form.add_argument("--plain", action="store_true", help="as sentences, for a screen reader (the default)")
    form.add_argument("--json", action="store_true", help="as JSON, for a script")
    form.add_argument("--csv", type=Path, metavar="FILE", help="into a file for a spreadsheet program")
    found.add_argument(
        "--force", action="store_true", help="with --csv: replace a file that is there already"
    )
    form.add_argument(
        "--digest", action="store_true", help="a weekly text for e-mail: numbers and initials only"
    )
    return found


def run(args: argparse.Namespace) -> int:
    """Print the list, or write it."""
    if args.within is not None and args.within < 0:
        raise WrongCall("--within: a number of days from 0.")
    whole = _list(args)
    due = whole.where(Only(overdue=args.overdue, within=args.within))
    unknown = whole.counts.get(Band.UNKNOWN, 0) - due.counts.get(Band.UNKNOWN, 0)
    if args.csv is not None:
        _write(args.csv, due_csv(due), overwrite=args.force)
        print(f"Written: {args.csv}, {counted(len(due.lines), 'line')}. It is not encrypted.")
    elif args.digest:
        print(digest_text(due), end="")
    elif args.json:
        print(due_json(due, why=args.why, unknown=unknown), end="")
    else:
        print(due_plain(due, args.by, why=args.why, unknown=unknown), end="")
    return 0


def _list(args: argparse.Namespace) -> DueList:
    now = clock_of(args).moment()
    with opened(args, read_only=True) as store:
        pack = pack_of(store.read(read_team).policy)
        due = store.read(lambda session: read_due(session, pack, now))
        if not args.practitioner:
            return due
        person = store.read(lambda session: read_numbered(session, args.practitioner))
    return due.where(Only(practitioner=person.id))


def _write(path: Path, content: bytes, *, overwrite: bool) -> None:
    if path.exists() and not overwrite:
        raise Refused(f"There is a file {path} already. Name another, or add --force to replace it.")
    write_file(path, content)
