"""Who is in the made-up team."""

from __future__ import annotations

from models.policy import load_pack
from tests.models.demo.teams_made import DemoTeam, days_between

IN_TEAM = "supervisor_id = (SELECT manager_id FROM team) AND left_on IS NULL"


class TestPeople:
    """One manager and eight practitioners: one in ASYE week 5, one on probation, one part-time, one student."""

    def test_a_manager_and_eight(self, any_team: DemoTeam) -> None:
        """The manager is a practitioner too; a service manager and leavers stand beside the eight."""
        assert any_team.one(f"SELECT count(*) FROM practitioner WHERE {IN_TEAM}") == 8
        assert any_team.one("SELECT count(*) FROM practitioner WHERE left_on IS NOT NULL") == 3
        manager = any_team.ask(
            "SELECT p.role, s.supervisor_id FROM team t JOIN practitioner p ON p.id = t.manager_id "
            "JOIN practitioner s ON s.id = p.supervisor_id"
        )
        assert manager == [("team_manager", None)]

    def test_the_newly_qualified_one_is_in_week_five(self, any_team: DemoTeam) -> None:
        """Between four and five weeks since the ASYE began."""
        began = any_team.ask("SELECT asye_started_on, :today FROM practitioner WHERE role = 'nqsw'")
        assert [28 <= days < 35 for days in days_between(began)] == [True]

    def test_one_on_probation_one_part_time_one_student(self, any_team: DemoTeam) -> None:
        """Each of them is there once."""
        assert any_team.one("SELECT count(*) FROM practitioner WHERE probation_ends_on > :today") == 1
        assert any_team.one("SELECT count(*) FROM practitioner WHERE fte < 1") == 1
        assert any_team.one("SELECT count(*) FROM practitioner WHERE job_title = 'Social Work Student'") == 1

    def test_roles_and_services_are_those_of_the_pack(self, any_team: DemoTeam) -> None:
        """No code that the policy does not know."""
        pack = load_pack(any_team.policy)
        roles = {
            row[0]
            for row in any_team.ask("SELECT role FROM practitioner UNION SELECT also_role FROM practitioner")
        }
        services = {
            row[0]
            for row in any_team.ask("SELECT service FROM practitioner UNION SELECT service FROM involvement")
        }
        assert roles - {each.code for each in pack.roles} == {""}
        assert services <= {each.code for each in pack.services}

    def test_first_names_tell_them_apart(self, any_team: DemoTeam) -> None:
        """A tile names a practitioner by the first name."""
        names = [row[0].split()[0] for row in any_team.ask("SELECT name FROM practitioner")]
        assert len(set(names)) == len(names)


class TestWhatGoesWithThem:
    """Agreements, absences and observations."""

    def test_one_is_off_sick_and_others_were_on_leave(self, any_team: DemoTeam) -> None:
        """One absence lasts; no one held a supervision while away."""
        assert any_team.ask("SELECT kind FROM absence WHERE until IS NULL") == [("sickness",)]
        assert any_team.one("SELECT count(*) FROM absence WHERE until < :today") >= 5
        assert not any_team.ask(
            "SELECT s.id FROM supervision s JOIN absence a USING (practitioner_id) WHERE s.held_on >= a.since "
            "AND s.held_on <= coalesce(a.until, :today)"
        )

    def test_agreements_one_nearly_due_and_one_overdue(self, any_team: DemoTeam) -> None:
        """A year after the last signature the review is due."""
        signed = any_team.ask(
            f"SELECT max(a.signed_on), :today FROM agreement a JOIN practitioner p ON p.id = a.practitioner_id "
            f"WHERE {IN_TEAM} GROUP BY p.id"
        )
        ages = days_between(signed)
        assert len(ages) == 8
        assert sum(age > 366 for age in ages) == 1
        assert sum(340 < age <= 366 for age in ages) == 1

    def test_one_has_too_few_observations(self, any_team: DemoTeam) -> None:
        """Most who are a year in post were observed twice in it, one was not."""
        counts = any_team.ask(
            f"SELECT count(o.id) FROM practitioner p LEFT JOIN observation o ON o.practitioner_id = p.id "
            f"AND o.observed_on > date(:today, '-1 year') WHERE {IN_TEAM} "
            "AND p.started_on < date(:today, '-1 year') GROUP BY p.id"
        )
        assert sorted(row[0] for row in counts) == [1, 2, 2, 2, 2]

    def test_one_observation_is_arranged(self, any_team: DemoTeam) -> None:
        """For a day to come on which the team works, with someone in post."""
        planned = any_team.ask(
            f"SELECT :today, o.planned_for FROM planned_observation o JOIN practitioner p "
            f"ON p.id = o.practitioner_id WHERE {IN_TEAM}"
        )
        assert [23 <= days <= 35 for days in days_between(planned)] == [True]
