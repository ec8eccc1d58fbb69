"""The command line: one small module a command, and nothing imported that the command does not need."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING

from tui.cli.streams import is_of_output, take_every_letter, unprinted
from tui.ending import fault_words
from tui.nothing_aside import let_nothing_aside

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Collection

COMMANDS = {
    "open": "open the store (what “footprint” alone does)",
    "demo": "open the board over a made-up team, in a store that is thrown away",
    "init": "make a store without questions, for scripts",
    "import": "take in a workbook, Annex A lists or SSD tables",
    "workbook": "write the workbook, empty or filled with the present team",
    "board": "print the board as plain text or JSON",
    "due": "print what is due: as text, JSON, a spreadsheet file or a weekly letter",
    "agenda": "the planned sessions and their agendas: list, show, export as Word, text or a calendar",
    "export": "write records as Word documents, the diary as a calendar, lists for a spreadsheet",
    "verify": "say whether sealed documents read as they were sealed",
    "key": "the key that checks this store's seals; the organisation's key that may open it",
    "backup": "make a verified, encrypted backup",
    "restore": "put a backup back, or list them",
    "check": "look the store over: keys, pages, trail, backups",
    "policy": "the policies as data: list, show, check, test, compare",
    "form": "the forms of records as data: list, show, check; blank ones to print",
    "record": "records: list, show, text for the case system, add from a file, import a returned copy",
    "quality": "quality assurance: counts with their gaps, samples, worksheets, the summary",
    "handover": "handovers: list, show, as Word or text",
    "file": "files of those who left: list, hold, destroy in two steps; someone's own file as one",
    "passphrase": "change the passphrase, or come back in with the recovery key",
}


def main(argv: list[str] | None = None) -> int:
    """Run a command; return 0, 1 (it could not, and says why) or 2 (it was called wrongly)."""
    given = list(sys.argv[1:] if argv is None else argv)
    if given and given[0] in ("-h", "--help", "help"):
        print(_help())
        return 0
    if given and given[0] == "--version":
        from importlib.metadata import version

        print("footprint", version("footprint"))
        return 0
    if behind := _behind(given, COMMANDS):
        print(f"footprint: the command comes first: footprint {behind} …", file=sys.stderr)
        return 2
    name = given.pop(0) if given and not given[0].startswith("-") else "open"
    if name not in COMMANDS:
        print(f"footprint: there is no command “{name}”.\n\n{_help()}", file=sys.stderr)
        return 2
    return _run(name, given)


def _behind(given: list[str], known: Collection[str]) -> str:
    """Return how a call should begin whose command, or verb, stands behind options; else nothing.

    What follows an option with a value is that value.
    """
    if not given or not given[0].startswith("-"):
        return ""
    valued = ("--store", "--today", "--cover")
    words = (word for before, word in zip(["", *given], given, strict=False) if before not in valued)
    found = next((word for word in words if word in known), "")
    return " ".join((found, *given[: given.index(found)])) if found else ""


def run() -> None:
    """Run the command line and leave at once: everything is written, only memory is left to clean up."""
    take_every_letter(sys.stdin, (sys.stdout, sys.stderr), os.environ)
    let_nothing_aside()
    try:
        code = main()
    except Exception as error:
        # Python's own words would show what was in hand, and that is people's.
        code = 1
        print(fault_words(error), file=sys.stderr)
    for stream in filter(None, (sys.stdout, sys.stderr)):
        try:
            stream.flush()
        except OSError as error:
            code = unprinted(error)
    os._exit(code)


def _run(name: str, given: list[str]) -> int:
    from models.errors import Refused, WrongCall
    from tui.cli.common import verbs_of

    said = "footprint" if name == "open" else f"footprint {name}"
    try:
        parser = parser_of(name)
        if behind := _behind(given, verbs_of(parser)):
            raise WrongCall(f"the verb comes first: {said} {behind} …")
        return int(import_module(f"tui.cli.{name}_command").run(parser.parse_args(given)))
    except WrongCall as wrong:
        print(f"{said}: {wrong}", file=sys.stderr)
        return 2
    except Refused as refused:
        print(f"{said}: {refused}", file=sys.stderr)
        return 1
    except OSError as error:
        if not is_of_output(error):
            raise
        return unprinted(error)
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return 1


def parser_of(name: str) -> ArgumentParser:
    """Return a command's parser; each of its verbs takes ``--store`` and ``--today`` too."""
    from tui.cli.common import add_store_options

    parser: ArgumentParser = import_module(f"tui.cli.{name}_command").parser()
    add_store_options(parser)
    return parser


def _help() -> str:
    lines = [
        "Footprint: management oversight and supervision for one team.",
        "",
        "usage: footprint [COMMAND] [--store FOLDER] [--today DATE] …",
        "",
        *(f"  {name:<12}{words}" for name, words in COMMANDS.items()),
        "",
        "Each has --help with an example. The passphrase comes from FOOTPRINT_PASSPHRASE or a prompt,",
        "never from the command line. Start with: footprint demo",
    ]
    return "\n".join(lines)
