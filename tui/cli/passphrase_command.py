"""``footprint passphrase``: change it, or come back in with the recovery key."""

from __future__ import annotations

import argparse
from pathlib import Path

from models.errors import Refused
from models.store.opening import (
    change_passphrase,
    new_recovery_key,
    open_place,
    unlock_place,
    unlock_place_with_cover,
    unlock_place_with_recovery,
)
from tui.cli.common import (
    NEVER_REHEARSED,
    NEW_PASSPHRASE,
    PASSPHRASE,
    RECOVERY,
    clock_of,
    cover_from,
    new_parser,
    place_of,
    secret_from,
)


def parser() -> argparse.ArgumentParser:
    """Return the command's parser."""
    found = new_parser(
        "passphrase",
        f"Change the passphrase. Scripts set {PASSPHRASE} (or {RECOVERY}) and {NEW_PASSPHRASE}.",
        "footprint passphrase --recovery",
    )
    found.add_argument(
        "--recovery", action="store_true", help="come in with the recovery key: the passphrase is lost"
    )
    found.add_argument(
        "--cover",
        type=Path,
        metavar="FILE.key",
        help="come in with the organisation's key: the owner is gone",
    )
    found.add_argument("--new-recovery-key", action="store_true", help="make another recovery key instead")
    return found


def run(args: argparse.Namespace) -> int:
    """Change the passphrase, or make another recovery key and print it once."""
    place, clock = place_of(args), clock_of(args)
    if args.cover is not None:
        unlocked = unlock_place_with_cover(place, cover_from(args.cover))
    elif args.recovery:
        unlocked = unlock_place_with_recovery(place, secret_from(RECOVERY, "Recovery key"))
    else:
        unlocked = unlock_place(place, secret_from(PASSPHRASE, "Present passphrase"))
    store = open_place(place, unlocked, now=clock.now())
    try:
        if clock.rehearses and store.kind == "real":
            raise Refused(NEVER_REHEARSED)
        if args.new_recovery_key:
            _, text = new_recovery_key(store, now=clock.now(), today=clock.today(), actor="command line")
            print(f"New recovery key, shown this once: {text}\nThe old one opens nothing any more.")
            return 0
        chosen = secret_from(NEW_PASSPHRASE, "New passphrase")
        if not chosen:
            raise Refused("An empty passphrase protects nothing. The present one stays.")
        change_passphrase(store, chosen, now=clock.now(), today=clock.today(), actor="command line")
    finally:
        store.close()
    print("The passphrase is changed. The recovery key stays as it was.")
    return 0
