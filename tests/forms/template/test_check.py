"""Checking a form file: every problem with its line, in a sentence, and never a crash."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.template.check import check_form
from forms.template.file import MAX_BYTES
from forms.template.load import BUNDLED, LENSES, PIECES
from models.policy.parts import Problem
from tests.forms.template.written import CHOICE, HEAD, NOTE, SECTION, form_text, line_of, write

FIELD = '[[section.field]]\nkey = "x"\n'
ROWS = f'{FIELD}kind = "rows"\ngrows = true\n'
VALUES = ("1", '"x"', "[]", "{}", "true", "[{}]", "[[1]]", '{ a = ["b"] }', "2026-01-01", '["a", 1]')


def problems(folder: Path, text: str, code: str = "mine") -> list[Problem]:
    """Return what is wrong with a file of this text."""
    return check_form(write(folder, text, code))


def the_problem(folder: Path, text: str) -> Problem:
    """Return the one thing that is wrong."""
    (only,) = problems(folder, text)
    return only


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


class TestFields:
    """What one field needs, seen in its form."""

    @pytest.mark.parametrize(
        ("field", "key", "says"),
        [
            (f'{FIELD}kind = "text"\nlabel = "L"\n', "kind", "kind: 'text' is none of head, note"),
            (f'{FIELD}label = "L"\n', "[[section.field]]", "kind is missing"),
            (f'{FIELD}kind = "long"\n', "[[section.field]]", "label is missing"),
            (f'{FIELD}kind = "choice"\nlabel = "L"\n', "[[section.field]]", "options is missing"),
            (
                f'{FIELD}kind = "long"\nlabel = "L"\noptions = [{{ code = "a", label = "A" }}]\n',
                "options",
                "options: a field of kind long has none",
            ),
            (
                f'{FIELD}kind = "list"\nlabel = "L"\n',
                "[[section.field]]",
                "text is missing: what this list says",
            ),
            (
                f'{FIELD}kind = "long"\nlabel = "L"\ntext = ["T"]\n',
                "text",
                "text: a field of kind long prints no text",
            ),
            (
                f'{FIELD}kind = "note"\ntext = ["T"]\nwanted = ["KCC-T41"]\n',
                "wanted",
                "wanted: this takes no answer",
            ),
            (
                f'{FIELD}kind = "long"\nlabel = "L"\nlens = "nope"\n',
                "lens",
                "lens: there is no lens called 'nope'",
            ),
            (
                f'{FIELD}kind = "long"\nlabel = "L"\nprompts_from = "kent_cycle.nope"\n',
                "prompts_from",
                "prompts_from: there is no lens and aspect",
            ),
            (
                f'{FIELD}kind = "long"\nlabel = "L"\nprompts = [{{ txt = "T" }}]\n',
                "prompts",
                "prompts: text is missing; 'txt' is not a key",
            ),
            (f'{FIELD}kind = "rows"\n', "[[section.field]]", "columns is missing"),
            (
                f'{ROWS}columns = [{{ key = "a", label = "A", kind = "rows" }}]\n',
                "columns",
                "columns: kind: 'rows' is none of printed",
            ),
            (
                f'{ROWS}columns = [{{ key = "a", label = "A", kind = "choice" }}]\n',
                "columns",
                "columns: options is missing",
            ),
            (
                f'{ROWS}columns = [{{ key = "a", label = "A", kind = "shown" }}]\n',
                "columns",
                "columns: of and shows are missing",
            ),
            (
                f'{ROWS}columns = [{{ key = "a", label = "A", kind = "shown", of = "b", shows = ["who"] }}]\n',
                "columns",
                "columns: of: there is no column of actions called 'b'",
            ),
            (
                f'{ROWS}columns = [{{ key = "a", label = "A", kind = "line" }}, '
                '{ key = "a", label = "B", kind = "line" }]\n',
                "columns",
                "columns: 'a' stands here a second time",
            ),
            (
                f'{FIELD}kind = "rows"\ncolumns = [{{ key = "a", label = "A", kind = "line" }}]\n',
                "[[section.field]]",
                "rows is missing, or grows = true",
            ),
            (
                f'{FIELD}kind = "actions"\nlabel = "L"\nshows = ["owner"]\n',
                "shows",
                "shows: the parts of an action are what, why",
            ),
            (f'{FIELD}kind = "long"\nlabel = "L"\nshows = ["who"]\n', "shows", "shows: only actions show"),
            (
                f'{FIELD}kind = "long"\nlabel = "L"\nspare = 2\n',
                "columns",
                "columns: a field of kind long is no table",
            ),
            (
                f'{FIELD}kind = "long"\nlabel = "L"\nspare = 51\n',
                "spare",
                "spare: a whole number from 0 to 50",
            ),
            (
                f'{FIELD}kind = "long"\nlabel = "L"\nwhen = {{ nope = ["a"] }}\n',
                "when",
                "when: there is no choice called 'nope'",
            ),
            (
                f'{CHOICE}{FIELD}kind = "long"\nlabel = "L"\nwhen = {{ point = ["c"] }}\n',
                "when",
                "when: 'c' is no option of 'point'",
            ),
            (
                f'{FIELD}kind = "long"\nlabel = "L"\nwanted = [{{ rule = "x" }}]\n',
                "wanted",
                "wanted: rule: 'x' is not an ID",
            ),
            (
                f'{FIELD}kind = "long"\nlabel = "L"\nwanted = [{{ rule = "KCC-T41", unless = "nope" }}]\n',
                "wanted",
                "wanted: unless: there is no field",
            ),
            (
                f'{FIELD}kind = "long"\nlabel = "L"\nwanted = [{{ rule = "KCC-T41", every = true }}]\n',
                "wanted",
                "wanted: every: only ticks",
            ),
            (f'{FIELD}kind = "date"\nlabel = "L"\nof = "note"\n', "of", "of: 'note' is no signature"),
            (
                f'{FIELD}kind = "line"\nlabel = "L"\nfill = "today"\n',
                "fill",
                "fill: 'today' does not go into a field of kind line",
            ),
            (
                f'{FIELD}kind = "line"\nlabel = "L"\nfill = "birthday"\n',
                "fill",
                "fill: 'birthday' is none of",
            ),
            (
                f'{FIELD}kind = "long"\npart = "P"\nwith = "other"\n',
                "with",
                "with: the field before this one is not 'other'",
            ),
            (f'{FIELD}kind = "long"\nlabel = "L"\nwas = ["x"]\n', "was", "was: this is its present key"),
            (
                f'{FIELD}kind = "long"\nlabel = "L"\nlabel2 = "M"\n',
                "label2",
                "'label2' is not a key that belongs here; did you mean 'label'?",
            ),
            (
                f'{FIELD}kind = "long"\nlabel = "L\\u0007"\n',
                "label",
                "label: the text holds characters that no page can show",
            ),
            (
                f'{FIELD}kind = "long"\nlabel = "{"L" * 4001}"\n',
                "label",
                "label: the text is longer than 4000",
            ),
            (
                f'{FIELD}kind = "choice"\nlabel = "L"\ndefault = "z"\noptions = [{{ code = "a", label = "A" }}]\n',
                "default",
                "default: 'z' is none of the options",
            ),
            (f"{NOTE}{NOTE}", "key", "key: 'note' stands more than once in this form"),
        ],
    )
    def test_what_is_wrong_is_said_at_its_line(self, tmp_path: Path, field: str, key: str, says: str) -> None:
        """With the key it stands under, and the field it is in."""
        text = form_text(NOTE, field) if "NOTE" not in says and field != NOTE + NOTE else form_text(field)
        found = problems(tmp_path, text)
        assert any(problem.text.startswith(says) for problem in found), found
        said = next(problem for problem in found if problem.text.startswith(says))
        lines = text.splitlines()
        begun = max(number for number, line in enumerate(lines, 1) if line == "[[section.field]]")
        assert said.line >= (begun if "stands more than once" not in says else 1)
        assert said.line in (begun, *(number for number, line in enumerate(lines, 1) if line.startswith(key)))

    def test_an_id_where_the_form_is_a_policys(self, tmp_path: Path) -> None:
        """Every field of a policy's form says which requirement it carries out, or that it is ours."""
        head = HEAD.replace('text = "ours"', 'text = "derived"')
        assert "id is missing" in the_problem(tmp_path, form_text(head=head)).text
        assert problems(tmp_path, form_text(NOTE + "ours = true\n", head=head)) == []

    def test_an_element_of_a_list_is_named_by_its_line(self, tmp_path: Path) -> None:
        """The second option, not the list."""
        text = form_text(CHOICE.replace('code = "b"', 'code = "a"'))
        found = the_problem(tmp_path, text)
        assert found.line == line_of(text, "options") + 2

    def test_nothing_stops_at_the_first(self, tmp_path: Path) -> None:
        """All of it, in the order of the lines."""
        text = form_text(f'{FIELD}kind = "x"\n', f'{FIELD}kind = "y"\nlabl = "L"\n')
        found = problems(tmp_path, text)
        assert len(found) >= 5
        assert found == sorted(found)

    def test_too_many_fields(self, tmp_path: Path) -> None:
        """A form is a few pages."""
        many = [
            f'[[section.field]]\nkey = "f{number}"\nkind = "line"\nlabel = "L"\n' for number in range(301)
        ]
        assert the_problem(tmp_path, form_text(*many)).text == "the form has more than 300 fields"


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
