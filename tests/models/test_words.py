"""People's words on their way in, and names that become initials."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.words import are_initials, as_initials, clean_line, clean_text, initials_of, tidy_initials

ANY = st.text(st.characters(), max_size=60)


class TestCleaning:
    """What no file can hold goes; nothing a person meant is lost."""

    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ("plain", "plain"),
            ("a\r\nb\rc\u2028d\u2029e", "a\nb\nc\nd\ne"),
            ("tab\there", "tab\there"),
            ("bell\x07, null\x00, escape\x1b[31m", "bell, null, escape[31m"),
            ("lone \ud800 surrogate", "lone \ufffd surrogate"),
            ("no such letter \uffff\ufdd0", "no such letter "),
            ("[/b] =1+1 {{ x }}", "[/b] =1+1 {{ x }}"),
            ("e\u0301 🦊 👨‍👩‍👧 \u202eabc", "e\u0301 🦊 👨‍👩‍👧 \u202eabc"),
        ],
    )
    def test_text(self, typed: str, kept: str) -> None:
        """Line ends become one kind, control characters go, markup stays as typed."""
        assert clean_text(typed) == kept

    def test_line(self) -> None:
        """Every run of white space is one space."""
        assert clean_line("  one\n\ntwo\u00a0three\tfour  ") == "one two three four"

    def test_length(self) -> None:
        """A million characters are enough for any record."""
        assert len(clean_text("x" * 1_000_007)) == 1_000_000

    @given(ANY)
    def test_any_text(self, typed: str) -> None:
        """What was cleaned can be written anywhere, and is not cleaned again."""
        kept = clean_text(typed)
        kept.encode()
        assert clean_text(kept) == kept
        assert all(
            letter in "\n\t" or unicodedata.category(letter) not in ("Cc", "Cs", "Cn") for letter in kept
        )
        assert clean_line(clean_line(typed)) == clean_line(typed)
        assert "\n" not in clean_line(typed)


class TestInitials:
    """A child is a number and initials: a name never stays."""

    @pytest.mark.parametrize(
        ("name", "initials"),
        [
            ("Tom Berg", "TB"),
            ("tom berg", "TB"),
            ("TOM BERG", "TB"),
            ("Berg, Tom", "TB"),
            ("Berg ,Tom", "TB"),
            ("Tom van der Berg", "TB"),
            ("van der Berg, Tom", "TB"),
            ("Tom O'Brien", "TO"),
            ("Tom O’Brien", "TO"),
            ("Anne-Marie Smith-Jones", "AMSJ"),
            ("Anne‐Marie Smith", "AMS"),
            ("Siobhán Ní Bhriain", "SNB"),
            ("Łukasz Żak", "ŁŻ"),
            ("Nguyễn Thị Minh Khai", "NTMK"),
            ("One Two Three Four Five", "OTTF"),
            ("李小龙", "李"),
            ("محمد علي", "مع"),
            ("Tom", "T"),
            ("de la Cruz", "C"),
            ("De La", "DL"),
            ("(Tom) “Bear” 2 Berg", "TBB"),
            ("", ""),
            ("  - 12 ", ""),
        ],
    )
    def test_of_a_name(self, name: str, initials: str) -> None:
        """However it is written, wherever it is from."""
        assert initials_of(name) == initials

    def test_of_parts(self) -> None:
        """Forename and surname from two columns."""
        assert initials_of("Tom", "van der Berg") == "TB"

    @pytest.mark.parametrize("text", ["TB", "tb", "T.B.", "T B", "t. b.", "ABCD", "Ł", "T"])
    def test_are_initials(self, text: str) -> None:
        """One to four letters, with dots or spaces between single ones."""
        assert are_initials(text)
        assert as_initials(text) == tidy_initials(text) == text.replace(".", "").replace(" ", "").upper()

    @pytest.mark.parametrize(
        "text", ["", "Tom", "tom", "TOMAS", "JO LI", "Jo Li", "AB CD", "T1", "T-B", "Tom B", "A B C D E"]
    )
    def test_are_none(self, text: str) -> None:
        """Names, and what else is not initials."""
        assert not are_initials(text)

    @given(ANY)
    def test_never_longer_than_initials(self, typed: str) -> None:
        """Whatever is typed, what is kept is a few letters."""
        assert len(as_initials(typed).casefold()) <= 3 * 4
        assert not any(letter.isspace() or letter.isdecimal() for letter in as_initials(typed))
