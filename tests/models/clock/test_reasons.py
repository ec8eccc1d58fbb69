"""Every date explains itself: the rule, the start, the sum in words, the reading and the other date."""

from __future__ import annotations

import pytest

from models.clock import Clock, Due
from models.facts import Facts, Shorter
from models.moments import read_moment
from models.policy import PACK_NAMES
from models.policy.cases import Case, read_cases
from models.policy.given import facts_of, read_when
from models.policy.load import BUNDLED
from tests.models.clock.facts_made import child, dues, on, one, pack, practitioner


def asked(case: Case) -> list[Due]:
    """Return everything due of a case's facts, as its pack and day have it."""
    own = next(pack(name) for name in PACK_NAMES if pack(name).prefix == case.policy)
    rule = own.rules_by_id[case.rules[0]]
    clock = str(case.given.get("clock") or rule.clock[0])
    found = Clock(own, read_when(case.given["as_of"]) or on("2026-01-01")).on(
        facts_of(case.given, clock, own), clock
    )
    return [] if found is None else [found]


class TestTheSum:
    """What was added to what, in words."""

    def test_weeks(self) -> None:
        """The example of the design."""
        found = one("northamptonshire", child("", "cin", last="2026-03-09"), "2026-03-10")
        assert found.why.sum == "9 Mar 2026 + 4 weeks = Mon 6 Apr 2026"
        assert found.why.start == on("2026-03-09")

    def test_hours(self) -> None:
        """With the time in London, and both sides of a clock change."""
        facts = child("early_help", allocated_at=read_moment("2026-10-24T14:00+01:00"))
        found = one("kent", facts, "2026-10-24", "allocation")
        assert found.why.sum == "24 Oct 2026 14:00 + 24 hours = Sun 25 Oct 2026 13:00"

    def test_working_days(self) -> None:
        """Counted, not converted."""
        record = Facts("record", more={"kind": "case", "session_date": on("2026-04-02")})
        assert (
            one("havering", record, "2026-04-02", "recording").why.sum
            == "2 Apr 2026 + 2 working days = Wed 8 Apr 2026"
        )

    def test_a_first_interval_says_what_it_counts_from(self) -> None:
        """Nothing held yet: the opening."""
        found = one("kent", child("early_help", start="2026-03-02"), "2026-03-10")
        assert found.why.sum == "2 Mar 2026 + 90 days = Sun 31 May 2026"
        assert "opening" in found.why.started_by

    def test_a_rule_that_began_late(self) -> None:
        """The date it would have had, and the day it began."""
        found = one(
            "birmingham",
            child("", "cp", last="2026-05-01").changed(
                situations=(child("", "cp").situations[0]._replace(since=on("2026-06-12")),)
            ),
            "2026-06-12",
        )
        assert found.why.sum.endswith("before the rule began to apply: Fri 12 Jun 2026")
        assert [(each.due, each.reading) for each in found.why.other_dates] == [(on("2026-06-01"), "GEN-X13")]

    def test_a_calendar_month(self) -> None:
        """The practice session of the month."""
        found = one(
            "northamptonshire",
            practitioner("social_worker", lasts={"practice": "2026-03-02"}),
            "2026-03-03",
            "practice",
        )
        assert found.why.sum == "2 Mar 2026: the next calendar month ends on Thu 30 Apr 2026"

    def test_the_next_session(self) -> None:
        """Booked, or the worker's own."""
        worker = practitioner("yos_case_manager", service="yos", lasts={"individual": "2026-05-05"})
        facts = child("yos", "mappa_2", last="2026-05-05", worker=worker)
        assert (
            one("birmingham", facts, "2026-05-10").why.sum
            == "the worker's own session is due on Tue 2 Jun 2026"
        )
        booked = facts.changed(next_session=on("2026-05-19"))
        assert (
            one("birmingham", booked, "2026-05-10").why.sum == "the next booked session is on Tue 19 May 2026"
        )

    def test_a_window_and_a_period_of_keeping(self) -> None:
        """Both ends, and the last day."""
        transfer = next(
            each
            for each in dues(
                "kent", child("early_help", last="2026-05-01", transfer_on="2026-06-15"), "2026-05-10"
            )
            if each.governing_rule == "KCC-T12"
        )
        assert (
            transfer.why.sum
            == "15 Jun 2026 - 4 weeks = Mon 18 May 2026; 15 Jun 2026 - 2 weeks = Mon 1 Jun 2026"
        )
        kept = dues("havering", Facts("file", more={"left_on": on("2026-03-31")}), "2026-05-10")[0]
        assert kept.why.sum == "31 Mar 2026 + 3 years = Sat 31 Mar 2029"


