"""``footprint record import``: take a working copy that came back into its record."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import Refused, WrongCall
from models.reading.team import read_team
from tui.cli.common import clock_of, opened, whole_number
from tui.settings import own_forms

if TYPE_CHECKING:
    from exports.word.bringing_in import Brought
    from exports.word.merge import Proposal

EXAMPLE = "observation.docx\n         footprint record import observation.docx --accept 2,3"
WORDS = "take what came back in a working copy into its record"


def add_options(found: argparse.ArgumentParser) -> None:
    """Add what the verb takes."""
    found.add_argument("file", type=Path, metavar="FILE.docx", help="the working copy that came back")
    found.add_argument(
        "--record", type=whole_number, metavar="NUMBER", help="refuse it if it is of another record"
    )
    found.add_argument("--dry-run", action="store_true", help="only say what it brings")
    found.add_argument(
        "--accept",
        default="ask",
        metavar="NUMBERS",
        help="what to take of that which is asked: all, none, or numbers such as 2,3 (ask in a terminal, else none)",
    )


def run_import(args: argparse.Namespace) -> int:
    """Read the copy, say field by field what it brings, and take it."""
    from exports.word.bringing_in import bring_in, read_brought, said_of
    from exports.word.merge import ASK, LEAVE, TAKE

    clock = clock_of(args)
    with opened(args, read_only=args.dry_run) as store:
        team = store.read(read_team)
        brought = store.read(lambda session: read_brought(session, args.file, own_forms(), clock.today()))
        if args.record is not None and args.record != brought.number:
            raise Refused(f"{args.file.name} is of record {brought.number}, not of record {args.record}.")
        _say(brought)
        if not brought.proposals:
            print("It brings nothing new.")
        for words, verdict in (("Taken", TAKE), ("To be decided", ASK), ("Only shown", LEAVE)):
            _list(words, brought.of(verdict))
        if args.dry_run:
            return 0
        accepted = _accepted(args, brought)
        count = store.change(
            bring_in(brought, accepted),
            now=clock.now(),
            today=clock.today(),
            actor=team.manager_number or "import",
        )
        print(said_of(brought, count))
    return 0


def _say(brought: Brought) -> None:
    print(brought.heading())
    for note in brought.notes():
        print(f"  {note}")


def _list(words: str, proposals: list[tuple[int, Proposal]]) -> None:
    if proposals:
        print(f"\n{words}:")
    for number, each in proposals:
        print(f"  {number + 1}. {each.label}" + (f" ({each.why})" if each.why else ""))
        for name, text in (
            ("as sent", each.sent),
            ("as returned", each.returned),
            ("as it is now", each.now),
        ):
            if name != "as it is now" or each.now != each.sent:
                print(f"     {name + ':':<14}{_indented(text) or '–'}")


def _indented(text: str) -> str:
    return text.replace("\n", f"\n{' ' * 19}")


def _accepted(args: argparse.Namespace, brought: Brought) -> list[int]:
    """Return the places of what is accepted of that which is asked."""
    from exports.word.merge import ASK

    asked = [number for number, _ in brought.of(ASK)]
    if args.accept == "all":
        return asked
    if args.accept == "none" or not asked or (args.accept == "ask" and not sys.stdin.isatty()):
        return []
    if args.accept != "ask":
        return _numbers(args.accept, asked)
    return [
        number for number in asked if _yes(f"Take {number + 1}, {brought.proposals[number].label}? [y/N] ")
    ]


def _numbers(text: str, asked: list[int]) -> list[int]:
    try:
        found = [int(part) - 1 for part in text.split(",") if part.strip()]
    except ValueError:
        raise WrongCall("--accept: all, none, or numbers such as 2,3") from None
    unknown = [number + 1 for number in found if number not in asked]
    if unknown:
        raise WrongCall(f"--accept: {unknown[0]} is none of what is to be decided")
    return found


def _yes(question: str) -> bool:
    try:
        return input(question).strip().casefold() in ("y", "yes")
    except EOFError:
        return False
