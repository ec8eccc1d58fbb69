"""``footprint backup``: a verified, encrypted copy of the whole store."""

from __future__ import annotations

import argparse
from pathlib import Path

from models.dates import counted
from models.store import backup
from tui.cli.common import new_parser, opened
from tui.when import Clock


def parser() -> argparse.ArgumentParser:
    """Return the command's parser."""
    found = new_parser(
        "backup",
        "Make a verified, encrypted backup. Works beside a program that has the store open.",
        "footprint backup --also /media/council-drive/footprint",
    )
    found.add_argument("--also", type=Path, metavar="FOLDER", help="copy it there too (it stays encrypted)")
    return found


def run(args: argparse.Namespace) -> int:
    """Make the backup, and let go of those that are no longer kept. It bears the real moment, always."""
    now = Clock().now()
    with opened(args, read_only=True) as store:
        made = backup.make(store.place, store.secret, now=now, also=args.also)
        gone = backup.discard_old(store.place.backups)
    print(f"Backed up and verified: {made.path}")
    if args.also:
        print(f"Copied to: {args.also / made.path.name}")
    if gone:
        print(f"Let go of {counted(gone, 'older one')}; 7 daily, 4 weekly and 12 monthly are kept.")
    return 0
