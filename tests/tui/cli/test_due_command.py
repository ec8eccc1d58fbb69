"""``footprint due`` and ``footprint policy compare``: the same list, as a script or a screen reader has it."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest

from exports.due_text import due_csv
from models.changes.team import PractitionerFacts, add_practitioner
from tests.made import ago
from tests.models.reading.due.office import LONG_AGO, Office, open_office
from tests.tui.cli.told import DAY, Run, told


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store folder of Kent: two practitioners, three children, one of them late, one without a holder."""
    office = open_office(tmp_path_factory.mktemp("due"), "kent")
    one, other = office.person("P1"), office.person("P2")
    office.held("case", one, ago(100), [office.child("70001", holder=one, situations=[("cp", LONG_AGO)])])
    office.held("case", other, ago(10), [office.child("70002", holder=other)])
    office.child("70003", opened=ago(30))
    place = office.store.place.folder
    office.store.close()
    return place


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command over that store on the tests' day; return its code, what it printed, and its complaints."""

    def command(*arguments: str) -> tuple[int, str, str]:
        return told(capsys, *arguments, "--store", folder, "--today", DAY)

    return command


class TestPlain:
    """Sentences in groups."""

    def test_the_list(self, run: Run) -> None:
        """With the counts first and the rule after each line."""
        code, out, _ = run("due")
        assert code == 0
        assert out.startswith("Riverside 2, Kent County Council, Sat 21 Nov 2026. ")
        assert "8 to 30 days late: " in out
        assert (
            "  70001 AB (Person P1): discuss in supervision, was due Wed 11 Nov 2026, 10 days late. (KCC-T24)"
            in out
        )

    def test_overdue_says_what_it_leaves_out(self, run: Run) -> None:
        """Nothing is dropped without a word."""
        _, out, _ = run("due", "--overdue")
        assert "70001" in out
        assert "70002" not in out
        assert "Not shown: " in out
        assert "without a day; the whole list says why." in out

    def test_within(self, run: Run) -> None:
        """What is late, and what is due in so many days."""
        assert "70002" not in run("due", "--within", "79")[1]
        assert "70002" in run("due", "--within", "80")[1]

    def test_one_practitioner(self, run: Run) -> None:
        """By their number, in any case."""
        _, out, _ = run("due", "--practitioner", "p2")
        assert "70002" in out
        assert "70001" not in out

    def test_by_practitioner(self, run: Run) -> None:
        """Another grouping."""
        assert "\nPerson P1: " in run("due", "--by", "practitioner")[1]

    def test_why(self, run: Run) -> None:
        """The explanation below each line."""
        _, out, _ = run("due", "--why", "--overdue")
        assert "      KCC-T24: Families open to a Children's Social Work Team" in out
        assert "      Sum: 13 Aug 2026 + 90 days = Wed 11 Nov 2026." in out

    def test_nobody_of_that_number(self, run: Run) -> None:
        """The numbers there are, are named."""
        code, out, err = run("due", "--practitioner", "P9")
        assert (code, out) == (1, "")
        assert err == "footprint due: There is no practitioner P9. Their numbers are: M1, P1, P2.\n"

    def test_a_wrong_number_of_days(self, run: Run, capsys: pytest.CaptureFixture[str]) -> None:
        """It was called wrongly, and what is wrong is said in plain words."""
        assert run("due", "--within", "-3")[0] == 2
        with pytest.raises(SystemExit):
            run("due", "--within", "soon")
        assert "--within: soon is no whole number" in capsys.readouterr().err


class TestJson:
    """For a script."""

    def test_every_line(self, run: Run) -> None:
        """With its dates in ISO, its rule, and what was left out by a filter."""
        body = json.loads(run("due", "--json", "--overdue")[1])
        assert body["policy"] == "kent"
        assert body["overdue"] == len(body["due"]) == sum(body["bands"].values())
        assert body["without_a_day_left_out"] >= 1
        line = next(each for each in body["due"] if each["about"] == "70001 AB")
        assert (line["due"], line["days_late"], line["rule"], line["practitioner"]) == (
            "2026-11-11",
            10,
            "KCC-T24",
            "P1",
        )
        assert "why" not in line

    def test_why(self, run: Run) -> None:
        """The reasons as parts."""
        body = json.loads(run("due", "--json", "--why")[1])
        line = next(each for each in body["due"] if each["about"] == "70001 AB")
        assert line["why"]["start"] == "2026-08-13"
        assert line["why"]["sum"] == "13 Aug 2026 + 90 days = Wed 11 Nov 2026"


