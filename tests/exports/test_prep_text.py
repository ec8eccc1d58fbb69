"""A prep sheet as text that came back from any plain editor: each answer in its place, and nothing dropped."""

from __future__ import annotations

from pathlib import Path

import pytest

from exports.prep.text import Code, as_file, sheet_text
from exports.prep.text_back import Known, read_words
from exports.prep.text_file import code_in, read_text_file
from exports.word.paper import Paper
from forms.answers.changing import add_part, begin
from forms.records.preparing import Prepared
from forms.template.load import load_form
from models.errors import Refused
from tests.made import TODAY

FORM = load_form("prep_sheet")
ONE_FIELD = load_form("children_and_families_prep")
NUMBERS = {"70001": 1, "70002": 2, "70003": 3}
CODE = Code(12, "ABCD")
WORRIED, WELL, VOICE = "What I am worried about", "What is going well", "What the child says"
PROMPT = "(Who keeps the child safe, and when has it gone well?)"


def sheet(*subjects: str, form: object = FORM) -> str:
    """Return an empty sheet for children."""
    chosen = ONE_FIELD if form is ONE_FIELD else FORM
    answers = begin(chosen)
    for subject in subjects:
        answers, _ = add_part(answers, chosen, {"child": subject})
    return sheet_text(Paper(chosen, answers, 12, "Sam Obi", TODAY), CODE)


def below(text: str, line: str, words: str) -> str:
    """Write words below one of the sheet's lines."""
    assert f"== {line} ==\n" in text
    return text.replace(f"== {line} ==\n", f"== {line} ==\n{words}\n", 1)


def read(text: str, form: object = FORM) -> tuple[Prepared, tuple[str, ...]]:
    """Read a sheet."""
    return read_words(text, Known(ONE_FIELD if form is ONE_FIELD else FORM, "Sam Obi", NUMBERS))


def words_in(found: Prepared) -> dict[tuple[int, str], str]:
    """Return the words on children."""
    return {(child.child_id, key): words for child in found.children for key, _, words in child.texts}


EMPTY = sheet("70001 AB", "70002 CD")


class TestOut:
    """What the supervisee gets."""

    def test_narrow_plain_and_short(self) -> None:
        """No line is wider than a mail keeps whole; a line for each answer names its child; no dots to delete."""
        assert max(map(len, EMPTY.split("\n"))) <= 76
        assert EMPTY.isascii()
        assert EMPTY.count("== 70002 CD: ") == 4
        assert "Children: 70001 AB, 70002 CD\nSheet: 12-ABCD\n" in EMPTY
        assert "....." not in EMPTY

    def test_with_no_child_yet(self) -> None:
        """A part to be copied stands there, and left alone it is nothing."""
        text = sheet()
        assert "== 00000: What is going well ==" in text
        assert read(text) == (Prepared(), ())
        filled = text.replace("00000", "70003").replace("well ==\n", "well ==\nShe sings.\n")
        assert words_in(read(filled)[0]) == {(3, "working_well"): "She sings."}


class TestBack:
    """Each answer below its own line."""

    def test_left_empty(self) -> None:
        """Nothing on it, nothing said."""
        assert read(EMPTY) == (Prepared(), ())

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
    def test_whatever_saved_it(self, encoding: str, tmp_path: Path) -> None:
        """Line ends of Windows, a mark at the start or none, blanks behind lines, quotes that were made curly."""
        text = below(EMPTY, f"70001 AB: {VOICE}", "“I don’t like Tuesdays”, she says – café.  ")
        text = text.replace("child's", "child’s").replace("\n", "   \r\n")
        (tmp_path / "a.txt").write_bytes(text.encode(encoding))
        plain, notes = read_text_file(tmp_path / "a.txt")
        assert code_in(plain, "a.txt") == CODE
        found, said = read(plain)
        assert words_in(found) == {(1, "voice"): "“I don’t like Tuesdays”, she says – café."}
        assert (found.rest, said) == ((), ())
        assert bool(notes) is (encoding == "cp1252")

    def test_as_it_goes_out(self, tmp_path: Path) -> None:
        """The file itself reads back as nothing."""
        (tmp_path / "a.txt").write_bytes(as_file(EMPTY))
        assert read(read_text_file(tmp_path / "a.txt")[0]) == (Prepared(), ())

    def test_words_over_many_lines(self) -> None:
        """A sentence that an editor broke is one again; what a person put on a line of its own stays there."""
        words = (
            "Mum rang on Tuesday and said that he doesn't sleep and that the landlord\n"
            "has been again.\n\n\nThree things:\n- the school\n- the bus\nand his dad"
        )
        found, _ = read(below(EMPTY, f"70001 AB: {WORRIED}", words))
        assert words_in(found)[1, "worried"] == (
            "Mum rang on Tuesday and said that he doesn't sleep and that the landlord has been again.\n\n"
            "Three things:\n- the school\n- the bus\nand his dad"
        )

    def test_on_and_between_the_printed_lines(self) -> None:
        """Words behind a line of ours, and behind what is asked below it, belong to that answer."""
        text = EMPTY.replace(f"== 70001 AB: {WELL} ==", f"== 70001 AB: {WELL} == Gran is back.")
        text = text.replace(PROMPT, f"{PROMPT} Every Sunday.", 1)
        assert words_in(read(text)[0]) == {(1, "working_well"): "Gran is back.\nEvery Sunday."}

    def test_broken_and_quoted_by_a_mail_program(self, tmp_path: Path) -> None:
        """A narrow mail breaks our own lines too, and sets a mark before each."""
        text = below(EMPTY, "70002 CD: What I want from talking about it", "A plan.")
        text = text.replace("What I want from talking about it", "What I want from\ntalking about it")
        text = text.replace("and when has it gone", "and when\nhas it gone")
        (tmp_path / "a.txt").write_text("".join(f"> {line}\n" for line in text.split("\n")))
        found, said = read(read_text_file(tmp_path / "a.txt")[0])
        assert (words_in(found), found.rest, said) == ({(2, "wanted"): "A plan."}, (), ())

    def test_items(self) -> None:
        """A line each, with minutes where they are asked for; a long one that was broken is one."""
        words = (
            "- The [rota] in July (10 minutes)\n- \n"
            "* Whether the duty desk could be shared with the other team over the\nsummer, 5 min\n"
            "The car\n2. The last 10 minutes of the meeting"
        )
        found, _ = read(below(EMPTY, "What I want to talk about", words))
        assert [(one.words, one.minutes) for one in found.items] == [
            ("The [rota] in July", 10),
            ("Whether the duty desk could be shared with the other team over the summer", 5),
            ("The car", 0),
            ("The last 10 minutes of the meeting", 0),
        ]

    def test_another_child(self) -> None:
        """A part that was copied for another child; a part that was copied twice."""
        part = f"== 70003: {VOICE} ==\nI am here.\n\n== 70003: {VOICE} ==\nStill.\n"
        found, said = read(EMPTY.replace("== End", f"{part}== End"))
        assert words_in(found) == {(3, "voice"): "I am here.\nStill."}
        assert "more than once" in said[0]


