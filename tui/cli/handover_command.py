"""``footprint handover``: handovers for scripts and screen readers; list, show, write as Word or text."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from models.changes.exports import note_export
from models.dates import show
from models.file_names import typed_path
from models.reading.due import read_due
from models.reading.handover.reading import HandoverLine, read_handover, read_handovers
from models.reading.team import read_team
from tui.cli.common import clock_of, opened, pack_of, whole_number
from tui.cli.verbs import Verbs
from tui.settings import read_settings, settings_folder


def parser() -> argparse.ArgumentParser:
    """Return the command's parser."""
    about = "Handovers: what is in one, who has acknowledged it, the pack as a document."
    verbs = Verbs("handover", about, "show 3 --to pack.docx")
    verbs.add("list", "list them, the open ones first")
    shown = verbs.add("show", "print one, or write it as .docx, .txt or .md", "3 --to pack.docx")
    shown.add_argument("handover", type=whole_number, metavar="NUMBER")
    shown.add_argument("--to", type=Path, metavar="FILE", help="with the last records in full")
    return verbs.parser


def run(args: argparse.Namespace) -> int:
    """List them, or show one."""
    clock = clock_of(args)
    with opened(args, read_only=args.verb == "list" or args.to is None) as store:
        if args.verb == "list":
            lines = store.read(read_handovers)
            print("\n".join(map(_as_line, lines)) or "No handovers.")
            return 0
        from exports.handover import handover_report, read_papers
        from exports.report import report_text
        from tui.record.reading import form_called
        from tui.reports_out import write_report
        from tui.word_house import place_of_pack

        team = store.read(read_team)
        pack, today = pack_of(team.policy), clock.today()
        due = store.read(lambda session: read_due(session, pack, clock.moment()))
        page = store.read(lambda session: read_handover(session, pack, args.handover, due))
        records = [one.record for one in page.items if one.record is not None]
        titles = {one.form: form_called(one.form).called for one in records}
        place = place_of_pack(pack)
        papers = store.read(lambda session: read_papers(session, page, place)) if args.to is not None else []
        report = handover_report(page, today, team.name, pack.authority, titles.__getitem__, papers)
        if args.to is None:
            print(report_text(report), end="")
            return 0
        write_report(typed_path(args.to), report, read_settings(settings_folder()), clock.now())

        def note(change: Any) -> None:
            for one in page.records:
                note_export(change, one.id, "final" if one.state == "signed" else "draft")

        if page.records:
            store.change(note, now=clock.now(), today=today, actor=team.manager_number or "handover")
        print(args.to)
    return 0


def _as_line(one: HandoverLine) -> str:
    state = f"closed {show(one.closed_on)}" if one.closed_on else one.said_acknowledged
    return f"{one.id}  {one.kind}  {one.practitioner} to {one.to}, made {show(one.made_on)}, {state}"
