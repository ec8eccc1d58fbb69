"""Beside the documents of ``footprint export``: the calendar, and lists for a spreadsheet program."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session, col

from exports import list_sheets
from exports.calendar_file import calendar, due_days, observations, sessions
from exports.files import write_file
from exports.lists import Sheet, write_list
from forms.template.load import all_forms
from models.dates import counted
from models.errors import Refused
from models.policy import Pack
from models.reading.actions import read_actions
from models.reading.diary import read_diary
from models.reading.due import read_due
from models.reading.holders import Holder, read_holders
from models.reading.names import read_child_labels
from models.reading.records import Wanted, read_record_lines
from models.reading.signing import read_store_id
from models.reading.team import read_team
from models.store.store import Store
from models.tables import Action
from tui.cli.common import clock_of, day_of, opened, pack_of
from tui.settings import own_forms
from tui.when import Clock

_MOST = 100_000
NOT_ENCRYPTED = "It is not encrypted."


@dataclass(frozen=True, slots=True)
class _People:
    """Practitioners and children as a list names them, by id."""

    holders: Mapping[int, Holder]
    children: Mapping[int, str]

    @property
    def names(self) -> dict[int, str]:
        return {key: one.name for key, one in self.holders.items()}

    @property
    def initials(self) -> dict[int, str]:
        return {key: one.initials for key, one in self.holders.items()}


def write_lists(args: argparse.Namespace) -> int:
    """Write the calendar or a list; the store is only read."""
    clock = clock_of(args)
    with opened(args, read_only=True) as store:
        team = store.read(read_team)
        pack = pack_of(team.policy)
        if args.calendar is not None:
            content = _calendar(store, pack, team.name, clock)
            _write(args.calendar, content, replace=args.there == "replace")
            print(f"Written: {args.calendar}. {NOT_ENCRYPTED}", file=sys.stderr)
        if args.lists is not None:
            sheet = _sheet(store, pack, args, clock)
            write_list(args.lists, sheet, overwrite=args.there == "replace")
            print(
                f"Written: {args.lists}, {counted(len(sheet.rows), 'row')}. {NOT_ENCRYPTED}", file=sys.stderr
            )
    return 0


def _calendar(store: Store, pack: Pack, team: str, clock: Clock) -> bytes:
    people, uuid = store.read(_people), store.read(read_store_id)
    diary = store.read(lambda session: read_diary(session, clock.today()))
    due = store.read(lambda session: read_due(session, pack, clock.now()))
    entries = [
        *sessions(diary, pack, people.initials, uuid, people.children),
        *observations(diary.observations, pack, people.initials, uuid),
        *due_days(due, uuid),
    ]
    return calendar(entries, f"Footprint: {team}", clock.now())


def _sheet(store: Store, pack: Pack, args: argparse.Namespace, clock: Clock) -> Sheet:
    people, today = store.read(_people), clock.today()
    if args.of == "records":
        since = day_of(args.since, "--since", today) if args.since else None
        wanted = Wanted(since=since, limit=_MOST)
        lines = store.read(lambda session: read_record_lines(session, wanted))
        titles = {form.code: form.called for form in all_forms(own_forms())[0]}
        return list_sheets.records_sheet(lines, titles)
    if args.of == "sessions":
        diary = store.read(lambda session: read_diary(session, today))
        return list_sheets.sessions_sheet(diary, pack, people.names, people.children)
    if args.of == "actions":
        still = col(Action.done_on).is_(None) & col(Action.dropped_on).is_(None)
        return list_sheets.actions_sheet(
            store.read(lambda session: read_actions(session, still)), people.names
        )
    return list_sheets.due_sheet(store.read(lambda session: read_due(session, pack, clock.now())))


def _people(session: Session) -> _People:
    return _People(read_holders(session), read_child_labels(session))


def _write(path: Path, content: bytes, *, replace: bool) -> None:
    if path.suffix.lower() != ".ics":
        raise Refused(f"{path.name} needs a name that ends in .ics.")
    if path.exists() and not replace:
        raise Refused(f"{path.name} is there already. Name another file, or say --there replace.")
    write_file(path, content)
