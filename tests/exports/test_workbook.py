"""The workbook that goes out, and comes back the same."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from python_calamine import CalamineWorkbook
from sqlmodel import select

from exports.workbook import write_workbook
from models.changes.actions import carry_action, set_action
from models.changes.children import add_child, join_children
from models.changes.involvements import allocate, close_involvement, open_involvement, pass_gate
from models.changes.record_parts import AgreedAction
from models.changes.situations import add_situation
from models.changes.stages import move_to_stage
from models.changes.team import sign_agreement
from models.demo.making import make_team
from models.errors import Refused
from models.intake.bring_in import bring_in
from models.intake.outgoing import read_team_data
from models.intake.planning import Plan, make_plan
from models.intake.read import read_files
from models.intake.shapes.own_layout import NEVER_WRITTEN, SHEETS
from models.policy import PACK_NAMES, Pack, load_pack
from models.reading.actions import read_actions
from models.reading.board import read_board
from models.reading.due import read_due
from models.store.change import Change
from models.store.store import Store
from models.tables import (
    SCHEMA,
    Action,
    Child,
    Discussion,
    Situation,
    Supervision,
)
from tests import made

KENT = load_pack("kent")


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Store]:
    """A store with nothing in it."""
    place = made.place_in(tmp_path / "empty")
    store = made.open_(place, made.make(place)[0])
    yield store
    store.close()


def part(path: Path, name: str) -> str:
    """Return a part of a package as text."""
    with zipfile.ZipFile(path) as package:
        return package.read(name).decode("utf-8")


def filled(path: Path, store: Store, pack: Pack = KENT) -> Path:
    """Write the workbook filled with a store's team."""
    return write_workbook(path, store.read(read_team_data), pack).path


def planned(store: Store, path: Path, pack: Pack = KENT) -> Plan:
    """Compare a workbook with a store."""
    incoming = read_files([path], pack, made.TODAY)
    return store.read(lambda session: make_plan(session, incoming, pack, made.TODAY))


def brought(store: Store, path: Path, pack: Pack = KENT) -> Plan:
    """Import a workbook."""
    plan = planned(store, path, pack)
    bring_in(store, plan, **made.HOW)
    return plan


def boards(store: Store, days: Iterable[int]) -> list[object]:
    """Return the board on many days, without the store's own numbers."""
    found: list[object] = []
    for back in days:
        board = store.read(partial(read_board, as_at=made.ago(back), usual_days=made.USUAL))
        found.append(sorted((_without_ids(tile) for tile in board.tiles), key=repr))
    return found


def due_lists(store: Store, pack: Pack) -> list[list[tuple[object, ...]]]:
    """Return the due list today, in three weeks and a month ago: every sentence, rule, state and explanation."""
    found: list[list[tuple[object, ...]]] = []
    for day in (made.TODAY, made.ago(-21), made.ago(30)):
        due = store.read(partial(read_due, pack=pack, now=day, present=max(day, made.TODAY)))
        found.append(sorted((line.sentence(), line.rule, line.state, line.explain()) for line in due.lines))
    return found


def _without_ids(tile: Any) -> tuple[object, ...]:
    hidden = {"key", "involvements", "children", "practitioner_id"}
    return tuple(getattr(tile, name) for name in tile.__slots__ if name not in hidden)


