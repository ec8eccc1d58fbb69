"""Moments in London, across its changes of clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from models.dates import parse_span
from models.moments import add_elapsed, ago, in_london, read_moment, show_time


def utc(text: str) -> datetime:
    """Read a moment in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


class TestReading:
    """ISO moments; without an offset they are London's."""

    @pytest.mark.parametrize(
        ("text", "moment"),
        [
            ("2026-11-21T14:30", "2026-11-21T14:30"),
            ("2026-07-01T14:30", "2026-07-01T13:30"),
            ("2026-07-01T14:30+00:00", "2026-07-01T14:30"),
            ("2026-07-01T14:30+02:00", "2026-07-01T12:30"),
            (" 2026-07-01 14:30:15 ", "2026-07-01T13:30:15"),
            ("2026-03-29T00:59", "2026-03-29T00:59"),
            ("2026-03-29T02:00", "2026-03-29T01:00"),
            ("2026-10-25T01:30", "2026-10-25T00:30"),
            ("2026-10-25T02:00", "2026-10-25T02:00"),
        ],
    )
    def test_read(self, text: str, moment: str) -> None:
        """In winter London is UTC, in summer an hour ahead; a repeated hour is its first."""
        assert read_moment(text).astimezone(UTC) == utc(moment)

    @pytest.mark.parametrize("text", ["", "half past two", "2026-13-01T10:00", "2026-02-30T10:00", "25:00"])
    def test_refused(self, text: str) -> None:
        """Anything else, with what would be understood."""
        with pytest.raises(ValueError, match="is not a date and time such as 2026-11-21T14:30"):
            read_moment(text)


class TestElapsed:
    """Hours that pass (KCC-X11), whatever the clocks do."""

    @pytest.mark.parametrize(
        ("start", "span", "end"),
        [
            ("2026-11-20T14:30", "24h", "2026-11-21 14:30"),
            ("2026-03-28T14:30", "24h", "2026-03-29 15:30"),
            ("2026-10-24T14:30", "24h", "2026-10-25 13:30"),
            ("2026-03-29T00:30", "1h", "2026-03-29 02:30"),
            ("2026-10-25T00:30", "90min", "2026-10-25 01:00"),
            ("2026-11-20T14:30", "72h", "2026-11-23 14:30"),
            ("2026-11-20T14:30", "-30min", "2026-11-20 14:00"),
        ],
    )
    def test_across_the_changes(self, start: str, span: str, end: str) -> None:
        """24 hours from a Saturday afternoon end an hour later in March and an hour earlier in October."""
        found = add_elapsed(read_moment(start), parse_span(span))
        assert f"{found:%Y-%m-%d %H:%M}" == end

    @pytest.mark.parametrize("span", ["1d", "2wd", "1w", "1m", "1y"])
    def test_days_are_not_hours(self, span: str) -> None:
        """A span in days has no place here."""
        with pytest.raises(ValueError, match="counted in days, not in elapsed hours"):
            add_elapsed(read_moment("2026-11-20T14:30"), parse_span(span))


class TestShown:
    """As London's clocks show it."""

    def test_time(self) -> None:
        """Summer and winter."""
        assert show_time(utc("2026-07-01T13:02")) == "14:02"
        assert show_time(utc("2026-11-21T14:02")) == "14:02"
        assert in_london(utc("2026-06-30T23:30")).day == 1

    @pytest.mark.parametrize(
        ("length", "words"),
        [
            (timedelta(hours=3), "3 hours ago"),
            (timedelta(days=2), "2 days ago"),
            (timedelta(minutes=1), "1 minute ago"),
        ],
    )
    def test_ago(self, length: timedelta, words: str) -> None:
        """How long before now."""
        now = utc("2026-11-21T14:02")
        assert ago(now - length, now) == words
