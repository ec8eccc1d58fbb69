"""Checking a pack: the line, what is wrong, and everything in one go."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from models.clock import due
from models.facts import Facts
from models.policy import load_pack
from models.policy.check import check_pack
from models.policy.load import BUNDLED
from tests.models.policy.boroughs import HEAD, RULE, changed, problems


class TestAGoodPack:
    """A whole authority made of the kinds there are takes no code."""

    def test_nothing_is_found(self, tmp_path: Path) -> None:
        """The small pack is sound."""
        assert problems(tmp_path) == []

    def test_it_runs(self, tmp_path: Path) -> None:
        """And its clock answers."""
        problems(tmp_path)
        worker = Facts("practitioner", roles=("worker",), lasts={"personal": date(2026, 3, 2)})
        found = due(worker, load_pack(tmp_path / "borough.toml"), date(2026, 3, 31))
        assert [(each.governing_rule, each.due, each.days_late) for each in found] == [
            ("BOR-1", date(2026, 3, 30), 1)
        ]


class TestOneRule:
    """Each mistake is named with what was expected, on its own line."""

    @pytest.mark.parametrize(
        ("old", "new", "words"),
        [
            ('every = "4w"', 'evry = "4w"', "did you mean 'every'"),
            ('kind = "interval"', 'kind = "moon_phase"', "no kind of rule; the kinds are interval"),
            ('kind = "interval"', 'kind = "moon_phase"', "needs a new kind in the program itself"),
            ('every = "4w"', 'every = "0w"', "not longer than nothing"),
            ('every = "4w"', 'every = "-4w"', "not longer than nothing"),
            ('every = "4w"', 'every = "4q"', "not a length of time"),
            ('every = "4w"', "every = 4", "a text is expected"),
            ('every = "4w"', 'every = "24h"', "too short for an interval"),
            ('every = "4w"', 'every_from = "moon_days"', "no fact called 'moon_days'"),
            ('every = "4w"', "", "needs one of every"),
            ('subject = "practitioner"', 'subject = "child minder"', "none of child, practitioner"),
            ('force = "minimum"', 'force = "strong"', "none of minimum"),
            ('counted_from = "the last session"\n', "", "counted_from is missing"),
            ('heading = "Section 1"\n', "", "heading is missing"),
            ('id = "BOR-1"\n', "", "id is missing"),
            ('id = "BOR-1"', 'id = "KCC-T99"', "begin with BOR-"),
            ('every = "4w"', 'every = "4w"\nreadings = ["BOR-X9"]', "no reading BOR-X9"),
            ('every = "4w"', 'every = "4w"\nwhen = { role = "wizard" }', "no role 'wizard'"),
            ('every = "4w"', 'every = "4w"\nwhen = { status = "cinn" }', "no situation 'cinn'"),
            ('every = "4w"', 'every = "4w"\nwhen = { flags = "risky" }', "no flag 'risky'"),
            ('every = "4w"', 'every = "4w"\nwhen = { service = "teem" }', "no service 'teem'"),
            ('every = "4w"', 'every = "4w"\nwhen = { rolle = "worker" }', "did you mean 'role'"),
            ('every = "4w"', 'every = "4w"\nwhen = {}', "the condition is empty"),
            ('every = "4w"', 'every = "4w"\nuntil = "moon+6w"', "no fact called 'moon'"),
            ('every = "4w"', 'every = "4w"\nuntil = "start+0w"', "no time at all"),
            ('every = "4w"', 'every = "4w"\nafter = "start+6w"\nuntil = "start+2w"', "ends before it begins"),
            ('every = "4w"', 'every = "4w"\nlayer = { case = "target" }', "none of the rule's clocks"),
            (
                'every = "4w"',
                'every = "4w"\nlength = { minimum = "2h", maximum = "60min" }',
                "above the maximum",
            ),
        ],
    )
    def test_it_is_named_with_its_line(self, tmp_path: Path, old: str, new: str, words: str) -> None:
        """The rule's own line, or that of the key."""
        found = problems(tmp_path, changed(old, new))
        hit = [problem for problem in found if words in problem.text]
        assert hit, found
        first = len(HEAD.splitlines()) + 1
        assert first <= hit[0].line <= first + len(RULE.splitlines()) + 1

    def test_the_key_has_its_own_line(self, tmp_path: Path) -> None:
        """``every`` stands on the rule's eleventh line."""
        found = problems(tmp_path, changed('every = "4w"', 'every = "0w"'))
        assert found[0].line == len(HEAD.splitlines()) + 11
        assert str(found[0]).startswith(f"line {found[0].line}: BOR-1: every:")

    def test_the_rest_of_a_bad_pack_still_runs(self, tmp_path: Path) -> None:
        """The broken rule is named, the sound one counts."""
        problems(tmp_path, changed('every = "4w"', 'every = "0w"') + RULE.replace("BOR-1", "BOR-2"))
        pack = load_pack(tmp_path / "borough.toml")
        assert [rule.id for rule in pack.rules] == ["BOR-2"]
        assert [problem.where for problem in pack.problems] == ["BOR-1"]


