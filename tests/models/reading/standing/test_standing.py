"""One practitioner's year, figures, agreement and file, read from a store."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from models.changes.attendance import note_disturbance
from models.changes.events import record_event
from models.changes.holding import hold_supervision, hold_unplanned
from models.changes.planning import Plan, plan_supervision
from models.changes.rearranging import cancel_supervision, move_supervision
from models.changes.records import complete_record
from models.changes.signing import Word, sign
from models.changes.team import correct_team, record_absence, sign_agreement
from models.facts import Facts
from models.policy.load import load_pack
from models.policy.pack import Pack
from models.reading.due import read_due
from models.reading.standing.frequency import too_long
from models.reading.standing.reading import PersonStanding, read_standing
from models.store.change import Change
from models.store.store import Store
from models.tables import Practitioner
from tests import made
from tests.made import MORAG, PRIYA, SAM, TODAY, ago
from tests.matrix.doing import begun_in
from tui.person_standing import standing_rows

KENT, NORTHAMPTONSHIRE, HAVERING = (load_pack(name) for name in ("kent", "northamptonshire", "havering"))


def standing(store: Store, pack: Pack = KENT, person: int = PRIYA) -> PersonStanding:
    """Return how someone stands today."""
    return store.read(lambda session: read_standing(session, pack, TODAY, person))


class TestYear:
    """Sessions, hours and what came in between, over twelve months."""

    def test_sessions_and_hours(self, store: Store) -> None:
        """By kind, and by month with those whose minutes nobody wrote down."""

        def hold(change: Change) -> None:
            for days, minutes in ((400, 60), (200, 60), (10, 90), (5, None)):
                hold_unplanned(change, "personal", PRIYA, ago(days), minutes=minutes)
            hold_unplanned(change, "case", PRIYA, ago(3), occasion="ad hoc")

        made.do(store, hold)
        year = standing(store).year
        assert year.held == {"personal": 3}
        assert (year.months[-1].first, year.months[-1].sessions) == (date(2026, 11, 1), 2)
        assert (year.months[-1].minutes, year.months[-1].unknown) == (90, 1)
        assert year.days["personal"][0] == ago(400)
        assert [one.total for one in (year.cancelled, year.moved, year.late, year.interrupted)] == [0] * 4

    def test_on_either_side(self, store: Store) -> None:
        """Cancelled, moved, late, interrupted: by whom (KCC-P18)."""

        def disturb(change: Change) -> None:
            first = plan_supervision(change, Plan("personal", PRIYA, TODAY))
            cancel_supervision(change, KENT, first.id, "Ill", "sickness")
            second = plan_supervision(change, Plan("personal", PRIYA, TODAY))
            move_supervision(change, KENT, second.id, ago(-7), "Court", "supervisor")
            third = plan_supervision(change, Plan("personal", PRIYA, TODAY))
            note_disturbance(change, third.id, "late", "supervisor", 10)
            note_disturbance(change, third.id, "interrupted", "other")
            hold_supervision(change, third.id, TODAY)

        made.do(store, disturb)
        year = standing(store).year
        assert (year.cancelled.practitioner, year.cancelled.supervisor) == (1, 0)
        assert year.moved.supervisor == 1
        assert year.late.supervisor == 1
        assert year.interrupted.other == 1

    def test_whose_sickness(self, store: Store) -> None:
        """The supervisor's, where only they were away that day; else it is taken for the practitioner's (KCC-P18)."""

        def ill(change: Change) -> None:
            for days in (-1, -8, -15):
                row = plan_supervision(change, Plan("personal", PRIYA, ago(days)))
                cancel_supervision(change, KENT, row.id, "Ill", "sickness")
            record_absence(change, MORAG, ago(-1), ago(-9), "sickness")
            record_absence(change, PRIYA, ago(-8), ago(-9), "sickness")

        made.do(store, ill)
        year = standing(store).year
        assert (year.cancelled.practitioner, year.cancelled.supervisor) == (2, 1)

    def test_each_calendar_month(self, store: Store) -> None:
        """Northamptonshire wants both kinds in each that is over, since sessions are kept here (NCT-X01)."""

        def hold(change: Change) -> None:
            for day in (date(2026, 7, 31), date(2026, 8, 3), date(2026, 10, 30)):
                hold_unplanned(change, "personal", PRIYA, day, minutes=60)

        made.do(store, hold)
        assert standing(store).months == ()
        (found,) = standing(store, NORTHAMPTONSHIRE).months
        assert (found.clock, found.text(), found.without) == ("personal", "3 of 4", (date(2026, 9, 1),))
        said = [row.cells for row in standing_rows(standing(store, NORTHAMPTONSHIRE), NORTHAMPTONSHIRE)]
        assert (
            "Calendar months",
            "3 of 4 with personal supervision",
            "none in Sep 2026; each calendar month (NCT-T01)",
        ) in said

    def test_one_meeting_is_one(self, store: Store) -> None:
        """Two kinds cancelled together are one meeting, and what makes up for them was not moved as well."""

        def cancel(change: Change) -> None:
            for kind in ("personal", "case"):
                row = plan_supervision(change, Plan(kind, PRIYA, TODAY))
                cancel_supervision(change, KENT, row.id, "Court", "supervisor", new_day=ago(-3))
            for kind in ("personal", "case"):
                row = plan_supervision(change, Plan(kind, PRIYA, ago(-10)))
                move_supervision(change, KENT, row.id, ago(-12), "Leave", "practitioner")

        made.do(store, cancel)
        year = standing(store).year
        assert (year.cancelled.total, year.cancelled.supervisor) == (1, 1)
        assert (year.moved.total, year.moved.practitioner) == (1, 1)

    def test_moved_counts_at_once(self, store: Store) -> None:
        """One that stands in the diary for a later day was moved too, the day it is moved."""
        row = made.do(store, lambda change: plan_supervision(change, Plan("personal", PRIYA, ago(-1))))
        made.do(store, lambda c: move_supervision(c, KENT, row.id, ago(-5), "Court", "supervisor"))
        assert standing(store).year.moved.supervisor == 1


class TestOutside:
    """Someone whom nobody here supervises."""

    def test_nothing_is_expected(self, store: Store) -> None:
        """The manager's own manager is asked for no talks, agreement or file here."""

        def above(change: Change) -> None:
            change.update(change.session.get_one(Practitioner, made.SAM), supervisor_id=made.MORAG)
            change.note("correct_practitioner", "practitioner", made.SAM)

        made.do(store, above)
        found = standing(store, NORTHAMPTONSHIRE, made.MORAG)
        assert (found.is_outside, found.figures, found.file) == (True, (), ())


