"""``footprint init``: make a store without questions."""

from __future__ import annotations

import argparse

from models.changes.first import begin_store
from models.changes.team import PractitionerFacts
from models.errors import Refused, WrongCall
from models.store.opening import NewStore, make_store
from tui.cli.common import PASSPHRASE, clock_of, new_parser, pack_of, place_of, secret_from
from tui.setting_up import manager_role


def parser() -> argparse.ArgumentParser:
    """Return the command's parser."""
    found = new_parser(
        "init",
        "Make a store. Its recovery key is printed once: keep it. With --today of another day it is a scratch store.",
        "FOOTPRINT_PASSPHRASE='four words or more' footprint init --team 'Riverside 2' --manager 'Jo Hale' --number M1",
    )
    found.add_argument("--team", required=True, help="what your service calls the team")
    found.add_argument("--manager", required=True, help="the manager's name")
    found.add_argument("--number", required=True, help="the manager's staff number")
    found.add_argument("--policy", default="kent", metavar="NAME", help="the supervision policy (kent)")
    found.add_argument(
        "--service", default="", metavar="CODE", help="the team's service, as the pack names it"
    )
    found.add_argument(
        "--scratch", action="store_true", help="for rehearsal: may be written with any --today"
    )
    return found


def run(args: argparse.Namespace) -> int:
    """Make the store."""
    place, clock = place_of(args), clock_of(args)
    pack = pack_of(args.policy)
    services = [service.code for service in pack.services]
    if args.service and args.service not in services:
        raise WrongCall(f"--service is one of {', '.join(services)} in {pack.authority}.")
    passphrase = secret_from(PASSPHRASE, "Choose a passphrase")
    if not passphrase:
        raise Refused("An empty passphrase protects nothing. Choose one.")
    kind = "scratch" if args.scratch or clock.rehearses else "real"
    role = manager_role([one.code for one in pack.roles])
    manager = PractitionerFacts(args.number, args.manager, role, job_title="Team Manager", frontline=False)
    new = NewStore(kind, passphrase, clock.now(), clock.today(), args.number)
    _, recovery = make_store(
        place, new, lambda change: begin_store(change, args.team, args.policy, args.service, manager)
    )
    print(f"A {kind} store for {args.team} ({pack.authority}) is in {place.folder}")
    print(f"Recovery key, shown this once: {recovery}")
    return 0