class TestRulesTogether:
    """Some mistakes only show in the whole pack."""

    def test_the_same_id_twice(self, tmp_path: Path) -> None:
        """The second is named, on its own line."""
        found = problems(tmp_path, RULE + RULE)
        assert [problem.text for problem in found] == ["BOR-1 stands here a second time"]
        assert found[0].line == len(HEAD.splitlines()) + len(RULE.splitlines()) + 2

    def test_a_rule_that_waits_for_what_it_makes_due(self, tmp_path: Path) -> None:
        """Circular: the next one-to-one can't be due at the next one-to-one."""
        rule = changed('kind = "interval"', 'kind = "next_session"').replace('every = "4w"\n', "")
        assert any("circular" in problem.text for problem in problems(tmp_path, rule))
        worker = Facts("practitioner", roles=("worker",), lasts={"personal": date(2026, 3, 2)})
        worker.worker = worker
        found = due(worker, load_pack(tmp_path / "borough.toml"), date(2026, 3, 31))
        assert [each.state for each in found] == ["not_computed"]

    def test_a_limit_inside_its_target(self, tmp_path: Path) -> None:
        """Contradictory layers."""
        target = RULE + 'layer = { personal = "target" }\n'
        limit = (
            changed('every = "4w"', 'every = "2w"').replace("BOR-1", "BOR-2")
            + 'layer = { personal = "limit" }\n'
        )
        found = problems(tmp_path, target + limit)
        assert any("contradictory" in problem.text and "BOR-1" in problem.text for problem in found)

    def test_a_window_that_closes_before_it_opens(self, tmp_path: Path) -> None:
        """Four weeks before, then six weeks before."""
        rule = RULE.replace("interval", "window").replace(
            'every = "4w"', 'opens = "transfer_on-4w"\ncloses = "transfer_on-6w"'
        )
        assert any("closes before it opens" in problem.text for problem in problems(tmp_path, rule))

    def test_steps_of_a_ramp_that_overlap(self, tmp_path: Path) -> None:
        """A step begins before the one before it ends."""
        steps = 'steps = [{ every = "1w", until = "start+6w" }, { every = "2w", after = "start+2w" }]'
        found = problems(tmp_path, changed('every = "4w"', steps))
        assert any("begins before the one before it ends" in problem.text for problem in found)

    @pytest.mark.parametrize(
        ("more", "words"),
        [
            ('when = { role = "worker" }\nunless = { role = "worker" }', "leaves out everyone"),
            (
                'when = { role = "worker", status = "cin" }\nunless = { role = "worker" }',
                "leaves out everyone",
            ),
            ('when = { has = "fte", lacks = "fte" }', "can't be known and not known"),
            ("when = { at_least = { fte = 0.8 }, below = { fte = 0.8 } }", "can't be at least 0.8 and below"),
            ("when = { at_least = { minutes = 90 }, at_most = { minutes = 60 } }", "can't be at least 90"),
        ],
    )
    def test_a_rule_for_nobody(self, tmp_path: Path, more: str, words: str) -> None:
        """Its conditions contradict each other: it would never make anything due."""
        found = problems(tmp_path, changed('every = "4w"', f'every = "4w"\n{more}'))
        hit = [problem for problem in found if words in problem.text]
        assert hit, found
        assert "contradictory" in hit[0].text
        assert hit[0].where == "BOR-1"

    @pytest.mark.parametrize(
        "more",
        [
            'when = { role = "worker" }\nunless = { role = "worker", status = "cin" }',
            'when = { role = "worker" }\nunless = { is = { frontline = false } }',
            'when = [{ role = "worker" }, { status = "cin" }]\nunless = { role = "worker" }',
        ],
    )
    def test_an_exception_that_leaves_someone(self, tmp_path: Path, more: str) -> None:
        """It is an exception, and no contradiction."""
        assert problems(tmp_path, changed('every = "4w"', f'every = "4w"\n{more}')) == []

    def test_a_closing_gate_that_is_none(self, tmp_path: Path) -> None:
        """The board asks for a gate."""
        found = problems(tmp_path, head=HEAD.replace('closing_gate = ""', 'closing_gate = "BOR-1"'))
        assert [problem.text for problem in found] == ["closing_gate: BOR-1 is no gate of this pack"]
        assert found[0].line == HEAD.splitlines().index('closing_gate = ""') + 1


