"""``footprint board``: the board as plain text or JSON."""

from __future__ import annotations

import argparse

from exports.board_text import board_json, board_plain
from models.dates import show
from models.errors import WrongCall
from models.reading.board import read_board
from models.reading.due import read_due
from models.reading.team import read_team
from tui.cli.common import clock_of, day_of, new_parser, opened, pack_of


def parser() -> argparse.ArgumentParser:
    """Return the command's parser."""
    found = new_parser(
        "board",
        "Print the board. Works beside a program that has the store open.",
        "footprint board --plain --as-at 2026-10-31",
    )
    form = found.add_mutually_exclusive_group()
    form.add_argument("--plain", action="store_true", help="as sentences, for a screen reader (the default)")
    form.add_argument("--json", action="store_true", help="as JSON, for a script")
    found.add_argument("--as-at", metavar="DATE", help="as it stood on an earlier day")
    found.add_argument(
        "--present", action="store_true", help="numbers and initials only, of practitioners too"
    )
    return found


def run(args: argparse.Namespace) -> int:
    """Print the board."""
    clock = clock_of(args)
    today = clock.today()
    day = day_of(args.as_at, "--as-at", today) if args.as_at else today
    if day > today:
        raise WrongCall(f"--as-at: {show(day)} has not come yet.")
    with opened(args, read_only=True) as store:
        team = store.read(read_team)
        pack = pack_of(team.policy)
        numbers = [stage.number for stage in pack.stages]
        usual = dict(zip(numbers, pack.board.usual_days, strict=False))
        moment = day if args.as_at else clock.moment()
        due = store.read(lambda session: read_due(session, pack, moment, present=today))
        board = store.read(lambda session: read_board(session, day, usual, due.discuss_by))
    write = board_json if args.json else board_plain
    print(write(board, team, pack, private=args.present), end="")
    return 0
