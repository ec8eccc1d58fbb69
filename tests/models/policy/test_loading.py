"""Finding packs: bundled, the user's own, editions, local variations, and what can't be found."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from models.clock import due
from models.errors import Refused
from models.facts import Facts
from models.policy import PACK_NAMES, load_pack, pack_names
from models.policy.check import check_pack
from models.policy.load import BUNDLED
from models.policy.source import Source

KENT = BUNDLED / "kent.toml"
WHY = 'why = "our own audit of 2026"'


def write(folder: Path, name: str, text: str) -> Path:
    """Write one pack file."""
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def variation(rules: str = "", base: str = "kent", name: str = "riverside") -> str:
    """Return the text of a local variation."""
    return f'name = "{name}"\nbased_on = "{base}"\nlocal_note = "Riverside discusses sooner."\n{rules}'


def case_due(pack_name: str, folder: Path) -> date | None:
    """Return when a social-work child last discussed on 2 March 2026 is due."""
    child = Facts("child", "1", "childrens_social_work", start=date(2026, 1, 5), last=date(2026, 3, 2))
    found = due(child, load_pack(pack_name, [folder]), date(2026, 3, 3))
    return next(each.due_day for each in found if each.clock == "case")


class TestByName:
    """A pack is found by its name, in the user's folders first."""

    def test_the_five(self) -> None:
        """All bundled packs load under their own names."""
        assert [load_pack(name).name for name in PACK_NAMES] == list(PACK_NAMES)

    def test_an_unknown_name_is_refused_with_the_names_there_are(self) -> None:
        """The sentence says what can be had."""
        with pytest.raises(Refused, match=r"no policy pack called 'kemt'.*kent, northamptonshire"):
            load_pack("kemt")

    def test_the_shared_readings_are_no_pack(self) -> None:
        """Nobody works under them alone."""
        with pytest.raises(Refused):
            load_pack("common")

    def test_a_pack_in_the_users_folder_is_found_and_shown_as_local(self, tmp_path: Path) -> None:
        """By the name of its file."""
        write(tmp_path, "borough", KENT.read_text(encoding="utf-8").replace('"kent"', '"borough"'))
        pack = load_pack("borough", [tmp_path])
        assert pack.name == "borough"
        assert pack.local
        assert pack_names([tmp_path]) == (*PACK_NAMES, "borough")

    def test_a_path_that_is_not_there_is_refused(self, tmp_path: Path) -> None:
        """Only the file's name is told."""
        with pytest.raises(Refused, match=r"no policy pack file mine\.toml"):
            load_pack(tmp_path / "mine.toml")

    def test_a_file_that_is_no_toml_is_refused_with_its_line(self, tmp_path: Path) -> None:
        """A person can go to the line."""
        path = write(tmp_path, "broken", 'name = "broken"\nprefix = \n')
        with pytest.raises(Refused, match="line 2"):
            load_pack(path)

    def test_a_file_that_is_no_text_is_refused(self, tmp_path: Path) -> None:
        """A spreadsheet under the wrong name, say."""
        path = tmp_path / "sheet.toml"
        path.write_bytes(b"PK\x03\x04\xff\xfe")
        with pytest.raises(Refused, match="can't be read as a text file"):
            load_pack(path)


class TestLocalVariation:
    """A small file over a policy's own: shown as local, never quietly taking a rule away."""

    def test_it_adds_and_keeps_the_rest(self, tmp_path: Path) -> None:
        """All of Kent's rules stay."""
        added = (
            '[[rule]]\nid = "RIV-1"\nkind = "interval"\nsubject = "team"\nclock = "huddle"\nwhat = "Huddle"\n'
            'says = "A huddle every week."\nheading = "Team decision"\nforce = "stated"\nevery = "1w"\n'
            'counted_from = "the last huddle"\n'
        )
        write(tmp_path, "riverside", variation(added))
        pack = load_pack("riverside", [tmp_path])
        assert pack.local
        assert pack.local_note == "Riverside discusses sooner."
        assert len(pack.rules) == 46
        assert pack.rule("RIV-1").local
        assert not pack.rule("KCC-T24").local
        assert pack.authority == "Kent County Council"

    def test_a_change_with_a_reason_is_taken_and_marked(self, tmp_path: Path) -> None:
        """Only the key that differs is written."""
        write(tmp_path, "riverside", variation(f'[[rule]]\nid = "KCC-T24"\nevery = "60d"\n{WHY}\n'))
        assert case_due("riverside", tmp_path) == date(2026, 5, 1)
        assert load_pack("riverside", [tmp_path]).rule("KCC-T24").local

    def test_a_longer_interval_is_not_taken(self, tmp_path: Path) -> None:
        """The policy's date stands, and that is said."""
        write(tmp_path, "riverside", variation(f'[[rule]]\nid = "KCC-T24"\nevery = "4m"\n{WHY}\n'))
        assert case_due("riverside", tmp_path) == date(2026, 5, 31)
        problem = load_pack("riverside", [tmp_path]).problems[0]
        assert problem.where == "KCC-T24"
        assert "longer than the policy allows" in problem.text

    def test_a_change_without_a_reason_is_not_taken(self, tmp_path: Path) -> None:
        """Nobody could say later why it differs."""
        write(tmp_path, "riverside", variation('[[rule]]\nid = "KCC-T24"\nevery = "60d"\n'))
        assert case_due("riverside", tmp_path) == date(2026, 5, 31)
        assert "needs why" in load_pack("riverside", [tmp_path]).problems[0].text

    def test_labels_and_codes_lie_over_the_policys(self, tmp_path: Path) -> None:
        """A role more, a label changed, the others as they were."""
        text = variation('[labels]\nchild = "family"\n[[role]]\ncode = "star"\nlabel = "Star"\n')
        write(tmp_path, "riverside", text)
        pack = load_pack("riverside", [tmp_path])
        assert pack.labels["child"] == "family"
        assert pack.labels["case"] == "case supervision"
        assert [role.code for role in pack.roles][-1] == "star"

    def test_one_under_the_name_of_its_policy_changes_the_bundled_one(self, tmp_path: Path) -> None:
        """``kent.toml`` in the user's folder, based on ``kent``."""
        write(tmp_path, "kent", variation(f'[[rule]]\nid = "KCC-T24"\nevery = "60d"\n{WHY}\n', name="kent"))
        assert case_due("kent", tmp_path) == date(2026, 5, 1)

    def test_packs_based_on_each_other_are_refused(self, tmp_path: Path) -> None:
        """The circle is named."""
        write(tmp_path, "one", variation(base="two", name="one"))
        write(tmp_path, "two", variation(base="one", name="two"))
        with pytest.raises(Refused, match="circle: one on two on one"):
            load_pack("one", [tmp_path])


