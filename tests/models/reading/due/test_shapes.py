"""What comes of a list: the letter, the twelve weeks, what if, and another policy's eyes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models.changes.corrections import correct_date
from models.changes.involvements import close_involvement
from models.changes.team import sign_agreement
from models.errors import Refused
from models.facts import Situation
from models.policy import load_pack
from models.reading.due import Band
from models.reading.due.comparing import Compared, compare, read_compared
from models.reading.due.digest import digest_of, digest_text
from models.reading.due.weeks import weeks_of
from models.reading.due.what_if import discussed_on, what_if, with_situation, without_situation
from tests.made import TODAY, ago
from tests.models.reading.due.office import LONG_AGO, Office


class TestDigest:
    """The weekly text for e-mail: numbers and initials only, of practitioners too."""

    def test_numbers_and_initials_only(self, kent: Office) -> None:
        """No name of anybody is in it."""
        person = kent.person()
        kent.held("case", person, ago(100), [kent.child(holder=person)])
        kent.held("personal", person, ago(30))
        kent.do(lambda change: sign_agreement(change, person, ago(400)))
        text = digest_text(kent.due())
        assert "Person P1" not in text
        assert "70001 AB (PP): discuss in supervision, Wed 11 Nov 2026, 10 days late" in text
        assert "PP: case supervision, Sun 13 Sep 2026, 69 days late" in text

    def test_what_is_late_and_due_this_week(self, kent: Office) -> None:
        """With the counts first, and what could not be worked out at the end."""
        person = kent.person(started_on=None)
        kent.held("case", person, ago(27), [kent.child("70001", holder=person)])
        kent.child("70002", opened=ago(83), holder=person)
        text, due = digest_text(kent.due()), kent.due()
        assert text.startswith(
            f"Riverside 2: {due.overdue} things overdue, {due.this_week} this week. Sat 21"
        )
        assert "This week" in text
        assert "70001" not in text
        assert f"{due.counts[Band.UNKNOWN]} thing" in text
        assert "could not be worked out; the list says why." in text
        assert Band.LATER.label not in digest_of(due)

    def test_a_calm_week(self, kent: Office) -> None:
        """Nothing is made up."""
        assert "0 things overdue, 0 this week" in digest_text(kent.due())


class TestTwelveWeeks:
    """A crowded week is seen before it comes."""

    def test_a_strip_for_each_practitioner(self, kent: Office) -> None:
        """Monday to Sunday, this week first; what is late stands apart."""
        one, other = kent.person("P1"), kent.person("P2")
        late, soon = kent.child("70001", holder=one), kent.child("70002", holder=one)
        kent.held("case", one, ago(95), [late])
        kent.held("case", one, ago(10), [soon])
        kent.held("personal", one, ago(10))
        kent.held("case", other, ago(10), [kent.child("70003", holder=other)])
        found = weeks_of(kent.due())
        assert found.mondays[0] == date(2026, 11, 16)
        assert len(found.mondays) == 12
        assert [strip.person.name if strip.person else "" for strip in found.strips][:2] == [
            "Person P1",
            "Person P2",
        ]
        first = found.strips[0]
        assert first.late == 2  # the child, and the agreement nobody drew up
        assert first.weeks[(date(2026, 12, 11) - found.mondays[0]).days // 7] == 2
        assert first.total == first.late + sum(first.weeks)

    def test_every_dated_line_is_in_one_week_or_beyond(self, kent: Office) -> None:
        """What has no day is in none; what lies beyond the twelfth is not pressed into it."""
        person = kent.person(started_on=None)
        for number in range(4):
            kent.child(f"7000{number}", opened=ago(20 * number), holder=person)
        due = kent.due()
        found = weeks_of(due)
        end = found.mondays[0] + timedelta(weeks=12)
        dated = [line for line in due.lines if line.day is not None and line.days_late is not None]
        shown = [line for line in dated if line.is_late or (TODAY <= line.day < end if line.day else False)]
        assert sum(strip.total for strip in found.strips) == len(shown)

    def test_the_teams_own_comes_last(self, kent: Office) -> None:
        """Meetings belong to nobody alone."""
        kent.held("case", kent.person(), ago(3))
        kent.held("team_meeting", None, ago(10))
        found = weeks_of(kent.due())
        assert found.strips[-1].person is None


class TestWhatIf:
    """A date, a situation or a role changed, and the dates move; nothing is written."""

    def test_a_discussion_held_today(self, northamptonshire: Office) -> None:
        """The child's clock starts afresh."""
        person = northamptonshire.person()
        child = northamptonshire.child(holder=person, situations=[("cin", LONG_AGO)])
        northamptonshire.held("practice", person, ago(20), [child])
        line = northamptonshire.line("70001", clock="case")
        clock = northamptonshire.due().clock
        moved = what_if(clock, line.about.facts, last=TODAY)
        assert [(each.clock, each.days) for each in moved] == [("case", 20)]
        same = discussed_on(clock, line.about.facts, TODAY)
        assert clock.on(same, "case").due == ago(-28)  # type: ignore[union-attr]
        assert northamptonshire.line("70001", clock="case").day == ago(-8)

    def test_a_situation_more_or_less(self, northamptonshire: Office) -> None:
        """Stepping up brings the date forward, stepping down puts it back."""
        person = northamptonshire.person()
        child = northamptonshire.child(holder=person, situations=[("post_order", LONG_AGO)])
        northamptonshire.held("practice", person, ago(20), [child])
        facts, clock = northamptonshire.line("70001", clock="case").about.facts, northamptonshire.due().clock
        stepped_up = with_situation(facts, "cp", TODAY)
        moved = what_if(clock, facts, situations=stepped_up.situations)
        assert [each.days for each in moved] == [-56]
        assert moved[0].after is not None
        assert moved[0].after.governing_rule == "NCT-T21"
        assert without_situation(stepped_up, "cp").situations == facts.situations
        none = what_if(clock, facts, situations=())
        assert [each.before.governing_rule for each in none if each.before] == ["NCT-T19"]

    def test_a_role_changed(self, birmingham: Office) -> None:
        """A month becomes six weeks, held against two months."""
        birmingham.held("individual", birmingham.person(role="team_manager"), ago(10))
        facts, clock = birmingham.line("Person P1", clock="individual").about.facts, birmingham.due().clock
        moved = {each.clock: each for each in what_if(clock, facts, roles=("support_services",))}
        assert moved["individual"].days == 12
        assert moved["individual"].after is not None
        assert moved["individual"].after.governing_rule == "BCT-T17"

    def test_a_clock_that_stops(self, kent: Office) -> None:
        """Closed: there is a date before, and none after."""
        kent.child(holder=kent.person())
        facts, clock = kent.line("70001", clock="case").about.facts, kent.due().clock
        moved = {each.clock: each for each in what_if(clock, facts, ended=ago(1))}
        assert moved["case"].before is not None
        assert moved["case"].after is None
        assert moved["case"].days is None