class TestEmpty:
    """The workbook to be filled in."""

    def test_sheets_and_headings(self, tmp_path: Path) -> None:
        """Every sheet is there with its headings and no rows."""
        path = write_workbook(tmp_path / "out.xlsx", None, KENT).path
        book = CalamineWorkbook.from_path(str(path))
        for layout in SHEETS:
            names = [column.name for column in layout.columns if column.key not in NEVER_WRITTEN]
            assert book.get_sheet_by_name(layout.name).to_python() == [names]

    def test_drop_downs_and_notes(self, tmp_path: Path) -> None:
        """Codes have a drop-down of the policy's labels, days a check, headings a note."""
        path = write_workbook(tmp_path / "out.xlsx", None, load_pack("birmingham")).path
        practitioners = part(path, "xl/worksheets/sheet2.xml")
        lists = dict(
            re.findall(
                r'<dataValidation type="list".*?sqref="([A-Z]+2):.*?<formula1>(.*?)</formula1>', practitioners
            )
        )
        assert {"D2", "E2", "G2", "H2"} == set(lists)
        column = lists["D2"].split("$")[1]
        book = CalamineWorkbook.from_path(str(path))
        offered = [row[ord(column) - 65] for row in book.get_sheet_by_name("Lists").to_python()]
        assert [role.label for role in load_pack("birmingham").roles] == [each for each in offered if each]
        assert 'type="date"' in practitioners
        assert "Their number in your organisation." in part(path, "xl/comments2.xml")
        assert '<sheet name="Lists" sheetId="17" state="hidden"' in part(path, "xl/workbook.xml")

    def test_reads_as_nothing(self, tmp_path: Path, empty: Store) -> None:
        """An empty workbook that comes back changes nothing and is missing nothing."""
        plan = planned(empty, write_workbook(tmp_path / "out.xlsx", None, KENT).path)
        assert (plan.is_empty, plan.problems, plan.missing) == (True, (), ())

    def test_a_file_that_is_there(self, tmp_path: Path) -> None:
        """A file is replaced only where that was said."""
        path = tmp_path / "out.xlsx"
        path.write_text("precious")
        with pytest.raises(Refused, match="is there already"):
            write_workbook(path, None, KENT)
        assert path.read_text() == "precious"
        write_workbook(path, None, KENT, overwrite=True)
        assert zipfile.is_zipfile(path)
        assert [each.name for each in tmp_path.iterdir()] == ["out.xlsx"]

    def test_other_names_and_places(self, tmp_path: Path) -> None:
        """A name that is no workbook's, and a folder that is not there, are sentences."""
        with pytest.raises(Refused, match=r"ends in \.xlsx"):
            write_workbook(tmp_path / "out.csv", None, KENT)
        with pytest.raises(Refused, match="cannot be written"):
            write_workbook(tmp_path / "gone" / "out.xlsx", None, KENT)


@pytest.mark.parametrize(
    ("name", "step"),
    [
        ("kent", 95),
        ("birmingham", 95),
        *(pytest.param(each, 19, marks=pytest.mark.sweep) for each in PACK_NAMES),
    ],
)
class TestRoundTrip:
    """A made-up team of a policy, written, read into an empty store, and compared; the sweep has all of them."""

    def test_the_same_team(self, tmp_path: Path, empty: Store, name: str, step: int) -> None:
        """The same board on days of two years, due list, rows in every sheet; and nothing left to do."""
        pack = load_pack(name)
        place = made.place_in(tmp_path)
        store = made.open_(place, made.make(place, lambda change: make_team(change, name, made.TODAY))[0])
        path = filled(tmp_path / "team.xlsx", store, pack)
        plan = brought(empty, path, pack)
        assert (plan.problems, plan.notes, plan.differences, plan.missing) == ((), (), (), ())
        days = range(0, 760, step)
        assert boards(empty, days) == boards(store, days)
        assert due_lists(empty, pack) == due_lists(store, pack)
        assert _sorted(empty.read(read_team_data)) == _sorted(store.read(read_team_data))
        assert planned(empty, path, pack).is_empty
        assert planned(store, path, pack).is_empty
        store.close()


def _sorted(data: Any) -> Any:
    """Return team data with its rows in an order that does not depend on the store's own numbers."""
    made_up = {"code", "session", "replaces"}
    return {
        name: sorted(repr({key: value for key, value in row.items() if key not in made_up}) for row in rows)
        for name, rows in data.items()
    }