class TestEveryCaseExplainsItself:
    """All the packs' own cases that give a date."""

    @pytest.mark.parametrize("name", PACK_NAMES)
    def test_rule_heading_and_sum(self, name: str) -> None:
        """No date without its reasons."""
        for case in read_cases(BUNDLED / "cases" / f"{name}.toml"):
            for due in asked(case) if case.kind == "due" else []:
                if due.due is None:
                    continue
                assert due.why.sum, case.id
                assert due.why.heading, case.id

    @pytest.mark.parametrize("name", PACK_NAMES)
    def test_the_other_date_is_the_one_worked_out_by_hand(self, name: str) -> None:
        """Where a case knows one."""
        for case in read_cases(BUNDLED / "cases" / f"{name}.toml"):
            if case.alternative:
                others = {str(each.due) for due in asked(case) for each in due.why.other_dates}
                assert case.alternative["due"] in others, case.id


class TestTheText:
    """As it can be read aloud or copied."""

    def test_it_holds_all_of_it(self) -> None:
        """Rule, source, sum, reading, other date, other rules, hold by."""
        facts = practitioner("project_officer", service="yos", lasts={"individual": "2026-06-01"})
        text = one("birmingham", facts, "2026-06-02", "individual").why.text()
        assert text.startswith("BCT-T45: ")
        assert "Source: Appendix v, Frequency of Supervision for Staff in the Different Roles." in text
        assert "Sum: 1 Jun 2026 + 8 weeks = Mon 27 Jul 2026." in text
        assert "Reading BCT-X02: 56 days." in text
        assert (
            "Read otherwise (BCT-X02): Sat 1 Aug 2026, if bi-monthly were read as two calendar months only."
            in text
        )
        assert "Also ran: BCT-T30, Sat 1 Aug 2026." in text

    def test_a_refused_interval_is_told(self) -> None:
        """And the rule that stands."""
        facts = child("early_help", last="2026-05-01").changed(shorter=Shorter(100))
        assert "the policy's date stands" in one("kent", facts, "2026-05-02").why.text()

    def test_a_reason_is_made_once_and_only_when_asked(self) -> None:
        """The bulk of ten thousand never pays for it."""
        found = one("kent", child("early_help", last="2026-05-01"), "2026-05-02")
        assert found._why is None
        assert found.why is found.why


class TestWhatIf:
    """A date, a situation or a role changed, and the dates move; the facts stay as they were."""

    def test_a_situation(self) -> None:
        """In need becomes protection."""
        now = child("", "cin", last="2026-06-01")
        then = now.changed(situations=child("", "cp").situations)
        assert [one("birmingham", facts, "2026-06-02").due for facts in (now, then)] == [
            on("2026-08-01"),
            on("2026-07-01"),
        ]

    def test_a_role(self) -> None:
        """From the ASYE to social worker."""
        now = practitioner("nqsw", start="2026-06-01", lasts={"personal": "2026-06-08"})
        then = now.changed(roles=("social_worker",))
        assert [one("kent", facts, "2026-06-09", "personal").due for facts in (now, then)] == [
            on("2026-06-15"),
            on("2026-07-08"),
        ]

    def test_a_date_and_a_named_fact(self) -> None:
        """A session held tomorrow; a part-time contract."""
        now = practitioner("social_worker", lasts={"personal": "2026-03-02"})
        assert one(
            "havering", now.changed(lasts={"personal": on("2026-03-20")}), "2026-03-21", "personal"
        ).due == on("2026-04-20")
        assert one("havering", now.changed(fte=0.8), "2026-03-03", "personal").due == on("2026-04-08")
        assert one("havering", now, "2026-03-03", "personal").due == on("2026-04-02")

    def test_another_policy(self) -> None:
        """What Birmingham would require of a Kent child."""
        facts = child("childrens_social_work", "cp", start="2026-05-01", last="2026-06-01")
        assert [one(name, facts, "2026-06-02").due for name in ("kent", "birmingham")] == [
            on("2026-08-30"),
            on("2026-07-01"),
        ]
