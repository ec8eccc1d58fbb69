"""The trail: lines that follow one another, and no one's words in them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import trail
from models.trail import Line, Words


def lines(count: int = 6) -> list[Line]:
    """Return a trail of some lines."""
    found: list[Line] = []
    for seq in range(1, count + 1):
        prev = found[-1].hash if found else trail.FIRST
        detail = trail.detail_text({"number": f"4{seq:04}", "why": Words("quiet")}, "salt")
        found.append(
            trail.next_line(seq, prev, "2026-11-21T09:00:00.000+00:00", "M1", "move", "child", seq, detail)
        )
    return found


class TestChain:
    """Each line follows from the one before it."""

    def test_whole(self) -> None:
        """A trail as it was written has no fault, an empty one neither."""
        assert trail.first_fault(lines()) == ""
        assert trail.first_fault([]) == ""

    @pytest.mark.parametrize("field", ["at", "actor", "action", "entity", "detail", "prev", "hash"])
    def test_every_single_character_of_a_line(self, field: str) -> None:
        """One character changed anywhere in a line is found, and the line named."""
        whole = lines()
        text = getattr(whole[2], field)
        for n, letter in enumerate(text):
            for other in {chr(ord(letter) ^ 1), "x", "0"} - {letter}:
                changed = list(whole)
                changed[2] = replace(whole[2], **{field: text[:n] + other + text[n + 1 :]})
                fault = trail.first_fault(changed)
                assert "line 3" in fault or "line 4" in fault

    @pytest.mark.parametrize("entity_id", [None, 4, -3, 0])
    def test_the_row_it_is_about(self, entity_id: int | None) -> None:
        """Another row's number is found."""
        changed = lines()
        changed[2] = replace(changed[2], entity_id=entity_id)
        assert trail.first_fault(changed) == "line 3 does not follow from the line before it"

    def test_missing_moved_and_added(self) -> None:
        """A line taken out, put elsewhere or written twice is found."""
        whole = lines()
        assert trail.first_fault(whole[:2] + whole[3:]) == "line 3 is missing (line 4 stands there)"
        assert trail.first_fault(whole[1:]) == "line 1 is missing (line 2 stands there)"
        assert trail.first_fault([whole[1], whole[0], *whole[2:]])
        assert trail.first_fault([*whole[:3], whole[2], *whole[3:]])

    def test_the_end_cut_off_is_for_backups_to_tell(self) -> None:
        """A shorter trail is whole in itself: that is why backups remember its head."""
        assert trail.first_fault(lines()[:4]) == ""

    def test_rewritten_from_a_line_on(self) -> None:
        """Who rewrites a line has to rewrite all that follow, and the head is then another."""
        whole, other = lines(), lines(2)
        for line in whole[2:]:
            other.append(
                trail.next_line(
                    line.seq,
                    other[-1].hash,
                    line.at,
                    "M2",
                    line.action,
                    line.entity,
                    line.entity_id,
                    line.detail,
                )
            )
        assert trail.first_fault(other) == ""
        assert other[-1].hash != whole[-1].hash


class TestDetail:
    """What a line says: ids, codes and dates as they are, words as salted hashes."""

    def test_as_written(self) -> None:
        """Sorted, without spaces, dates as ISO, what is not known left out."""
        text = trail.detail_text({"since": date(2026, 11, 2), "child": 7, "until": None, "fte": 0.6}, "")
        assert text == '{"child":7,"fte":0.6,"since":"2026-11-02"}'

    @pytest.mark.parametrize(
        "code",
        ["cin", "childrens_social_work", "KCC-P39", "2026-11-21", "40217", "EHM/40217.b", "risk:3", "", "P1"],
    )
    def test_codes_can_be_read(self, code: str) -> None:
        """A code, a number, a rule's ID and a date stand there as they are."""
        assert not trail.has_words({"code": code})
        assert trail.detail_text({"code": code, "both": [code, "x"]}, "").count(f'"{code}"') >= 2

    @pytest.mark.parametrize("said", ["Zebedee", "the mother said", "Łukasz 2", "a\nb", "x" * 90, "N/A?"])
    def test_words_never(self, said: str) -> None:
        """Words are hashed, even where someone forgot to say that they are words."""
        for detail in ({"why": Words(said)}, {"why": said}, {"why": ["x", said]}):
            assert trail.has_words(detail)
            text = trail.detail_text(detail, "salt")
            assert said not in text
            assert trail.hashed(said, "salt") in text

    def test_a_single_small_word_has_to_be_named_as_words(self) -> None:
        """What looks like a code is hashed where the change says that it is a person's."""
        assert trail.detail_text({"kind": "sickness"}, "") == '{"kind":"sickness"}'
        assert "sickness" not in trail.detail_text({"kind": Words("sickness")}, "salt")

    def test_without_its_salt_a_hash_says_nothing(self) -> None:
        """The same words under two salts have nothing in common."""
        assert trail.new_salt() != trail.new_salt()
        assert trail.hashed("quiet", "a") != trail.hashed("quiet", "b")

    @given(st.text(st.characters(codec=None), max_size=50), st.text(max_size=8))
    def test_any_words(self, said: str, salt: str) -> None:
        """Any text at all, lone surrogates too, has a hash."""
        assert len(trail.hashed(said, salt)) == 64
        assert trail.detail_text({"why": Words(said)}, salt).isascii()


class TestMoment:
    """Moments stand in UTC, so that order is plain."""

    def test_in_utc(self) -> None:
        """A moment of any offset is written in UTC, to the millisecond."""
        summer = datetime(2026, 7, 1, 14, 30, 0, 123456, timezone(timedelta(hours=1)))
        assert trail.moment_text(summer) == "2026-07-01T13:30:00.123+00:00"
        assert trail.moment_text(datetime(2026, 1, 1, tzinfo=UTC)) == "2026-01-01T00:00:00.000+00:00"
