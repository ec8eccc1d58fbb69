"""``footprint agenda``: the sittings in the diary, one agenda, and agendas and years as files."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from exports.agenda_report import agenda_json, agenda_lines, agenda_plain, agenda_report
from exports.calendar_file import calendar, observations
from exports.files import must_be_new, write_file
from exports.sitting_calendar import sitting_entries
from forms.records.entering import forms_elsewhere
from forms.template.load import forms_of, load_form
from models.dates import show
from models.errors import Refused, WrongCall
from models.policy import Pack
from models.reading.agenda.page import AgendaPage, read_page
from models.reading.agenda.sitting import Sitting, home_of_children, read_sittings
from models.reading.holders import read_holders
from models.reading.names import read_numbered
from models.reading.observing import PlannedSeen, called, read_planned
from models.reading.signing import read_store_id
from models.reading.team import TeamView, read_team
from models.store.change import Change
from models.store.store import Store
from tui.cli.common import clock_of, opened, pack_of
from tui.cli.verbs import Verbs
from tui.settings import own_forms
from tui.sitting_rows import short_label, state_of
from tui.when import Clock

ABOUT = (
    "The agendas of planned sessions: what is on each, what could be and why, against the time. "
    "Works beside a program that has the store open."
)


def parser() -> argparse.ArgumentParser:
    """Return the command's parser."""
    verbs = Verbs("agenda", ABOUT, "show P2 --plain")
    listed = verbs.add("list", "the planned sessions and observations, the next first", "--ics year.ics")
    listed.add_argument("who", nargs="?", metavar="P2", help="only those with a practitioner")
    listed.add_argument("--ics", type=Path, metavar="FILE", help="into a calendar file, initials only")
    shown = verbs.add("show", "one agenda, and what could be on it", "P2 --json")
    _which(shown)
    form = shown.add_mutually_exclusive_group()
    form.add_argument("--plain", action="store_true", help="as sentences, for a screen reader (the default)")
    form.add_argument("--json", action="store_true", help="as JSON, for a script")
    shown.add_argument("--present", action="store_true", help="numbers and initials only")
    written = verbs.add("export", "one agenda as Word, as text or for a calendar", "P2 agenda.docx")
    _which(written)
    written.add_argument("file", type=Path, metavar="FILE", help=".docx, .txt, .md or .ics")
    sheet = verbs.add(
        "prep",
        "a prep sheet for the supervisee to fill in: Word or plain text",
        "P2 sheet.docx",
    )
    _which(sheet)
    sheet.add_argument("file", type=Path, metavar="FILE", help=".docx or .txt")
    taken = verbs.add("take", "take in a prep sheet that came back", "sheet.txt --dry-run")
    taken.add_argument("file", type=Path, metavar="FILE", help="the .docx or .txt that was filled in")
    taken.add_argument("--dry-run", action="store_true", help="only say what it would bring")
    taken.add_argument("--rest", action="store_true", help="words in no place too, as one item of theirs")
    taken.add_argument(
        "--for", dest="who", metavar="P2", help="whose next session it is for, where the sheet doesn't say so"
    )
    return verbs.parser


def _which(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "who", metavar="P2", help="a practitioner: their next session; or the number of a session"
    )


def run(args: argparse.Namespace) -> int:
    """Do what the verb says; the store is only read, but where a sheet is taken in."""
    clock = clock_of(args)
    if args.verb == "take":
        return _take(args, clock)
    with opened(args, read_only=True) as store:
        team = store.read(read_team)
        pack = pack_of(team.policy)
        if args.verb == "list":
            return _list(store, pack, args, clock)
        page = _page(store, pack, args.who, clock)
        if args.verb == "prep":
            return _prep(store, pack, page, args.file, clock)
        if args.verb == "export":
            return _export(store, pack, team, page, args.file, clock)
    print(agenda_json(page, pack) if args.json else agenda_plain(page, pack, private=args.present), end="")
    return 0


def _list(store: Store, pack: Pack, args: argparse.Namespace, clock: Clock) -> int:
    found = store.read(lambda session: read_sittings(session, pack, clock.today()))
    people, person = store.read(read_holders), None
    if args.who:
        person = store.read(lambda session: read_numbered(session, args.who)).id
        found = [one for one in found if one.practitioner_id == person]
    seen = store.read(lambda session: read_planned(session, person))
    if args.ics is not None:
        initials, uuid = {key: one.initials for key, one in people.items()}, store.read(read_store_id)
        entries = [
            *sitting_entries(found, pack, initials, uuid),
            *observations(seen, pack, initials, uuid),
        ]
        _write(args.ics, calendar(entries, "Footprint: sessions", clock.now()), ".ics")
        return 0
    names = {key: one.name for key, one in people.items()} | {store.read(read_team).manager_id: "your own"}
    said: list[tuple[int | str, Sitting | PlannedSeen, str]] = [
        (one.ids[0], one, f"{one.label(pack)}; {state_of(one)}") for one in found
    ]
    said += [("", one, called(pack, one.kind)) for one in seen]
    for number, one, words in sorted(
        said, key=lambda each: (each[1].day, not each[1].starts_at, each[1].starts_at)
    ):
        time = f", {one.starts_at}" if one.starts_at else ""
        who = names.get(one.practitioner_id or 0, "group")
        print(f"{number:>5}  {show(one.day)}{time}  {who}: {words}")
    if not said:
        print("Nothing is planned.")
    return 0


