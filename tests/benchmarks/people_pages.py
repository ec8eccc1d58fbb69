"""People, sessions, handovers, files of those who left, quality assurance: each page opened, against a board repaint.

    python -m tests.benchmarks.people_pages

Over 200 open children, five years of sessions, forty people who left and a handover of a whole caseload. The time
runs from the key to the painted page; of pages without a key of their own from Enter in the palette. Each is told
twice: opened for the first time since the program began, and opened again, about another one where there is one.
Dialogs stand over a page; theirs are told, of two of the usual size and of the largest.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from models.changes.handovers import PRACTITIONER, start_handover
from models.changes.team import PractitionerFacts, add_practitioner
from models.policy.load import load_pack
from models.reading.due import read_due
from models.reading.handover.proposing import propose_items
from models.reading.people import read_people
from models.sampling import Candidate
from models.store.change import Change
from models.tables import Record, Sample, SampledRecord, Supervision
from tests.benchmarks.programs import footprint, rest, unlock
from tests.benchmarks.rows import Row, Settings, compare
from tests.benchmarks.stores import Made, make, open_again
from tests.terminal.measure import median, press
from tests.terminal.probe import Probe

CHILDREN, LEAVERS, SESSIONS, SAMPLED, TIMES = 200, 40, 6_000, 24, 3
SIZE = (120, 40)
REACH = 3.0
BOARD, COUNTED = r"walk   < > move", r"overdue ·"
_FLOOR = f"a board repaint: F2 to {CHILDREN} tiles painted"
Figures = dict[str, list[float]]


@dataclass(frozen=True, slots=True)
class Page:
    """A page: what it is called, the keys up to it, what opens it, what it shows, and the pages it leads to.

    ``opens`` is a key, or words that find it in the palette.
    """

    name: str
    keys: tuple[str, ...]
    opens: str
    shows: str
    inside: tuple[Page, ...] = ()


PAGES = (
    Page(
        "a practitioner's page",
        ("f6", "down"),  # another each time: whose page was shown last is not read again
        "enter",
        r"Supervised by",
        (
            Page("a session's page", ("end", "up"), "enter", r"The session"),
            Page("a dialog: an absence", (), "b", r"Ctrl\+S"),
            Page("a dialog: something that took place", (), "v", r"Ctrl\+S"),
        ),
    ),
    Page("the team's page", ("f6",), "t", r"Group sessions"),
    Page("one's own page", ("f6",), "m", r"Hours this rolling year|No agreement|agreement"),
    Page("a child's page", ("f2", "down"), "enter", r"Situations"),
    Page("the largest dialog: a note of oversight", ("f2",), "o", r"Management Oversight"),
    Page("a year of sessions", ("f3", "down"), "y", r"A year of sessions"),
    Page(
        "the handovers",
        (),
        "handovers",
        r"Acknowledged",
        (Page("one handover of a caseload", (), "enter", r"not acknowledged|not yet"),),
    ),
    Page("files of those who left", (), "files of those", r"Kept|No period"),
    Page(
        "quality assurance",
        (),
        "quality assur",
        r"Children discussed in time",
        (Page("a sample", ("end",), "enter", r"Supervised by"),),  # samples stand at the foot
    ),
    Page("themes and patterns", (), "themes and", r"themed supervision"),
)
FIRST, AGAIN = "opened for the first time, painted", "opened again, painted"


def run(settings: Settings) -> list[Row]:
    """Measure so many rounds, each in a program of its own."""
    made = make(settings.folder, CHILDREN)
    _fill(made)
    figures: Figures = defaultdict(list)
    for _ in range(settings.rounds):
        _round(made, figures)
    board = figures.pop("board")
    return [
        compare(name, _FLOOR, taken, board, None if "dialog" in name else REACH)
        for name, taken in figures.items()
    ]


def _round(made: Made, figures: Figures) -> None:
    with footprint(made, SIZE) as probe:
        unlock(probe)
        probe.wait(COUNTED)
        rest(probe)
        board: list[float] = []
        times: Figures = defaultdict(list)
        for _ in range(TIMES):
            for page in PAGES:
                _visit(probe, page, times)
            probe.send("f6")
            rest(probe, 0.2)
            board.append(_painted(probe, "f2", BOARD))
            rest(probe, 0.2)
        figures["board"].append(median(board))
        for name, (first, *again) in times.items():
            figures[f"{name} {FIRST}"].append(first)
            figures[f"{name} {AGAIN}"].append(median(again))
        probe.close()


def _visit(probe: Probe, page: Page, times: Figures) -> None:
    """Open a page and what it leads to; then leave it again."""
    for key in page.keys:
        probe.send(key)
        rest(probe, 0.2)
    rest(probe)
    is_found = " " in page.opens or page.opens == "handovers"
    if is_found:
        probe.send("ctrl+p")
        probe.wait("Search|search")
        rest(probe, 0.2)
        probe.type(page.opens)
        rest(probe)
    times[page.name].append(_painted(probe, "enter" if is_found else page.opens, page.shows))
    for inside in page.inside:
        _visit(probe, inside, times)
    probe.send("escape")
    rest(probe, 0.2)


def _painted(probe: Probe, key: str, expect: str) -> float:
    """Return the seconds from a key to the last output that it caused."""
    settled = press(probe, key, expect, timeout=20).settled
    assert settled is not None, probe.text
    return settled


def _fill(made: Made) -> None:
    """Put what the pages show into a store."""
    store, now, today, pack = open_again(made.place), datetime.now(UTC), made.today, load_pack("kent")
    due = store.read(lambda session: read_due(session, pack, today))
    people = store.read(lambda session: read_people(session, today))
    busiest = max(people, key=lambda one: one.caseload)

    def job(change: Change) -> None:
        for number in range(LEAVERS):
            gone = today - timedelta(days=60 * number + 30)
            facts = PractitionerFacts(
                f"L{number}", f"Left Long{number}", "social_worker", started_on=date(2010, 1, 4), left_on=gone
            )
            add_practitioner(change, facts)
        _sessions(change, [one.id for one in people], today)
        items = propose_items(change.session, due, PRACTITIONER, busiest.id)
        start_handover(change, PRACTITIONER, busiest.id, items, to_name="Ruth Adeyemi")
        _sample(change, now, today)

    store.change(job, now=now, today=today, actor="P0")
    store.close()


def _sessions(change: Change, people: list[int], today: date) -> None:
    first = change.next_id(Supervision)
    rows = [
        {
            "id": first + number,
            "kind": "case",
            "occasion": "formal",
            "practitioner_id": people[number % len(people)],
            "planned_for": today - timedelta(days=1 + number * 5 * 365 // SESSIONS),
            "held_on": today - timedelta(days=1 + number * 5 * 365 // SESSIONS) if number % 9 else None,
            "starts_at": "",
            "reason": "",
            "cause": "",
            "minutes": 60,
        }
        for number in range(SESSIONS)
    ]
    change.insert_many(Supervision, rows)


def _sample(change: Change, now: datetime, today: date) -> None:
    drawn = []
    for number in range(SAMPLED):
        row = change.insert(
            Record(
                form="kent_case",
                policy="kent",
                fingerprint="1",
                state="complete",
                day=today - timedelta(days=number),
                answers="{}",
                begun_at=now,
                begun_by="P0",
                saved_at=now,
                saved_by="P0",
                completed_at=now,
                completed_by="P0",
            )
        )
        drawn.append(Candidate(row.id, None))
    sample = change.insert(Sample(drawn_on=today, seed=1, per_supervisor=SAMPLED, since=today, until=today))
    for one in drawn:
        change.insert(SampledRecord(sample_id=sample.id, record_id=one.record_id))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made_in:
        for row in run(Settings(Path(made_in), rounds=1)):
            print(f"{row.what}, against {row.against}: {row.measured} (reach {row.reach})")
