"""``footprint record``: records for scripts and screen readers; list, show, text for the case system, add."""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from sqlmodel import Session

from exports.for_system import part_for_system
from exports.record_text import record_text
from forms.answers.keeping import from_json
from forms.page.laying import Layout
from forms.records.adding import Given, read_record_given
from forms.template.form import Form
from forms.template.kinds import NO_RECORD
from forms.template.load import load_form
from models.changes.records import begin_record, complete_record
from models.dates import show
from models.errors import Refused, WrongCall
from models.reading.finding import find
from models.reading.later import read_later
from models.reading.names import read_names, read_numbered
from models.reading.record_context import AskedFor, read_numbers
from models.reading.records import RecordLine, RecordView, Wanted, read_record, read_record_lines
from models.reading.team import read_team
from models.store.change import Change
from models.store.store import Store
from tui.cli import record_import
from tui.cli.common import clock_of, day_of, opened, pack_of, whole_number
from tui.cli.verbs import Verbs
from tui.settings import own_forms

MAX_FILE = 20_000_000


def parser() -> argparse.ArgumentParser:
    """Return the command's parser."""
    about = "Records: what was written, and adding one from a file with the same checks as the screen."
    verbs = Verbs(
        "record", about, "list --child 40217", "add kent_b --answers tuesday.toml --practitioner P2"
    )
    _list_options(verbs.add("list", "list records, the latest first", "--state draft"))
    shown = verbs.add("show", "print a whole record", "12")
    shown.add_argument("record", type=whole_number, metavar="NUMBER")
    shown.add_argument("--json", action="store_true", help="with its answers as they are kept, for a script")
    shown.add_argument("--markdown", action="store_true", help="as Markdown")
    text = verbs.add(
        "text",
        "print a child's part for the case system, full names as initials",
        "12 --child 40217",
    )
    text.add_argument("record", type=whole_number, metavar="NUMBER")
    text.add_argument("--child", metavar="NUMBER", help="whose part, where the record is about several")
    _add_options(verbs.add("add", "add a record from a file", "kent_b --answers tuesday.toml"))
    record_import.add_options(verbs.add("import", record_import.WORDS, record_import.EXAMPLE))
    return verbs.parser


def run(args: argparse.Namespace) -> int:
    """Do what the verb says."""
    verbs = {"list": _list, "show": _show, "text": _text, "add": _add, "import": record_import.run_import}
    return verbs[args.verb](args)


def _list_options(found: argparse.ArgumentParser) -> None:
    found.add_argument("--child", metavar="NUMBER", help="only those about a child")
    found.add_argument("--practitioner", metavar="ID", help="only those with a practitioner, by their number")
    found.add_argument("--form", metavar="FORM", help="only those on a form")
    found.add_argument("--state", choices=("draft", "complete", "signed"))
    found.add_argument("--since", metavar="DATE", help="only those for this day or later")
    found.add_argument("--search", metavar="WORDS", help="only those that hold every word")
    found.add_argument("--json", action="store_true", help="as JSON, for a script")


def _add_options(found: argparse.ArgumentParser) -> None:
    found.add_argument("form", metavar="FORM", help="its code or its ID; “footprint form list” names them")
    found.add_argument(
        "--answers", required=True, metavar="FILE", help="JSON or TOML, keyed by field; - reads JSON"
    )
    found.add_argument("--practitioner", metavar="ID", help="with whom, by their number")
    found.add_argument("--child", action="append", metavar="NUMBER", help="about whom; may be repeated")
    found.add_argument(
        "--day", metavar="DATE", help="the day it is for, where the answers do not say (today)"
    )
    found.add_argument("--complete", action="store_true", help="complete it at once")
    found.add_argument(
        "--reason", default="", metavar="TEXT", help="why it is complete without what a rule wants"
    )


# -- reading -------------------------------------------------------------------------------------


def _list(args: argparse.Namespace) -> int:
    today = clock_of(args).today()
    since = day_of(args.since, "--since", today) if args.since else None
    with opened(args, read_only=True) as store:

        def query(session: Session) -> list[RecordLine]:
            ids = None
            if args.search:
                hits = find(session, args.search, limit=10_000)
                ids = tuple(hit.id for hit in hits if hit.kind == "record")
            wanted = Wanted(
                child_id=_child(session, args.child) if args.child else None,
                practitioner_id=read_numbered(session, args.practitioner).id if args.practitioner else None,
                form=load_form(args.form, own_forms()).code if args.form else "",
                state=args.state or "",
                ids=ids,
                since=since,
                limit=1_000_000,
            )
            return read_record_lines(session, wanted)

        lines = store.read(query)
    if args.json:
        print(json.dumps([_as_data(line) for line in lines], indent=2, ensure_ascii=False))
    else:
        names = {code: _called(code) for code in {line.form for line in lines}}
        print("\n".join(_as_line(line, names[line.form]) for line in lines) or "No records.")
    return 0


def _called(code: str) -> str:
    """Return what a form is called; its code where it is gone or broken."""
    try:
        return load_form(code, own_forms()).called
    except Refused:
        return code


def _as_line(line: RecordLine, called: str) -> str:
    about = line.about or "the team"
    return f"{line.id:>6}  {show(line.day):<15}  {line.state:<8}  {called:<32}  {about}"


def _as_data(line: RecordLine) -> dict[str, Any]:
    return {
        "record": line.id,
        "form": line.form,
        "day": line.day.isoformat(),
        "state": line.state,
        "practitioner": line.practitioner,
        "children": list(dict.fromkeys(child.number for child in line.children)),
        "saved_at": line.saved_at.isoformat(timespec="seconds"),
    }


