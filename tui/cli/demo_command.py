"""``footprint demo``: the board over a made-up team."""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from models.errors import Refused, WrongCall
from models.store.place import Place, place_for
from tui.cli.common import clock_of, new_parser

_OURS = "footprint-demo-thrown-away-"
"""No name that somebody gives to a demo of their own, which is kept."""
_DAY = 24 * 3600


def parser() -> argparse.ArgumentParser:
    """Return the command's parser."""
    found = new_parser(
        "demo",
        "Open the board over a made-up team. The store is thrown away at the end, unless --store keeps it.",
        "footprint demo --policy birmingham",
    )
    found.add_argument("--policy", default="kent", metavar="NAME", help="whose policy (kent)")
    found.add_argument("--present", action="store_true", help="start in projector mode")
    found.add_argument("--prepare", action="store_true", help="only make the store that --store names")
    return found


def run(args: argparse.Namespace) -> int:
    """Open the app over a made-up team; the same one every time for the same day."""
    args.policy = _policy_called(args.policy)
    if args.store is not None:
        return _kept(args, place_for(args.store))
    if args.prepare:
        raise WrongCall("--prepare needs --store, to say where the made-up store is kept.")
    folder = Path(tempfile.mkdtemp(prefix=_OURS))
    clear_left(folder)

    def throw_away() -> None:
        shutil.rmtree(folder, ignore_errors=True)

    try:
        return _run(args, Place(folder / "store"), throw_away)
    finally:
        throw_away()


def clear_left(own: Path) -> None:
    """Remove the demos beside ``own`` that a program left which was killed a day or longer ago."""
    from models.store.lock import StoreLock

    made = own.stat().st_mtime
    for left in own.parent.glob(f"{_OURS}*"):
        try:
            if left == own or made - left.stat().st_mtime < _DAY:
                continue
            lock = Place(left / "store").lock
            if lock.exists():
                StoreLock.take(lock, datetime.now(UTC)).release()
        except (OSError, Refused):  # another's, or shown still
            continue
        shutil.rmtree(left, ignore_errors=True)


def _policy_called(name: str) -> str:
    """Return the policy of this name, or whose rules begin with these letters (CFA)."""
    from models.policy import PACK_NAMES, load_pack

    if name in PACK_NAMES:
        return name
    short = {load_pack(one).prefix: one for one in PACK_NAMES}
    if name.upper() in short:
        return short[name.upper()]
    raise WrongCall(f"--policy is one of {', '.join(PACK_NAMES)}; {', '.join(short)} will do too.")


def _kept(args: argparse.Namespace, place: Place) -> int:
    from models.store.opening import needs_passphrase

    if place.exists() and needs_passphrase(place):
        raise Refused(
            f"{place.folder} holds a real store. A demo is never shown over one; name another folder."
        )
    if not args.prepare:
        return _run(args, place)
    from tui.starting import made_up

    made_up(place, args.policy, clock_of(args))()
    print(
        f"A made-up {args.policy} team is in {place.folder}. Open it with: footprint --store {place.folder}"
    )
    return 0


def _run(args: argparse.Namespace, place: Place, afterwards: Callable[[], None] = lambda: None) -> int:
    from tui.starting import made_up, run_app

    clock = clock_of(args)
    make = None if place.exists() else made_up(place, args.policy, clock)
    return run_app(place, clock, present=args.present, make=make, afterwards=afterwards)
