"""Where each kind of item is written up as a sitting runs, under every policy: the record, its section, its child."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pytest

from forms.records.beginning import names_one
from forms.records.sitting import Beginning, begin_sitting
from forms.template.form import Form
from forms.template.load import all_forms
from models.changes.agenda import put_on_agenda
from models.changes.agenda_parts import NewItem
from models.changes.children import add_child
from models.changes.involvements import open_involvement
from models.changes.planning import Plan, plan_supervision
from models.changes.team import PractitionerFacts, add_practitioner, appoint_manager, begin_team
from models.policy.load import load_pack
from models.policy.pack import Pack
from models.reading.agenda.running import Running, read_running
from models.reading.agenda.sitting import read_sitting
from models.reading.agenda.told import ItemView
from models.store.change import Change
from tests import made
from tests.made import NOW, SERVICE, TODAY, ago
from tui.record.reading import read_state
from tui.record.state import RecordState
from tui.running.places import record_of, stand_at_item
from tui.running.state import as_named

TOM, ROSA, RUBEN, KIT = 1, 2, 3, 4
"""Four children of one practitioner's; Rosa and Ruben are siblings."""


class Landed(NamedTuple):
    """Where an item landed: the form, the section, the field, and whose part or record it is."""

    form: str
    section: str
    field: str
    child: str = ""


@dataclass
class Sat:
    """A sitting that was begun, with its records."""

    pack: Pack
    told: Running
    records: dict[int, RecordState]

    def land(self, item: ItemView) -> Landed:
        """Return where an item is written up."""
        state = self.records[record_of(self.pack, self.told, self.records, item)]
        part = next((part for part, kid in state.links().items() if part and kid == item.child_id), None)
        stand_at_item(state, self.pack, item, part)
        stop = state.stop
        whose = {kid.number for kid in state.view.line.children if kid.part == state.here.part and kid.part}
        if state.form.each is None:
            whose = {kid.number for kid in state.view.line.children}
        key = stop.place.key if stop is not None else ""
        return Landed(state.form.code, state.here.section.key, key, " ".join(sorted(whose)))

    def item(self, words: str) -> ItemView:
        """Return the item that is called so."""
        return next(one for one in self.told.items if words in one.label)


@dataclass(frozen=True)
class Under:
    """A policy as these tests need it: its kinds of session, and where items of each kind are written up.

    ``own`` is where an item about no child goes, ``alone`` where it goes if children are all the sitting is for,
    ``child`` where what is said of a child begins.
    """

    personal: str
    case: str
    own: Landed
    child: Landed
    alone: Landed


POLICIES = {
    "kent": Under(
        "personal",
        "case",
        Landed("kent_b", "other", "other_discussion"),
        Landed("kent_case", "cycle", "experience"),
        Landed("kent_case", "other_items", "other_items"),
    ),
    "birmingham": Under(
        "individual",
        "case",
        Landed("birmingham_b", "record", "agreed_items"),
        Landed("birmingham_case", "cycle", "experience"),
        Landed("birmingham_case", "other_items", "other_items"),
    ),
    "northamptonshire": Under(
        "personal",
        "practice",
        Landed("northamptonshire_c", "other_items", "other_items"),
        Landed("northamptonshire_d3", "before", "worried"),
        Landed("northamptonshire_d3", "other_items", "other_items"),
    ),
    "havering": Under(
        "personal",
        "case",
        Landed("havering_b", "record", "items"),
        Landed("havering_a", "purpose", "purpose"),
        Landed("havering_b", "record", "items"),
    ),
    "children_and_families": Under(
        "",
        "supervision",
        Landed("children_and_families_session", "agenda", "supervisor_items"),
        Landed("children_and_families_session", "summary", "summary"),
        Landed("children_and_families_session", "agenda", "supervisor_items"),
    ),
}


