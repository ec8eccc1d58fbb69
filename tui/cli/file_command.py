"""``footprint file``: files of those who left; holds, destruction in two steps; someone's own file as one export."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from models.certificates import Certificate
from models.changes.destroying import propose_destruction, withdraw_destruction
from models.changes.exports import note_file_export
from models.changes.holds import lift_hold, place_hold
from models.changes.signing import make_signing_key
from models.dates import counted
from models.destruction import clean_pages, destroy_wholly
from models.errors import Refused, WrongCall
from models.file_names import typed_path
from models.reading.keeping import Keeping
from models.reading.leavers import FileLine, counts_in, read_files
from models.reading.names import read_numbered
from models.reading.signing import read_pair
from models.reading.team import TeamView, read_team
from models.store.copies import copies_of
from models.store.store import Store
from tui.cli.common import LEFT_OUT, clock_of, opened, pack_of, words_from
from tui.cli.verbs import Verbs
from tui.settings import read_settings, settings_folder

WHO = ("person", {"metavar": "ID", "help": "the person's number"})
VERBS: dict[str, str] = {
    "list": "list the files of those who left: kept until when, held, proposed, destroyed",
    "hold": "hold a file: nothing of it is destroyed until the hold is lifted",
    "lift": "lift a hold",
    "propose": "propose that a file be destroyed; nothing is destroyed yet",
    "withdraw": "withdraw a proposal",
    "destroy": "destroy a file that was proposed; it cannot be taken back",
    "certificate": "print the certificate of a destroyed file, or write it as .docx, .txt or .md",
    "export": "write everything about someone into one .zip, for a request of their own",
    "scrub": "write the database anew without anything that was removed",
}
EXAMPLES = {
    "hold": 'P2 --because "a claim"',
    "lift": 'P2 --because "it has ended"',
    "propose": "P2",
    "withdraw": "P2",
    "destroy": "P2",
    "certificate": "P2 --to certificate.docx",
    "export": "P2 --to P2.zip",
}


def parser() -> argparse.ArgumentParser:
    """Return the command's parser."""
    about = "The files of those who left: how long each is kept, and what becomes of it."
    verbs = Verbs("file", about, "list", "export P2 --to P2.zip")
    for name, words in VERBS.items():
        verb = verbs.add(name, words, EXAMPLES.get(name, ""))
        if name not in ("list", "scrub"):
            verb.add_argument(WHO[0], **WHO[1])  # type: ignore[arg-type]
        if name in ("hold", "lift", "propose"):
            verb.add_argument("--because", default="", metavar="TEXT", help=f"why, in a line; {LEFT_OUT}")
        if name in ("certificate", "export"):
            verb.add_argument("--to", type=Path, metavar="FILE", required=name == "export")
        if name == "destroy":
            verb.add_argument("--number", default="", metavar="ID", help="the number once more (else asked)")
        if name == "list":
            verb.add_argument("--json", action="store_true", help="as JSON, for a script")
    return verbs.parser


def run(args: argparse.Namespace) -> int:
    """Do what the verb says."""
    with opened(args, read_only=args.verb in ("list", "certificate")) as store:
        return _Verb(args, store).run()


