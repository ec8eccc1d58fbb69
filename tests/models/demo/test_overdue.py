"""Something is due in every band, for every policy and on any day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from models.clock import Clock
from models.dates import Span
from models.demo import TEAMS
from models.demo.aims import AIMS, BANDS, Aim, after, band_of, day_before
from models.demo.journey import Journey, Spell
from models.demo.making import Made
from models.demo.teams import SUPERVISED
from models.facts import Facts, Situation
from models.policy import load_pack
from models.reading.due import Band, read_due
from tests import made
from tests.models.demo.teams_made import open_team, team_of

NAMED = [name for name, _, _ in BANDS[:-1]]
DAYS = [made.TODAY + timedelta(days=days) for days in (0, 2, 45)]
DAYS += [date(2028, 2, 29), date(2026, 12, 26), date(2026, 2, 2), date(2026, 5, 31)]
MANY_DAYS = [made.TODAY + timedelta(days=11 * step) for step in range(1, 70)]
EACH_DAY = [*DAYS, *(pytest.param(day, marks=pytest.mark.sweep) for day in MANY_DAYS)]
CHILD_CLOCKS = [policy for policy in TEAMS if AIMS[policy].child_clock]


def children_by_band(journeys: Iterable[Journey], aim: Aim, today: date) -> dict[str, int]:
    """Return how many open children stand in each band, by the aims of the made-up team."""
    counts: Counter[str] = Counter()
    for one in journeys:
        if one.closed is None:
            counts[band_of(aim.due(one.codes(today), one.last_talk()), today)] += len(one.kids)
    return {name: counts[name] for name, _, _ in BANDS}


def sessions_by_band(team: Made, policy: str, today: date) -> Counter[str]:
    """Return how many practitioners' next one-to-ones stand in each band, by the aims."""
    counts: Counter[str] = Counter()
    for key in ("manager", *SUPERVISED):
        person, aim = team.staff[key], AIMS[policy]
        span = Span(7, "d") if key in ("nqsw", "student") else aim.sessions
        for kind in ("personal", aim.case):
            held = [
                one.held
                for one in team.sessions
                if (one.person, one.kind, one.occasion) == (person.id, kind, "formal") and one.held
            ]
            if held:
                counts[band_of(after(max(held), span), today)] += 1
    return counts


class TestEveryBand:
    """Over 30 days late, 8 to 30, 1 to 7, today, this week, the next four weeks."""

    @pytest.mark.parametrize("policy", CHILD_CLOCKS)
    @pytest.mark.parametrize("today", EACH_DAY, ids=str)
    def test_children_in_every_band(self, policy: str, today: date) -> None:
        """Some children, and never more than a believable part of them, are late."""
        counts = children_by_band(team_of(policy, today).journeys, AIMS[policy], today)
        assert [name for name in NAMED if not counts[name]] == []
        assert sum(counts[name] for name in NAMED[:3]) <= 40

    @pytest.mark.parametrize("policy", TEAMS)
    @pytest.mark.parametrize("today", EACH_DAY, ids=str)
    def test_sessions_in_every_band(self, policy: str, today: date) -> None:
        """Some practitioner's next one-to-one stands in each."""
        counts = sessions_by_band(team_of(policy, today), policy, today)
        assert [name for name in NAMED if not counts[name]] == []


class TestTheDueList:
    """The list itself, as the manager of that authority opens it."""

    @pytest.mark.parametrize("policy", TEAMS)
    def test_something_in_every_band(self, policy: str, tmp_path: Path) -> None:
        """Late by weeks and by days, today, this week, in four weeks, later; and little that is not known."""
        team = open_team(tmp_path, policy, made.TODAY)
        due = team.store.read(lambda session: read_due(session, load_pack(policy), made.TODAY))
        team.store.close()
        assert [band.label for band in Band if band <= Band.LATER and not due.counts.get(band)] == []
        assert 5 <= due.overdue <= 60
        assert due.counts[Band.UNKNOWN] <= 5
        assert len({line.rule for line in due.lines}) >= (6 if policy == "children_and_families" else 12)

    def test_havering_shows_all_its_layers(self, tmp_path: Path) -> None:
        """In time, past the target, in breach (HAV-X01)."""
        team = open_team(tmp_path, "havering", made.TODAY)
        due = team.store.read(lambda session: read_due(session, load_pack("havering"), made.TODAY))
        team.store.close()
        states = {line.state for line in due.lines if line.clock == "case" and line.subject == "practitioner"}
        assert states >= {"ok", "target_passed", "breach"}


