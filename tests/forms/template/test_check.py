"""Checking a form file: every problem with its line, in a sentence, and never a crash."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.template.check import check_form
from forms.template.file import MAX_BYTES
from forms.template.load import BUNDLED, LENSES, PIECES
from tests.forms.template.told import problems, the_problem
from tests.forms.template.written import CHOICE, HEAD, NOTE, SECTION, form_text, line_of, write

VALUES = ("1", '"x"', "[]", "{}", "true", "[{}]", "[[1]]", '{ a = ["b"] }', "2026-01-01", '["a", 1]')


class TestBundled:
    """Nothing is wrong with ours."""

    @pytest.mark.parametrize("path", sorted(BUNDLED.glob("**/*.toml")), ids=lambda path: path.stem)
    def test_every_file(self, path: Path) -> None:
        """Forms, pieces and lenses."""
        assert check_form(path) == []


class TestFiles:
    """What can't be read is a problem too."""

    def test_a_right_one(self, tmp_path: Path) -> None:
        """Nothing is said."""
        assert problems(tmp_path, form_text()) == []

    def test_no_toml(self, tmp_path: Path) -> None:
        """The line that the parser names."""
        found = the_problem(tmp_path, HEAD + "key = =\n")
        assert (found.line, found.text[:15]) == (10, "this is no TOML")

    def test_a_key_twice(self, tmp_path: Path) -> None:
        """The second of the two lines."""
        text = form_text(NOTE + 'label = "Again"\n')
        found = the_problem(tmp_path, text)
        assert found.line == len(text.splitlines())

    def test_bytes_that_are_no_text(self, tmp_path: Path) -> None:
        """Said without them."""
        path = tmp_path / "mine.toml"
        path.write_bytes(b"\xff\xfe\x00")
        assert [problem.text for problem in check_form(path)] == ["the file can't be read as a text file"]

    def test_a_byte_order_mark_does_no_harm(self, tmp_path: Path) -> None:
        """Some editors write one."""
        path = tmp_path / "mine.toml"
        path.write_text(form_text(), encoding="utf-8-sig")
        assert check_form(path) == []

    def test_a_file_beyond_all_measure(self, tmp_path: Path) -> None:
        """It is not even read."""
        found = the_problem(tmp_path, form_text() + "#" * MAX_BYTES)
        assert "larger than 256 KB" in found.text

    @pytest.mark.parametrize("text", ["a = " + "[" * 5_000, "a = " + "9" * 10_000, "a = 1979-13-45"])
    def test_values_beyond_all_measure(self, tmp_path: Path, text: str) -> None:
        """Said, and not a crash."""
        assert problems(tmp_path, text)

    def test_a_folder_and_a_file_that_is_gone(self, tmp_path: Path) -> None:
        """A problem of the file."""
        assert check_form(tmp_path)
        assert check_form(tmp_path / "gone.toml")


