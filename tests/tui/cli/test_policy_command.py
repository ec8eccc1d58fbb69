"""``footprint policy``: list, show, check and test, as a person or a script calls them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from models.policy.load import BUNDLED, PACK_NAMES, load_pack
from tests.tui.cli.told import told

GOOD = """
[[case]]
id = "C1"
policy = "NCT"
kind = "due"
rules = ["NCT-T20"]
given = { subject = "child", status = ["cin"], last = "2026-03-09", as_of = "2026-04-07" }
expect = { due = "2026-04-06", hold_by = "2026-04-02", state = "overdue", governing_rule = "NCT-T20" }
"""
LOCAL = """
name = "riverside"
based_on = "kent"
local_note = "Riverside discusses every 60 days."

[[rule]]
id = "KCC-T24"
every = "60d"
why = "Agreed after the audit"
"""


@pytest.fixture
def own(own_settings: Path) -> Path:
    """The folder in which a person keeps packs of their own."""
    folder = own_settings / "policies"
    folder.mkdir(parents=True)
    return folder


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Run ``footprint policy`` and return its code, what it printed and its complaints."""
    return told(capsys, "policy", *arguments)


class TestList:
    """Which packs there are."""

    def test_the_five_and_ones_own(self, capsys: pytest.CaptureFixture[str], own: Path) -> None:
        """A local one is marked; one that can't be read is named, and the others stay."""
        (own / "riverside.toml").write_text(LOCAL, encoding="utf-8")
        (own / "broken.toml").write_text("name = \n", encoding="utf-8")
        code, out, _ = said(capsys, "list")
        lines = {line.split()[0]: line for line in out.splitlines()}
        assert code == 0
        assert set(lines) == {*PACK_NAMES, "riverside", "broken"}
        assert lines["riverside"].endswith("LOCAL")
        assert not lines["kent"].endswith("LOCAL")
        assert "cannot be read" in lines["broken"]