class TestTheHead:
    """The head, the board and the lists are read as strictly as the rules."""

    @pytest.mark.parametrize(
        ("old", "new", "words"),
        [
            ('title = "Policy"\n', "", "title is missing"),
            ('title = "Policy"', 'titel = "Policy"', "did you mean 'title'"),
            ("2026-01-01", '"soon"', "not a day such as"),
            ('child = "child"', 'kid = "child"', "not a key that belongs here"),
            ('short = "CIN"', 'short = "CHILD-IN-NEED"', "longer than 5 characters"),
            ('short = "Work"', 'short = "A very long short name"', "longer than 14 characters"),
            ('move_reason = "asked"', 'move_reason = "maybe"', "none of offered, asked"),
            ("usual_days = [30]", "usual_days = [0]", "not a whole number of one or more"),
            ("usual_days = [30]", "usual_days = [30, 40]", "1 stages need as many usual days"),
        ],
    )
    def test_it_is_named(self, tmp_path: Path, old: str, new: str, words: str) -> None:
        """What is wrong, with a line."""
        found = problems(tmp_path, head=HEAD.replace(old, new, 1))
        assert any(words in problem.text for problem in found), found


class TestAFileThatCantBeRead:
    """It is a problem, never a crash."""

    def test_no_toml(self, tmp_path: Path) -> None:
        """The line of the first thing the reader could not make sense of."""
        path = tmp_path / "x.toml"
        path.write_text('name = "x"\n[[rule]\n', encoding="utf-8")
        assert check_pack(path)[0].line == 2

    def test_not_there(self, tmp_path: Path) -> None:
        """Said in a sentence."""
        assert "can't be read" in check_pack(tmp_path / "x.toml")[0].text

    def test_circular_local_variations(self, tmp_path: Path) -> None:
        """Based on each other."""
        for one, two in (("one", "two"), ("two", "one")):
            (tmp_path / f"{one}.toml").write_text(f'name = "{one}"\nbased_on = "{two}"\n', encoding="utf-8")
        found = check_pack(tmp_path / "one.toml", [tmp_path])
        assert any("circle" in problem.text for problem in found)

    def test_a_local_variation_is_checked_together_with_its_base(self, tmp_path: Path) -> None:
        """A typo in the changed key is found though the rule's kind stands in the base."""
        path = tmp_path / "riverside.toml"
        path.write_text(
            'name = "riverside"\nbased_on = "kent"\n[[rule]]\nid = "KCC-T24"\nevrey = "60d"\nwhy = "audit"\n',
            encoding="utf-8",
        )
        found = check_pack(path)
        assert [problem.line for problem in found] == [3]
        assert "evrey" in found[0].text


def test_every_line_of_every_bundled_pack_can_be_broken_without_a_crash(tmp_path: Path) -> None:
    """Whatever line is lost, there is a list of problems and what is left can be asked."""
    lines = (BUNDLED / "havering.toml").read_text(encoding="utf-8").splitlines()
    for at in range(0, len(lines), 37):
        path = tmp_path / "havering.toml"
        path.write_text("\n".join(lines[:at] + lines[at + 1 :]), encoding="utf-8")
        assert isinstance(check_pack(path), list)