def _show(args: argparse.Namespace) -> int:
    with opened(args, read_only=True) as store:
        view = store.read(lambda session: read_record(session, args.record))
        signed = _signed(store, args) if view.line.state == "signed" and not args.json else ""
    if args.json:
        data = _as_data(view.line) | {"version": view.version, "kept": json.loads(view.answers)}
        print(json.dumps(data, indent=2, ensure_ascii=False))
        return 0
    if signed:
        print(signed, end="")
        return 0
    if args.markdown:
        from exports.record_markdown import record_markdown

        print(record_markdown(_layout(view)), end="")
        return 0
    print(record_text(_layout(view)), end="")
    return 0


def _signed(store: Store, args: argparse.Namespace) -> str:
    """Return a signed record with who signed it and what was said later, as the file of text has it."""
    from exports.plain_record import MARKDOWN, TEXT, plain_record
    from exports.word.from_store import read_ready
    from tui.word_house import place_of_pack

    place = place_of_pack(pack_of(store.read(read_team).policy))
    ready = store.read(lambda session: read_ready(session, args.record, place))
    return plain_record(ready.paper, MARKDOWN if args.markdown else TEXT).decode()


def _text(args: argparse.Namespace) -> int:
    with opened(args, read_only=True) as store:
        view = store.read(lambda session: read_record(session, args.record))
        names = store.read(read_names).staff
        later = store.read(lambda session: read_later(session, view.line))
    parts = {child.number: child.part for child in view.line.children}
    if args.child and args.child not in parts:
        raise Refused(
            f"Record {args.record} is not about {args.child}. It is about: {', '.join(parts) or 'no child'}."
        )
    if not args.child and len(parts) > 1:
        raise WrongCall(f"--child: the record is about several: {', '.join(parts)}.")
    part = parts.get(args.child or next(iter(parts), ""), "")
    print(part_for_system(_layout(view), view.line, later, part, names), end="")
    return 0


def _layout(view: RecordView) -> Layout:
    form = load_form(view.line.form, own_forms())
    record = {"supervisee": view.line.practitioner} if view.line.practitioner else {}
    return Layout(form, from_json(view.answers, form), record)


# -- adding --------------------------------------------------------------------------------------


def _add(args: argparse.Namespace) -> int:
    form, table = load_form(args.form, own_forms()), _answers_in(args.answers)
    clock = clock_of(args)
    with opened(args, read_only=False) as store:
        now, today = clock.now(), clock.today()
        day = day_of(args.day, "--day", today) if args.day else today
        team = store.read(read_team)
        _fits(form, pack_of(team.policy).names)
        given = store.read(lambda session: _given(session, form, table, args, (now, today, day)))
        if given.wrong:
            told = "\n".join(f"  {where}: {what}" for where, what in given.wrong.items())
            raise Refused(f"Nothing was added: {len(given.wrong)} of the answers can't be read.\n{told}")
        record_id = _write(store, form, given, args, (now, today, team.policy, team.manager_number))
    for remark in given.remarks:
        print(f"worth a second look: {remark}", file=sys.stderr)
    for one in given.missing:
        print(f"wanted by a rule: {one}", file=sys.stderr)
    print(record_id)
    return 0


def _given(
    session: Session,
    form: Form,
    table: dict[str, Any],
    args: argparse.Namespace,
    when: tuple[Any, date, date],
) -> Given:
    now, today, day = when
    person = read_numbered(session, args.practitioner).id if args.practitioner else None
    kids = tuple(_child(session, number) for number in args.child or ())
    pack = pack_of(read_team(session).policy)
    return read_record_given(session, form, table, AskedFor(day, None, person, kids), now, today, pack)


def _write(
    store: Store, form: Form, given: Given, args: argparse.Namespace, who: tuple[Any, date, str, str]
) -> int:
    now, today, policy, manager = who
    rules = [one.rule for one in given.missing]

    def job(change: Change) -> int:
        row = begin_record(change, form.code, policy, given.written)
        if args.complete:
            complete_record(change, row.id, missing=rules, reason=args.reason)
        return row.id

    return store.change(job, now=now, today=today, actor=manager or "manager")


def _fits(form: Form, names: Iterable[str]) -> None:
    if form.records in NO_RECORD:
        raise Refused(
            f"{form.called} is no record: a page to look things up in, or a sheet that goes out before a session."
        )
    if form.policies and not set(form.policies) & set(names):
        raise Refused(
            f"{form.called} belongs to {', '.join(form.policies)}, and this team goes by another policy."
        )


def _answers_in(name: str) -> dict[str, Any]:
    """Read a file of answers; raise Refused where it is no JSON or TOML table."""
    try:
        text = sys.stdin.read(MAX_FILE + 1) if name == "-" else _file_text(Path(name))
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(f"{name} can't be read as a text file ({error}).") from None
    if len(text) > MAX_FILE:
        raise Refused(f"{name} is longer than any record can be.")
    try:
        table = tomllib.loads(text) if name.endswith(".toml") else json.loads(text)
    except (ValueError, RecursionError) as error:
        kind = "TOML" if name.endswith(".toml") else "JSON"
        raise Refused(f"{name} is no {kind}: {error}.") from None
    if not isinstance(table, dict):
        raise Refused(
            f"{name} holds no table of answers keyed by field; “footprint form show FORM --json” names them."
        )
    return table


def _file_text(path: Path) -> str:
    if path.stat().st_size > MAX_FILE * 4:
        raise Refused(f"{path} is longer than any record can be.")
    return path.read_text(encoding="utf-8-sig")


def _child(session: Session, number: str) -> int:
    found = read_numbers(session).get(number)
    if found is None:
        raise Refused(f"There is no child numbered {number}.")
    return found
