"""``footprint agenda``: the sittings, one agenda with what could be on it, and files of both."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from models.changes.agenda import bring_item, put_on_agenda
from models.changes.agenda_parts import NewItem
from models.changes.observing_ahead import Arranged, plan_observation
from models.policy import load_pack
from models.store.place import Place
from tests import made
from tests.exports.word.lint import faults
from tests.exports.word.papers import write_in
from tests.made import TODAY, ago
from tests.models.reading.due.office import open_office
from tests.tui.cli.told import DAY, Run, told
from tui.main import main


@pytest.fixture(scope="module")
def made_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store folder of Kent: a session on Monday with a child and an item on its agenda, and one in four weeks."""
    office = open_office(tmp_path_factory.mktemp("agenda"), "kent")
    person = office.person("P1")
    kid = office.child("70001", ago(200), person)
    session = office.booked("case", person, ago(-2))
    office.booked("case", person, TODAY + timedelta(days=30))
    seen = Arranged(TODAY + timedelta(days=10), starts_at="10:00", observer="Someone Else")
    office.do(lambda change: plan_observation(change, load_pack("kent"), person, seen).id)
    digits = office.person("4071")
    office.booked("case", digits, ago(-5))
    brought = office.do(lambda change: bring_item(change, person, "leave in [July]", "supervisee").id)
    items = [
        NewItem("due", f"child:{kid}", child_id=kid, minutes=20),
        NewItem("own", "own", "leave in [July]", "supervisee", minutes=5, item_id=brought),
    ]
    office.do(lambda change: put_on_agenda(change, session, items)[0].id)
    place = office.store.place.folder
    office.store.close()
    return place


@pytest.fixture
def folder(made_folder: Path, tmp_path: Path) -> Path:
    """A copy of that store for this test alone."""
    return made.copy_of(Place(made_folder), tmp_path).folder


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str], own_settings: Path) -> Run:
    """Run a command over that store on the tests' day; return its code, what it printed, and its complaints."""

    def command(*arguments: str) -> tuple[int, str, str]:
        return told(capsys, "agenda", *arguments, "--store", folder, "--today", DAY)

    return command


class TestList:
    """The planned sessions."""

    def test_with_their_numbers(self, run: Run, tmp_path: Path) -> None:
        """A line each, the planned observations between them; as a calendar file with initials only."""
        code, out, _ = run("list", "P1")
        assert code == 0
        assert out.splitlines()[0].endswith("Mon 23 Nov 2026  Person P1: Case supervision; agenda of 2 items")
        assert out.splitlines()[1] == "       Tue 1 Dec 2026, 10:00  Person P1: Observation of practice"
        assert len(out.splitlines()) == 3
        file = tmp_path / "year.ics"
        assert run("list", "--ics", str(file))[0] == 0
        assert file.read_text().count("SUMMARY:Case supervision PP") == 2
        assert "SUMMARY:Observation of practice PP" in file.read_text()
        assert run("list", "P9") == (
            1,
            "",
            "footprint agenda: There is no practitioner P9. Their numbers are: 4071, M1, P1.\n",
        )


class TestShow:
    """One agenda, for a person and for a script."""

    def test_as_sentences_and_as_json(self, run: Run) -> None:
        """What is on it, whose it is, what could be, why and by when; with --present nothing that was typed."""
        _, out, _ = run("show", "P1")
        assert "Case supervision with Person P1, Mon 23 Nov 2026." in out
        assert "1 child in 90 minutes is 90.0 minutes each" in out
        assert "2. leave in [July], 5 minutes: brought by the supervisee." in out
        private = run("show", "P1", "--present")[1]
        assert ("July" in private, "Person" in private) == (False, False)
        told = json.loads(run("show", "P1", "--json")[1])
        assert [item["what"] for item in told["items"]] == ["70001 AB", "leave in [July]"]
        assert told["items"][0]["minutes"] == 20

    def test_a_staff_number_of_digits(self, run: Run) -> None:
        """No session has it: it is a practitioner's; where nobody has it either, the numbers of sessions are meant."""
        assert "Case supervision with Person 4071, Thu 26 Nov 2026." in run("show", "4071")[1]
        code, _, said = run("show", "4072")
        assert (code, "No session 4072 is planned" in said) == (1, True)


class TestExport:
    """Word, text and a calendar entry."""

    def test_each(self, run: Run, tmp_path: Path) -> None:
        """All three hold the agenda; no file is written over; the calendar holds nothing that was typed."""
        for ending in ("docx", "txt", "ics"):
            assert run("export", "P1", str(tmp_path / f"agenda.{ending}"))[0] == 0
        text = (tmp_path / "agenda.txt").read_text()
        assert "AGENDA: CASE SUPERVISION" in text
        assert "leave in [July]" in text
        assert "Ours, not a form of the council's" in text
        assert "Person P1, Mon 23 Nov 2026" in text  # the session's day, whenever it is written
        assert "said as of Sat 21 Nov 2026" in " ".join(text.split())
        assert "on its list already" not in text
        calendar = (tmp_path / "agenda.ics").read_text().replace("\r\n ", "")
        assert "20 min: 70001 AB" in calendar
        assert "July" not in calendar
        assert faults(tmp_path / "agenda.docx") == []
        assert run("export", "P1", str(tmp_path / "agenda.txt"))[0] == 1

    def test_a_prep_sheet(self, run: Run, folder: Path, tmp_path: Path) -> None:
        """As text it needs no key; as Word the store needs one to know its own sheet by. Both come back."""
        text = tmp_path / "sheet.txt"
        assert run("prep", "P1", str(text))[0] == 0
        filled = text.read_text(encoding="utf-8-sig")
        assert "== 70001 AB: What the child says ==" in filled
        assert run("take", str(text))[0] == 1
        filled = filled.replace("says ==\n", "says ==\nI [hide].\n").replace("- \n", "- my leave\n", 1)
        text.write_text(f"{filled}\nSent from a telephone\n")
        for dry, kept in (
            ("--dry-run", "not taken in; --rest puts them on the agenda"),
            ("--rest", "on the agenda as one item"),
        ):
            code, out, _ = run("take", str(text), dry)
            assert code == 0
            assert out.splitlines()[:5] == [
                "From Person P1, for case supervision on Mon 23 Nov 2026.",
                "Their item: my leave",
                "On 70001 AB: What the child says (2 words)",
                f"In no place of the sheet ({kept}):",
                "  Below the end of the sheet: Sent from a telephone",
            ]
        assert out.endswith("Taken in: 2 items and words on 1 child; 2 lines new on the agenda.\n")
        assert "my leave, 5 minutes: brought by the supervisee" in run("show", "P1")[1]
        code, _, said = run("prep", "P1", str(tmp_path / "sheet.docx"))
        assert (code, "footprint key show" in said) == (1, True)
        where = ("--store", str(folder), "--today", "2026-11-21")
        assert main(["key", "show", *where]) == 0
        assert run("prep", "P1", str(tmp_path / "sheet.docx"))[0] == 0
        write_in(tmp_path / "sheet.docx", **{"items/+1/what": "a [course]"})
        code, said, _ = run("take", str(tmp_path / "sheet.docx"))
        assert said.splitlines()[1:] == [
            "Their item: a [course]",
            "Taken in: 1 item and words on 0 children; 1 line new on the agenda.",
        ]
        assert "a [course], 5 minutes: brought by the supervisee" in run("show", "P1")[1]