class TestTheHead:
    """What every form says of itself."""

    @pytest.mark.parametrize("key", ["code", "title", "text", "use", "about", "naming", "source"])
    def test_a_key_that_is_missing(self, tmp_path: Path, key: str) -> None:
        """It is named."""
        head = "".join(line for line in HEAD.splitlines(keepends=True) if not line.startswith(f"{key} "))
        assert f"{key} is missing" in {problem.text for problem in problems(tmp_path, form_text(head=head))}

    @pytest.mark.parametrize(
        ("wrong", "says"),
        [
            ('tite = "T"', "'tite' is not a key that belongs here; did you mean 'title'?"),
            ('about = "staff"', "about: 'staff' is none of practitioner, child"),
            ('naming = "name"', "naming: 'name' is none of number, initials"),
            ('text = "copied"', "text: 'copied' is none of printed, derived, ours"),
            ('records = "minutes"', "records: 'minutes' is none of session, oversight"),
            ('code = "Mine"', "code: 'Mine' is no key"),
            ('code = "yours"', "code: 'yours' is not the name of the file, 'mine'"),
            ('stands_for = "KCC FB"', "stands_for: 'KCC FB' is not an ID such as KCC-FB07"),
            ('occasions = ["adhoc"]', "occasions: 'adhoc' is none of formal, ad_hoc"),
            ("title = 7", "title: a text is expected here"),
            ('title = ""', "title: a text is expected here"),
            ("frontline = true", "frontline: True is none of yes, no"),
            ('who = ["both", "nobody"]', "who: 'nobody' is none of supervisor"),
            ('each = { subject = "child", label = "Child", named_by = "child" }', "each: no section repeats"),
            ('each = { subject = "dog" }', "each: subject: 'dog' is none of child"),
            ('goes_to = [{ sytem = "Liberi" }]', "goes_to: system is missing"),
        ],
    )
    def test_a_key_that_is_wrong(self, tmp_path: Path, wrong: str, says: str) -> None:
        """In its own line, with what was expected."""
        key = wrong.split(" ")[0]
        lines = [line for line in HEAD.splitlines() if not line.startswith(f"{key} ")]
        text = form_text(head="\n".join((*lines, wrong)) + "\n")
        found = problems(tmp_path, text)
        assert any(
            problem.text.startswith(says) and problem.line == line_of(text, key) for problem in found
        ), found

    def test_a_form_without_a_face(self, tmp_path: Path) -> None:
        """What the policy does not print says so."""
        text = form_text(head=HEAD.replace('face = "Ours."\n', ""))
        assert "a form that is ours says so on its face" in the_problem(tmp_path, text).text

    def test_a_form_without_fields(self, tmp_path: Path) -> None:
        """There would be nothing to write."""
        assert "a form needs a section with a field" in the_problem(tmp_path, HEAD).text
        assert "a form needs a section with a field" in the_problem(tmp_path, HEAD + SECTION).text


class TestSections:
    """What only several sections show."""

    EACH = 'each = { subject = "child", label = "Child", named_by = "child" }\n'
    REPEATED = (
        '[[section]]\nkey = "{key}"\nname = "R"\neach = true\n'
        '[[section.field]]\nkey = "{field}"\nkind = "child"\nlabel = "C"\n'
    )

    def test_a_section_twice(self, tmp_path: Path) -> None:
        """By its key."""
        text = form_text() + SECTION + NOTE.replace('"note"', '"other"')
        assert the_problem(tmp_path, text).text == "key: a section called 's' stands here a second time"

    def test_repeating_for_nobody(self, tmp_path: Path) -> None:
        """The head says for whom."""
        text = form_text() + self.REPEATED.format(key="r", field="child")
        assert the_problem(tmp_path, text).text.startswith("each is missing")

    def test_repeated_sections_stand_together(self, tmp_path: Path) -> None:
        """So that a child's part is one."""
        text = (
            HEAD
            + self.EACH
            + self.REPEATED.format(key="r", field="child")
            + SECTION
            + NOTE
            + self.REPEATED.format(key="q", field="more")
        )
        assert the_problem(tmp_path, text).text == "each: the sections that repeat must stand together"

    def test_named_by_nothing(self, tmp_path: Path) -> None:
        """The field that says which child."""
        text = HEAD + self.EACH + SECTION + NOTE + self.REPEATED.format(key="r", field="kid")
        assert the_problem(tmp_path, text).text == "each: named_by: no repeated field is called 'child'"

    def test_several_without_a_rule(self, tmp_path: Path) -> None:
        """Nothing is mandatory that no rule makes so."""
        head = HEAD + self.EACH.replace(" }", ", at_least = 2 }")
        text = head + SECTION + NOTE + self.REPEATED.format(key="r", field="child")
        assert "rule is missing" in the_problem(tmp_path, text).text

    def test_a_choice_that_repeats_decides_nothing_outside(self, tmp_path: Path) -> None:
        """It would not be known of which child."""
        head = HEAD + self.EACH
        repeated = self.REPEATED.format(key="r", field="child") + CHOICE
        text = head + SECTION + NOTE + 'when = { point = ["a"] }\n' + repeated
        assert the_problem(tmp_path, text).text == "when: 'point' repeats, and this does not"


