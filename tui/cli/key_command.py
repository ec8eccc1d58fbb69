"""``footprint key``: the key that checks this store's seals, for those who verify documents elsewhere."""

from __future__ import annotations

import argparse

from models.changes.signing import make_signing_key
from models.reading.signing import read_public_keys
from models.reading.team import read_team
from models.seals import read_key
from tui.cli.common import clock_of, new_parser, opened


def parser() -> argparse.ArgumentParser:
    """Return the command's parser."""
    found = new_parser(
        "key",
        "Print the public half of the key that seals this store's records. Whoever has it can verify documents on\n"
        "any computer, and can seal none. The secret half never leaves the encrypted store.",
        "footprint key show > riverside.key",
    )
    found.add_argument("verb", choices=("show",), metavar="show")
    return found


def run(args: argparse.Namespace) -> int:
    """Print the keys, the present one first; the first time one is made."""
    clock = clock_of(args)
    with opened(args, read_only=True) as store:
        team, keys = store.read(read_team), store.read(read_public_keys)
    if not keys:
        with opened(args, read_only=False) as store:
            actor = team.manager_number or "key"
            store.change(make_signing_key, now=clock.now(), today=clock.today(), actor=actor)
            keys = store.read(read_public_keys)
    print(f"# {team.name}, Footprint key {read_key(keys[0]).id}")
    print(f"ed25519:{keys[0]}")
    for earlier in keys[1:]:
        print(f"# earlier: {read_key(earlier).id} ed25519:{earlier}")
    return 0
