"""``footprint restore``: put a backup back, or list them."""

from __future__ import annotations

import argparse
from pathlib import Path

from models.errors import Refused, WrongCall
from models.moments import ago, in_london
from models.store import backup
from models.store.restore import restore
from tui.cli.common import PASSPHRASE, RECOVERY, cover_from, new_parser, place_of, secret_from
from tui.when import Clock


def parser() -> argparse.ArgumentParser:
    """Return the command's parser."""
    found = new_parser(
        "restore",
        "Put a backup back. It is checked first, and the present store is set aside, never deleted.",
        "footprint restore --list\n         footprint restore 2026-11-20T081500.footprint",
    )
    found.add_argument("backup", nargs="?", type=Path, help="the backup: a path, or a name from --list")
    found.add_argument("--list", action="store_true", help="list the store's backups, newest first")
    found.add_argument("--recovery", action="store_true", help="open the backup with the recovery key")
    found.add_argument(
        "--cover", type=Path, metavar="FILE.key", help="open the backup with the organisation's key"
    )
    return found


def run(args: argparse.Namespace) -> int:
    """List the backups, or put one back."""
    place, now = place_of(args), Clock().now()
    if args.list:
        found = backup.list_backups(place.backups)
        for made in found:
            why = f"  ({made.why.replace('-', ' ')})" if made.why else ""
            print(
                f"{made.path.name}  {in_london(made.made_at):%a %d %b %Y %H:%M}, {ago(made.made_at, now)}{why}"
            )
        if not found:
            print(f"There is no backup in {place.backups}.")
        return 0
    if args.backup is None:
        raise WrongCall("name a backup, or see them with --list.")
    source = args.backup if args.backup.exists() else place.backups / args.backup.name
    if not source.exists():
        raise Refused(f"There is no backup at {args.backup}. See them with “footprint restore --list”.")
    if args.cover is not None:
        aside = restore(place, source, "", by_recovery=False, now=now, cover=cover_from(args.cover))
        return _said(source, aside)
    variable, prompt = (
        (RECOVERY, "Recovery key") if args.recovery else (PASSPHRASE, "The backup's passphrase")
    )
    aside = restore(place, source, secret_from(variable, prompt), by_recovery=args.recovery, now=now)
    return _said(source, aside)


def _said(source: Path, aside: Path | None) -> int:
    print(f"Put back: {source.name}")
    print("It opens with the passphrase and the recovery key of the day it was made.")
    if aside:
        print(f"The store that was there is set aside, whole: {aside}")
    return 0
