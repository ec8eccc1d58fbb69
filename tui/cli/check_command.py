"""``footprint check``: look the store over."""

from __future__ import annotations

import argparse
import json

from models.store.check import check
from models.store.opening import needs_passphrase, unlock_place
from tui.cli.common import PASSPHRASE, clock_of, new_parser, place_of, secret_from


def parser() -> argparse.ArgumentParser:
    """Return the command's parser."""
    found = new_parser(
        "check",
        "Look the store over: keys, pages, guards, the trail line by line, backups.",
        "footprint check",
    )
    found.add_argument("--json", action="store_true", help="as JSON, for a script")
    return found


def run(args: argparse.Namespace) -> int:
    """Print a line for each thing looked at; return 1 if one is not as it should be."""
    place = place_of(args)
    passphrase = secret_from(PASSPHRASE, "Passphrase") if needs_passphrase(place) else ""
    findings = check(place, unlock_place(place, passphrase), clock_of(args).now())
    if args.json:
        print(
            json.dumps([{"what": one.what, "good": one.good, "seen": one.seen} for one in findings], indent=2)
        )
    else:
        print(f"Store: {place.folder}")
        for one in findings:
            print(f"{'good ' if one.good else 'WRONG'}  {one.what}: {one.seen}")
    return 0 if all(one.good for one in findings) else 1