class TestPiecesAndLenses:
    """The other two kinds of file."""

    def test_a_piece_that_is_not_there(self, tmp_path: Path) -> None:
        """It is named."""
        text = form_text() + '[[section]]\npiece = "nope"\n'
        assert the_problem(tmp_path, text).text == "piece: there is no piece called 'nope'"

    def test_a_key_that_does_not_go_with_a_piece(self, tmp_path: Path) -> None:
        """A piece has its own name."""
        text = form_text() + '[[section]]\npiece = "disagreement"\nname = "Row"\n'
        assert "'name' is not a key that belongs here" in the_problem(tmp_path, text).text

    def test_ones_own_piece(self, tmp_path: Path) -> None:
        """It lies below the person's folder, and is checked by itself."""
        piece = (
            'piece = "mine_too"\nuse = "Ours"\n'
            + SECTION.replace('"s"', '"p"')
            + ('ours = true\nwho = "both"\n[[section.field]]\nkey = "p"\nkind = "long"\nlabel = "P"\n')
        )
        path = write(tmp_path / PIECES, piece, "mine_too")
        assert check_form(path) == []
        assert problems(tmp_path, form_text() + '[[section]]\npiece = "mine_too"\n') == []

    def test_a_piece_under_another_name(self, tmp_path: Path) -> None:
        """It would never be found."""
        path = write(
            tmp_path,
            'piece = "mine"\nuse = "Ours"\n' + SECTION + NOTE + 'ours = true\nwho = "both"\n',
            "yours",
        )
        assert [problem.text for problem in check_form(path)] == ["piece: the file is called 'yours'"]

    def test_two_sections_of_one_key(self, tmp_path: Path) -> None:
        """What a piece brings in is said at the line that names it."""
        text = form_text() + '[[section]]\npiece = "disagreement"\n[[section]]\npiece = "disagreement"\n'
        found = problems(tmp_path, text)
        assert found
        assert {problem.line for problem in found} <= {
            len(text.splitlines()),
            len(text.splitlines()) - 1,
            len(text.splitlines()) - 2,
            len(text.splitlines()) - 3,
        }

    def test_a_lens(self, tmp_path: Path) -> None:
        """An aspect twice, one without a label, and none at all."""
        head = 'code = "mine"\ntitle = "T"\nsource = "S"\n'
        aspect = '[[aspect]]\ncode = "a"\nlabel = "A"\n'
        assert problems(tmp_path / LENSES, head + aspect) == []
        twice = the_problem(tmp_path / LENSES, head + aspect + aspect)
        assert (twice.line, twice.text) == (7, "code: a stands here a second time")
        missing = the_problem(tmp_path / LENSES, head + '[[aspect]]\ncode = "a"\n')
        assert (missing.line, missing.text) == (4, "aspect: label is missing")
        renamed = the_problem(tmp_path / LENSES, head.replace("mine", "yours") + aspect)
        assert (renamed.line, renamed.text) == (1, "code: the file is called 'mine'")


class TestAnything:
    """No file makes it crash."""

    @given(st.text())
    def test_any_text(self, tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
        """Problems or none."""
        folder = tmp_path_factory.mktemp("any")
        path = folder / "mine.toml"
        path.write_text(text, encoding="utf-8", errors="ignore")
        for problem in check_form(path):
            assert str(problem)

    @given(st.sampled_from(sorted(BUNDLED.glob("*.toml"))), st.integers(0, 10_000), st.sampled_from(VALUES))
    def test_a_form_with_something_else_in_it(
        self, tmp_path_factory: pytest.TempPathFactory, path: Path, at: int, value: str
    ) -> None:
        """Any value of a real form changed to any other: checked, and refused or not, but never a crash."""
        lines = path.read_text(encoding="utf-8").splitlines()
        at %= len(lines)
        lines[at] = f"{lines[at].split('=')[0]} = {value}" if "=" in lines[at] else value
        folder = tmp_path_factory.mktemp("changed")
        for problem in check_form(write(folder, "\n".join(lines), path.stem)):
            assert problem.text
            assert 0 <= problem.line <= len(lines)