class TestCsv:
    """For a spreadsheet program."""

    def test_a_file_in_which_no_text_is_a_formula(self, run: Run, tmp_path: Path) -> None:
        """Every line is a row."""
        path = tmp_path / "due.csv"
        code, out, _ = run("due", "--csv", str(path))
        assert code == 0
        assert "It is not encrypted." in out
        rows = list(csv.DictReader(StringIO(path.read_text(encoding="utf-8-sig"))))
        assert {row["about"] for row in rows} >= {"70001 AB", "70002 AB"}
        late = next(row for row in rows if row["about"] == "70001 AB")
        assert (late["due"], late["days_late"], late["rule"]) == ("2026-11-11", "10", "KCC-T24")
        assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "@"))]

    def test_a_file_that_is_there_stays(self, run: Run, tmp_path: Path) -> None:
        """Unless it is to be replaced."""
        path = tmp_path / "due.csv"
        path.write_text("mine", encoding="utf-8")
        code, _, err = run("due", "--csv", str(path))
        assert (code, path.read_text(encoding="utf-8")) == (1, "mine")
        assert "add --force" in err
        assert run("due", "--csv", str(path), "--force")[0] == 0
        assert path.read_text(encoding="utf-8-sig").startswith("band,")

    def test_where_nothing_can_be_written(self, run: Run, tmp_path: Path) -> None:
        """It is refused in a sentence."""
        code, _, err = run("due", "--csv", str(tmp_path / "nowhere" / "due.csv"))
        assert code == 1
        assert "can't be written" in err


class TestDigest:
    """For a weekly letter."""

    def test_no_name_is_in_it(self, run: Run) -> None:
        """Numbers and initials."""
        _, out, _ = run("due", "--digest")
        assert "70001 AB (PP)" in out
        assert "Person" not in out


class TestOneFormAtATime:
    """Plain, JSON, a file or the letter."""

    @pytest.mark.parametrize("pair", [("--json", "--digest"), ("--plain", "--json")])
    def test_two_are_too_many(self, run: Run, pair: tuple[str, str]) -> None:
        """It was called wrongly."""
        with pytest.raises(SystemExit) as left:
            run("due", *pair)
        assert left.value.code == 2


class TestCompare:
    """``footprint policy compare``."""

    def test_a_child(self, run: Run) -> None:
        """Both policies with date, rule and words."""
        code, out, _ = run("policy", "compare", "70001", "--with", "birmingham")
        assert code == 0
        lines = out.splitlines()
        assert lines[0] == "70001 AB, Sat 21 Nov 2026"
        assert "    Discuss in supervision: Wed 11 Nov 2026, 10 days late  KCC-T24" in lines
        assert "    Discuss in supervision: Sun 13 Sep 2026, 69 days late  BCT-T08" in lines

    def test_a_practitioner(self, run: Run) -> None:
        """Their sessions and their agreement."""
        _, out, _ = run("policy", "compare", "P1", "--with", "havering")
        assert out.startswith("Person P1, Sat 21 Nov 2026")
        assert "HAV-T01" in out or "HAV-T02" in out or "HAV-T05" in out

    @pytest.mark.parametrize(
        ("number", "other", "says"),
        [
            ("99", "havering", "no child and no practitioner 99"),
            ("70001", "atlantis", "no policy pack called"),
        ],
    )
    def test_what_can_t_be(self, run: Run, number: str, other: str, says: str) -> None:
        """A clear sentence, and 1."""
        code, out, err = run("policy", "compare", number, "--with", other)
        assert (code, out) == (1, "")
        assert says in err


@pytest.fixture
def quiet(tmp_path: Path) -> Iterator[Office]:
    """An office in which a person's words are hostile to a spreadsheet."""
    office = open_office(tmp_path, "children_and_families")
    yield office
    office.store.close()


def test_words_that_look_like_a_formula(quiet: Office) -> None:
    """A practitioner's name never becomes one."""
    told = PractitionerFacts(
        "P1", '=HYPERLINK("http://x")', "social_worker", started_on=ago(100), supervisor_id=1
    )
    quiet.do(lambda change: add_practitioner(change, told))
    text = due_csv(quiet.due()).decode("utf-8-sig")
    assert "'=HYPERLINK" in text
    for row in csv.reader(StringIO(text)):
        assert not any(cell.startswith("=") for cell in row)
