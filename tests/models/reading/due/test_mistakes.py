"""What can't be in a store and may have come in from a file: each is named, and the rest still runs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from models.policy import load_pack
from models.policy.load import BUNDLED
from models.reading.due import Band, DueLine, read_due
from models.store.change import Change
from models.tables import (
    Absence,
    Agreement,
    Allocation,
    Child,
    DatedEvent,
    Discussion,
    Involvement,
    Observation,
    Practitioner,
    Row,
    Situation,
    Supervision,
)
from tests import made
from tests.made import TODAY, ago
from tests.models.reading.due.office import LONG_AGO, Office

TOMORROW = TODAY + timedelta(days=1)


def put(office: Office, *rows: Row) -> None:
    """Put rows into a store as a file of any quality might have, past every check of a named change."""

    def insert(change: Change) -> None:
        for row in rows:
            change.insert(row)
        change.note("put", "store")

    office.do(insert)


def unknown(office: Office) -> list[DueLine]:
    """Return the lines that could not be worked out."""
    return [line for line in office.due().lines if line.band is Band.UNKNOWN]


@pytest.fixture
def busy(kent: Office) -> Office:
    """An office with a practitioner and a child of whom everything is known, due in 80 days."""
    person = kent.person()
    child = kent.child(holder=person)
    kent.held("case", person, ago(10), [child])
    kent.held("personal", person, ago(10))
    return kent


def good(office: Office) -> bool:
    """Say whether the child and the practitioner of whom everything is known still have their dates."""
    return office.line("70001", clock="case").day == ago(-80) and office.line(
        "Person P1", clock="case"
    ).day == date(2026, 12, 11)


class TestEachIsNamed:
    """With its reason, in a line of its own; nobody else's date is touched."""

    def test_an_unknown_situation(self, busy: Office) -> None:
        """It changes no date."""
        child = busy.child("70002", holder=2)
        busy.held("case", 2, ago(10), [child])
        put(busy, Situation(child_id=child, code="on_holiday", since=LONG_AGO))
        assert [line.reason for line in busy.lines("70002") if line.band is Band.UNKNOWN] == [
            "The pack kent knows no situation 'on_holiday'; it changes no date."
        ]
        assert busy.line("70002", clock="case").day == ago(-80)
        assert good(busy)

    def test_an_unknown_role(self, busy: Office) -> None:
        """What the policy says of all staff still runs."""
        put(busy, Practitioner(number="P2", name="Person P2", role="juggler", supervisor_id=1))
        busy.held("personal", 3, ago(10))
        assert "knows no role 'juggler'" in " ".join(line.reason for line in unknown(busy))
        assert busy.line("Person P2", clock="personal").day == date(2026, 12, 11)
        assert good(busy)

    def test_an_unknown_service(self, busy: Office) -> None:
        """No interval fits, and that is said too."""
        busy.child("70002", holder=2, service="space_travel")
        said = " ".join(line.reason for line in busy.lines("70002"))
        assert "knows no service 'space_travel'" in said
        assert "No interval of this policy fits" in said
        assert good(busy)

    @pytest.mark.parametrize("day", [date(1900, 1, 1), date(2100, 12, 31), date(1, 1, 1), date(9999, 12, 31)])
    @pytest.mark.parametrize(
        ("row", "what"),
        [
            (lambda day: Practitioner(number="P2", name="Person P2", role="x", started_on=day), "First day"),
            (lambda day: Involvement(child_id=1, service="early_help", opened_on=day), "Opening"),
            (lambda day: Allocation(involvement_id=1, practitioner_id=2, since=day), "Allocation"),
            (lambda day: Situation(child_id=1, code="cin", since=day), "Beginning of a situation"),
            (lambda day: Supervision(kind="case", practitioner_id=2, planned_for=day), "Day of a planned"),
            (lambda day: Supervision(kind="case", practitioner_id=2, held_on=day), "Day of a session"),
            (lambda day: Agreement(practitioner_id=2, signed_on=day), "Signature"),
            (lambda day: Observation(practitioner_id=2, observed_on=day), "Day of an observation"),
            (lambda day: Absence(practitioner_id=2, since=day), "Beginning of an absence"),
            (lambda day: DatedEvent(type="coa", practitioner_id=2, happened_on=day), "Day of an event"),
            (lambda day: DatedEvent(type="audit_result", child_id=1, happened_on=day), "Day of an event"),
        ],
    )
    def test_a_date_in_1900_or_2100(
        self, busy: Office, row: Callable[[date], Row], what: str, day: date
    ) -> None:
        """Or farther off: it is named with its day, whatever row it stands in."""
        put(busy, row(day))
        said = [line for line in unknown(busy) if line.what.startswith(what)]
        assert len(said) == 1
        assert "no day before 1901 or after 2099 can be right" in said[0].reason
        assert busy.line("70001", rule="KCC-T24").day == ago(-80)

    @pytest.mark.parametrize("day", [date(1901, 1, 1), date(2099, 12, 31)])
    def test_the_last_days_that_are_reckoned_with(self, busy: Office, day: date) -> None:
        """They are dates like any other."""
        child = busy.child("70002", opened=date(1901, 1, 1), holder=2)
        busy.held("case", 2, ago(10), [child])
        assert busy.line("70002", clock="case").day == ago(-80)
        assert busy.due(day).today == day

    def test_a_discussion_after_closure(self, busy: Office) -> None:
        """One of the two days is wrong."""
        put(busy, Child(number="70002", initials="CD"))
        put(
            busy,
            Involvement(child_id=2, service=busy.service, opened_on=ago(90), closed_on=ago(20)),
            Discussion(supervision_id=1, child_id=2, at=ago(10)),
        )
        line = busy.line("70002")
        assert "after it was closed on Sun 1 Nov 2026; one of the days is wrong" in line.reason
        assert good(busy)

    def test_a_session_marked_as_held_in_the_future(self, busy: Office) -> None:
        """It counts for nothing."""
        put(
            busy,
            Supervision(kind="case", practitioner_id=2, held_on=TOMORROW),
            Discussion(supervision_id=3, child_id=1, at=TOMORROW),
        )
        line = busy.line("case supervision of Sun 22 Nov 2026")
        assert line.reason == "It is marked as held on a day that has not come yet; it counts for nothing."
        assert good(busy)

    def test_a_practitioner_without_a_start_date(self, busy: Office) -> None:
        """Nothing was held either: there is no day to count from."""
        busy.person("P2", started_on=None)
        said = {line.clock: line.reason for line in busy.lines("Person P2")}
        assert said["personal"] == "There is no earlier session and no start date to count from."
        assert good(busy)

    def test_without_a_start_date_but_held(self, busy: Office) -> None:
        """The last session is enough."""
        busy.held("case", busy.person("P2", started_on=None), ago(10))
        assert busy.line("Person P2", clock="case").day == date(2026, 12, 11)

    def test_an_nqsw_without_a_start_date(self, busy: Office) -> None:
        """Without it no step of the ramp is known; the month of all staff still runs."""
        busy.held("personal", busy.person("P2", "nqsw", started_on=None), ago(10))
        line = busy.line("Person P2", rule="KCC-T13")
        assert line.day == date(2026, 12, 11)

    def test_a_child_without_an_allocation(self, busy: Office) -> None:
        """Its clock runs from the opening; who is to bring it is the question."""
        busy.child("70002", opened=ago(5))
        lines = busy.lines("70002")
        assert {line.person.name for line in lines} == {""}
        assert "No allocation is recorded, and no discussion yet." in {line.reason for line in lines}
        assert busy.line("70002", clock="case").day == ago(-85)
        assert [line.label for line in dict(busy.due().grouped("practitioner"))["Not allocated"]] == [
            "70002 AB"
        ] * len(lines)
        assert good(busy)

    def test_a_child_without_an_allocation_where_nothing_is_due(self, havering: Office) -> None:
        """It is named all the same."""
        havering.child()
        line = havering.line("70001")
        assert line.reason == "Nobody holds this work, so nobody can bring it to supervision."

    def test_an_unknown_event(self, busy: Office) -> None:
        """What no rule knows tells nothing."""
        put(busy, DatedEvent(type="birthday", happened_on=ago(3), practitioner_id=2))
        assert good(busy)

    def test_a_number_that_is_none(self, northamptonshire: Office) -> None:
        """A figure that says nothing is as if it were not there; the stricter rule stands."""
        person = northamptonshire.person()
        child = northamptonshire.child(holder=person, situations=[("cic", LONG_AGO)])
        northamptonshire.held("practice", person, ago(10), [child])
        put(
            northamptonshire,
            Situation(child_id=child, code="visits_every_weeks", value="often", since=LONG_AGO),
        )
        assert northamptonshire.line("70001", clock="case").rule == "NCT-T22"


