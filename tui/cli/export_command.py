"""``footprint export``: records as Word documents; the diary as a calendar; lists for a spreadsheet program."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from forms.template.kinds import PARTIES
from models.changes.signing import make_signing_key
from models.dates import counted
from models.errors import Refused, WrongCall
from models.file_names import typed_path
from models.reading.names import read_numbered
from models.reading.records import Wanted, read_record_lines
from models.reading.signing import read_pair
from models.reading.team import TeamView, read_team
from models.store.store import Store
from tui.cli.common import clock_of, day_of, new_parser, opened, pack_of, whole_number
from tui.cli.progress import Bar
from tui.settings import Settings, own_forms, read_settings, settings_folder, write_setting
from tui.word_house import NOT_ENCRYPTED, going, house_of, place_of_pack

if TYPE_CHECKING:
    from exports.word.from_store import Ready
    from exports.word.writing import Going

MOST = 100_000


def parser() -> argparse.ArgumentParser:
    """Return the command's parser."""
    found = new_parser(
        "export",
        "Write records as Word documents into a folder: some by number, a session's, a practitioner's file, or\n"
        "everything since a day. A signed record is sealed; one that is not says DRAFT on every page.",
        "footprint export 12 --to records\n"
        "         footprint export --practitioner P2 --since 1/9/2026 --to records\n"
        "         footprint export 15 --kind working --for practitioner --to outgoing",
    )
    found.add_argument(
        "records", nargs="*", type=whole_number, metavar="RECORD", help="records by their numbers"
    )
    found.add_argument("--session", type=whole_number, metavar="NUMBER", help="all records of one session")
    found.add_argument("--practitioner", metavar="ID", help="one practitioner's file, by their number")
    found.add_argument("--since", metavar="DATE", help="only records for this day or later")
    found.add_argument(
        "--to", type=Path, metavar="FOLDER", help="where to (the last folder, if there was one)"
    )
    found.add_argument(
        "--kind",
        choices=("final", "working", "text", "markdown"),
        default="final",
        help="as it stands (final), to fill in Word, or as a file of text or Markdown",
    )
    found.add_argument(
        "--for",
        dest="recipient",
        default="",
        metavar="PARTY",
        help="who fills a working copy, or whose copy it is to read: supervisee, practitioner …",
    )
    found.add_argument(
        "--there",
        choices=("ask", "replace", "number", "skip"),
        default="ask",
        help="what to do with a file that is there already (ask in a terminal, else nothing is written)",
    )
    found.add_argument(
        "--calendar", type=Path, metavar="FILE.ics", help="planned sessions and due days, instead"
    )
    found.add_argument(
        "--list", dest="lists", metavar="FILE", type=Path, help="a list (.csv or .xlsx) instead; see --of"
    )
    found.add_argument(
        "--of",
        choices=("records", "sessions", "due", "actions"),
        default="records",
        help="what to list (records)",
    )
    found.add_argument("--style", action="store_true", help="only say what the house style brings")
    return found


def run(args: argparse.Namespace) -> int:
    """Write what was asked for."""
    settings = read_settings(settings_folder())
    if args.style:
        print("\n".join(house_of(settings).report))
        return 0
    if args.calendar is not None or args.lists is not None:
        from tui.cli.export_lists import write_lists

        return write_lists(args)
    if not (args.records or args.session or args.practitioner or args.since):
        raise WrongCall("name records, or --session, --practitioner or --since; --help has examples")
    if args.recipient and args.kind not in ("working", "final"):
        raise WrongCall("--for goes with --kind working or final")
    if args.recipient and args.recipient not in PARTIES:
        raise WrongCall(f"--for: one of {', '.join(PARTIES)}")
    return _export(args, settings)


