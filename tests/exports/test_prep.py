"""Prep sheets: out as Word and text, filled in, taken in onto the agenda and into the record."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from exports.prep.sheet import REST, Back, Sheet, read_back, read_sheet, take_in
from exports.word.house.loading import load_house
from forms.answers.keeping import from_json
from forms.records.preparing import Unplaced
from forms.template.load import forms_of, load_form
from models.changes.agenda import note_on_item, put_on_agenda
from models.changes.agenda_parts import NewItem
from models.changes.holding import hold_supervision
from models.changes.signing import make_signing_key
from models.dates import show
from models.errors import Refused
from models.reading.agenda.items import read_items
from models.reading.agenda.told import ItemView
from models.reading.records import Wanted, read_record, read_record_lines
from models.store.change import Change
from tests.exports.word.lint import faults
from tests.exports.word.papers import audit, texts, write_in
from tests.made import NOW, TODAY, ago
from tests.models.reading.agenda.looking import sitting_of
from tests.models.reading.due.office import Office, open_office


@pytest.fixture
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Office:
    """A team of the policy the test names, with a key."""
    found = open_office(tmp_path, request.param)

    def make(change: Change) -> None:
        make_signing_key(change)

    found.do(make)
    return found


def planned(office: Office, kind: str) -> tuple[int, int, int]:
    """Plan personal and case supervision for Monday with two children on the agenda; return session and children."""
    person = office.person()
    first, second = office.child("70001", ago(200), person), office.child("70002", ago(200), person)
    if kind != "supervision":
        office.booked("personal", person, ago(-2))
    session = office.booked(kind, person, ago(-2))
    items = [NewItem("due", f"child:{kid}", child_id=kid, minutes=10) for kid in (first, second)]
    office.do(lambda change: put_on_agenda(change, session, items)[0].id)
    return session, first, second


def sheet_of(office: Office, session: int, children: list[int]) -> Sheet:
    """Return the sheet that goes out."""
    forms, _ = forms_of(office.pack.names, [])
    sitting = sitting_of(office, session)
    return office.store.read(lambda opened: read_sheet(opened, forms, office.pack, sitting, children, NOW))


def back(office: Office, path: Path, meant: int | None = None) -> Back:
    """Read what came back."""
    forms, _ = forms_of(office.pack.names, [])
    return office.store.read(
        lambda opened: read_back(opened, path, load_form, forms, office.pack, TODAY, meant)
    )


def take(office: Office, found: Back, *, rest: bool = False) -> str:
    """Take it in."""
    forms, _ = forms_of(office.pack.names, [])
    return office.do(
        lambda change: take_in(change, found, office.pack, office.pack.name, forms, NOW, rest=rest)
    )


def items_of(office: Office, session: int) -> list[ItemView]:
    """Return what is on the agenda of a session."""
    return list(office.store.read(lambda opened: read_items(opened, sitting_of(office, session).ids)))


@pytest.mark.parametrize(
    ("office", "kind", "key", "label"),
    [
        ("northamptonshire", "practice", "worried", "What are we worried about"),
        ("children_and_families", "supervision", "summary", "Case summary"),
        ("kent", "case", "voice", "What the child says"),
    ],
    indirect=["office"],
)
class TestOutAndBack:
    """NCT-P22 and CFA-P04 name what the supervisee writes beforehand; other policies have a sheet of ours."""

    def test_filled_in_and_taken_in(
        self, office: Office, kind: str, key: str, label: str, tmp_path: Path
    ) -> None:
        """The items are theirs on the agenda, the words beside the child, and in the record where it asks for them."""
        session, first, second = planned(office, kind)
        sheet = sheet_of(office, session, [first, second])
        path = tmp_path / "sheet.docx"
        path.write_bytes(sheet.word(load_house()))
        assert (faults(path), audit(path)) == ([], [])
        text = sheet.text()
        assert (label in text, "Ours:" in text, "70002" in text) == (True, True, True)
        said = " ".join(texts(path))
        assert (said.count("70002"), sheet.paper.day is not None and show(sheet.paper.day) in said) == (
            1,
            True,
        )

        parts = [part.id for part in sheet.paper.answers.parts]
        write_in(
            path,
            **{
                "items__+1__what": "the [rota] in July",
                "items__+1__minutes": "about 10",
                f"{key}@{parts[1]}": "He hides\nin the car.",
            },
        )
        said = take(office, back(office, path))
        assert said.startswith("Taken in: 1 item and words on 1 child; 1 line new on the agenda")
        items = items_of(office, session)
        assert [(one.label, one.whose, one.minutes) for one in items] == [
            ("the [rota] in July", "supervisee", 10),
            ("70001 AB", "policy", 10),
            ("70002 AB", "policy", 10),
        ]
        assert items[2].note == f"{label}: He hides\nin the car."
        lines = office.store.read(lambda opened: read_record_lines(opened, Wanted()))
        assert ("into the record" in said) == bool(lines) == (key != "voice")
        for record in lines:
            if any(child.id == second for child in record.children):
                view = office.store.read(partial(read_record, record_id=record.id))
                answers = from_json(view.answers, load_form(record.form))
                part = next(child.part for child in record.children if child.id == second)
                assert answers.value(key, part) == "He hides\nin the car."

        as_text = tmp_path / "sheet.txt"
        line = f"== {'70001' if key == 'worried' else '70001 AB'}: {label} =="
        filled = sheet.text_file().decode("utf-8-sig").replace(f"{line}\r\n", f"{line}\r\nShe sings.\r\n")
        as_text.write_bytes(filled.replace("- \r\n", "- Leave [August] (15 minutes)\r\n", 1).encode("cp1252"))
        found = back(office, as_text)
        assert (found.notes, found.found.rest) == ((), ())
        assert take(office, found).startswith(
            "Taken in: 1 item and words on 1 child; 1 line new on the agenda"
        )
        items = items_of(office, session)
        assert [(one.label, one.minutes) for one in items][:2] == [
            ("the [rota] in July", 10),
            ("Leave [August]", 15),
        ]
        assert [one.note for one in items[2:]] == [f"{label}: She sings.", f"{label}: He hides\nin the car."]
        assert "0 lines new" in take(office, found)
        assert [one.note for one in items_of(office, session)] == [one.note for one in items]

        again = take(office, back(office, path))
        assert "0 lines new on the agenda" in again
        assert len(items_of(office, session)) == 4


@pytest.mark.parametrize("office", ["kent"], indirect=True)
class TestRefused:
    """What is no sheet of this store's, or comes too late."""

    def test_held_already(self, office: Office, tmp_path: Path) -> None:
        """Nothing is taken in for a session that was held."""
        session, first, _ = planned(office, "case")
        path = tmp_path / "sheet.docx"
        path.write_bytes(sheet_of(office, session, [first]).word(load_house()))
        office.do(lambda change: hold_supervision(change, session, TODAY, [first]).id)
        with pytest.raises(Refused, match="was held already"):
            back(office, path)

    def test_a_text_of_another_store_or_of_no_session(self, office: Office, tmp_path: Path) -> None:
        """The letters of its code are this store's own; where the line is gone, it is for the session that is meant."""
        session, first, _ = planned(office, "case")
        sheet, path = sheet_of(office, session, [first]), tmp_path / "sheet.txt"
        code = str(sheet.code)
        path.write_text(sheet.text().replace(code, f"{session}-AAAA"))
        with pytest.raises(Refused, match="another store"):
            back(office, path)
        path.write_text(sheet.text().replace(f"Sheet: {code}", ""))
        with pytest.raises(Refused, match="doesn't say which session"):
            back(office, path)
        found = back(office, path, session)
        assert found.notes == (
            "The line that says which session it is for is gone. It is taken for this one.",
        )
        with pytest.raises(Refused, match="Nothing was written"):
            take(office, found)
        path.write_bytes(sheet.word(load_house()))
        with pytest.raises(Refused, match="no plain text"):
            back(office, path)

    def test_nothing_beside_an_item_is_lost(self, office: Office, tmp_path: Path) -> None:
        """A note that stood there stays; a long item is whole in its note; the rest is an item where that is wanted."""
        session, first, _ = planned(office, "case")
        child = next(one for one in items_of(office, session) if one.child_id == first)
        office.do(lambda change: note_on_item(change, child.id, "Bring the plan").id)
        sheet, path = sheet_of(office, session, [first]), tmp_path / "sheet.txt"
        long = "the rota " * 60
        text = sheet.text().replace("- \n", f"- {long}\n", 1).replace("says ==\n", "says ==\nI hide.\n", 1)
        path.write_text(f"{text}\nKind regards [/b]\n")
        found = back(office, path)
        assert found.found.rest == (Unplaced("Below the end of the sheet", "Kind regards [/b]"),)
        take(office, found, rest=True)
        items = {one.label[:20]: one for one in items_of(office, session)}
        assert items[REST[:20]].note == "Below the end of the sheet: Kind regards [/b]"
        assert items["the rota the rota th"].note == long.strip()
        assert items["70001 AB"].note == "Bring the plan\nWhat the child says: I hide."