class TestAims:
    """The figures that the dates are laid out by."""

    @pytest.mark.parametrize("policy", CHILD_CLOCKS)
    def test_the_policys_own_clock_gives_the_same_days(self, policy: str) -> None:
        """For every open child the clock says what the aims say."""
        clock, aim = Clock(load_pack(policy), made.TODAY), AIMS[policy]
        for one in team_of(policy, made.TODAY).journeys:
            if one.closed is None:
                due = clock.on(facts_of(one), "case")
                assert due is not None
                assert due.due_day == aim.due(one.codes(made.TODAY), one.last_talk())

    def test_the_day_before_leads_back(self) -> None:
        """Where a span leads to a day, the day it starts from is found; 31 April is not."""
        month = Span(1, "m")
        assert after(date(2026, 10, 21), month) == made.TODAY
        assert day_before(made.TODAY, month) == date(2026, 10, 21)
        assert day_before(date(2026, 5, 31), month) is None
        assert day_before(date(2026, 4, 30), month) == date(2026, 3, 31)


def facts_of(journey: Journey) -> Facts:
    """Return what the clock is told about the children of a journey."""
    held = [talk.session.day for talk in journey.talks if talk.is_held]
    situations = tuple(
        Situation(_flag(spell), spell.since, spell.until and spell.until + timedelta(days=1))
        for spell in journey.spells
    )
    return Facts(
        "child",
        service=journey.service,
        situations=situations,
        start=journey.opened,
        last=max(held, default=None),
    )


def _flag(spell: Spell) -> str:
    return f"{spell.code.removeprefix('risk_')}_{spell.value}" if spell.value else spell.code


class TestSessions:
    """Two years of supervisions."""

    @pytest.mark.parametrize("policy", TEAMS)
    def test_monthly_for_two_years_with_what_came_between(self, policy: str) -> None:
        """Sessions of each kind were held, some moved or cancelled, some ad hoc, some booked ahead."""
        sessions = team_of(policy, made.TODAY).sessions
        held = [one for one in sessions if one.held]
        assert min(one.day for one in held) < made.ago(690)
        assert len([one for one in held if one.is_case and one.occasion == "formal"]) > 150
        assert sum(one.cancelled is not None for one in sessions) >= 8
        assert sum(one.held != one.planned for one in held if one.planned) >= 8
        assert sum(one.occasion == "ad hoc" for one in held) > 100
        booked = [one.day for one in sessions if not one.held and not one.cancelled]
        assert made.TODAY <= min(booked) <= made.TODAY + timedelta(days=4)
        assert sum(day <= made.TODAY + timedelta(days=28) for day in booked) >= 15

    def test_a_kent_session_speaks_of_a_few_children(self) -> None:
        """Mostly four to seven of those a practitioner holds, rarely more than a dozen."""
        team = team_of("kent", made.TODAY)
        counts: Counter[int] = Counter()
        for one in team.journeys:
            for talk in one.talks:
                if talk.is_held and talk.session.is_case and talk.session.day > made.ago(300):
                    counts[id(talk.session)] += len(one.kids)
        assert sorted(counts.values())[len(counts) // 2] in (3, 4, 5, 6, 7)
        assert sum(count > 12 for count in counts.values()) <= 4

    def test_kent_goes_through_the_board_every_fortnight(self) -> None:
        """Case progression is bi-weekly (KCC-T33), and tiles were moved in it."""
        team = team_of("kent", made.TODAY)
        days = sorted(one.day for one in team.sessions if one.kind == "case_progression" and one.held)
        gaps = [(later - earlier).days for earlier, later in pairwise(days)]
        assert sorted(gaps)[len(gaps) // 2] == 14
        assert sum(step.meeting is not None for one in team.journeys for step in one.steps) > 100


class TestActions:
    """What was agreed."""

    @pytest.mark.parametrize("policy", TEAMS)
    def test_done_open_overdue_and_carried(self, policy: str) -> None:
        """Most are done; some are open, overdue or carried up to four times."""
        actions = team_of(policy, made.TODAY).actions
        still = [one for one in actions if one.done is None and one.dropped is None]
        assert len(actions) > 150
        assert len(still) < len(actions) / 2
        assert any(one.due < made.TODAY for one in still)
        assert any(one.due >= made.TODAY for one in still)
        assert {one.carried for one in still} >= {0, 1, 2}
        assert any(one.kid is None for one in actions)
