"""Programs of their own that make one named change after another and are killed at a commit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from models.changes.team import PractitionerFacts, add_practitioner, correct_practitioner
from models.errors import Refused
from models.policy.load import load_pack
from models.reading.record_context import read_known_children, read_people
from models.store.change import Change
from models.store.cover import CoverKey
from models.store.opening import set_cover, unlock_place
from models.store.place import Place
from models.store.store import Store
from tests import made
from tests.made import PRIYA, TODAY, ago
from tests.models.changes.catalogue import CORRECTIONS, EXAMPLES, FINAL
from tests.models.changes.examples.canary import Example
from tests.models.store.destroyers import at_statement, end
from tui.oversight import Noting, keep_note, oversight_form


def note_oversight(change: Change) -> None:
    """A note of oversight as its screen keeps it: the talk, the record and its action in one."""
    kids, people = read_known_children(change.session, None, TODAY), read_people(change.session, TODAY)
    pack = load_pack("kent")
    said: dict[str, Any] = {"children": "40217", "point": "informal", "person": str(PRIYA)}
    said |= {"discussed": "He rang", "decision": "Stay", "why": "It is safe"}
    said |= {"what": "Visit him", "who": "Priya Shah", "by_when": TODAY}
    keep_note(change, Noting(pack, oversight_form(pack), people, kids), said, made.NOW)


def leave(change: Change) -> None:
    """Someone leaves: from that day on their file is kept, and their clocks stop."""
    facts = PractitionerFacts("P7", "Kit Ray", "social_worker", started_on=ago(90))
    person = add_practitioner(change, facts)
    correct_practitioner(change, person.id, replace(facts, left_on=ago(1)))


EVERY: dict[str, Example] = {
    **EXAMPLES,
    **CORRECTIONS,
    "note_oversight": note_oversight,
    "leave": leave,
    **FINAL,
}
OVERSIGHT = (
    "add_practitioner",
    "correct_practitioner",
    "sign_agreement",
    "record_absence",
    "record_observation",
    "date_observation_part",
    "plan_observation",
    "move_observation",
    "call_off_observation",
    "hold_observation",
    "begin_record",
    "write_record",
    "complete_record",
    "record_event",
    "shorten_for_practitioner",
    "raise_disagreement",
    "take_disagreement",
    "settle_disagreement",
    "plan_transfer",
    "start_handover",
    "acknowledge_item",
    "dispute_item",
    "add_note",
    "close_handover",
    "correct_held_day",
    "correct_discussed",
    "correct_record_child",
    "draw_sample",
    "set_worksheet",
    "place_hold",
    "lift_hold",
    "propose_destruction",
    "note_oversight",
    "leave",
    "note_file_export",
)
"""The changes of people, agreements, observations, notes, handovers, samples and files; a survey is a record."""


def walk(store: Store, names: tuple[str, ...]) -> Iterator[str]:
    """Make each change and take it back, so that none stands in another's way; yield after each commit.

    What is never taken back stays; it comes last.
    """
    for name in names:
        try:
            made.do(store, EVERY[name])
        except Refused:  # one that is never taken back was made before: a store has one key
            continue
        yield name
        if made.undo(store) is not None:
            yield f"{name} taken back"


def walk_until(folder: str, acks: Connection, names: tuple[str, ...], commit: int) -> None:
    """Walk, and end as the ``commit``-th commit is about to be made."""
    _walk(folder, acks, names, at_statement("COMMIT", commit, end))


def walk_telling(folder: str, acks: Connection, names: tuple[str, ...], commit: int) -> None:
    """Walk, and tell as that commit begins, so that whoever listens may kill in the middle of it."""
    _walk(folder, acks, names, at_statement("COMMIT", commit, lambda: acks.send("now")))


def _walk(folder: str, acks: Connection, names: tuple[str, ...], traced: Callable[[str], None]) -> None:
    place = Place(Path(folder))
    store = made.open_(place, unlock_place(place, ""))
    acks.send("open")
    store.driver().set_trace_callback(traced)
    for name in walk(store, names):
        acks.send(name)
    acks.send("done")


def cover_until(folder: str, told: Connection, cover: CoverKey, statement: str, number: int) -> None:
    """Let the organisation's key open the store, and end before the statement that is the ``number``-th so."""
    place = Place(Path(folder))
    store = made.open_(place, unlock_place(place, ""))
    told.send("open")
    store.driver().set_trace_callback(at_statement(statement, number, end))
    set_cover(store, cover, **made.HOW)
    told.send("done")
