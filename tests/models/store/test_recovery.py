"""The recovery key as a person keeps it and types it back."""

from __future__ import annotations

import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.store import recovery

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SECRETS = st.binary(min_size=recovery.SECRET_BYTES, max_size=recovery.SECRET_BYTES)
FIXED = bytes(range(7, 27))


def typos(text: str) -> list[str]:
    """Return every text in which one letter is another."""
    return [
        text[:n] + other + text[n + 1 :]
        for n, letter in enumerate(text)
        if letter != "-"
        for other in ALPHABET
        if other != letter
    ]


def undetected(text: str, wrong: list[str]) -> list[str]:
    """Return those wrong texts that are read as if they were right."""
    read = []
    for one in wrong:
        try:
            recovery.from_text(one)
        except ValueError:
            continue
        read.append(one)
    return read


class TestAsItIsShown:
    """Nine groups of four that a person can write down."""

    @given(SECRETS)
    def test_round_trip(self, secret: bytes) -> None:
        """What is shown leads back to the same secret."""
        shown = recovery.to_text(secret)
        assert [len(group) for group in shown.split("-")] == [4] * 9
        assert set(shown) <= set(ALPHABET + "-")
        assert recovery.from_text(shown) == secret


class TestAsItIsTyped:
    """What people do when they type it back."""

    @pytest.mark.parametrize(
        "habit",
        [
            str.lower,
            lambda text: text.replace("-", " "),
            lambda text: text.replace("-", ""),
            lambda text: text.replace("-", " – "),
            lambda text: f"  {text}\n",
            lambda text: text.replace("0", "O"),
            lambda text: text.replace("0", "o"),
            lambda text: text.replace("1", "I"),
            lambda text: text.replace("1", "l"),
            lambda text: text.replace("V", "U"),
        ],
        ids=["small", "spaces", "joined", "dashes", "around", "O", "o", "I", "l", "U"],
    )
    def test_is_understood(self, habit: object) -> None:
        """Case, spaces, dashes and the letters that look like digits are understood."""
        assert callable(habit)
        for secret in (FIXED, bytes(20), bytes([0x84, 0x21, 0xDB] * 6 + [1, 16])):
            assert recovery.from_text(habit(recovery.to_text(secret))) == secret

    @pytest.mark.parametrize(
        ("typed", "says"),
        [
            ("", "0 characters, not 36"),
            ("ABCD-EFGH", "8 characters, not 36"),
            ("É" * 36, "only plain letters and digits"),
            ("0" * 37, "37 characters"),
            ("0000-" * 8 + "0001", "mistyped"),
        ],
    )
    def test_says_what_is_wrong(self, typed: str, says: str) -> None:
        """A key that cannot be one is refused with what is wrong with it."""
        with pytest.raises(ValueError, match=says):
            recovery.from_text(typed)


class TestSlips:
    """One wrong character, or two neighbours swapped, is always noticed."""

    def test_every_wrong_character_is_noticed(self) -> None:
        """All 1,116 texts that differ in one character are refused."""
        shown = recovery.to_text(FIXED)
        wrong = typos(shown)
        assert len(wrong) == 36 * 31
        assert undetected(shown, wrong) == []

    def test_every_swap_of_neighbours_is_noticed(self) -> None:
        """Two different neighbours in the wrong order are refused."""
        joined = recovery.to_text(FIXED).replace("-", "")
        swapped = {joined[:n] + joined[n + 1] + joined[n] + joined[n + 2 :] for n in range(35)} - {joined}
        assert undetected(joined, sorted(swapped)) == []

    @pytest.mark.sweep
    def test_every_wrong_character_of_many_keys(self) -> None:
        """The same for 100 random keys."""
        for _ in range(100):
            shown = recovery.to_text(secrets.token_bytes(recovery.SECRET_BYTES))
            assert undetected(shown, typos(shown)) == []