def _awkward(change: Change) -> None:
    """Make what the usual columns cannot carry: joined numbers, twins of a day, odd discussions, gates, agreements."""
    made.small_team(change)
    # a level of the tests' own making, which no policy names
    change.delete(change.session.exec(select(Situation).where(Situation.code == "risk")).one())
    change.session.get_one(Child, made.KIT).kind = "carer"
    other = add_child(change, "50001", "TB")
    first = open_involvement(change, other.id, made.SERVICE, made.ago(100), made.SAM)
    close_involvement(change, first.id, made.ago(95), "Doubled")
    join_children(change, other.id, made.TOM)
    allocate(change, 1, made.SAM, made.ago(50))
    allocate(change, 1, made.PRIYA, made.ago(40))
    alone = add_child(change, "51000", "AN")
    gone = open_involvement(change, alone.id, "early_help", made.ago(300), None)
    move_to_stage(change, [gone.id], 3, made.ago(250))
    move_to_stage(change, [gone.id], 1, made.ago(250), why="Moved by mistake")
    close_involvement(change, gone.id, made.ago(200), "Moved away", passed=("KCC-P39", "No need"))
    open_involvement(change, alone.id, made.SERVICE, made.ago(5), None)
    pass_gate(change, "KCC-P39", 1, "They asked for it")
    sign_agreement(change, made.PRIYA, made.ago(30), 4, one_sitting=False)
    sign_agreement(change, made.SAM, made.ago(30), one_sitting=True)
    session = change.insert(
        Supervision(kind="case", practitioner_id=made.PRIYA, held_on=made.ago(9), minutes=60)
    )
    for child, kind, at in (
        (made.TOM, "informal", made.ago(9)),
        (made.KIT, "formal", None),
        (made.ROSA, "formal", made.ago(9)),
    ):
        change.insert(Discussion(supervision_id=session.id, child_id=child, kind=kind, at=at))
    change.insert(
        Action(what="=Call\nthem", why="-1", set_on=made.ago(9), child_id=made.TOM, supervision_id=session.id)
    )


class TestAwkwardTeam:
    """What the usual columns cannot carry comes back all the same."""

    @pytest.fixture
    def awkward(self, tmp_path: Path) -> Iterator[Store]:
        """A store with all of it."""
        place = made.place_in(tmp_path / "awkward")
        store = made.open_(place, made.make(place, _awkward)[0])
        yield store
        store.close()

    @pytest.mark.parametrize("step", [10, pytest.param(1, marks=pytest.mark.sweep)])
    def test_round_trip(self, tmp_path: Path, empty: Store, awkward: Store, step: int) -> None:
        """Joined numbers, two periods of one day, informal discussions, gates, agreements and carers are there."""
        path = filled(tmp_path / "team.xlsx", awkward)
        plan = brought(empty, path)
        assert [str(problem) for problem in plan.problems] == []
        days = [*range(0, 410, step), 5, 41, 95, 251, 301]
        assert boards(empty, days) == boards(awkward, days)
        assert _sorted(awkward.read(read_team_data)) == _sorted(empty.read(read_team_data))
        assert planned(empty, path).is_empty

    def test_into_its_own_store(self, tmp_path: Path, awkward: Store) -> None:
        """A workbook that comes back to the store it came from changes nothing: made-up numbers are known again."""
        plan = planned(awkward, filled(tmp_path / "team.xlsx", awkward))
        assert plan.is_empty, plan.counts


