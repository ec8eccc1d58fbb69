"""The list itself: bands, counts, order, groups, filters, and made afresh when the day changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event
from sqlmodel import Session

from models.reading.due import Band, DueList, Only, made_again, read_due
from models.reading.due.bands import band_of
from models.reading.due.kinds import DISCUSSION, LABELS, SESSION
from models.reading.due.listing import GROUPS
from tests.made import TODAY, ago
from tests.models.reading.due.office import Office


def fill(kent: Office) -> tuple[int, int]:
    """Put two practitioners with three children into an office; return the practitioners."""
    one, other = kent.person("P1"), kent.person("P2")
    kent.held("case", one, ago(40), [kent.child("70001", holder=one)])
    kent.held("case", other, ago(31), [kent.child("70002", holder=other)])
    kent.held("personal", one, ago(35))
    kent.held("personal", other, ago(3))
    kent.child("70003", opened=ago(120), holder=other)
    return one, other


class TestBands:
    """Over 30 days late, 8 to 30, 1 to 7, today, this week, the next four weeks, later."""

    @pytest.mark.parametrize(
        ("late", "band"),
        [
            (31, Band.OVER_30),
            (30, Band.LATE_30),
            (8, Band.LATE_30),
            (7, Band.LATE_7),
            (1, Band.LATE_7),
            (0, Band.TODAY),
            (-1, Band.WEEK),
            (-7, Band.WEEK),
            (-8, Band.FOUR_WEEKS),
            (-28, Band.FOUR_WEEKS),
            (-29, Band.LATER),
            (-4000, Band.LATER),
        ],
    )
    def test_by_signed_days(self, late: int, band: Band) -> None:
        """Both sides of every boundary; nothing clamps lateness."""
        assert band_of(late) is band

    def test_which_are_late(self) -> None:
        """Four: the due day itself is in time (GEN-X02)."""
        assert [band for band in Band if band.is_late] == [Band.OVER_30, Band.LATE_30, Band.LATE_7]
        assert [band for band in Band if band.is_this_week] == [Band.TODAY, Band.WEEK]
        assert all(band.label for band in Band)


class TestCounts:
    """What every header shows."""

    def test_overdue_and_this_week(self, kent: Office) -> None:
        """Each line is counted once, in its band."""
        fill(kent)
        due = kent.due()
        assert due.overdue == len([line for line in due.lines if line.is_late]) > 0
        assert due.this_week == sum(line.band in (Band.TODAY, Band.WEEK) for line in due.lines)
        assert sum(due.counts.values()) == len(due.lines)

    def test_discuss_by(self, kent: Office) -> None:
        """For the board: the earliest day by which each child is to be discussed, for whatever reason."""
        fill(kent)
        assert kent.due().discuss_by == {1: ago(40 - 90), 2: ago(31 - 90), 3: ago(119)}


class TestOrder:
    """The most urgent first."""

    def test_by_band_then_by_lateness(self, kent: Office) -> None:
        """A duty before a recommendation, then by name."""
        fill(kent)
        lines = kent.due().lines
        assert list(lines) == sorted(lines, key=lambda line: line.urgency)
        dated = [line.days_late for line in lines if line.band <= Band.LATER and line.days_late is not None]
        assert dated == sorted(dated, reverse=True)

    def test_a_line_reads_as_a_sentence(self, kent: Office) -> None:
        """Who, what, when, how late."""
        fill(kent)
        said = {line.sentence() for line in kent.due().lines}
        assert "70003 AB (Person P2): discuss in supervision, was due Thu 22 Oct 2026, 30 days late." in said
        assert "70001 AB (Person P1): discuss in supervision, due Sun 10 Jan 2027, in 50 days." in said
        assert "Person P1: case supervision, was due Thu 12 Nov 2026, 9 days late." in said
        assert "Person P2: case supervision, due Sat 21 Nov 2026, today." in said


class TestGroups:
    """By practitioner, child, kind or rule."""

    @pytest.mark.parametrize("by", GROUPS)
    def test_every_line_is_in_one_group(self, kent: Office, by: str) -> None:
        """Whatever they are grouped by."""
        fill(kent)
        due = kent.due()
        grouped = due.grouped(by)
        assert sorted(id(line) for _, lines in grouped for line in lines) == sorted(map(id, due.lines))
        assert len({name for name, _ in grouped}) == len(grouped)

    def test_headings(self, kent: Office) -> None:
        """The group with the most urgent line comes first."""
        fill(kent)
        due = kent.due()
        assert next(iter(due.grouped("practitioner")))[0] == "Person P2"
        assert {"70001 AB", "70002 AB", "70003 AB", "Not about one child"} == {
            name for name, _ in due.grouped("child")
        }
        assert LABELS[DISCUSSION] in dict(due.grouped("kind"))
        assert len(dict(due.grouped("rule"))["KCC-T24"]) == 3

    def test_nothing_else(self, kent: Office) -> None:
        """A list can't be grouped by what it doesn't know."""
        with pytest.raises(KeyError):
            kent.due().grouped("colour")


class TestFilters:
    """What a filter leaves, it leaves in order."""

    @pytest.mark.parametrize(
        ("only", "count"),
        [
            (Only(), None),
            (Only(child="70003"), 2),
            (Only(rule="KCC-T24"), 3),
            (Only(rule="KCC-T24", overdue=True), 1),
            (Only(rule="KCC-T24", within=0), 1),
            (Only(rule="KCC-T24", within=49), 1),
            (Only(rule="KCC-T24", within=50), 2),
            (Only(kind=DISCUSSION), 4),
            (Only(text="person p2): DISCUSS"), 2),
            (Only(text="at allocation"), 1),
            (Only(text="kcc-t24"), 3),
            (Only(text="nobody"), 0),
        ],
    )
    def test_each(self, kent: Office, only: Only, count: int | None) -> None:
        """By number, rule, kind, lateness, nearness and words."""
        fill(kent)
        due = kent.due()
        left = due.where(only)
        assert len(left.lines) == (len(due.lines) if count is None else count)
        assert [line for line in due.lines if line in set(left.lines)] == list(left.lines)
        assert sum(left.counts.values()) == len(left.lines)

    def test_one_practitioner(self, kent: Office) -> None:
        """Their sessions and the children they hold."""
        _, other = fill(kent)
        found = kent.due().where(Only(practitioner=other, kind=SESSION))
        assert {line.label for line in found.lines} == {"Person P2"}
        found = kent.due().where(Only(practitioner=other, kind=DISCUSSION))
        assert {line.label for line in found.lines} == {"70002 AB", "70003 AB"}


class TestAgain:
    """Kept fresh when the day changes, without the store."""

    def test_at_midnight(self, kent: Office) -> None:
        """The same as read anew the next day, and the filter stays."""
        fill(kent)
        tomorrow = TODAY + timedelta(days=1)
        kept, read = made_again(kent.due().where(Only(overdue=True)), tomorrow), kent.due(tomorrow)
        assert kept.today == tomorrow
        assert sentences(kept) == sentences(read.where(Only(overdue=True)))
        assert kept.overdue > kent.due().overdue

    def test_by_the_minute(self, kent: Office) -> None:
        """A rule in hours goes by the moment."""
        person = kent.person()
        kent.child(opened=TODAY, holder=person)
        moment = datetime(2026, 11, 22, 23, 0, tzinfo=UTC)
        assert made_again(kent.due(), moment).today == date(2026, 11, 22)

    def test_looking_back(self, kent: Office) -> None:
        """The list as it stood: what was held since is not there yet."""
        person = kent.person()
        child = kent.child(holder=person)
        kent.held("case", person, ago(100), [child])
        kent.held("case", person, ago(3), [child])
        assert kent.line("70001", now=ago(4)).day == ago(10)
        assert kent.line("70001").day == ago(-87)


def sentences(due: DueList) -> list[str]:
    """Return a list as it reads."""
    return [line.sentence() for line in due.lines]


class TestFewQueries:
    """However many children there are, the store is asked the same questions."""

    def test_as_many_for_thirty_children_as_for_three(self, kent: Office) -> None:
        """A query for each child is the classic mistake."""
        person = kent.person()
        asked: list[int] = []
        for count in (3, 27):
            for place in range(count):
                child = kent.child(f"8{len(asked)}{place:03}", opened=ago(99), holder=person)
                kent.held("case", person, ago(2 * place + 1), [child])
            asked.append(questions(kent))
        assert asked[0] == asked[1]
        assert asked[0] < 80


def questions(office: Office) -> int:
    """Return how many statements the due list takes."""
    seen: list[str] = []

    def read(session: Session) -> None:
        bind = session.connection()

        def note(_c: object, _k: object, statement: str, *_more: object) -> None:
            seen.append(statement)

        event.listen(bind, "before_cursor_execute", note)
        read_due(session, office.pack, TODAY)
        event.remove(bind, "before_cursor_execute", note)

    office.store.read(read)
    return len(seen)
