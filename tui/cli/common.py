"""What every command shares: where the store is, which day it is, the passphrase."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.errors import Refused, WrongCall
from models.file_names import typed_path
from models.store.place import Place, default_folder, place_for
from tui.when import Clock

if TYPE_CHECKING:
    from models.policy import Pack
    from models.store.cover import OpenCover
    from models.store.store import Store

PASSPHRASE, RECOVERY, NEW_PASSPHRASE, COVER = (
    "FOOTPRINT_PASSPHRASE",
    "FOOTPRINT_RECOVERY_KEY",
    "FOOTPRINT_NEW_PASSPHRASE",
    "FOOTPRINT_COVER_PASSPHRASE",
)


NEVER_REHEARSED = "A real store is never written with another --today. Rehearse in a demo or scratch store."
LEFT_OUT = "left out, it is asked for, and is not in the history of your shell"
WORDS: Any = {"formatter_class": argparse.RawDescriptionHelpFormatter, "allow_abbrev": False}


def whole_number(text: str) -> int:
    """Return a number given on the command line; raise what the parser says in plain words."""
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no whole number") from None


def new_parser(name: str, words: str, example: str) -> argparse.ArgumentParser:
    """Return a command's parser with the options that all commands take."""
    parser = argparse.ArgumentParser(
        prog=f"footprint {name}".replace(" open", ""),
        description=words,
        epilog=f"example: {example}",
        **WORDS,
    )
    add_store_options(parser)
    return parser


def add_store_options(parser: argparse.ArgumentParser) -> None:
    """Give a parser and its verbs the options that say which store, and by which day, unless it has them."""
    verbs = verbs_of(parser)
    for verb in verbs.values():
        add_store_options(verb)
    if verbs or "--store" in parser._option_string_actions:
        return
    parser.add_argument(
        "--store", type=Path, metavar="FOLDER", help="the store's folder (or FOOTPRINT_STORE)"
    )
    parser.add_argument(
        "--today", metavar="DATE", help="go by another day, for rehearsal: a real store is then only read"
    )


def verbs_of(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """Return the verbs of a command with their parsers; most commands have none."""
    return {
        verb: each
        for action in parser._actions
        if isinstance(action, argparse._SubParsersAction)
        for verb, each in action.choices.items()
    }


def place_of(args: argparse.Namespace) -> Place:
    """Return where the store is: ``--store``, else FOOTPRINT_STORE, else the user's own data folder."""
    named = args.store or os.environ.get("FOOTPRINT_STORE")
    return place_for(Path(named) if named else default_folder())


def clock_of(args: argparse.Namespace) -> Clock:
    """Return the day to go by; raise WrongCall if ``--today`` is no date."""
    return Clock(day_of(args.today, "--today")) if args.today else Clock()


def day_of(text: str, option: str, today: date | None = None) -> date:
    """Read a date given as an option; raise WrongCall if it is none."""
    from models.typed_dates import read_date

    try:
        return read_date(text, today or Clock().today())
    except ValueError as mistake:
        raise WrongCall(f"{option}: {mistake}") from None


def secret_from(variable: str, prompt: str) -> str:
    """Return a secret from the environment or from a prompt that shows nothing."""
    given = os.environ.get(variable)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise Refused(f"No passphrase: set {variable}, or run this in a terminal to be asked.")
    from getpass import getpass

    return getpass(f"{prompt}: ")


def words_from(given: str, question: str) -> str:
    """Return words given as an option; in a terminal they are asked for where it was left out."""
    if given or not sys.stdin.isatty():
        return given
    return input(f"{question}: ")


def cover_from(path: Path) -> OpenCover:
    """Return the organisation's secret key from its file, opened with the passphrase that is asked for."""
    from models.store.cover import open_secret

    try:
        text = typed_path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise Refused(f"{path} cannot be read.") from None
    return open_secret(text, secret_from(COVER, f"Passphrase of {path.name}"))


def patterns_filled(paths: Iterable[Path]) -> list[Path]:
    """Return the files that are named, those of a pattern (``records/*.docx``) among them.

    Patterns are filled here where no shell did: those of Windows do not. The lock files that office programs
    make (~$…) are left out. Raises Refused for a pattern that fits nothing.
    """
    found: list[Path] = []
    for path in paths:
        if path.exists() or not any(sign in path.name for sign in "*?["):
            found.append(path)
            continue
        fitting = sorted(each for each in path.parent.glob(path.name) if not each.name.startswith("~$"))
        if not fitting:
            raise Refused(f"There is no file {path}.")
        found.extend(fitting)
    return found


def say_problems(file: Path, problems: Collection[object]) -> int:
    """Print what is wrong with a file, a line each, or that nothing is; return the code to end with."""
    print(*problems or [f"{file}: nothing wrong."], sep="\n")
    return 1 if problems else 0


@contextmanager
def opened(args: argparse.Namespace, *, read_only: bool) -> Iterator[Store]:
    """Open the store for a command, and close it after.

    With ``--today`` of another day a real store is opened to be read only; a command that writes is
    then refused.
    """
    from models.store.opening import needs_passphrase, open_place, unlock_place

    place, clock = place_of(args), clock_of(args)
    passphrase = secret_from(PASSPHRASE, "Passphrase") if needs_passphrase(place) else ""
    unlocked = unlock_place(place, passphrase)
    careful = read_only or clock.rehearses
    store = open_place(place, unlocked, now=clock.now(), read_only=careful)
    try:
        if careful and not read_only:
            if store.kind == "real":
                raise Refused(NEVER_REHEARSED)
            store.close()
            store = open_place(place, unlocked, now=clock.now())
        yield store
    finally:
        store.close()


def pack_of(policy: str) -> Pack:
    """Return a pack by name, the person's own packs included."""
    from models.policy import load_pack
    from tui.settings import own_packs

    return load_pack(policy, own_packs())