class TestCompared:
    """What another authority would require."""

    def test_a_child(self, kent: Office) -> None:
        """Ninety days here, a month there; the words are matched by their codes and labels."""
        person = kent.person()
        child = kent.child(holder=person, situations=[("cp", LONG_AGO)])
        kent.held("case", person, ago(40), [child])
        found = compared(kent, "70001", "birmingham")
        assert found.label == "70001 AB"
        assert [(line.rule, line.days_late) for line in found.here.lines] == [("KCC-T24", -50)]
        assert [(line.rule, line.day) for line in found.there.lines] == [("BCT-T08", date(2026, 11, 12))]
        assert found.without == ()

    def test_what_has_no_counterpart_is_said(self, birmingham: Office) -> None:
        """It changes no date there, and nothing is guessed."""
        person = birmingham.person(role="social_work_practitioner")
        child = birmingham.child(holder=person, situations=[("asti", LONG_AGO)])
        birmingham.held("case", person, ago(40), [child])
        found = compared(birmingham, "70001", "northamptonshire")
        assert any("knows no situation" in text for text in found.without)

    def test_a_practitioner_with_their_agreement(self, kent: Office) -> None:
        """Sessions by what they are, counts by the same days; what is kept here only is not called late there."""
        person = kent.person()
        kent.do(lambda change: sign_agreement(change, person, ago(100)))
        for month in range(12):
            kent.held("case", person, ago(29 + 30 * month))
        kent.held("personal", person, ago(5))
        found = compared(kent, "P1", "havering")
        rules = {line.rule: line for line in found.there.lines}
        assert (rules["HAV-T01"].state, rules["HAV-T01"].day) == ("target_passed", ago(1))
        assert rules["HAV-T17"].day == date(2026, 12, 16)
        assert rules["HAV-T25"].day == date(2027, 8, 13)
        assert rules["HAV-T04"].band > Band.LATE_7
        assert rules["HAV-T19"].band is Band.UNKNOWN

    @pytest.mark.parametrize("other", ["northamptonshire", "havering", "birmingham", "children_and_families"])
    def test_any_with_any(self, kent: Office, other: str) -> None:
        """Both sides explain themselves."""
        person = kent.person()
        kent.held("case", person, ago(40), [kent.child(holder=person, situations=[("cin", LONG_AGO)])])
        for number in ("70001", "P1"):
            found = compared(kent, number, other)
            assert all(line.explain() for side in (found.here, found.there) for line in side.lines)

    def test_nobody_has_that_number(self, kent: Office) -> None:
        """A clear sentence."""
        with pytest.raises(Refused, match="no child and no practitioner 99"):
            compared(kent, "99", "havering")

    def test_closed_work_has_no_clock_anywhere(self, kent: Office) -> None:
        """It is said, and not shown as an empty page."""
        kent.child(holder=kent.person())
        kent.do(lambda change: close_involvement(change, 1, ago(1)))
        with pytest.raises(Refused, match="No clock runs for 70001"):
            compared(kent, "70001", "havering")

    def test_by_facts_alone(self, kent: Office) -> None:
        """For a screen that has the facts already."""
        kent.child(holder=kent.person(), situations=[("cp", LONG_AGO)])
        facts = kent.line("70001", clock="case").about.facts
        found = compare(facts, kent.pack, load_pack("northamptonshire"), TODAY)
        assert "NCT-T21" in {due.governing_rule for due in found.there.dues}
        assert found.there.facts.situations == (Situation("cp", LONG_AGO),)


def compared(office: Office, number: str, other: str) -> Compared:
    """Return a child or practitioner of an office under its policy and another."""
    return office.store.read(
        lambda session: read_compared(session, office.pack, load_pack(other), TODAY, number)
    )


def test_a_corrected_date_moves_the_line(kent: Office) -> None:
    """What the list says follows the store."""
    kent.child(opened=ago(80), holder=kent.person())
    assert kent.line("70001", clock="case").day == ago(-10)
    kent.do(
        lambda change: correct_date(change, "involvement", 1, "opened_on", ago(95), "The referral came first")
    )
    line = kent.line("70001", clock="case")
    assert line.day == ago(5)
    assert replace(kent.due(), lines=(line,)).overdue == 1