def _page(store: Store, pack: Pack, who: str, clock: Clock) -> AgendaPage:
    found = store.read(lambda session: read_sittings(session, pack, clock.today()))
    one = _sitting(found, store, who, clock)
    systems = forms_elsewhere(forms_of(pack.names, own_forms())[0])
    page = store.read(lambda session: read_page(session, pack, one.ids[0], clock.today(), systems=systems))
    assert page is not None  # it was just read
    return page


def _sitting(found: list[Sitting], store: Store, who: str, clock: Clock) -> Sitting:
    """Return the sitting of a session by its number, or the next one with a practitioner.

    Staff numbers may be digits too: one that no planned session has is taken for a practitioner's.
    """
    if who.isdecimal():
        of_number = next((one for one in found if int(who) in one.ids), None)
        if of_number is not None:
            return of_number
    try:
        person = store.read(lambda session: read_numbered(session, who))
    except Refused:
        if not who.isdecimal():
            raise
        raise Refused(f"No session {who} is planned. “footprint agenda list” has their numbers.") from None
    own = [one for one in found if one.practitioner_id == person.id]
    coming = [one for one in own if one.day >= clock.today()]
    if not own:
        raise Refused(f"Nothing is planned with {who}.")
    return (coming or own)[0]


def _export(store: Store, pack: Pack, team: TeamView, page: AgendaPage, path: Path, clock: Clock) -> int:
    if path.suffix.casefold() == ".ics":
        initials = {key: one.initials for key, one in store.read(read_holders).items()}
        lines = {page.sitting.ids[0]: agenda_lines(page)}
        entries = sitting_entries(
            [page.sitting], pack, initials, store.read(read_store_id), lines, page.length
        )
        _write(path, calendar(entries, f"Footprint: {team.name}", clock.now()), ".ics")
        return 0
    from tui.reports_out import content_of
    from tui.settings import read_settings, settings_folder

    report = agenda_report(page, pack, clock.today(), team.name)
    _write(path, content_of(path, report, read_settings(settings_folder()), clock.now()), "")
    return 0


def _prep(store: Store, pack: Pack, page: AgendaPage, path: Path, clock: Clock) -> int:
    from exports.prep.sheet import read_sheet
    from tui.prep_sheets import children_of, content_of
    from tui.settings import read_settings, settings_folder
    from tui.word_house import house_of

    forms, _ = forms_of(pack.names, own_forms())
    kids, now = children_of(page), clock.now()
    sheet = store.read(lambda session: read_sheet(session, forms, pack, page.sitting, kids, now))
    _write(path, content_of(sheet, path, house_of(read_settings(settings_folder()))), "")
    return 0


def _take(args: argparse.Namespace, clock: Clock) -> int:
    from exports.prep.sheet import read_back, take_in, told, told_rest

    with opened(args, read_only=args.dry_run) as store:
        team = store.read(read_team)
        pack, today, now = pack_of(team.policy), clock.today(), clock.now()
        forms, _ = forms_of(pack.names, own_forms())
        meant = _meant(store, pack, args.who, clock) if args.who else None
        back = store.read(
            lambda session: read_back(
                session, args.file, lambda code: load_form(code, own_forms()), forms, pack, today, meant
            )
        )
        print("\n".join(told(back, short_label(back.sitting, pack))))
        rest = told_rest(back)
        if rest:
            kept = (
                "on the agenda as one item" if args.rest else "not taken in; --rest puts them on the agenda"
            )
            print("\n".join((f"In no place of the sheet ({kept}):", *(f"  {one}" for one in rest))))
        if args.dry_run:
            return 0

        def job(change: Change) -> str:
            return take_in(change, back, pack, team.policy, forms, now, rest=args.rest)

        print(store.change(job, now=now, today=today, actor=team.manager_number or "manager"))
    return 0


def _meant(store: Store, pack: Pack, who: str, clock: Clock) -> int:
    """Return the session in which children are talked about, of the sitting that is meant."""
    found = store.read(lambda session: read_sittings(session, pack, clock.today()))
    sitting = _sitting(found, store, who, clock)
    return home_of_children(pack, sitting) or sitting.ids[0]


def _write(path: Path, content: bytes, ending: str) -> None:
    if ending and path.suffix.casefold() != ending:
        raise WrongCall(f"{path.name} needs a name that ends in {ending}.")
    must_be_new(path)
    write_file(path, content)
    print(f"Written: {path}. It is not encrypted.", file=sys.stderr)
