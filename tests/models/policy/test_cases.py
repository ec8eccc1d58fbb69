"""Case files: every pack's own cases hold, their sums hold without the clock, and a bad case is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from models.errors import Refused
from models.policy import PACK_NAMES, load_pack
from models.policy.cases import Case, read_cases
from models.policy.load import BUNDLED
from models.policy.runner import CaseResult, run_cases
from tests.models.policy.work import worked

CASES = BUNDLED / "cases"
GOOD = """
[[case]]
id = "C1"
policy = "NCT"
kind = "due"
rules = ["NCT-T20"]
given = { subject = "child", status = ["cin"], last = "2026-03-09", as_of = "2026-04-07" }
expect = { due = "2026-04-06", hold_by = "2026-04-02", state = "overdue", governing_rule = "NCT-T20", days_late = 1 }
"""


def all_cases() -> list[Case]:
    """Return the cases of all packs."""
    return [case for name in PACK_NAMES for case in read_cases(CASES / f"{name}.toml")]


def run(folder: Path, text: str) -> list[CaseResult]:
    """Write a case file and run it."""
    path = folder / "cases.toml"
    path.write_text(text, encoding="utf-8")
    return run_cases(path)


class TestThePacksOwnCases:
    """Each pack carries its own, worked out by hand."""

    @pytest.mark.parametrize("name", PACK_NAMES)
    def test_every_case_passes(self, name: str) -> None:
        """What differs is shown by key."""
        differing = [result for result in run_cases(CASES / f"{name}.toml") if not result.passed]
        assert [(each.id, each.differs, each.got, each.problem) for each in differing] == []

    def test_every_sum_comes_to_what_is_expected(self) -> None:
        """By a calendar that shares nothing with the clock."""
        for case in all_cases():
            for key, sums in case.work.items():
                found = [worked(each) for each in sums] if isinstance(sums, list) else worked(sums)
                assert found == case.expect[key], (case.id, key)

    def test_there_are_enough_of_them_and_every_rule_is_in_one(self) -> None:
        """No rule of any policy goes without a case, and no case is there twice."""
        cases = all_cases()
        named = {rule for case in cases for rule in case.rules}
        known = {rule.id for name in PACK_NAMES for rule in load_pack(name).rules}
        assert len(cases) >= 250
        assert len({case.id for case in cases}) == len(cases)
        assert known - named == set()

    def test_every_case_says_how_it_was_worked_out(self) -> None:
        """Titles, and readings that exist."""
        for name in PACK_NAMES:
            text = (CASES / f"{name}.toml").read_text(encoding="utf-8")
            assert text.count("\nderivation = ") == len(read_cases(CASES / f"{name}.toml"))


class TestRunning:
    """A case shows every key it expects, as worked out."""

    def test_got_holds_every_key_in_the_files_own_form(self, tmp_path: Path) -> None:
        """Ready for JSON."""
        result = run(tmp_path, GOOD)[0]
        assert result.passed
        assert json.loads(json.dumps(result.got)) == {
            "due": "2026-04-06",
            "hold_by": "2026-04-02",
            "state": "overdue",
            "governing_rule": "NCT-T20",
            "days_late": 1,
        }

    def test_what_differs_is_listed_by_key(self, tmp_path: Path) -> None:
        """Only the keys that do."""
        result = run(tmp_path, GOOD.replace("2026-04-06", "2026-04-07"))[0]
        assert not result.passed
        assert result.differs == ("due",)
        assert result.got["due"] == "2026-04-06"

    def test_of_rules_with_the_same_date_any_may_be_named(self, tmp_path: Path) -> None:
        """A child in need with a protection plan: both four weeks."""
        both = GOOD.replace('["cin"]', '["cin", "cp"]')
        assert run(tmp_path, both)[0].passed
        assert run(tmp_path, both.replace('rule = "NCT-T20"', 'rule = "NCT-T21"'))[0].passed
        assert not run(tmp_path, both.replace('rule = "NCT-T20"', 'rule = "NCT-T19"'))[0].passed

    def test_a_policy_may_be_named_by_its_pack(self, tmp_path: Path) -> None:
        """``northamptonshire`` for ``NCT``."""
        assert run(tmp_path, GOOD.replace('"NCT"', '"northamptonshire"'))[0].passed

    def test_dates_may_be_toml_dates(self, tmp_path: Path) -> None:
        """Without quotation marks."""
        assert run(
            tmp_path, GOOD.replace('"2026-03-09"', "2026-03-09").replace('"2026-04-07"', "2026-04-07")
        )[0].passed


class TestACaseThatCantBeRun:
    """It is named with its reason; the others run."""

    @pytest.mark.parametrize(
        ("old", "new", "words"),
        [
            ('policy = "NCT"', 'policy = "XYZ"', "no pack for the policy 'XYZ'"),
            ('rules = ["NCT-T20"]', 'rules = ["NCT-T99"]', "no rule NCT-T99"),
            ('kind = "due"', 'kind = "guess"', "no kind of case"),
            ('as_of = "2026-04-07"', 'as_of = ""', "as_of"),
            ('last = "2026-03-09"', 'last = "2026-02-30"', "can't be read"),
            ('last = "2026-03-09"', 'last = "in spring"', "can't be read"),
            ('status = ["cin"]', "status = 7", "can't be read"),
            ('policy = "NCT"\n', "", "policy is missing"),
        ],
    )
    def test_it_says_why(self, tmp_path: Path, old: str, new: str, words: str) -> None:
        """And the good case after it passes."""
        bad, good = run(tmp_path, GOOD.replace(old, new) + GOOD)
        assert not bad.passed
        assert words in bad.problem
        assert good.passed

    def test_a_key_nobody_knows_is_pointed_out(self, tmp_path: Path) -> None:
        """The case runs all the same."""
        result = run(tmp_path, GOOD.replace("as_of", "moon = 1, as_of"))[0]
        assert result.passed
        assert "moon" in result.problem

    @pytest.mark.parametrize("text", ["", "case = 1", "[[case]\n", "[meta]\ncases = 0\n"])
    def test_a_file_without_cases_is_refused(self, tmp_path: Path, text: str) -> None:
        """With a sentence."""
        with pytest.raises(Refused, match=r"cases\.toml"):
            run(tmp_path, text)