def _export(args: argparse.Namespace, settings: Settings) -> int:
    from exports.word.writing import write_each

    folder, clock, bar = _folder(args, settings), clock_of(args), Bar()
    with opened(args, read_only=False) as store:
        team = store.read(read_team)
        leave = _Leaving(store, team, clock.now(), clock.today())
        leave.have_a_key()
        wanted = _wanted(store, args, clock.today())
        place = place_of_pack(pack_of(team.policy))
        read = partial(_read, store, place)
        chosen = going(settings, folder, clock.now(), kind=args.kind, recipient=args.recipient)
        chosen = _asked(args, chosen, wanted, read)
        try:
            gone = write_each(chosen, wanted, read, partial(leave.note, suffix=chosen.suffix), bar.show)
        except KeyboardInterrupt:
            raise Refused(
                f"Stopped. {counted(leave.noted, 'document')} of {len(wanted)} written, each whole."
            ) from None
        finally:
            bar.done()
    write_setting(settings_folder(), "export_folder", str(folder.resolve()))
    for path, _, _ in gone.written:
        print(path)
    for sentence in (*gone.refused, *gone.notes):
        print(sentence, file=sys.stderr)
    print(gone.said(), file=sys.stderr)
    if gone.written and not settings.told_unencrypted:
        print(NOT_ENCRYPTED, file=sys.stderr)
        write_setting(settings_folder(), "told_unencrypted", True)
    return 1 if gone.refused or not gone.written else 0


class _Leaving:
    """What leaves the store is noted in its trail."""

    def __init__(self, store: Store, team: TeamView, now: datetime, today: date) -> None:
        self._store = store
        self.noted = 0
        self._how = {"now": now, "today": today, "actor": team.manager_number or "export"}

    def have_a_key(self) -> None:
        """Make the key pair of the store, where it has none yet."""
        if self._store.read(read_pair) is None:
            self._store.change(make_signing_key, **self._how)  # type: ignore[arg-type]

    def note(self, record_id: int, kind: str, recipient: str, suffix: str) -> None:
        """Note that one record has left."""
        from exports.word.from_store import note_leaving

        self._store.change(
            lambda change: note_leaving(change, record_id, kind, recipient, own_forms(), suffix),
            **self._how,  # type: ignore[arg-type]
        )
        self.noted += 1


def _read(store: Store, place: object, record_id: int) -> Ready:
    from exports.word.from_store import Place, read_ready

    assert isinstance(place, Place)
    return store.read(lambda session: read_ready(session, record_id, place))


def _folder(args: argparse.Namespace, settings: Settings) -> Path:
    if args.to is not None:
        return typed_path(args.to)
    if not settings.export_folder:
        raise WrongCall("--to FOLDER says where they go")
    return Path(settings.export_folder)


def _wanted(store: Store, args: argparse.Namespace, today: date) -> list[int]:
    """Return the records that are asked for, in the order of their days."""
    from exports.word.from_store import in_order

    person = (
        store.read(lambda session: read_numbered(session, args.practitioner)) if args.practitioner else None
    )
    asked = Wanted(
        ids=tuple(args.records) or None,
        supervision_id=args.session,
        practitioner_id=person.id if person else None,
        since=day_of(args.since, "--since", today) if args.since else None,
        limit=MOST,
    )
    found = in_order(store.read(lambda session: read_record_lines(session, asked)))
    missing = sorted(set(args.records) - set(found))
    if missing:
        raise Refused(f"There is no record {', '.join(map(str, missing))} among those that were asked for.")
    if not found:
        raise Refused("There is no record to write.")
    return found


def _asked(args: argparse.Namespace, chosen: Going, wanted: list[int], read: Callable[[int], Ready]) -> Going:
    """Return how to write once it is known what to do with files that are there already."""
    from dataclasses import replace

    from exports.word.writing import NUMBER, REPLACE, SKIP, there_already

    if args.there != "ask":
        return replace(chosen, there=args.there)
    there = there_already(chosen, map(read, wanted))
    if not there:
        return chosen
    names = ", ".join(path.name for path in there[:3]) + (" …" if len(there) > 3 else "")
    said = f"{counted(len(there), 'file')} there already in {chosen.folder}: {names}."
    if not sys.stdin.isatty():
        raise Refused(f"{said} Nothing was written. Say --there replace, number or skip.")
    answer = input(f"{said} [r]eplace, keep [b]oth, [l]eave them? ").strip().casefold()[:1]
    choice = {"r": REPLACE, "b": NUMBER, "l": SKIP}.get(answer)
    if choice is None:
        raise Refused("Nothing was written.")
    return replace(chosen, there=choice)