# What a workbook does not carry, and why.
_NOT_CARRIED = {
    "action_step": "the action's own history; how often it was carried goes with it",
    "agenda_item": "belongs to the session it is talked about in",
    "agenda_template": "a pattern of the person's own, not of the team",
    "agenda_template_line": "a pattern of the person's own, not of the team",
    "alembic_version": "the schema's own",
    "attendance": "belongs to the session",
    "correction": "the store's own history",
    "disturbance": "belongs to the session",
    "draft": "what is being typed",
    "entered": "belongs to the records",
    "record": "leaves as a document or as text, never as a row",
    "record_addendum": "belongs to the records",
    "record_child": "belongs to the records",
    "record_draft": "what is being typed",
    "record_export": "belongs to the records",
    "record_seal": "belongs to the records",
    "record_signature": "belongs to the records",
    "session_run": "how far a session has come while it runs",
    "signing_key": "the store's own",
    "legal_hold": "about a file of this store",
    "destruction": "about a file of this store",
    "destroyed_record": "about a file of this store",
    "disagreement": "stands with the records",
    "disagreement_step": "stands with the records",
    "handover": "between two people of this store",
    "handover_item": "between two people of this store",
    "sample": "drawn from records of this store",
    "sampled_record": "drawn from records of this store",
    "store_mark": "which store it is",
    "trail": "the store's own history",
    "trail_salt": "the store's own history",
}
_NOT_CARRIED_COLUMNS = {
    "action.record_id",  # where it stands in a record that stays here
    "action.row",
    "supervision.agenda_agreed_on",  # its agenda stays here too
    "absence.cover",  # who decides meanwhile is named by whoever is there
    "observation.observer",  # stands in its form
    "observation.sent_on",  # of a sample that stays here
}
_CARRIED_AS = {
    "action": "Actions",
    "absence": "Absences",
    "agreement": "Agreements",
    "allocation": "Allocations",
    "child": "Children",
    "discussion": "Discussions",
    "family": "Children",
    "gate_pass": "Gates",
    "involvement": "Involvements",
    "observation": "Observations",
    "practitioner": "Practitioners",
    "situation": "Situations",
    "stage_move": "Moves",
    "supervision": "Supervisions",
    "team": "Team",
    "shorter_interval": "Intervals",
    "dated_event": "Events",
}
_OTHER_NAMES = {
    "absence": {"practitioner_id": "person"},
    "action": {
        "child_id": "child",
        "practitioner_id": "person",
        "supervision_id": "session",
    },
    "agreement": {"practitioner_id": "person"},
    "allocation": {"involvement_id": "service", "practitioner_id": "person"},
    "child": {"number": "child", "family_id": "family", "joined_into_id": "joined_into"},
    "discussion": {"supervision_id": "session", "child_id": "child"},
    "family": {"code": "family"},
    "gate_pass": {"entity": "service", "entity_id": "child"},
    "involvement": {"child_id": "child"},
    "observation": {"practitioner_id": "person"},
    "practitioner": {"supervisor_id": "supervisor"},
    "situation": {"child_id": "child"},
    "stage_move": {"involvement_id": "service", "supervision_id": "session"},
    "supervision": {"practitioner_id": "person", "replaces_id": "replaces"},
    "shorter_interval": {"child_id": "child", "practitioner_id": "person"},
    "dated_event": {"child_id": "child", "practitioner_id": "person"},
    "team": {"manager_id": "manager"},
}


class TestCarriedActions:
    """How often an action was carried goes with it, and is not counted twice when it comes back."""

    def test_there_and_back(self, tmp_path: Path, store: Store, empty: Store) -> None:
        """The count is whole in another store; in the same one nothing changes."""
        one = AgreedAction("", "Ring the school", child_notices="Lunch with friends", child_id=made.TOM)
        made.do(store, lambda change: set_action(change, one, made.ago(40)))
        for days in (20, 10):
            made.do(store, partial(carry_action, action_id=1, day=made.ago(days)))
        path = filled(tmp_path / "out.xlsx", store)
        assert planned(store, path).is_empty
        brought(empty, path)
        found = empty.read(lambda session: read_actions(session, Action.id > 0))  # type: ignore[arg-type]
        assert [(line.carried, line.child_notices) for line in found] == [(2, "Lunch with friends")]


class TestEveryColumn:
    """No fact of the store is forgotten when the tables grow."""

    def test_has_its_place(self) -> None:
        """Every column of every table has a column of the workbook, or is said not to be carried."""
        keys = {layout.name: {column.key for column in layout.columns} for layout in SHEETS}
        lost = []
        for table in SCHEMA.tables.values():
            if table.name in _NOT_CARRIED:
                continue
            names = _OTHER_NAMES.get(table.name, {})
            sheet = keys[_CARRIED_AS[table.name]]
            lost += [
                f"{table.name}.{c.name}"
                for c in table.columns
                if c.name != "id"
                and f"{table.name}.{c.name}" not in _NOT_CARRIED_COLUMNS
                and names.get(c.name, c.name) not in sheet
            ]
        assert lost == []