class TestFigures:
    """What the policy counts."""

    def test_havering_counts_ten_sessions_and_two_observations(self, store: Store) -> None:
        """Held against the policy's own figure, with the rule."""

        def hold(change: Change) -> None:
            correct_team(change, "", "havering", "childrens_social_work")
            for days in range(0, 350, 50):
                hold_unplanned(change, "case", PRIYA, ago(days))

        made.do(store, hold)
        figures = {one.rule.id: one for one in standing(store, HAVERING).figures}
        assert figures["HAV-T04"].text() == "7 of 10"
        assert figures["HAV-T04"].is_met is False
        assert figures["HAV-T27"].wanted == 2

    def test_what_is_only_counted_is_never_too_early(self, store: Store) -> None:
        """The days of learning are a counter (HAV-X19); a count of the first year is too early to say."""

        def learn(change: Change) -> None:
            correct_team(change, "", "havering", "childrens_social_work")
            change.update(change.session.get_one(Practitioner, PRIYA), started_on=ago(90))
            change.note("correct_practitioner", "practitioner", PRIYA)
            record_event(change, HAVERING, "days_of_learning", ago(9), practitioner_id=PRIYA, value="2")

        made.do(store, learn)
        figures = {one.rule.id: one.text() for one in standing(store, HAVERING).figures}
        assert figures["HAV-T38"] == "2 of 10"
        assert figures["HAV-T27"] == "0 of 2, too early to say"

    def test_the_caseload_of_a_newly_qualified_worker(self, store: Store) -> None:
        """Ten per cent below the team's mean, as a figure (KCC-T19)."""
        store.driver().execute(
            "UPDATE practitioner SET role = 'nqsw', asye_started_on = '2026-10-01' WHERE id = 3"
        )
        found = next(one for one in standing(store, person=SAM).figures if one.rule.id == "KCC-T19")
        assert found.most is not None
        assert found.text() == f"{found.held:g}, at most {found.most:g}"

    def test_part_time(self, store: Store) -> None:
        """Havering divides the month by the share of full time (HAV-T18)."""
        store.driver().execute("UPDATE practitioner SET fte = 0.5 WHERE id = 2")
        found = standing(store, HAVERING).part_time
        assert found is not None
        assert found.id == "HAV-T18"
        assert standing(store, HAVERING, SAM).part_time is None


