"""Checking the fields of a form file: what each kind takes and wants, told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.forms.template.told import problems, the_problem
from tests.forms.template.written import CHOICE, HEAD, NOTE, form_text, line_of

FIELD = '[[section.field]]\nkey = "x"\n'


ROWS = f'{FIELD}kind = "rows"\ngrows = true\n'


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

    def test_who_signs_is_said_once(self, tmp_path: Path) -> None:
        """By fields for signatures, or in the head."""
        head = HEAD + 'signed_by = ["supervisee", "observer"]\n'
        assert problems(tmp_path, form_text(head=head)) == []
        found = the_problem(tmp_path, form_text(f'{FIELD}kind = "signature"\nlabel = "Signed"\n', head=head))
        assert found.text == "signed_by: it has fields for signatures, and those say who signs"

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
