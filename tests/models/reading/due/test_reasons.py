"""Every line explains itself: rule, heading, start, sum, hold-by, readings, other dates, other rules."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from models.changes.intervals import shorten_for_child
from models.changes.involvements import allocate, open_involvement
from models.policy import load_pack
from models.reading.due import read_due
from tests.made import TODAY, ago
from tests.models.demo.teams_made import open_team
from tests.models.reading.due.conftest import Opening
from tests.models.reading.due.office import LONG_AGO, Office


class TestExplanation:
    """What ``?`` shows."""

    def test_a_month_end_on_a_weekend(self, birmingham: Office) -> None:
        """Each part is there, as text to be copied."""
        person = birmingham.person(role="social_work_practitioner")
        child = birmingham.child(holder=person, situations=[("cp", LONG_AGO), ("cin", LONG_AGO)])
        birmingham.held("case", person, date(2026, 1, 31), [child])
        line = birmingham.line("70001", now=date(2026, 3, 2))
        assert (line.day, line.hold_by, line.days_late) == (date(2026, 2, 28), date(2026, 2, 27), 2)
        assert line.due is not None
        why = line.due.why
        assert (why.rule, why.force, why.start) == ("BCT-T08", "minimum", date(2026, 1, 31))
        assert why.heading == "Frequency of supervision, table 1"
        assert why.sum == "31 Jan 2026 + 1 month = Sat 28 Feb 2026"
        assert {each.id for each in why.readings} >= {"GEN-X01", "BCT-X05"}
        assert [(each.rule.id, each.due) for each in why.others] == [
            ("BCT-T07", date(2026, 3, 31)),
            ("BCT-T04", date(2026, 4, 30)),
        ]
        text = line.explain()
        for words in (
            "70001 AB (Person P1): discuss in supervision, was due Sat 28 Feb 2026, 2 days late.",
            "BCT-T08: Children with Child Protection Plans: every month.",
            "Source: Frequency of supervision, table 1.",
            "Counted from: the last discussion, Sat 31 Jan 2026.",
            "Sum: 31 Jan 2026 + 1 month = Sat 28 Feb 2026.",
            "Sat 28 Feb 2026 is no working day: hold it by Fri 27 Feb 2026.",
            "Also ran: BCT-T04, Thu 30 Apr 2026.",
        ):
            assert words in text

    def test_days_late_are_signed(self, birmingham: Office) -> None:
        """Years before and years after: nothing clamps them."""
        person = birmingham.person(role="social_work_practitioner")
        birmingham.held("case", person, date(2026, 1, 31), [birmingham.child(holder=person)])
        assert birmingham.line("70001", now=date(2026, 2, 1)).days_late == -88
        assert birmingham.line("70001", now=date(2030, 4, 30)).days_late == 1461

    def test_the_first_time(self, kent: Office) -> None:
        """Counted from the opening, and it says that nothing was held yet (GEN-X08)."""
        kent.child(opened=ago(10), holder=kent.person())
        line = kent.line("70001", clock="case")
        assert line.is_first
        assert "Counted from: its opening, Wed 11 Nov 2026." in line.explain()
        assert "(GEN-X08)" in line.explain()

    def test_the_other_reading(self, northamptonshire: Office) -> None:
        """The calendar month alone would allow two months (NCT-X01)."""
        person = northamptonshire.person()
        northamptonshire.held("personal", person, date(2026, 10, 1))
        text = northamptonshire.line("Person P1", clock="personal").explain()
        assert "Reading NCT-X01:" in text
        assert "Read otherwise (NCT-X01): Mon 30 Nov 2026, if only the calendar month counted." in text

    def test_each_service_of_a_child_is_named(self, kent: Office) -> None:
        """And whose work the one is whose rule won (GEN-X14)."""
        one, other = kent.person("P1"), kent.person("P2", "early_help_practitioner")
        child = kent.child(opened=ago(20), holder=one)
        kent.do(lambda change: open_involvement(change, child, "early_help", ago(50), other))
        line = kent.line("70001", clock="case")
        assert (line.rule, line.person.name, line.day) == ("KCC-T23", "Person P2", ago(-40))
        assert "Also ran: KCC-T24, Sat 30 Jan 2027." in line.explain()

    def test_the_managers_reason_is_not_shown_by_the_clock(self, kent: Office) -> None:
        """It is the manager's own words: the explanation names rule and reading."""
        person = kent.person()
        child = kent.child(holder=person)
        kent.held("case", person, ago(3), [child])
        kent.do(lambda change: shorten_for_child(change, kent.pack, child, 30, "Zebedee asked", ago(3)))
        line = kent.line("70001", clock="case")
        assert (line.rule, line.day) == ("KCC-T28", ago(-27))
        assert "Zebedee" not in line.explain()

    @pytest.mark.parametrize("policy", ["kent", "northamptonshire", "birmingham"])
    def test_made_only_when_asked_for(self, office: Opening, policy: str) -> None:
        """A list of ten thousand makes no explanation."""
        here = office(policy)
        here.child(holder=here.person(), situations=[("cin", LONG_AGO)])
        due = here.due()
        dated = [line.due for line in due.lines if line.due is not None and line.day is not None]
        assert dated
        assert all(due._why is None for due in dated)


class TestEveryLineOfTheDemos:
    """No line of any made-up team is without its words."""

    @pytest.mark.parametrize(
        "policy", ["kent", "northamptonshire", "havering", "birmingham", "children_and_families"]
    )
    def test_explains_itself(self, policy: str, tmp_path_factory: pytest.TempPathFactory) -> None:
        """Rule, source, readings that exist, a sum wherever a date was counted from a day."""
        team = open_team(tmp_path_factory.mktemp("due"), policy, TODAY)
        due = team.store.read(lambda session: read_due(session, load_pack(policy), TODAY))
        team.store.close()
        assert due.overdue > 5
        for line in due.lines:
            text = line.explain()
            assert text.startswith(line.sentence())
            assert "None" not in text.replace("None is recorded", "")
            assert "_" not in text, text
            if line.due is None or line.due.rule is None:
                assert line.reason.endswith("."), text
                continue
            why = line.due.why
            assert why.heading
            assert set(line.due.rule.readings) <= set(due.pack.readings)
            if line.day is not None and line.due.candidates:
                assert why.sum, text
                assert why.start is not None, text


def test_allocation_by_the_hour_names_the_moment(kent: Office) -> None:
    """With the time in the sum (KCC-T01)."""
    person = kent.person()
    kent.child(opened=ago(1))
    moment = datetime(2026, 11, 20, 16, 10, tzinfo=UTC)
    kent.do(lambda change: allocate(change, 1, person, ago(1), at=moment))
    text = kent.line("70001", clock="allocation").explain()
    assert "Sum: 20 Nov 2026 16:10 + 24 hours = Sat 21 Nov 2026 16:10." in text