class TestShow:
    """What a pack holds."""

    @pytest.mark.parametrize("name", PACK_NAMES)
    def test_every_rule_with_its_words_and_source(
        self, capsys: pytest.CaptureFixture[str], name: str
    ) -> None:
        """Duties without a number among them."""
        _, out, _ = said(capsys, "show", name)
        for rule in load_pack(name).rules:
            assert f"{rule.id}  {rule.what}" in out
            assert rule.heading in out

    def test_one_rule_with_its_readings(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Problem, choice, the other choice and why."""
        _, out, _ = said(capsys, "show", "kent", "--rule", "KCC-T25")
        assert "KCC-X07: Youth Justice goes by the risk level" in out
        assert "Other reading: ROSH alone." in out

    def test_a_local_one_says_so(self, capsys: pytest.CaptureFixture[str], own: Path) -> None:
        """At its head, and at the rule it touches."""
        (own / "riverside.toml").write_text(LOCAL, encoding="utf-8")
        _, out, _ = said(capsys, "show", "riverside")
        assert "LOCAL: Riverside discusses every 60 days." in out
        assert "KCC-T24 (LOCAL)  Discuss in supervision" in out

    def test_what_is_not_there(self, capsys: pytest.CaptureFixture[str]) -> None:
        """A sentence, and 1."""
        assert said(capsys, "show", "atlantis")[0] == 1
        assert said(capsys, "show", "kent", "--rule", "KCC-T99")[0] == 1


class TestCheck:
    """The line and what is wrong."""

    def test_a_sound_pack(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Nothing wrong, and 0."""
        code, out, _ = said(capsys, "check", str(BUNDLED / "kent.toml"))
        assert (code, out.endswith("nothing wrong.\n")) == (0, True)

    def test_what_is_wrong(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        """Each with its line, and 1."""
        path = tmp_path / "kent.toml"
        text = (BUNDLED / "kent.toml").read_text(encoding="utf-8")
        path.write_text(text.replace('every = "90d"', 'every = "0d"', 1), encoding="utf-8")
        code, out, _ = said(capsys, "check", str(path))
        line = text[: text.index('every = "90d"')].count("\n") + 1
        assert code == 1
        assert out.startswith(f"line {line}: KCC-T23: every: ")

    def test_no_such_file(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        """A sentence, and 1."""
        code, _, err = said(capsys, "check", str(tmp_path / "none.toml"))
        assert code == 1
        assert "There is no file" in err


class TestTest:
    """Worked cases against the packs."""

    def run(
        self, capsys: pytest.CaptureFixture[str], folder: Path, text: str, *more: str
    ) -> tuple[int, str, str]:
        """Write a case file and run it."""
        path = folder / "mine.toml"
        path.write_text(text, encoding="utf-8")
        return said(capsys, "test", str(path), *more)

    def test_all_pass(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        """One line, and 0."""
        assert self.run(capsys, tmp_path, GOOD) == (0, "1 of 1 cases pass.\n", "")

    def test_a_line_for_each_that_differs(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        """What was worked out and what was expected, by key; and 1."""
        code, out, _ = self.run(capsys, tmp_path, GOOD.replace('due = "2026-04-06"', 'due = "2026-04-07"'))
        assert code == 1
        assert "C1  : due is 2026-04-06, expected 2026-04-07" in out
        assert out.endswith("0 of 1 cases pass.\n")

    def test_json(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        """``id``, ``pass`` and ``got`` with every key the case expects; nothing else on the output."""
        code, out, _ = self.run(capsys, tmp_path, GOOD, "--json")
        assert code == 0
        assert json.loads(out) == [
            {
                "id": "C1",
                "pass": True,
                "got": {
                    "due": "2026-04-06",
                    "state": "overdue",
                    "governing_rule": "NCT-T20",
                    "hold_by": "2026-04-02",
                },
            }
        ]

    def test_json_of_a_case_that_can_t_be_run(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        """It says why, and the others run."""
        bad = GOOD.replace('"child"', '"martian"')
        code, out, _ = self.run(capsys, tmp_path, bad + GOOD, "--json")
        first, second = json.loads(out)
        assert code == 1
        assert (first["pass"], first["got"]) == (False, {})
        assert "given.subject 'martian'" in first["problem"]
        assert second["pass"]

    @pytest.mark.parametrize(
        ("text", "says"),
        [("[[case]\n", "at line 1"), ("", "holds no [[case]]"), ("case = 3\n", "holds no [[case]]")],
    )
    def test_a_broken_file(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str, says: str
    ) -> None:
        """A sentence on the error output, nothing on the other, and 1."""
        code, out, err = self.run(capsys, tmp_path, text, "--json")
        assert (code, out) == (1, "")
        assert says in err

    def test_no_such_file(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        """The same."""
        code, out, err = said(capsys, "test", str(tmp_path / "none.toml"))
        assert (code, out) == (1, "")
        assert "none.toml" in err

    def test_an_authority_tests_its_own(
        self, capsys: pytest.CaptureFixture[str], own: Path, tmp_path: Path
    ) -> None:
        """By the name of its pack; a broken one beside it is named and disturbs nothing."""
        (own / "riverside.toml").write_text(LOCAL, encoding="utf-8")
        (own / "broken.toml").write_text("name = \n", encoding="utf-8")
        text = """
[[case]]
id = "R1"
policy = "riverside"
kind = "due"
rules = ["KCC-T24"]
given = { subject = "child", service = "childrens_social_work", last = "2026-03-02", as_of = "2026-05-01" }
expect = { due = "2026-05-01", state = "ok", governing_rule = "KCC-T24" }
"""
        code, out, err = self.run(capsys, tmp_path, text)
        assert (code, out) == (0, "1 of 1 cases pass.\n")
        assert "broken" in err

    @pytest.mark.parametrize("name", PACK_NAMES)
    def test_the_packs_own(self, capsys: pytest.CaptureFixture[str], name: str) -> None:
        """All of them."""
        code, out, _ = said(capsys, "test", str(BUNDLED / "cases" / f"{name}.toml"))
        assert code == 0, out