class TestFrequency:
    """An agreement that says longer than the policy allows is named with the rule."""

    def _facts(self, pack: Pack) -> Facts:
        role = "other_staff" if pack.name == "birmingham" else "social_worker"
        return Facts("practitioner", "P", "childrens_social_work", (role,), start=date(2020, 1, 6))

    @pytest.mark.parametrize(
        ("policy", "weeks", "rule"),
        [
            ("kent", 6, "KCC-T13"),
            ("northamptonshire", 5, "NCT-T02"),
            ("havering", 7, "HAV-T17"),
            ("birmingham", 10, "BCT-T01"),
            ("children_and_families", 5, "CFA-T01"),
        ],
    )
    def test_too_long(self, policy: str, weeks: int, rule: str) -> None:
        """With the sentence of the policy and both dates; the policy's stands."""
        pack = load_pack(policy)
        found = too_long(pack, self._facts(pack), weeks, TODAY)
        assert found is not None
        assert found.rule.id == rule
        assert found.due < found.agreed
        assert rule in found.text()
        assert "The policy's date stands." in found.text()

    @pytest.mark.parametrize(
        ("policy", "weeks"),
        [
            ("kent", 4),
            ("northamptonshire", 4),
            ("havering", 4),
            ("birmingham", 8),
            ("children_and_families", 4),
        ],
    )
    def test_within(self, policy: str, weeks: int) -> None:
        """As often as the policy wants, or more often: nothing to say; nor where no figure is agreed."""
        pack = load_pack(policy)
        assert too_long(pack, self._facts(pack), weeks, TODAY) is None
        assert too_long(pack, self._facts(pack), None, TODAY) is None

    def test_on_every_clock(self) -> None:
        """Havering lets case supervision go to six weeks (HAV-X07): that is said beside the month of the other."""
        pack = load_pack("havering")
        found = too_long(pack, self._facts(pack), 8, TODAY)
        assert found is not None
        assert "not Sat 16 Jan 2027; case supervision by Sat 2 Jan 2027 (HAV-T01)" in found.text()

    def test_of_the_latest_agreement(self, store: Store) -> None:
        """The page tells it of the one that holds."""
        made.do(store, lambda change: sign_agreement(change, PRIYA, ago(50), 4))
        assert standing(store).frequency is None
        made.do(store, lambda change: sign_agreement(change, PRIYA, ago(10), 6))
        found = standing(store).frequency
        assert found is not None
        assert found.weeks == 6


