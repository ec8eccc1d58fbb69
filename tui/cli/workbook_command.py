"""``footprint workbook``: write the workbook, empty or filled with the present team."""

from __future__ import annotations

import argparse
from pathlib import Path

from exports.workbook import write_workbook
from models.intake.outgoing import read_team_data
from models.reading.team import read_team
from models.store.place import Place
from tui.cli.common import new_parser, opened, pack_of, place_of


def parser() -> argparse.ArgumentParser:
    """Return the command's parser."""
    found = new_parser(
        "workbook",
        "Write the workbook that “footprint import” reads: empty with drop-downs and notes, or filled.",
        "footprint workbook caseload.xlsx --filled",
    )
    found.add_argument("out", type=Path, metavar="OUT.xlsx")
    found.add_argument(
        "--filled", action="store_true", help="with the present team (a file that is not encrypted)"
    )
    found.add_argument("--policy", default="", metavar="NAME", help="whose words the empty one has (kent)")
    found.add_argument("--force", action="store_true", help="replace a file that is there already")
    return found


def run(args: argparse.Namespace) -> int:
    """Write the workbook."""
    if args.filled:
        with opened(args, read_only=True) as store:
            pack = pack_of(store.read(read_team).policy)
            data = store.read(read_team_data)
        written = write_workbook(args.out, data, pack, overwrite=args.force)
        print(
            f"Written: {written.path}. It is not encrypted: keep it where such a file may lie, and not for long."
        )
    else:
        written = write_workbook(
            args.out, None, pack_of(args.policy or _policy(place_of(args))), overwrite=args.force
        )
        print(f"Written: {written.path}. Fill it, then: footprint import {written.path.name} --dry-run")
    for sentence in written.cut:
        print(sentence)
    return 0


def _policy(place: Place) -> str:
    """Return the policy of a store that opens without being asked for a passphrase; Kent's otherwise."""
    from models.store.opening import needs_passphrase, open_place, unlock_place
    from tui.when import Clock

    if not place.exists() or needs_passphrase(place):
        return "kent"
    store = open_place(place, unlock_place(place, ""), now=Clock().now(), read_only=True)
    try:
        return store.read(read_team).policy
    finally:
        store.close()
