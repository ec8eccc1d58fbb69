"""``footprint``: open the store, or make one on a fresh machine."""

from __future__ import annotations

import argparse
from pathlib import Path

from tui.cli.common import clock_of, new_parser, place_of


def parser() -> argparse.ArgumentParser:
    """Return the command's parser."""
    found = new_parser("open", "Open the store; on a fresh machine, make one.", "footprint --present")
    found.add_argument(
        "--present", action="store_true", help="start in projector mode: numbers and initials only"
    )
    found.add_argument(
        "--cover",
        type=Path,
        metavar="FILE.key",
        help="open it with the organisation's key, while its owner can't: the trail says so",
    )
    return found


def run(args: argparse.Namespace) -> int:
    """Open the app over the store."""
    from tui.starting import run_app

    return run_app(place_of(args), clock_of(args), present=args.present, cover=args.cover)
