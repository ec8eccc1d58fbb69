"""Records: opening the largest form, a key in a long field, the first hits over five years of records.

python -m tests.benchmarks.records
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from forms.answers.changing import with_value
from forms.answers.keeping import to_json
from forms.answers.model import Answers
from forms.template.form import Form
from forms.template.load import forms_of
from models.store.change import Change
from models.store.opening import open_place, unlock_place
from models.tables import Record
from tests.benchmarks.peers.bare_text_area import TEXT
from tests.benchmarks.programs import LOCKED, bare, footprint, rest
from tests.benchmarks.rows import Row, Settings, compare
from tests.benchmarks.stores import PASSPHRASE, Made, make
from tests.terminal.measure import median, press, presses
from tests.terminal.probe import Probe

TILES, RECORDS, LARGE, TIMES = 200, 25_000, 20_000, 4
SIZE = (120, 40)
PAINTED = "walk   < > move"
"""What the board's bottom line says, painted last."""
FIELD = "wellbeing_plan"
"""The long field of the largest of Kent's forms in which a key is timed; it stands in the second section."""
_SENTENCE = (
    "school mother contact worry visit quiet mornings plan grandmother drawing friends health bus kitchen "
    "review network conference letter doctor garden sister brother phone evening weekend money club exam"
)
_WORDS = tuple(_SENTENCE.split())


def run(settings: Settings) -> list[Row]:
    """Measure so many rounds over one store, ours and the floors in turn."""
    made = make(settings.folder, TILES)
    large = _fill(made)
    figures: dict[str, list[float]] = defaultdict(list)
    for _ in range(settings.rounds):
        _ours(made, large, settings.presses, figures)
        _floor(settings.presses, figures)
    return [
        compare(
            f"the largest form with {LARGE:,} characters opened",
            f"F2 to the painted board of {TILES} tiles",
            figures["opened"],
            figures["board"],
            3.0,
        ),
        compare(
            "a key in a field of 10,000 characters, painted",
            "the same key in a bare TextArea",
            figures["key"],
            figures["bare key"],
            2.0,
        ),
        compare(
            f"the first hits over {RECORDS:,} records painted",
            "opening the records screen",
            figures["hits"],
            figures["list"],
            2.0,
        ),
    ]


def _ours(made: Made, large: int, count: int, figures: dict[str, list[float]]) -> None:
    with footprint(made, SIZE) as probe:
        probe.wait(LOCKED)
        rest(probe)
        probe.type(PASSPHRASE)
        _timed(probe, "enter", PAINTED)
        rest(probe)
        _timed(probe, "f4", f"the latest .* of {RECORDS + large}")
        shown = [(_timed(probe, "f2", PAINTED), _timed(probe, "f4", "the latest")) for _ in range(TIMES)]
        figures["board"].append(median(board for board, _ in shown))
        figures["list"].append(median(listed for _, listed in shown))
        figures["hits"].append(median(_search(probe) for _ in range(TIMES)))
        figures["opened"].append(median(_open(probe) for _ in range(TIMES)))
        _type(probe, count, figures)


def _search(probe: Probe) -> float:
    """Search a word that many records hold: once it stands there whole, its first hits are painted."""
    probe.send("/")
    probe.settle()
    probe.type("gardenz")
    probe.wait("Nothing holds")
    found = _timed(probe, "backspace", "places found")
    probe.send("escape")
    probe.settle(0.3)
    return found


def _open(probe: Probe) -> float:
    """Open the record that is listed first, and leave it again."""
    found = _timed(probe, "enter", "Name of Supervisor")
    _timed(probe, "escape", "the latest")
    return found


def _type(probe: Probe, count: int, figures: dict[str, list[float]]) -> None:
    """Type at the end of the long field of the record that is listed first."""
    probe.send("enter")
    probe.settle(0.3)
    probe.send("right enter")
    probe.settle(0.5)
    figures["key"].append(median(one.changed for one in presses(probe, ["x", "y"], count)))
    probe.send("escape escape")
    probe.wait("the latest")
    probe.settle(0.3)


def _floor(count: int, figures: dict[str, list[float]]) -> None:
    with bare("bare_text_area") as probe:
        probe.wait("He said")
        rest(probe)
        figures["bare key"].append(median(one.changed for one in presses(probe, ["x", "y"], count)))


def _timed(probe: Probe, key: str, expected: str) -> float:
    found = press(probe, key, expected, timeout=20).expected
    assert found is not None, f"{key!r} did not bring {expected!r}:\n{probe.text}"
    return found


def _fill(made: Made) -> int:
    """Put five years of records into a store, and one on the largest form for today; return how many more."""
    now = datetime.now(UTC)
    store = open_place(made.place, unlock_place(made.place, PASSPHRASE), now=now)
    forms, _ = forms_of(("kent",))
    largest = max(forms, key=lambda form: sum(1 for _ in form.answered()))
    usual = next(form for form in forms if form.code == "kent_a")

    def job(change: Change) -> None:
        first = change.next_id(Record)
        rows = [_row(made, now, usual, first + n, n * 5 * 365 // RECORDS) for n in range(RECORDS)]
        answers = to_json(_long_answers(largest), largest)
        rows.append({**_row(made, now, largest, first + RECORDS, -1), "answers": answers})
        change.insert_many(Record, sorted(rows, key=lambda row: row["id"]))
        change.note("fill", "record", None, rows=len(rows))

    store.change(job, now=now, today=made.today, actor="P0")
    store.close()
    return 1


def _row(made: Made, now: datetime, form: Form, record_id: int, back: int) -> dict[str, Any]:
    words = [_WORDS[(record_id + n * n) % len(_WORDS)] for n in range(120)]
    answers = Answers(form.code, form.fingerprint, {"supervisee": "Sam Obi", "supervisor": " ".join(words)})
    return {
        "id": record_id,
        "form": form.code,
        "policy": "kent",
        "fingerprint": form.fingerprint,
        "state": "complete",
        "day": made.today - timedelta(days=max(back, 0)),
        "supervision_id": None,
        "practitioner_id": None,
        "answers": to_json(answers, form),
        "version": 1,
        "begun_at": now,
        "begun_by": "P0",
        "saved_at": now,
        "saved_by": "P0",
        "completed_at": now,
        "completed_by": "P0",
        "copied_from_id": None,
    }


def _long_answers(form: Form) -> Answers:
    """Return 20,000 characters of answers: half of them in one field, the rest over the others."""
    answers = Answers(form.code, form.fingerprint, {FIELD: TEXT})
    others = [one for one in form.answered(each=False) if one.kind == "long" and one.key != FIELD]
    for one in others:
        answers = with_value(answers, one.key, TEXT[: (LARGE - len(TEXT)) // len(others)])
    return answers


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made_in:
        for row in run(Settings(Path(made_in), rounds=3, presses=20)):
            print(f"{row.what}, against {row.against}: {row.measured} (reach {row.reach})")