class TestNothingIsDropped:
    """Words in no place are given back with where they stand; what may stand in the wrong one is pointed out."""

    @pytest.mark.parametrize(
        ("change", "where"),
        [
            (lambda text: f"Hello!\n{text}", "Above the first line"),
            (lambda text: text.replace("Sam Obi", "Sam Obi. Hello!"), "Above the first line"),
            (lambda text: text.replace("2026\nChildren", "2026 Hello!\nChildren"), "Above the first line"),
            (lambda text: f"{text}Hello!", "Below the end"),
            (
                lambda text: text.replace("70001 AB: What is", "99999 ZZ: What is").replace(
                    PROMPT, "Hello!", 1
                ),
                "99999",
            ),
            (
                lambda text: text.replace(f"AB: {WELL}", "AB: Good things").replace(PROMPT, "Hello!", 1),
                "none of the",
            ),
        ],
    )
    def test_in_no_place(self, change: object, where: str) -> None:
        """Above, below, on a child nobody knows, under a line that was written anew."""
        assert callable(change)
        found, _ = read(change(EMPTY))
        assert "Hello!" in "".join(one.words for one in found.rest)
        assert any(where in one.where for one in found.rest)
        assert found.children == ()

    def test_a_line_of_ours_is_gone(self) -> None:
        """Where what is asked below it still stands there, the words are not the other answer's; else look there."""
        text = below(EMPTY, f"70001 AB: {WORRIED}", "The landlord.")
        text = below(text, f"70001 AB: {WELL}", "Gran.").replace(f"== 70001 AB: {WELL} ==\nGran.\n", "")
        text = text.replace(PROMPT, f"{PROMPT}\nGran.", 1)
        found, said = read(text)
        assert words_in(found) == {(1, "worried"): "The landlord."}
        assert [(one.words, WELL in one.where) for one in found.rest] == [("Gran.", True)]
        assert said == (
            f"The line “70001 AB: {WELL}” is gone from the sheet. Words that belong below it may stand below "
            f"“70001 AB: {WORRIED}”: look there.",
        )
        assert read(EMPTY.replace(f"== 70001 AB: {WELL} ==\n{PROMPT}\n", ""))[1] == ()

    def test_with_one_answer_a_child(self) -> None:
        """The next child's line is gone: their words are never taken for this child's (CFA-P04)."""
        text = sheet("70001 AB", "70002 CD", form=ONE_FIELD)
        text = below(text, "70001 AB: Case summary", "Settled.").replace("== 70002 CD: Case summary ==\n", "")
        text = text.replace("\n\n== End", "Not settled.\n\n== End")
        found, _ = read(text, ONE_FIELD)
        assert words_in(found) == {(1, "summary"): "Settled."}
        assert [one.words for one in found.rest] == ["Not settled."]

    def test_words_that_look_like_ours(self) -> None:
        """A person's own marks and headings are words, markup and formulas too."""
        words = f"=== my list ===\n{WELL}\n[/b] =1+1 {{{{ x }}}}\n== ==\nChildren: none"
        found, said = read(below(EMPTY, f"70001 AB: {WORRIED}", words))
        assert words_in(found) == {(1, "worried"): words.replace("== ==", "")}
        assert (found.rest, said) == ((), ())

    def test_no_text_and_two_sheets(self, tmp_path: Path) -> None:
        """What is no text is refused, and so are two sheets in one file."""
        (tmp_path / "a.txt").write_bytes(b"{\\rtf1 Hello}")
        with pytest.raises(Refused, match="no plain text"):
            read_text_file(tmp_path / "a.txt")
        with pytest.raises(Refused, match="more than one sheet"):
            code_in(EMPTY + EMPTY.replace("12-ABCD", "13-EFGH"), "a.txt")
        with pytest.raises(Refused, match="cannot be read"):
            read_text_file(tmp_path / "none.txt")
