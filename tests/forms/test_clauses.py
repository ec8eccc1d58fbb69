"""Blanks in clauses are filled with names and nothing else: every other construct is refused, before it can cost."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.clause_template import read_template
from forms.clauses import MAX_BLANKS, MAX_CLAUSE, MAX_FILLED, blanks_in, clause_faults, fill_clause
from forms.template.check import check_form
from models.errors import Refused

NAMES = frozenset({"supervisee", "supervisor", "weeks"})
BLANKS = {"supervisee": "[supervisee name]", "supervisor": "[supervisor name]", "weeks": "....."}

ATTACKS = (
    "{{ cycler.__init__.__globals__.os.popen('echo PWNED').read() }}",
    "{{ supervisee.__class__.__mro__ }}",
    "{{ ''.__class__ }}",
    "{{ supervisee['__class__'] }}",
    "{{ supervisee|attr('__class__') }}",
    "{{ 'x'*100000000 }}",
    "{{ 9**9**9**9 }}",
    "{% for a in range(10**9) %}{% for b in range(10**9) %}x{% endfor %}{% endfor %}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{% set supervisee = 'x' %}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{{ lipsum() }}",
    "{{ supervisee() }}",
    "{{ range }}",
    "{{ self }}",
    "{{ config }}",
    "{{ supervisee ~ supervisor }}",
    "{{ [supervisee] }}",
    "{{ 'supervisee' }}",
    "{{ 1 }}",
    "{{ supervisee if weeks else supervisor }}",
    "{{ supervisee is defined }}",
    "{% raw %}{{ supervisee }}",
    "{% if supervisee %}x{% endif %}",
    "{% extends 'a' %}",
    "{% block a %}{% endblock %}",
    "{{ supervisee | upper }}",
    "{{ not supervisee }}",
    "{{ supervisee.name }}",
    "{{ loop }}",
    "{{",
    "{{ }}",
    "{{ supervisee }",
    "{{ " + "(" * 2_000 + "supervisee" + ")" * 2_000 + " }}",
)


class TestAttacks:
    """Whatever a clause tries beside naming a blank."""

    @pytest.mark.parametrize("clause", ATTACKS)
    def test_refused_when_the_file_is_checked_and_when_it_is_filled(self, clause: str) -> None:
        """Both times with a sentence, at once and without running any of it."""
        begun = process_time()
        (fault, *_) = clause_faults(clause, NAMES)
        assert fault
        with pytest.raises(Refused, match="A clause of this form"):
            fill_clause(clause, {"supervisee": "Priya"}, BLANKS)
        assert process_time() - begun < 1

    @pytest.mark.parametrize(
        "clause", ["{# a remark #}text", "{% raw %}{{ x }}{% endraw %}", "a { b } %} }} c"]
    )
    def test_what_does_no_harm(self, clause: str) -> None:
        """Remarks and braces of one's own are only text."""
        fill_clause(clause, {}, BLANKS)

    def test_an_unknown_name(self) -> None:
        """It is refused, never left blank."""
        (fault,) = clause_faults("Dear {{ supervisse }}", NAMES)
        assert fault == (
            "there is nothing called 'supervisse' to fill in; known are supervisee, supervisor, weeks"
        )

    def test_a_very_long_clause(self) -> None:
        """More than a page is no clause."""
        assert list(clause_faults("x" * MAX_CLAUSE, NAMES)) == []
        assert list(clause_faults("x" * (MAX_CLAUSE + 1), NAMES)) == [
            f"the clause is longer than {MAX_CLAUSE} characters"
        ]

    def test_very_many_blanks(self) -> None:
        """More than anyone would read."""
        assert list(clause_faults("{{ weeks }}" * (MAX_BLANKS + 1), NAMES)) == [
            f"the clause has more than {MAX_BLANKS} blanks"
        ]

    def test_the_line_is_named(self, tmp_path: Path) -> None:
        """Checking a form says where such a clause stands."""
        path = tmp_path / "evil.toml"
        path.write_text(
            'code = "evil"\ntitle = "E"\ntext = "ours"\nface = "Ours."\nuse = "U"\nabout = "session"\n'
            'naming = "anonymous"\nsource = "S"\n[[section]]\nkey = "s"\nname = "S"\n[[section.field]]\nkey = "c"\n'
            'kind = "clauses"\nlabel = "L"\ntext = [\n  "Fine.",\n  "{{ cycler.__init__ }}",\n]\n',
            encoding="utf-8",
        )
        problems = check_form(path)
        assert {(problem.line, problem.where) for problem in problems} == {(18, "c")}
        assert any("only names in double braces" in problem.text for problem in problems)


class TestFilling:
    """What was written is put in; what was not is the blank the policy prints."""

    def test_filled_and_blank(self) -> None:
        """One of each."""
        clause = "We agree that {{ supervisee }} turns to {{supervisor}}."
        assert fill_clause(clause, {"supervisee": "Priya Raman"}, BLANKS) == (
            "We agree that Priya Raman turns to [supervisor name]."
        )

    def test_an_empty_answer_is_a_blank(self) -> None:
        """White space says nothing."""
        assert fill_clause("{{ weeks }}", {"weeks": " \n "}, BLANKS) == "....."

    def test_without_a_printed_blank(self) -> None:
        """Dots to write on."""
        assert fill_clause("{{ weeks }}", {"weeks": ""}, {}) == "…………"

    @pytest.mark.parametrize("words", ["{{ supervisor }}", "{% for %}", "&lt;b&gt; & <w:t>", "[/b]", "{#"])
    def test_what_is_put_in_is_never_a_template(self, words: str) -> None:
        """People's words are never parsed."""
        assert fill_clause("{{ supervisee }}.", {"supervisee": words}, BLANKS) == f"{words}."

    def test_only_the_beginning_of_a_long_answer(self) -> None:
        """A blank is a line, not a page."""
        assert len(fill_clause("{{ weeks }}", {"weeks": "x" * 10_000}, BLANKS)) == MAX_FILLED

    def test_the_names_of_the_blanks(self) -> None:
        """In their order, each once; none of what can't be read."""
        assert blanks_in("{{ b }} {{ a }} {{ b }}") == ("b", "a")
        assert blanks_in("{{") == ()

    @given(st.text(), st.text())
    def test_whatever_is_typed(self, clause: str, words: str) -> None:
        """Filled or refused in a sentence: nothing else happens."""
        names = frozenset(BLANKS)
        if list(clause_faults(clause, names)):
            with pytest.raises(Refused, match=r"\.$"):
                fill_clause(clause, {"supervisee": words}, BLANKS)
            return
        filled = fill_clause(clause, {"supervisee": words}, BLANKS)
        assert len(filled) <= len(clause) + MAX_BLANKS * MAX_FILLED


PIECES = [
    "{{ a }}",
    "{{a_b }}",
    "{{ not }}",
    "{{ a b }}",
    "{{",
    "}}",
    "{%",
    "{",
    "#",
    "%",
    " words\n",
    "{{ A }}",
    "",
]


class TestReadAlike:
    """A clause that is plain beyond doubt is read without jinja, and says the same."""

    @given(st.lists(st.sampled_from(PIECES), max_size=6).map("".join))
    def test_as_jinja_reads_it(self, clause: str) -> None:
        """The same names in the same order, and the same faults."""
        faults, names = read_template(clause)
        known = frozenset(names or ())
        if names is None:
            assert list(clause_faults(clause, known)) == list(faults)
            assert blanks_in(clause) == ()
        else:
            assert blanks_in(clause) == tuple(dict.fromkeys(names))
            assert list(clause_faults(clause, known)) == list(faults)
