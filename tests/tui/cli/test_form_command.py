"""``footprint form``: list, show and check, as a person or a script calls them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from forms.answers.given import read_given
from forms.template.absent import absent_forms
from forms.template.load import BUNDLED, all_forms
from models.policy import PACK_NAMES
from tests.forms.answers.asked import TODAY
from tests.forms.template.written import form_text, write
from tui.main import main

FORMS, _ = all_forms()
CODES = [form.code for form in FORMS]


@pytest.fixture
def own(own_settings: Path) -> Path:
    """The folder in which a person keeps forms of their own."""
    folder = own_settings / "forms"
    folder.mkdir(parents=True)
    return folder


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Run ``footprint form`` and return its code, what it printed and its complaints."""
    capsys.readouterr()
    code = main(["form", *arguments])
    found = capsys.readouterr()
    return code, found.out, found.err


class TestList:
    """Which forms there are, and which are only named."""

    def test_all_of_them(self, capsys: pytest.CaptureFixture[str], own: Path) -> None:
        """A line each, and what to use instead of those that nobody has."""
        code, out, _ = said(capsys, "list")
        assert code == 0
        assert [line.split()[0] for line in out.split("\n\n")[0].splitlines()] == CODES
        assert all(f"{one.id} " in out and one.name in out for one in absent_forms())
        assert str(own) in out

    @pytest.mark.parametrize("policy", PACK_NAMES)
    def test_one_policys(self, capsys: pytest.CaptureFixture[str], own: Path, policy: str) -> None:
        """Its own, and those for any policy."""
        code, out, _ = said(capsys, "list", "--policy", policy)
        listed = {line.split()[0] for line in out.split("\n\n")[0].splitlines()}
        assert code == 0
        assert listed == {form.code for form in FORMS if form.policies in ((policy,), ())}

    def test_ones_own_and_one_that_is_wrong(self, capsys: pytest.CaptureFixture[str], own: Path) -> None:
        """The first is marked, the second is named with its line; the command says that not all is well."""
        write(own, form_text())
        write(own, form_text() + 'labl = "L"\n', "other")
        code, out, _ = said(capsys, "list")
        lines = out.splitlines()
        assert code == 1
        assert any(line.startswith("mine ") and line.endswith("LOCAL") for line in lines)
        assert any(
            line.startswith("CANNOT BE USED") and "other.toml" in line and "line " in line for line in lines
        )


class TestShow:
    """What a form asks."""

    @pytest.mark.parametrize("code", CODES)
    def test_every_form(self, capsys: pytest.CaptureFixture[str], own: Path, code: str) -> None:
        """Every field with its ID, as lines of at most a hundred characters and as JSON."""
        form = next(form for form in FORMS if form.code == code)
        ended, out, _ = said(capsys, "show", code)
        assert ended == 0
        assert max(map(len, out.splitlines())) <= 100
        said_whole = " ".join(out.split())
        assert all(name in said_whole for one in form.fields() for name in one.ids)
        ended, out, _ = said(capsys, "show", code, "--json")
        body = json.loads(out)
        keys = [one["key"] for one in (*body.get("fields", []), *body.get("parts", []))]
        assert ended == 0
        assert sorted(keys) == sorted(one.key for one in form.answered())

    def test_the_keys_are_those_a_script_fills_in(
        self, capsys: pytest.CaptureFixture[str], own: Path
    ) -> None:
        """Keys, codes of options, columns and rows: as they are told they can be given."""
        _, out, _ = said(capsys, "show", "KCC-FA", "--json")
        body = json.loads(out)
        (items,) = [one for one in body["fields"] if one["kind"] == "rows"]
        row = {"row": items["rows"][1]["row"], items["columns"][0]["key"]: "We talked."}
        form = next(form for form in FORMS if form.code == body["form"])
        taken = read_given(form, {items["key"]: [row]}, TODAY)
        assert dict(taken.wrong) == {}

    def test_ones_own(self, capsys: pytest.CaptureFixture[str], own: Path, tmp_path: Path) -> None:
        """By its code, or as a file anywhere; adding one takes no Python."""
        write(own, form_text())
        elsewhere = write(tmp_path, form_text().replace('"mine"', '"yours"'), "yours")
        assert said(capsys, "show", "mine")[1].startswith("Mine  (mine)\n")
        assert said(capsys, "show", str(elsewhere))[1].startswith("Mine  (yours)\n")

    def test_what_is_not_there(self, capsys: pytest.CaptureFixture[str], own: Path) -> None:
        """A sentence, and no traceback."""
        assert said(capsys, "show", "kent_z") == (
            1,
            "",
            "footprint form: There is no form called 'kent_z'; “footprint form list” names them all.\n",
        )
        assert said(capsys, "show", "gone.toml")[0] == 1


class TestCheck:
    """What is wrong with a file."""

    def test_right_ones(self, capsys: pytest.CaptureFixture[str], own: Path) -> None:
        """Forms, pieces and lenses."""
        for path in (
            BUNDLED / "kent_b.toml",
            BUNDLED / "pieces/disagreement.toml",
            BUNDLED / "lenses/kent_cycle.toml",
        ):
            assert said(capsys, "check", str(path)) == (0, f"{path}: nothing wrong.\n", "")

    def test_a_wrong_one(self, capsys: pytest.CaptureFixture[str], own: Path, tmp_path: Path) -> None:
        """A line for each problem, by its line."""
        path = write(tmp_path, form_text() + 'labl = "L"\n')
        code, out, _ = said(capsys, "check", str(path))
        assert code == 1
        assert out == "line 17: note: 'labl' is not a key that belongs here; did you mean 'label'?\n"

    def test_pieces_of_ones_own_are_found(
        self, capsys: pytest.CaptureFixture[str], own: Path, tmp_path: Path
    ) -> None:
        """A form that is checked elsewhere may use those of the person's folder."""
        write(
            own / "pieces",
            'piece = "p"\nuse = "U"\n[[section]]\nkey = "p"\nname = "P"\nours = true\nwho = "both"\n'
            '[[section.field]]\nkey = "p"\nkind = "long"\nlabel = "P"\n',
            "p",
        )
        path = write(tmp_path, form_text() + '[[section]]\npiece = "p"\n')
        assert said(capsys, "check", str(path))[0] == 0

    def test_no_such_file(self, capsys: pytest.CaptureFixture[str], own: Path) -> None:
        """A sentence."""
        assert said(capsys, "check", "gone.toml") == (1, "", "footprint form: There is no file gone.toml.\n")