class TestEditions:
    """Looking back uses the pack of that day."""

    def test_the_edition_of_the_day(self, tmp_path: Path) -> None:
        """A later edition beside the first holds from its own day."""
        kent = KENT.read_text(encoding="utf-8")
        write(tmp_path, "kent", kent)
        later = kent.replace("effective_from = 2024-01-01", "effective_from = 2026-09-01")
        write(tmp_path, "kent.2026", later.replace('every = "90d"', 'every = "60d"'))
        pack = load_pack("kent", [tmp_path])
        assert (
            pack.at(date(2026, 8, 31)).rule("KCC-T24").terms
            != pack.at(date(2026, 9, 1)).rule("KCC-T24").terms
        )
        assert pack.at(date(2026, 9, 1)).effective_from == date(2026, 9, 1)

    def test_before_the_first_edition_the_earliest_serves(self) -> None:
        """There is no other to look back with."""
        kent = load_pack("kent")
        assert kent.at(date(2020, 1, 1)) is kent


class TestLateReading:
    """What the board does not need is not read for it."""

    def test_stages_and_labels_parse_no_rules(self) -> None:
        """The rules' text stays unparsed until someone asks."""
        source = Source(KENT)
        assert "stage" in source.head
        assert "rule" not in source.head
        assert len(source.rows("rule")) == 45

    def test_sections_in_any_order_and_a_bracket_in_a_text(self, tmp_path: Path) -> None:
        """Cutting the file never changes what it says."""
        text = (
            'name = "x"\n[[reading]]\nid = "A"\nproblem = """\n[[rule]]\nno rule"""\n[[stage]]\nnumber = 1\n'
        )
        source = Source(write(tmp_path, "x", text))
        assert source.rows("reading")[0] == {"id": "A", "problem": "[[rule]]\nno rule"}
        assert source.rows("stage") == [{"number": 1}]


class TestClosureDays:
    """Days on which the organisation is closed are set in a local variation, and are not worked (GEN-X04)."""

    def test_they_are_no_working_days(self, tmp_path: Path) -> None:
        """A record of 23 December has till the last day of the year where the 29th is a closure."""
        path = tmp_path / "northamptonshire.toml"
        path.write_text(
            'name = "northamptonshire"\nbased_on = "northamptonshire"\nlocal_note = "Closed on the 29th."\n'
            "[clocks]\nclosure_days = [2026-12-29]\n",
            encoding="utf-8",
        )
        record = Facts("record", more={"kind": "practice", "session_date": date(2026, 12, 23)})
        pack = load_pack("northamptonshire", [tmp_path])
        assert due(record, pack, date(2026, 12, 24))[0].due == date(2026, 12, 31)
        assert due(record, load_pack("northamptonshire"), date(2026, 12, 24))[0].due == date(2026, 12, 30)
        assert check_pack(path, [tmp_path]) == []

    def test_what_is_no_day_is_named(self, tmp_path: Path) -> None:
        """And the others serve."""
        path = tmp_path / "kent.toml"
        path.write_text(
            'name = "kent"\nbased_on = "kent"\n[clocks]\nclosure_days = [2026-12-29, "Christmas"]\n',
            encoding="utf-8",
        )
        assert any("closure_days" in problem.text for problem in check_pack(path, [tmp_path]))
        assert load_pack("kent", [tmp_path]).closure_days == (date(2026, 12, 29),)