class TestFile:
    """The checklist of the supervision file (NCT 5.10)."""

    def _recorded(self, store: Store, value: str, days: int = 30) -> None:
        made.do(
            store,
            lambda change: record_event(
                change, NORTHAMPTONSHIRE, "dbs_check", ago(days), practitioner_id=PRIYA, value=value
            ),
        )

    def test_every_item_of_the_list(self, store: Store) -> None:
        """Eight things, none of them there to begin with."""
        found = standing(store, NORTHAMPTONSHIRE).file
        assert [line.item.code for line in found] == [
            "agreement",
            "cpd",
            "dbs",
            "registration",
            "licence",
            "insurance",
            "padp",
            "records",
        ]
        assert all(line.there_on is None for line in found)

    def test_what_is_there_and_when_it_runs_out(self, store: Store) -> None:
        """By the latest check; one without a date on it never runs out by itself."""
        made.do(store, lambda change: sign_agreement(change, PRIYA, ago(90)))
        self._recorded(store, "31/12/2026")
        found = {line.item.code: line for line in standing(store, NORTHAMPTONSHIRE).file}
        assert found["agreement"].there_on == ago(90)
        assert (found["dbs"].there_on, found["dbs"].runs_out_on) == (ago(30), date(2026, 12, 31))
        assert not found["dbs"].has_run_out(date(2026, 12, 31))
        assert found["dbs"].has_run_out(date(2027, 1, 1))
        self._recorded(store, "", 2)
        renewed = {line.item.code: line for line in standing(store, NORTHAMPTONSHIRE).file}["dbs"]
        assert (renewed.there_on, renewed.runs_out_on) == (ago(2), None)

    def test_its_date_is_on_the_clock(self, store: Store) -> None:
        """Due on the day that is written on it, late from the next, by the policy's own ID."""
        made.do(store, lambda change: correct_team(change, "", "northamptonshire", "childrens_social_work"))
        self._recorded(store, "31/12/2026")
        for day, late in ((date(2026, 12, 31), False), (date(2027, 1, 1), True)):
            due = store.read(lambda session, day=day: read_due(session, NORTHAMPTONSHIRE, day))  # type: ignore[misc]
            (line,) = [line for line in due.lines if line.rule == "NCT-T46"]
            assert (line.day, line.is_late) == (date(2026, 12, 31), late)
            assert line.label == "Disclosure and Barring Service (DBS) check"
            assert line.person.id == PRIYA
            assert "the day it runs out" in line.explain()

    def test_what_not_everyone_has(self, store: Store) -> None:
        """Registration with another body (HAV-P33) is missing nowhere; where it is there its date is on the clock."""
        made.do(store, lambda change: correct_team(change, "", "havering", "childrens_social_work"))
        assert "registration" not in {line.item.code for line in standing(store, HAVERING).file}
        made.do(
            store,
            lambda change: record_event(
                change, HAVERING, "body_registration", ago(30), practitioner_id=PRIYA, value="31/12/2026"
            ),
        )
        found = {line.item.code: line.runs_out_on for line in standing(store, HAVERING).file}
        assert found["registration"] == date(2026, 12, 31)
        due = store.read(lambda session: read_due(session, HAVERING, date(2027, 1, 1)))
        (line,) = [line for line in due.lines if line.rule == "HAV-P33"]
        assert (line.day, line.is_late, line.person.id) == (date(2026, 12, 31), True, PRIYA)

    @pytest.mark.parametrize(
        ("pack", "signed"), [(NORTHAMPTONSHIRE, True), (load_pack("children_and_families"), False)]
    )
    def test_records_are_there_when_they_are_agreed(self, store: Store, pack: Pack, *, signed: bool) -> None:
        """Where both have their say on them (NCT-P26, BCT-P17) one that nobody signed is not there yet."""

        def write(change: Change) -> int:
            held = hold_unplanned(change, "personal", PRIYA, ago(3), minutes=60)
            record = begun_in(change, held.id, 3)
            complete_record(change, record)
            return record

        record = made.do(store, write)
        found = {line.item.code: line.there_on for line in standing(store, pack).file}
        assert found["records"] == (None if signed else ago(3))
        for code in ("supervisor", "supervisee"):
            word = Word(code, code.title())
            made.do(store, lambda change, word=word: sign(change, record, word, ("supervisor", "supervisee")))  # type: ignore[misc]
        found = {line.item.code: line.there_on for line in standing(store, pack).file}
        assert found["records"] == ago(3)

    def test_one_who_left_has_none(self, store: Store) -> None:
        """A check of someone who has left is due no more."""
        self._recorded(store, "31/12/2026")
        store.driver().execute("UPDATE allocation SET until = '2026-11-20'")
        store.driver().execute("UPDATE practitioner SET left_on = '2026-11-20' WHERE id = 2")
        due = store.read(lambda session: read_due(session, NORTHAMPTONSHIRE, TODAY + timedelta(days=60)))
        assert [line for line in due.lines if line.rule == "NCT-T46"] == []
