"""Every column and every awkward cell of the workbook that goes out."""

from __future__ import annotations

import zipfile
from datetime import timedelta
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

from python_calamine import CalamineWorkbook

from exports.workbook import write_workbook
from models.changes.actions import carry_action, set_action
from models.changes.observing_ahead import Arranged, call_off_observation, move_observation, plan_observation
from models.changes.record_parts import AgreedAction
from models.changes.situations import add_situation
from models.intake.outgoing import read_team_data
from models.intake.planning import make_plan
from models.intake.read import read_files
from models.intake.shapes.own_layout import SHEETS
from models.reading.actions import read_actions
from models.store.change import Change
from models.store.store import Store
from models.tables import (
    SCHEMA,
    Action,
)
from tests import made
from tests.exports.workbooks import KENT, brought, filled, part, planned

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
    "planned_observation": "Planned observations",
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
    "planned_observation": {"practitioner_id": "person"},
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


class TestArranged:
    """Observations arranged for a day go with the diary they stand in."""

    def test_there_and_back(self, tmp_path: Path, store: Store, empty: Store) -> None:
        """Moved, called off, and planned again for the same day; a file from before undoes nothing."""

        def write(change: Change) -> None:
            again = Arranged(made.ago(-9), starts_at="14:00", observer="Morag Bell", what="A visit")
            off = plan_observation(change, KENT, made.PRIYA, again).id
            call_off_observation(change, off, "The family was away", "other")
            plan_observation(change, KENT, made.PRIYA, again)
            moved = plan_observation(change, KENT, made.SAM, Arranged(made.ago(-5))).id
            old.append(moved)

        old: list[int] = []
        made.do(store, write)
        before = filled(tmp_path / "before.xlsx", store)
        made.do(store, lambda change: move_observation(change, old[0], made.ago(-12), "At court", "other").id)
        path = filled(tmp_path / "out.xlsx", store)
        assert (planned(store, path).is_empty, planned(store, before).is_empty) == (True, True)
        plan = brought(empty, path)
        assert plan.counts["plan_observation"] == 3
        assert planned(empty, path).is_empty
        assert made.dump(empty)["planned_observation"] == made.dump(store)["planned_observation"]


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
