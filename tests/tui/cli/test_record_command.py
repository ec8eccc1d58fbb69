"""``footprint record``: list, show, text and add, as a script calls them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from models.reading.actions import read_actions
from models.store.change import Change
from models.store.opening import unlock_place
from models.store.place import Place
from models.tables import Action, Practitioner
from tests import made
from tests.tui.cli.record_files import CASE, file, said


class TestAdd:
    """A record from a file, with the checks of the screen."""

    def test_a_case_record(self, capsys: pytest.CaptureFixture[str], kept: Place, tmp_path: Path) -> None:
        """It prints the number; children are known by their numbers, actions are in the ledger."""
        code, out, err = said(
            capsys,
            kept,
            "add",
            "kent_case",
            "--answers",
            file(tmp_path, CASE),
            "--practitioner",
            "P2",
            "--complete",
        )
        assert (code, out, err) == (0, "1\n", "")
        code, out, _ = said(capsys, kept, "list", "--child", "40217", "--json")
        line = json.loads(out)[0]
        assert (line["day"], line["state"], line["children"]) == (
            "2026-11-20",
            "complete",
            ["40217", "39980"],
        )
        store = made.open_(kept, unlock_place(kept, ""))
        action = store.read(lambda session: read_actions(session, Action.id > 0))[0]  # type: ignore[arg-type]
        assert (action.what, action.child, action.record_id) == ("Ring the school", "40217 TB", 1)
        store.close()

    def test_by_its_id_as_json_with_what_is_known(
        self, capsys: pytest.CaptureFixture[str], kept: Place, tmp_path: Path
    ) -> None:
        """KCC-FB is kent_b; who, role and day are filled in; what a rule wants and remarks are said."""
        text = json.dumps({"leave": "12 days left", "wellbeing_actions": [{"what": "Continue to monitor"}]})
        code, out, err = said(
            capsys, kept, "add", "kcc-fb", "--answers", file(tmp_path, text, "a.json"), "--practitioner", "P2"
        )
        assert (code, out) == (0, "1\n")
        assert "wanted by a rule" in err
        assert "KCC-T41" in err
        assert "worth a second look: wellbeing_actions" in err
        shown = said(capsys, kept, "show", "1")[1]
        for words in ("Priya Shah", "Sat 21 Nov 2026", "12 days left"):
            assert words in shown

    def test_nothing_is_added_where_an_answer_is_wrong(
        self, capsys: pytest.CaptureFixture[str], kept: Place, tmp_path: Path
    ) -> None:
        """Every answer that can't be read is named; a date that does not exist is one."""
        text = 'leev = "x"\nsession_date = "31/2"\n'
        code, out, err = said(capsys, kept, "add", "kent_b", "--answers", file(tmp_path, text))
        assert (code, out) == (1, "")
        assert "leev: this form has no such field; did you mean 'leave'?" in err
        assert "session_date" in err
        assert said(capsys, kept, "list")[1] == "No records.\n"

    def test_complete_without_what_a_rule_wants(
        self, capsys: pytest.CaptureFixture[str], kept: Place, tmp_path: Path
    ) -> None:
        """Only with a reason."""
        call = ("add", "kent_b", "--answers", file(tmp_path, 'leave = "x"'), "--complete")
        code, _, err = said(capsys, kept, *call)
        assert (code, "Say in a line why" in err) == (1, True)
        assert said(capsys, kept, *call, "--reason", "Agreed")[0] == 0

    @pytest.mark.parametrize(
        ("name", "text"),
        [("a.toml", "leave = "), ("a.json", "[1, 2]"), ("a.json", "{"), ("a.json", "[" * 50_000)],
    )
    def test_what_is_no_table(
        self, capsys: pytest.CaptureFixture[str], kept: Place, tmp_path: Path, name: str, text: str
    ) -> None:
        """Said in a sentence."""
        code, _, err = said(capsys, kept, "add", "kent_b", "--answers", file(tmp_path, text, name))
        assert code == 1
        assert err.startswith("footprint record: ")

    @pytest.mark.parametrize(
        "call",
        [
            ("add", "no_such_form", "--answers", "x.toml"),
            ("add", "birmingham_b", "--answers", "-"),
            ("add", "kent_b", "--answers", "absent.toml"),
            ("show", "9"),
            ("list", "--child", "999"),
            ("list", "--practitioner", "P999"),
        ],
    )
    def test_what_is_not_there(
        self,
        capsys: pytest.CaptureFixture[str],
        kept: Place,
        monkeypatch: pytest.MonkeyPatch,
        call: tuple[str, ...],
    ) -> None:
        """A form, a file, a record, a child, a practitioner: said, with nothing added."""
        monkeypatch.setattr("sys.stdin.read", lambda _size=-1: "{}", raising=False)
        code, out, err = said(capsys, kept, *call)
        assert (code, out) == (1, "")
        assert err.startswith("footprint record: ")


class TestText:
    """A child's part for the case system."""

    def test_each_childs_by_itself(
        self, capsys: pytest.CaptureFixture[str], kept: Place, tmp_path: Path
    ) -> None:
        """In the form's order, full names as initials, nothing of the other child."""
        said(capsys, kept, "add", "kent_case", "--answers", file(tmp_path, CASE), "--practitioner", "P2")
        code, out, _ = said(capsys, kept, "text", "1", "--child", "40217")
        assert code == 0
        assert "Tom drew his house. PS was there." in out
        assert "Priya Shah" not in out
        assert "Kit" not in out
        assert out.index("Experience") < out.index("Ring the school")
        code, _, err = said(capsys, kept, "text", "1")
        assert (code, "40217, 39980" in err) == (2, True)
        assert said(capsys, kept, "text", "1", "--child", "40555")[0] == 1

    def test_nobody_who_has_left_is_named(
        self, capsys: pytest.CaptureFixture[str], kept: Place, tmp_path: Path
    ) -> None:
        """Whoever wrote of them wrote of a colleague: their name is a name, too."""
        said(capsys, kept, "add", "kent_case", "--answers", file(tmp_path, CASE), "--practitioner", "P2")
        store = made.open_(kept, unlock_place(kept, ""))

        def leave(change: Change) -> None:
            change.update(change.session.get_one(Practitioner, made.PRIYA), left_on=made.ago(1))
            change.note("correct_practitioner", "practitioner", made.PRIYA)

        made.do(store, leave)
        store.close()
        assert "PS was there." in said(capsys, kept, "text", "1", "--child", "40217")[1]


class TestList:
    """By child, form, state, day and words."""

    def test_narrowed(self, capsys: pytest.CaptureFixture[str], kept: Place, tmp_path: Path) -> None:
        """Each option leaves out what does not fit."""
        said(capsys, kept, "add", "kent_case", "--answers", file(tmp_path, CASE), "--practitioner", "P2")
        said(
            capsys,
            kept,
            "add",
            "kent_b",
            "--answers",
            file(tmp_path, 'leave = "Tired"'),
            "--practitioner",
            "P3",
        )

        def numbers(*options: str) -> list[str]:
            out = said(capsys, kept, "list", *options)[1]
            return [line.split()[0] for line in out.splitlines() if line != "No records."]

        assert numbers() == ["2", "1"]
        assert "kent_" not in said(capsys, kept, "list")[1], "forms are called as they are called elsewhere"
        assert numbers("--practitioner", "P3") == ["2"]
        assert numbers("--form", "KCC-FB") == ["2"]
        assert numbers("--state", "complete") == []
        assert numbers("--since", "2026-11-21") == ["2"]
        assert numbers("--search", "drew house") == ["1"]
        assert numbers("--search", "nothing of the kind") == []
