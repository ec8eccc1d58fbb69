"""The five bundled packs: nothing of a policy is missing, and what stands there holds together."""

from __future__ import annotations

import pytest

from models.facts import NAMES
from models.policy import PACK_NAMES, Pack, load_pack
from models.policy.check import check_pack
from models.policy.kinds import KINDS
from models.policy.load import BUNDLED
from models.policy.rule import FORCES

RULE_COUNTS = {
    "kent": ("KCC", 45),
    "children_and_families": ("CFA", 9),
    "northamptonshire": ("NCT", 48),
    "havering": ("HAV", 39),
    "birmingham": ("BCT", 65),
}
READING_COUNTS = {
    "kent": 30,
    "children_and_families": 8,
    "northamptonshire": 21,
    "havering": 21,
    "birmingham": 23,
}
AGENDA_COUNTS = {
    "kent": 13,
    "children_and_families": 1,
    "northamptonshire": 4,
    "havering": 6,
    "birmingham": 7,
}
DUTIES = {
    "kent": {"KCC-T05", "KCC-T40", "KCC-T43"},
    "children_and_families": {"CFA-T03", "CFA-T05", "CFA-T09"},
    "northamptonshire": {"NCT-T34", "NCT-T37", "NCT-T44", "NCT-T45", "NCT-T46", "NCT-T48"},
    "havering": {"HAV-T12", "HAV-T15", "HAV-T35", "HAV-T36"},
    "birmingham": {"BCT-T52", "BCT-T61", "BCT-T64", "BCT-T65"},
}
COMMON = (
    "child in need",
    "child protection",
    "in care",
    "early help plan",
    "care leaver",
    "care proceedings",
)


def numbered(prefix: str, letter: str, count: int) -> list[str]:
    """Return ``KCC-T01`` to ``KCC-T45``."""
    return [f"{prefix}-{letter}{number:02d}" for number in range(1, count + 1)]


@pytest.fixture(scope="module", params=PACK_NAMES)
def pack(request: pytest.FixtureRequest) -> Pack:
    """Each bundled pack in turn."""
    return load_pack(request.param)


class TestNothingIsMissing:
    """Every timescale and every reading of the five policies is in its pack, under its own ID."""

    def test_every_timescale_has_its_rule(self, pack: Pack) -> None:
        """206 rows in all, none left out and none twice."""
        prefix, count = RULE_COUNTS[pack.name]
        assert [rule.id for rule in pack.rules] == numbered(prefix, "T", count)

    def test_the_five_policies_have_206_timescales(self) -> None:
        """The count of the catalogue."""
        assert sum(count for _, count in RULE_COUNTS.values()) == 206

    def test_every_ambiguity_has_its_reading(self, pack: Pack) -> None:
        """The policy's own, and those that all policies share."""
        prefix, _ = RULE_COUNTS[pack.name]
        wanted = numbered("GEN", "X", 15) + numbered(prefix, "X", READING_COUNTS[pack.name])
        assert list(pack.readings) == wanted
        assert sum(READING_COUNTS.values()) + 15 == 118

    def test_every_agenda_source_is_there(self, pack: Pack) -> None:
        """In the order of the catalogue."""
        prefix, _ = RULE_COUNTS[pack.name]
        assert [source.id for source in pack.agenda] == numbered(prefix, "A", AGENDA_COUNTS[pack.name])

    def test_a_duty_without_a_number_is_a_duty_and_nothing_else_is(self, pack: Pack) -> None:
        """Such a rule is shown and never computed."""
        assert {rule.id for rule in pack.rules if rule.kind == "duty"} == DUTIES[pack.name]


class TestEachPackHoldsTogether:
    """A pack says whose policy it is, and its rules only speak of what it knows."""

    def test_the_checker_finds_nothing(self, pack: Pack) -> None:
        """No bundled pack has a problem."""
        assert check_pack(BUNDLED / f"{pack.name}.toml") == []
        assert pack.problems == ()

    def test_it_says_where_it_comes_from(self, pack: Pack) -> None:
        """Title, authority, source and the day it holds from."""
        assert pack.title
        assert pack.authority
        assert pack.source
        assert pack.effective_from.year >= 2019
        assert not pack.local

    def test_every_rule_says_its_words_and_its_heading(self, pack: Pack) -> None:
        """What is due, the rule in a sentence, where it stands, how strong it is."""
        for rule in pack.rules:
            assert rule.what
            assert rule.says.endswith(".")
            assert rule.heading
            assert rule.force in FORCES
            assert rule.kind in KINDS

    def test_every_reading_has_its_reason(self, pack: Pack) -> None:
        """Problem, choice and why; the other choice wherever there is one."""
        for reading in pack.readings.values():
            assert reading.problem
            assert reading.reading
            assert reading.why
        without = {reading.id for reading in pack.readings.values() if not reading.alternative}
        assert without <= {"NCT-X05"}

    def test_the_situations_that_every_file_brings_are_known_by_name(self, pack: Pack) -> None:
        """Each with a label, and short enough for a tile."""
        for name in COMMON:
            found = pack.situation(name)
            assert pack.knows(name), name
            assert found.label
            assert 1 <= len(found.short) <= 5

    def test_six_stages_with_kents_printed_names(self, pack: Pack) -> None:
        """Only Kent's policy names them; the others borrow them and say so."""
        assert [stage.name for stage in pack.stages] == [
            "Assessment",
            "Agreeing a plan and outcomes with a family",
            "Building the desire to change",
            "Making change",
            "Sustaining the change",
            "Closing/transferring.",
        ]
        assert all(len(stage.short) <= 14 for stage in pack.stages)
        assert bool(pack.stages_note) == (pack.name != "kent")

    def test_the_board_has_a_usual_number_of_days_for_each_stage(self, pack: Pack) -> None:
        """Ours, and marked as ours."""
        assert len(pack.board.usual_days) == len(pack.stages)
        assert pack.board.usual_note.startswith("Ours")
        assert pack.board.move_reason == "offered"
        assert pack.board.closing_gate == ("KCC-T29" if pack.name == "kent" else "")

    def test_its_forms_and_periods_of_keeping(self, pack: Pack) -> None:
        """Every pack has forms; one without a period says so."""
        assert pack.forms
        assert pack.retention or pack.retention_note


class TestLabels:
    """A policy's own words reach the screen."""

    def test_kent_says_case_and_havering_says_contract(self) -> None:
        """Labels differ by authority."""
        assert load_pack("kent").labels["child"] == "case"
        assert load_pack("havering").labels["agreement"] == "supervision contract"
        assert load_pack("birmingham").labels["personal"] == "one-to-one"

    def test_an_unknown_situation_is_shown_under_its_own_code(self) -> None:
        """Nothing falls over a word from another system."""
        assert load_pack("kent").situation("moving_house").label == "Moving house"
        assert not load_pack("kent").knows("moving_house")


def test_every_fact_that_can_be_named_is_said_in_words() -> None:
    """The reasons are read aloud: no fact may show its code."""
    assert all(named.words and "_" not in named.words for named in NAMES.values())
