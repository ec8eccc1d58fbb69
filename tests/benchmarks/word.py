"""Word: a record against the empty reference document, 1,000 sealed against one, memory, and verifying.

    python -m tests.benchmarks.word

The floor is python-docx opening our empty reference document and saving it. A record is Kent's Appendix A with
its six rows, each with what was discussed and an action; an observation is Appendix D; the largest of the
printed forms is Appendix B, here with something in each of its fields. The 1,000 come from an encrypted store,
each read, laid out, sealed and written to disk as the screen and the command line do it; one of them is what
a single export costs, the house style read for it.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from pathlib import Path
from statistics import fmean

import docx

from exports.word.document import sealed_document, working_document
from exports.word.from_store import Place, Ready, read_ready
from exports.word.house import loading
from exports.word.house.building import REFERENCE
from exports.word.house.house import House
from exports.word.house.loading import load_house
from exports.word.paper import Paper
from exports.word.verify import verify
from exports.word.writing import REPLACE, Going, write_each
from forms.records.writing import Around, written
from forms.template.load import load_form
from models.changes.record_parts import About
from models.changes.records import begin_record, complete_record
from models.changes.signing import Word, sign
from models.reading.signing import read_public_keys
from models.store.change import Change
from models.store.place import Place as StorePlace
from models.store.store import Store
from tests import made
from tests.benchmarks.rows import Row, Settings, compare
from tests.exports.word.papers import ORIGIN, paper, paper_on, signed

FORM = "kent_b"
RECORDS, ONCE, ROUNDS = 1_000, 20, 2
PARTIES = ("supervisor", "supervisee")
TALK = "She said that the mornings are better now, and that the plan holds. " * 4
RECORD, OBSERVATION, LARGEST = "a record", "an observation", "the largest form"
SEALED, CONTROLS = "signed and sealed", "each field a control"
_WITHIN: tuple[tuple[str, str, float | None], ...] = (
    (RECORD, SEALED, 2.5),
    (RECORD, CONTROLS, 2.5),
    (OBSERVATION, SEALED, 2.5),
    (OBSERVATION, CONTROLS, 2.5),
    (LARGEST, SEALED, None),
)
"""What is measured as bytes; without a figure the line only tells."""
Figures = dict[str, list[float]]


def run(settings: Settings) -> list[Row]:
    """Measure so many rounds: ours and the floor in turn."""
    figures: Figures = defaultdict(list)
    for _ in range(settings.rounds):
        _one(figures)
    store = _store(settings.folder / "store")
    try:
        for number in range(min(settings.rounds, ROUNDS)):
            _many(store, settings.folder / f"out{number}", figures)
    finally:
        store.close()
    empty = "the empty reference document, opened and saved by python-docx"
    rows = [
        compare(f"{what}, {how}", empty, figures[f"{what}{how}"], figures["empty"], limit)
        for what, how, limit in _WITHIN
    ]
    return [
        *rows,
        compare("verifying a file", "writing it", figures["verify"], figures["one"], 2.0),
        compare(f"{RECORDS:,} sealed records, each", "one of them", figures["each"], figures["one"], 1.0),
        compare(
            f"memory after {RECORDS:,} records",
            "after a tenth of them",
            figures["whole"],
            figures["tenth"],
            1.05,
            "MB",
        ),
    ]


def _one(figures: Figures) -> None:
    """Time documents as bytes, ours and the floor in turn."""
    house = load_house()
    figures["empty"].append(_best(_empty))
    for what, unsigned in _papers().items():
        final = signed(unsigned)
        figures[what + SEALED].append(_best(partial(sealed_document, final, house, ORIGIN)))
        figures[what + CONTROLS].append(
            _best(partial(working_document, unsigned, house, ORIGIN, "supervisee"))
        )


def _papers() -> dict[str, Paper]:
    rows = [
        {"row": str(row), "discussion": TALK, "actions": [{"what": "Write it up", "who": "Priya Shah"}]}
        for row in range(1, 7)
    ]
    seen = dict.fromkeys(("permission", "background", "feedback", "comments", "areas"), TALK)
    record = paper("kent_a", supervisee="Priya Shah", supervisor="Morag Bell", items=rows)
    return {
        RECORD: record,
        OBSERVATION: paper("kent_d", venue="Room 4", **seen),
        LARGEST: paper_on(load_form(FORM)),
    }


def _empty() -> None:
    docx.Document(BytesIO(REFERENCE.read_bytes())).save(BytesIO())


def _best(job: Callable[[], object]) -> float:
    """Return the quickest of some runs, after one that counts for nothing."""
    job()
    return min(_timed(job) for _ in range(ONCE))


def _usual(job: Callable[[], object]) -> float:
    """Return the mean of some runs: where the disk is part of it, the quickest says little."""
    return fmean(_timed(job) for _ in range(ONCE))


def _timed(job: Callable[[], object]) -> float:
    begun = time.perf_counter()
    job()
    return time.perf_counter() - begun


def _many(store: Store, folder: Path, figures: Figures) -> None:
    """Write one record so many times, then all of them; note the memory on the way."""
    going = Going(folder, load_house(), datetime.now(UTC), there=REPLACE, pattern="{{ record }}")

    def read(record_id: int) -> Ready:
        return store.read(lambda session: read_ready(session, record_id, Place("Kent")))

    def write(ids: Sequence[int], house: House | None = None) -> None:
        chosen = replace(going, house=house) if house else going
        gone = write_each(chosen, ids, read, lambda _record, _kind, _recipient: None)
        assert len(gone.written) == len(ids)

    def write_afresh(ids: Sequence[int]) -> None:
        loading._load.cache_clear()
        write(ids, load_house())

    keys = dict.fromkeys(store.read(read_public_keys), "here")
    figures["one"].append(_usual(lambda: write_afresh([1])))
    figures["verify"].append(_usual(lambda: verify(folder / "1.docx", keys)))
    write(range(1, RECORDS // 10 + 1))
    figures["tenth"].append(_memory())
    figures["each"].append(_timed(lambda: write(range(1, RECORDS + 1))) / RECORDS)
    figures["whole"].append(_memory())
    assert verify(folder / f"{RECORDS}.docx", keys).good


def _memory() -> float:
    """Return the memory that this process has now, in MB; where the system does not tell, the most it has had."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / (1 << 20)
    except OSError:
        import resource  # Windows has none, and looks at this file too

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20)


def _store(folder: Path) -> Store:
    """Return a store with so many signed records of one practitioner."""
    form, filled = load_form(FORM), paper_on(load_form(FORM)).answers
    whole = written(form, filled, Around(About(made.TODAY, None, made.PRIYA), {}))

    def job(change: Change) -> None:
        made.small_team(change)
        for _ in range(RECORDS):
            row = begin_record(change, FORM, "kent", whole)
            complete_record(change, row.id)
            for party in PARTIES:
                sign(change, row.id, Word(party, "Morag Bell", "", "in_room"), PARTIES)

    place = StorePlace(folder)
    return made.open_(place, made.make(place, job)[0])


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made_in:
        for row in run(Settings(Path(made_in), rounds=3)):
            print(f"{row.what}, against {row.against}: {row.measured} (reach {row.reach})")