class TestABrokenPack:
    """A rule that can't be read makes nothing due; the list says which, and the other rules run."""

    def test_each_problem_is_a_line(self, busy: Office, tmp_path: Path) -> None:
        """With the line of the file."""
        text = (BUNDLED / "kent.toml").read_text(encoding="utf-8")
        path = tmp_path / "kent.toml"
        path.write_text(text.replace('every = "90d"', 'every = "0d"', 2), encoding="utf-8")
        busy.pack = load_pack(path)
        said = [line for line in unknown(busy) if line.kind == "policy"]
        assert [line.what for line in said] == ["KCC-T23", "KCC-T24"]
        assert "not longer than nothing. What it says there is left out." in said[0].reason
        assert busy.line("Person P1", clock="case").day == date(2026, 12, 11)
        assert (
            busy.line("70001").reason
            == "No interval of this policy fits the service and situations recorded."
        )

    def test_a_sound_pack_has_none(self, busy: Office) -> None:
        """Not a line too many."""
        assert [line.what for line in busy.due().lines if line.kind == "policy"] == ["Review of the policy"]


class TestNothingIsDropped:
    """Every open child of a policy with a child clock has a line; what has no date has its reason."""

    @pytest.mark.parametrize(
        "spoil",
        [
            lambda: Situation(child_id=1, code="no_such_thing", since=ago(5)),
            lambda: Discussion(supervision_id=1, child_id=1, at=TOMORROW),
            lambda: Discussion(supervision_id=1, child_id=1, at=date(1850, 1, 1)),
            lambda: Situation(child_id=1, code="risk_rosh", value="purple", since=ago(5)),
            lambda: DatedEvent(type="audit_result", happened_on=ago(5), child_id=1, value="perhaps"),
            lambda: Allocation(involvement_id=1, practitioner_id=2, since=date(1850, 1, 1)),
        ],
    )
    def test_whatever_is_wrong(self, busy: Office, spoil: Callable[[], Row]) -> None:
        """The list is made, and the child is in it."""
        put(busy, spoil())
        lines = busy.lines("70001")
        assert lines
        for line in lines:
            assert line.day is not None or line.reason

    def test_no_line_without_day_and_reason(self, busy: Office) -> None:
        """What could not be computed says why, in a sentence."""
        busy.person("P2", "juggler", started_on=None)
        busy.child("70002", service="space_travel")
        for line in busy.due().lines:
            assert line.day is not None or line.reason.endswith("."), line

    def test_an_empty_store(self, kent: Office) -> None:
        """Nothing but the team's own."""
        assert {line.about.entity for line in kent.due().lines} <= {"team", "policy_document"}

    def test_a_store_without_a_team(self, tmp_path: Path) -> None:
        """There is a list, and it is empty but for the policy."""
        place = made.place_in(tmp_path / "bare")
        store = made.open_(place, made.make(place)[0])
        due = store.read(lambda session: read_due(session, load_pack("kent"), TODAY))
        store.close()
        assert due.overdue == 0
