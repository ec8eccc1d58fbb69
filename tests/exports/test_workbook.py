"""The workbook that goes out, and comes back the same."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from sqlmodel import select

from exports.workbook import write_workbook
from models.changes.children import add_child, join_children
from models.changes.involvements import allocate, close_involvement, open_involvement, pass_gate
from models.changes.stages import move_to_stage
from models.changes.team import sign_agreement
from models.demo.making import make_team
from models.errors import Refused
from models.intake.outgoing import read_team_data
from models.intake.shapes.own_layout import NEVER_WRITTEN, SHEETS
from models.policy import PACK_NAMES, Pack, load_pack
from models.reading.board import read_board
from models.reading.due import read_due
from models.store.change import Change
from models.store.store import Store
from models.tables import (
    Action,
    Child,
    Discussion,
    Situation,
    Supervision,
)
from tests import made
from tests.exports.workbooks import KENT, brought, filled, part, planned


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
        assert '<sheet name="Lists" sheetId="18" state="hidden"' in part(path, "xl/workbook.xml")

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
        with pytest.raises(Refused, match="can't be written"):
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