def sat(
    tmp_path: Path, policy: str, kinds: list[str], items: list[list[NewItem]], *, group: bool = False
) -> Sat:
    """Begin a sitting of these kinds with these items on each agenda, in a store of the test's own."""
    pack = load_pack(policy)

    def fill(change: Change) -> None:
        begin_team(change, "Riverside 2", policy, SERVICE)
        for number, name, role in (
            ("P1", "Morag Bell", "team_manager"),
            ("P2", "Priya Shah", "social_worker"),
        ):
            facts = PractitionerFacts(number, name, role, service=SERVICE, started_on=ago(900))
            add_practitioner(change, facts)
        appoint_manager(change, 1)
        kids = (("40217", "TB", ""), ("40555", "RO", "F7"), ("40556", "RU", "F7"), ("39980", "KM", ""))
        for child, (number, initials, family) in enumerate(kids, 1):
            add_child(change, number, initials, family)
            open_involvement(change, child, SERVICE, ago(100), 2)

    unlocked, _ = made.make(made.place_in(tmp_path), fill)
    store = made.open_(made.place_in(tmp_path), unlocked)
    forms, _ = all_forms()
    fitting = [form for form in forms if not form.policies or policy in form.policies]

    def job(change: Change) -> int:
        with_whom = None if group else 2
        ids = [plan_supervision(change, Plan(kind, with_whom, TODAY, "10:00")).id for kind in kinds]
        for one, new in zip(ids, items, strict=True):
            put_on_agenda(change, one, new, together_with=[each for each in ids if each != one])
        sitting = read_sitting(change.session, pack, ids[0])
        assert sitting is not None
        begin_sitting(change, sitting, Beginning(pack, policy, fitting, TODAY, NOW))
        return ids[0]

    try:
        first = made.do(store, job)
        told = store.read(lambda session: read_running(session, pack, first, TODAY))
        numbers = [each for ids in told.records.values() for each in ids]
        states = {
            each: store.read(lambda session, one=each: read_state(session, one, pack.names, TODAY))  # type: ignore[misc]
            for each in numbers
        }
        return Sat(pack, told, states)
    finally:
        store.close()


def own(words: str) -> NewItem:
    """Return an item about no child."""
    return NewItem("own", "own", words, "supervisor")


def about(child: int, words: str = "") -> NewItem:
    """Return an item about a child."""
    return NewItem("own", f"child:{child}", words, "supervisor", child)


@pytest.mark.parametrize("policy", POLICIES)
class TestEachKindOfItem:
    """Never into a child's part what is about no child; never into another child's what is about one."""

    def test_together(self, tmp_path: Path, policy: str) -> None:
        """In one sitting what either brings goes on the person's record, wherever it was added."""
        under = POLICIES[policy]
        on_children = [about(TOM), about(KIT), about(KIT, "The contact"), own("Christmas rota")]
        kinds = [kind for kind in (under.personal, under.case) if kind]
        one = sat(tmp_path, policy, kinds, [[]] * (len(kinds) - 1) + [on_children])
        assert one.land(one.item("Christmas rota")) == under.own
        assert one.land(one.item("40217")) == under.child._replace(child="40217")
        assert one.land(one.item("39980")) == under.child._replace(child="39980")
        assert one.land(one.item("The contact")) == under.child._replace(child="39980")

    def test_the_agenda_names_them(self, tmp_path: Path, policy: str) -> None:
        """A child on it is number and initials, also where the form prints the number alone (NCT-P08)."""
        one = sat(tmp_path, policy, [POLICIES[policy].case], [[about(TOM)]])
        assert [item.child for item in as_named(one.told).items] == ["40217 TB"]

    def test_about_children_alone(self, tmp_path: Path, policy: str) -> None:
        """A sitting that is for children alone has a place for it that is no child's."""
        under = POLICIES[policy]
        one = sat(tmp_path, policy, [under.case], [[about(TOM), about(KIT), own("Christmas rota")]])
        assert one.land(one.item("Christmas rota")) == under.alone