class TestHostileText:
    """Whatever people typed, the file opens and holds it as text."""

    HOSTILE = (
        "=1+1",
        "+44 20",
        "-1",
        "@SUM(A1)",
        "=cmd|' /C calc'!A0",
        "[/b] {{7*7}} </t></si>",
        "_x0041_ _x000D_",
        "\u202eabc \U0001f469\u200d\U0001f467 e\u0301",
        " two  spaces ",
        "line\nbreak\ttab",
        "'quoted",
        "http://example.org/" + "x" * 3_000,
        "12345",
        "2026-11-21",
        "TRUE",
        "",
    )

    def test_comes_back_as_it_was(self, tmp_path: Path, empty: Store, store: Store) -> None:
        """Each text comes back letter by letter, and no cell holds a formula or a link."""

        def write(change: Change) -> None:
            for text in self.HOSTILE:
                change.insert(Action(what=text or "nothing", why=text, set_on=made.ago(1)))
            change.note("set_action", "action", 1)

        made.do(store, write)
        path = filled(tmp_path / "team.xlsx", store)
        brought(empty, path)
        back = {(row[2], row[3]) for row in made.dump(empty)["action"]}
        assert back == {(text or "nothing", text) for text in self.HOSTILE}
        with zipfile.ZipFile(path) as package:
            sheets = b"".join(
                package.read(name) for name in package.namelist() if "/worksheets/sheet" in name
            )
        assert b"<f>" not in sheets
        assert b"<hyperlink" not in sheets

    def test_control_letters_and_great_length(self, tmp_path: Path, store: Store) -> None:
        """What no cell can hold is left out or cut, and that is told; the file opens."""

        def write(change: Change) -> None:
            change.insert(Action(what="a\x00b\x07c\ufffed", why="\U0001f600" * 40_000, set_on=made.ago(1)))
            change.note("set_action", "action", 1)

        made.do(store, write)
        written = write_workbook(tmp_path / "team.xlsx", store.read(read_team_data), KENT)
        assert written.cut == ("Actions: 1 text longer than a cell can hold were cut.",)
        row = CalamineWorkbook.from_path(str(written.path)).get_sheet_by_name("Actions").to_python()[1]
        assert row[1] == "abcd"
        assert len(str(row[2]).encode("utf-16-le")) <= 2 * 32_767
        ElementTree.fromstring(part(written.path, "xl/sharedStrings.xml"))


class TestCells:
    """How facts stand in the cells."""

    def test_days_are_days(self, tmp_path: Path, store: Store) -> None:
        """Days are the spreadsheet's own days, numbers of children are text, labels are the policy's."""
        path = filled(tmp_path / "team.xlsx", store)
        head, first, *_ = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("Children").to_python()
        row = dict(zip(head, first, strict=True))
        assert row["opened_on"] == made.ago(400)
        assert (row["child_id"], row["stage"]) == ("39980", 1.0)
        assert row["service"] == KENT.services[1].label

    def test_every_day_there_is(self, tmp_path: Path, empty: Store, store: Store) -> None:
        """Days of all sorts come back as they went: leap days, the turn of a year, the ends of the calendar."""
        days = [
            made.ago(0),
            made.ago(1),
            made.TODAY.replace(2024, 2, 29),
            made.TODAY.replace(1900, 3, 1),
            made.TODAY.replace(2000, 12, 31),
        ]
        made.do(store, lambda c: [add_situation(c, made.KIT, "cin", day, until=day) for day in days])
        made.do(store, lambda c: add_situation(c, made.RUBEN, "cin", made.TODAY.replace(2100, 12, 31)))
        brought(empty, filled(tmp_path / "team.xlsx", store))
        back = {row[4] for row in made.dump(empty)["situation"]}
        assert {day.isoformat() for day in days} | {"2100-12-31"} <= back

    def test_after_a_year(self, tmp_path: Path, store: Store) -> None:
        """A workbook may be read long after it was written."""
        path = filled(tmp_path / "team.xlsx", store)
        later = made.TODAY + timedelta(days=400)
        incoming = read_files([path], KENT, later)
        assert store.read(lambda session: make_plan(session, incoming, KENT, later)).is_empty
