"""What else leaves from the command line: an observation and its form, a calendar, lists."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from forms.answers.keeping import from_json
from forms.template.load import load_form
from models.changes import planning, records
from models.changes.observing_ahead import Arranged, plan_observation
from models.changes.planning import Plan
from models.policy.load import load_pack
from models.reading.records import read_record
from models.reading.signing import read_signing
from models.store.opening import Unlocked
from models.store.place import Place
from models.tables import Observation
from tests import made
from tests.exports.word.papers import write_in
from tests.exports.word.stored import put, sign
from tests.made import PRIYA, TODAY, TOM, ago
from tests.tui.cli.told import DAY, Run


def sent(run: Run, record: int, folder: Path) -> Path:
    """Write a working copy for the practitioner; return its path."""
    options = ("--kind", "working", "--for", "practitioner", "--to", folder, "--today", DAY)
    (path,) = run("export", record, *options)[1].splitlines()
    return Path(path)


class TestObservation:
    """Kent's and Havering's chain: the observer writes, the practitioner comments, both sign."""

    @pytest.mark.parametrize("form", ["kent_d", "havering_d"])
    def test_end_to_end(self, run: Run, form: str, tmp_path: Path, place: Place, unlocked: Unlocked) -> None:
        """Sent as a working copy, returned with comments, taken in, signed, exported; each part has its day."""
        loaded = load_form(form)
        comments = next(
            one.key
            for one in loaded.answered()
            if one.kind == "long" and loaded.who_fills(one.key) == ("practitioner",)
        )
        theirs = next(
            one.key
            for one in loaded.answered()
            if one.kind == "long" and loaded.who_fills(one.key) == ("observer",)
        )
        store = made.open_(place, unlocked)
        given: dict[str, Any] = {theirs: "As seen.", "observed_on": ago(5).isoformat()}
        record = put(store, form, day=ago(5), **given)
        store.close()

        path = sent(run, record, tmp_path / "out")
        write_in(path, **{comments: "I agree.\nMostly.", theirs: "Rewritten."})

        code, out, _ = run("record", "import", path, "--dry-run", "--today", DAY)
        assert (code, "Rewritten." in out, "I agree." in out) == (0, True, True)
        code, out, _ = run("record", "import", path, "--today", DAY)
        assert out.endswith(f"1 answer taken into record {record}; 1 left as it is here.\n")

        store = made.open_(place, unlocked)
        answers = from_json(store.read(lambda session: read_record(session, record)).answers, loaded)
        assert (answers.values[comments], answers.values[theirs]) == ("I agree.\nMostly.", "As seen.")
        sign(store, record)
        assert store.read(lambda session: read_signing(session, record)).seal is not None
        observed = store.read(lambda session: session.get_one(Observation, 1).model_dump())
        store.close()
        assert (observed["observer_part_on"], observed["practitioner_part_on"]) == (TODAY, TODAY)

        (final,) = run("export", record, "--to", tmp_path / "final", "--today", DAY)[1].splitlines()
        assert run("verify", final)[0] == 0

    def test_accepted_by_number(self, run: Run, tmp_path: Path, place: Place, unlocked: Unlocked) -> None:
        """What is asked can be accepted by its number, or all of it."""
        store = made.open_(place, unlocked)
        record = put(store, "kent_d", feedback="As seen.", background="Before.")
        store.close()
        path = sent(run, record, tmp_path)
        write_in(path, feedback="Seen otherwise.", background="Else.")
        assert run("record", "import", path, "--accept", "9", "--today", DAY)[0] == 2
        assert run("record", "import", path, "--accept", "none", "--today", DAY)[1].endswith(
            "2 left as it is here.\n"
        )
        code, out, _ = run("record", "import", path, "--accept", "1", "--today", DAY)
        assert (code, "1 answer taken" in out) == (0, True)

    def test_refused(self, run: Run, tmp_path: Path, place: Place, unlocked: Unlocked) -> None:
        """Of another record than was said; of one that was signed since; of one that is gone."""
        store = made.open_(place, unlocked)
        record, gone = put(store, "kent_d", feedback="As seen."), put(store, "kent_d", feedback="Twice.")
        store.close()
        (path,) = run("export", record, "--kind", "working", "--to", tmp_path, "--today", DAY)[1].splitlines()
        (other,) = run(
            "export", gone, "--kind", "working", "--to", tmp_path, "--there", "number", "--today", DAY
        )[1].splitlines()
        assert (
            f"of record {record}, not of record 77"
            in run("record", "import", path, "--record", "77", "--dry-run")[2]
        )
        store = made.open_(place, unlocked)
        sign(store, record)
        made.do(store, lambda change: records.discard_record(change, gone))
        store.close()
        assert "is signed since" in run("record", "import", path, "--dry-run")[2]
        assert f"There is no record {gone}" in run("record", "import", other, "--dry-run")[2]


class TestCalendar:
    """The diary and the due days as an .ics file."""

    def test_written(self, run: Run, tmp_path: Path, place: Place, unlocked: Unlocked) -> None:
        """Every line as the format has it; numbers and initials, no name."""
        store = made.open_(place, unlocked)
        made.do(
            store,
            lambda change: planning.plan_supervision(change, Plan("case", PRIYA, ago(-5), "09:30"), [TOM]).id,
        )
        seen = Arranged(ago(-9), starts_at="14:00", observer="Morag Bell", what="Priya at court")
        made.do(store, lambda change: plan_observation(change, load_pack("kent"), PRIYA, seen).id)
        store.close()
        path = tmp_path / "plan.ics"
        assert run("export", "--calendar", path, "--today", DAY)[0] == 0
        content = path.read_bytes()
        lines = content.decode().split("\r\n")
        assert lines[0] == "BEGIN:VCALENDAR"
        assert lines[-2:] == ["END:VCALENDAR", ""]
        assert all(len(line.encode()) <= 75 for line in lines)
        assert "DTSTART:20261126T093000Z" in lines
        whole = content.decode().replace("\r\n ", "")
        assert "40217 TB" in whole
        assert "SUMMARY:Observation of practice PS" in whole
        for name in ("Priya", "Shah", "Morag"):
            assert name not in whole
        assert run("export", "--calendar", path, "--today", DAY)[0] == 1
        assert run("export", "--calendar", path, "--there", "replace", "--today", DAY)[0] == 0


class TestLists:
    """Lists for a spreadsheet program."""

    @pytest.mark.parametrize("of", ["records", "sessions", "due", "actions"])
    @pytest.mark.parametrize("suffix", ["csv", "xlsx"])
    def test_written(
        self,
        run: Run,
        records_there: dict[str, int],
        tmp_path: Path,
        place: Place,
        unlocked: Unlocked,
        of: str,
        suffix: str,
    ) -> None:
        """Each list in both kinds of file, with its headings; planned observations stand among the sessions."""
        path = tmp_path / f"list.{suffix}"
        store = made.open_(place, unlocked)
        seen = Arranged(ago(-9))
        made.do(store, lambda change: plan_observation(change, load_pack("kent"), PRIYA, seen).id)
        store.close()
        assert run("export", "--list", path, "--of", of, "--today", DAY)[0] == 0
        assert run("export", "--list", path, "--of", of, "--today", DAY)[0] == 1
        rows: Sequence[Sequence[object]]
        if suffix == "csv":
            rows = list(csv.reader(StringIO(path.read_text(encoding="utf-8-sig"))))
        else:
            rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
        assert len(rows[0]) > 6
        assert of != "sessions" or [row[3] for row in rows[1:]] == ["Observation of practice"]
        assert of != "records" or len(rows) == 4

    def test_no_formula(self, run: Run, tmp_path: Path, place: Place, unlocked: Unlocked) -> None:
        """What begins like a formula is text."""
        store = made.open_(place, unlocked)
        put(store, wellbeing_actions=[{"what": "=cmd|' /c calc'!A0", "who": "+1+1", "why": "@SUM(A1)"}])
        store.close()
        for suffix in ("csv", "xlsx"):
            path = tmp_path / f"actions.{suffix}"
            run("export", "--list", path, "--of", "actions", "--today", DAY)
        (row,) = list(csv.reader(StringIO((tmp_path / "actions.csv").read_text(encoding="utf-8-sig"))))[1:]
        assert [cell[0] for cell in (row[0], row[1], row[3])] == ["'", "'", "'"]
        (line,) = CalamineWorkbook.from_path(tmp_path / "actions.xlsx").get_sheet_by_index(0).to_python()[1:]
        assert line[0] == "=cmd|' /c calc'!A0"


class TestHandover:
    """One of a number that never was is not said to be gone."""

    def test_of_no_such_number(self, run: Run, records_there: dict[str, int]) -> None:
        """It is said that there is none."""
        code, _, wrong = run("handover", "show", "3")
        assert (code, wrong.strip()) == (1, "footprint handover: There is no handover 3.")
