"""Handing over: the form that begins one, and the report of one, joined to what they change."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from forms.by_hand import Lists
from forms.entry import EntryForm, Field
from models.changes.checks import practitioner_numbered
from models.changes.exports import note_export
from models.changes.handovers import PRACTITIONER, SUPERVISOR, start_handover
from models.errors import Refused
from models.reading.due import DueList
from models.reading.handover.proposing import propose_items
from models.reading.handover.reading import HandoverPage
from models.store.change import Change
from tui.by_hand import Entry
from tui.person_reading import agreement_form
from tui.record.reading import form_called
from tui.reports_out import ask_report
from tui.word_house import place_of_pack

if TYPE_CHECKING:
    from exports.report import Report
    from tui.app import Footprint

KINDS = (
    (SUPERVISOR, "their supervision, to another supervisor"),
    (PRACTITIONER, "their work, to another practitioner"),
)


def beginning(lists: Lists, due: DueList, number: str = "", *, kind: str = SUPERVISOR) -> Entry:
    """Begin a handover of someone's; ``number`` is theirs, where it is known already."""
    form = EntryForm(
        f"handover:new:{number}",
        "Hand over",
        (
            Field("practitioner", "Whose", "choice", True, choices=lists.people, initial=number),
            Field("kind", "What", "choice", True, choices=KINDS, initial=kind),
            Field("to", "To", "choice", choices=lists.people, hint="someone of this team"),
            Field("to_name", "To someone else", hint="their name, if not of this team"),
        ),
        note="What is in it is read from the store: agreement, dates, actions, children, last records.",
    )

    def change_it(change: Change, values: dict[str, Any]) -> Any:
        person = _person(change, values["practitioner"])
        to = _person(change, values["to"]) if values["to"] else None
        form = agreement_form(lists.pack)
        code = form.code if form is not None else ""
        items = propose_items(change.session, due, values["kind"], person, agreement_form=code)
        return start_handover(
            change, values["kind"], person, items, to_id=to, to_name="" if to else values["to_name"]
        )

    return form, change_it


def ask_pack(program: Footprint, page: HandoverPage) -> None:
    """Ask where the pack goes, and note of each record in it that it has left."""
    records = [one.record for one in page.items if one.record is not None]

    async def make() -> Report:
        from exports.handover import handover_report, read_papers

        desk, place = program.desk, place_of_pack(program.desk.pack)
        papers = await desk.read(lambda session: read_papers(session, page, place))
        titles = {one.form: form_called(one.form).called for one in records}
        return handover_report(
            page, desk.today, desk.team.name, desk.pack.authority, titles.__getitem__, papers
        )

    async def after() -> None:
        for one in page.records:
            kind = "final" if one.state == "signed" else "draft"
            await program.desk.change(partial(note_export, record_id=one.id, kind=kind))

    name = f"handover-{page.line.id}-{program.desk.today.isoformat()}.docx"
    ask_report(program, "The pack as a document", name, make, after)


def _person(change: Change, number: str) -> int:
    person = practitioner_numbered(change.session, number)
    if person is None:
        raise Refused("That practitioner is no longer in the store. Choose another.")
    return person.id