class TestOneAgendaForBoth:
    """The Children and Families agreement has one list for both sessions, and one form (CFA-A01)."""

    def test_what_either_brings_is_the_persons(self, tmp_path: Path) -> None:
        """On the children's list or not, it is never in the record that names children."""
        items = [
            NewItem("agenda", "CFA-A01/2", "Items of the supervisee"),
            NewItem("agenda", "CFA-A01/3", "Items of the supervisor"),
            about(TOM),
        ]
        one = sat(tmp_path, "children_and_families", ["supervision", "case"], [[], items])
        for words, field in (("supervisee", "supervisee_items"), ("supervisor", "supervisor_items")):
            item = one.item(f"Items of the {words}")
            assert not one.records[record_of(one.pack, one.told, one.records, item)].view.line.children
            assert one.land(item).field == field
        assert one.land(one.item("40217")).child == "40217"


class TestOneEach:
    """On a form that is apart each child or family has its own record, with its numbers on the face (HAV-FA01)."""

    def test_siblings_together(self, tmp_path: Path) -> None:
        """Three families, three records; what is typed of one stands on no other."""
        items = [about(TOM), about(ROSA), about(KIT), about(RUBEN)]
        one = sat(tmp_path, "havering", ["case"], [items])
        landed = {number: one.land(one.item(number)) for number in ("40217", "40555", "40556", "39980")}
        purpose = Landed("havering_a", "purpose", "purpose")
        assert landed == {
            "40217": purpose._replace(child="40217"),
            "40555": purpose._replace(child="40555 40556"),
            "40556": purpose._replace(child="40555 40556"),
            "39980": purpose._replace(child="39980"),
        }
        assert len(one.records) == 3
        for state in one.records.values():
            for child in state.view.line.children:
                assert child.label in state.view.answers

    def test_a_groups_children(self, tmp_path: Path) -> None:
        """Several young people in one case formulation: a record each, and one for what is said of all."""
        point = NewItem("standing", "KCC-A10/1", "Origins and development of problem behaviour", "policy")
        one = sat(tmp_path, "kent", ["case_formulation"], [[about(TOM), about(KIT), point]], group=True)
        assert one.land(one.item("Origins")).child == ""
        assert one.land(one.item("39980")).child == "39980"
        assert len(one.records) == 3

    @pytest.mark.parametrize(
        "form", [form for form in all_forms()[0] if form.sessions], ids=lambda form: form.code
    )
    def test_every_form_says_so(self, form: Form) -> None:
        """A form that is about children has a part for each, or is apart: none is shared without saying whose it is."""
        assert form.about != "child" or bool(form.each) or bool(form.apart)
        assert bool(form.apart) >= names_one(form)
        assert not form.otherwise or form.otherwise in {each.code for each in all_forms()[0]}


class TestGroups:
    """What is said of all of them stands in the group's own place, not with the first child."""

    def test_case_progression(self, tmp_path: Path) -> None:
        """The points of the policy each have their field; a child's item opens the child's part (KCC-A09)."""
        points = [
            "The board, stage by stage",
            "Drift and delay",
            "Risk/safeguarding",
            "Impact on the child",
            "Mapping",
        ]
        items = [about(TOM), about(KIT)]
        items += [NewItem("standing", f"KCC-A09/{n}", words, "policy") for n, words in enumerate(points, 1)]
        one = sat(tmp_path, "kent", ["case_progression"], [items], group=True)
        fields = ["board", "group_drift", "group_risk", "group_impact", "group_map"]
        for words, key in zip(points, fields, strict=True):
            assert one.land(one.item(words)) == Landed("kent_case_progression", "group", key)
        assert one.land(one.item("39980")) == Landed("kent_case_progression", "progress", "drift", "39980")

    def test_a_theme(self, tmp_path: Path) -> None:
        """Themed supervision begins with the theme and ends with the patterns, each in its own field (NCT-A04)."""
        points = [
            NewItem("standing", f"NCT-A04/{place}", words, "policy")
            for place, words in enumerate(("Theme of the month", "Patterns that emerge"), 1)
        ]
        one = sat(tmp_path, "northamptonshire", ["themed"], [[points[0], about(TOM), points[1]]], group=True)
        for item, section, field in zip(points, ("header", "patterns"), ("theme", "patterns"), strict=True):
            assert one.land(one.item(item.words)) == Landed("northamptonshire_themed", section, field)
