"""People, handovers, files of those who left, quality assurance: each page opened, against a board repaint.

    python -m tests.benchmarks.people_pages

Over 200 open children, five years of sessions, forty people who left and a handover of a whole caseload. Pages
without a key of their own are opened from the palette: the time runs from Enter to the painted page.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Sequence
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
BOARD, PEOPLE, COUNTED = r"walk   < > move", r"In post", r"overdue ·"
PAGES = (
    ("a practitioner's page", "", r"Supervised by"),
    ("the handovers", "handovers", r"Acknowledged"),
    ("one handover of a caseload", "", r"not acknowledged|not yet"),
    ("files of those who left", "files of those", r"Kept|No period"),
    ("quality assurance", "quality assur", r"Children discussed in time"),
    ("a sample", "", r"Supervised by"),
    ("themes and patterns", "themes and", r"themed supervision"),
)
"""Each page: what it is called, what finds it in the palette (empty: Enter on the page before), what it shows."""
_FLOOR = f"a board repaint: F2 to {CHILDREN} tiles painted"
Figures = dict[str, list[float]]


def run(settings: Settings) -> list[Row]:
    """Measure so many rounds, each in a program of its own."""
    made = make(settings.folder, CHILDREN)
    _fill(made)
    figures: Figures = defaultdict(list)
    for _ in range(settings.rounds):
        _round(made, figures)
    return [
        compare(f"{name} opened, painted", _FLOOR, figures[name], figures["board"], REACH)
        for name, _, _ in PAGES
    ]


def _round(made: Made, figures: Figures) -> None:
    with footprint(made, SIZE) as probe:
        unlock(probe)
        probe.wait(COUNTED)
        rest(probe)
        board: list[float] = []
        times: Figures = defaultdict(list)
        for _ in range(TIMES):
            probe.send("f6")
            probe.wait(PEOPLE)
            probe.send("down")  # another each time: whose page was shown last is not read again
            rest(probe, 0.2)
            times[PAGES[0][0]].append(_painted(probe, "enter", PAGES[0][2]))
            _away(probe, 1)
            board.append(_painted(probe, "f2", BOARD))
            rest(probe, 0.2)
            for pages in (PAGES[1:3], PAGES[3:4], PAGES[4:6], PAGES[6:]):
                _open(probe, pages, times)
        figures["board"].append(median(board))
        for name, *_ in PAGES:
            figures[name].append(median(times[name]))
        probe.close()


def _open(probe: Probe, pages: Sequence[tuple[str, str, str]], times: Figures) -> None:
    """Open a page from the palette, and what its first row leads to; then leave them again."""
    name, words, shown = pages[0]
    probe.send("ctrl+p")
    probe.wait("Search|search")
    rest(probe, 0.2)
    probe.type(words)
    rest(probe, 0.3)
    times[name].append(_painted(probe, "enter", shown))
    for name, _, shown in pages[1:]:
        rest(probe, 0.2)
        if name == "a sample":
            probe.send("end")  # samples stand at the foot
            rest(probe, 0.2)
        times[name].append(_painted(probe, "enter", shown))
    _away(probe, len(pages))


def _away(probe: Probe, times: int) -> None:
    for _ in range(times):
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