class _Verb:
    """One verb over an open store."""

    def __init__(self, args: argparse.Namespace, store: Store) -> None:
        self._args, self._store, self._clock = args, store, clock_of(args)
        self._team: TeamView = store.read(read_team)
        self._pack = pack_of(self._team.policy)
        self._settings = read_settings(settings_folder())

    @property
    def _how(self) -> dict[str, Any]:
        actor = self._team.manager_number or "file"
        return {"now": self._clock.now(), "today": self._clock.today(), "actor": actor}

    def run(self) -> int:
        """Do it; return 0."""
        verbs = {"list": self._list, "scrub": self._scrub}
        if self._args.verb in verbs:
            verbs[self._args.verb]()
            return 0
        line = self._line()
        {
            "hold": self._hold,
            "lift": self._lift,
            "propose": self._propose,
            "withdraw": self._withdraw,
            "destroy": self._destroy,
            "certificate": self._certificate,
            "export": self._export,
        }[self._args.verb](line)
        return 0

    # -- reading ---------------------------------------------------------------------------------

    def _files(self) -> list[FileLine]:
        today = self._clock.today()
        return self._store.read(lambda session: read_files(session, self._pack, today))

    def _list(self) -> None:
        lines = self._files()
        if self._args.json:
            print(json.dumps([_as_data(one) for one in lines], indent=2, ensure_ascii=False))
            return
        for one in lines:
            print(f"{one.number}  {one.state}  {one.text()}")
        if not lines:
            print("Nobody has left, and no file is held.")

    def _line(self) -> FileLine:
        person = self._store.read(lambda session: read_numbered(session, self._args.person))
        known = next((one for one in self._files() if one.id == person.id), None)
        today = self._clock.today()
        return known or FileLine(
            person.id, person.number, person.name, person.left_on, Keeping(), today=today
        )

    # -- changing --------------------------------------------------------------------------------

    def _hold(self, line: FileLine) -> None:
        because = words_from(self._args.because, "Why it is held")
        self._store.change(lambda change: place_hold(change, line.id, because), **self._how)
        print(f"The file {line.number} is held.")

    def _lift(self, line: FileLine) -> None:
        hold = line.hold
        if hold is None:
            raise Refused(f"The file {line.number} is not held.")
        because = words_from(self._args.because, "Why the hold is lifted")
        self._store.change(lambda change: lift_hold(change, hold.id, because), **self._how)
        print(f"The hold on the file {line.number} is lifted.")

    def _propose(self, line: FileLine) -> None:
        because = words_from(self._args.because, "Why (may stay empty)")
        self._store.change(
            lambda change: propose_destruction(change, self._pack, line.id, because), **self._how
        )
        told = self._store.read(lambda session: counts_in(session, line.id))
        print(f"Proposed: the file {line.number}. Nothing is destroyed yet.")
        print(*(said.replace("Destroyed:", "To go:") for said in Certificate(*told).sentences()), sep="\n")
        print(f"Look at it, then: footprint file destroy {line.number}")

    def _withdraw(self, line: FileLine) -> None:
        number = self._proposal(line)
        self._store.change(lambda change: withdraw_destruction(change, number), **self._how)
        print(f"Withdrawn: the file {line.number} stays.")

    def _destroy(self, line: FileLine) -> None:
        number, typed = self._proposal(line), self._args.number
        second = self._settings.second_backup_folder
        place = typed_path(second) if second else None
        held = len(copies_of(self._store.place, self._clock.now(), place))
        if not typed:
            if not sys.stdin.isatty():
                raise WrongCall("--number says the person's number once more")
            print(f"This cannot be taken back. {counted(held, 'backup')} still hold it.")
            typed = input("Their number, to be sure: ")
        made = destroy_wholly(self._store, self._pack, number, typed, second=place, **self._how)
        print("\n".join(made.sentences()))

    def _scrub(self) -> None:
        clean_pages(self._store, **self._how)
        print("The database is written anew; nothing that was removed is in its pages or its log.")

    def _proposal(self, line: FileLine) -> int:
        done = line.destruction
        if done is None or done.destroyed_at is not None:
            raise Refused(f"Nothing is proposed for the file {line.number}. “footprint file propose” does.")
        return done.id

    # -- leaving ---------------------------------------------------------------------------------

    def _certificate(self, line: FileLine) -> None:
        from exports.certificate import certificate_report
        from exports.report import report_text
        from tui.reports_out import write_report

        if line.destruction is None or line.destruction.certificate is None:
            raise Refused(f"The file {line.number} was not destroyed.")
        team, authority = self._team.name, self._pack.authority
        report = certificate_report(line, self._clock.today(), team, authority)
        if self._args.to is None:
            print(report_text(report), end="")
            return
        write_report(self._args.to, report, self._settings, self._clock.now())
        print(self._args.to)

    def _export(self, line: FileLine) -> None:
        from exports.file_words import FileWords
        from exports.files import must_be_new, write_new
        from exports.subject_access import file_as_zip
        from exports.word.from_store import read_ready
        from models.reading.subject_access import read_whole_file
        from tui.record.reading import form_called
        from tui.reports_out import gone_unless_noted
        from tui.word_house import NOT_ENCRYPTED, house_of, place_of_pack

        path = typed_path(self._args.to)
        must_be_new(path)
        if self._store.read(read_pair) is None:
            self._store.change(make_signing_key, **self._how)
        place = place_of_pack(self._pack)
        file = self._store.read(lambda session: read_whole_file(session, line.id))
        ready = [
            self._store.read(lambda session, one=one: read_ready(session, one.id, place))  # type: ignore[misc]
            for one in file.records
        ]
        house, now = house_of(self._settings), self._clock.now()
        words = FileWords(self._pack, lambda code: form_called(code).called)
        content = file_as_zip(file, ready, house, now, self._team.name, words)
        write_new(path, content)
        numbers = [one.id for one in file.records]
        with gone_unless_noted(path):
            self._store.change(lambda change: note_file_export(change, line.id, numbers), **self._how)
        print(path)
        print(NOT_ENCRYPTED, file=sys.stderr)


def _as_data(one: FileLine) -> dict[str, Any]:
    return {
        "number": one.number,
        "left_on": one.left_on.isoformat() if one.left_on else None,
        "state": one.state,
        "rule": one.keeping.rule.id if one.keeping.rule else None,
        "keep_until": one.keeping.until.isoformat() if one.keeping.until else None,
        "held_since": one.hold.placed_on.isoformat() if one.hold else None,
    }
