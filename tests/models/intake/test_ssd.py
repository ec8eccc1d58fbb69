"""The Standard Safeguarding Dataset's tables."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from models.errors import Refused
from models.store.store import Store
from tests import made
from tests.models.intake import books
from tests.models.intake.books import SSD, found


def folder(tmp_path: Path, **tables: books.Rows) -> Path:
    """Write the dataset's tables as .csv files, some of them replaced; one with no rows is left out."""
    named: Mapping[str, books.Rows] = {**SSD, **{f"ssd_{name}": rows for name, rows in tables.items()}}
    return books.csv_folder(tmp_path / "ssd", {name: rows for name, rows in named.items() if rows})


class TestReading:
    """What the tables become."""

    def test_children_and_their_work(self, tmp_path: Path) -> None:
        """Persons with an episode are children in social work, with initials and family."""
        incoming = books.read(folder(tmp_path))
        assert incoming.shape == "ssd"
        assert found(incoming) == []
        assert [(c.number, c.initials, c.family) for c in incoming.children.values()] == [
            ("40217", "TB", "F7"),
            ("40555", "RO", "F7"),
        ]
        assert [(p.child, p.opened_on, p.closed_on) for p in incoming.periods] == [
            ("40217", date(2026, 3, 2), None),
            ("40555", date(2026, 1, 5), None),
        ]

    def test_case_holders_follow_one_another(self, tmp_path: Path) -> None:
        """Each case holder's time ends where the next begins; others who work with the child are left out."""
        incoming = books.read(folder(tmp_path))
        assert [(a.child, a.holder, a.since, a.until) for a in incoming.allocations] == [
            ("40217", "W2", date(2026, 3, 2), date(2026, 6, 1)),
            ("40217", "W1", date(2026, 6, 1), None),
            ("40555", "W2", date(2026, 1, 6), None),
        ]
        assert "3 say that the worker holds the case" in " ".join(incoming.findings.notes)

    def test_practitioners_who_hold_something(self, tmp_path: Path) -> None:
        """Only professionals who hold work come in, with the role their job title tells."""
        incoming = books.read(folder(tmp_path))
        assert [
            (p.number, p.values["name"], p.assumed["role"], p.values["fte"]) for p in incoming.people
        ] == [
            ("W1", "Priya Shah", "social_worker", 1.0),
            ("W2", "Sam Obi", "nqsw", 0.6),
        ]

    @pytest.mark.parametrize(
        ("title", "role"),
        [
            ("Social Worker", "social_worker"),
            ("Advanced Social Worker", "social_worker"),
            ("Student Social Worker", "social_work_student"),
            ("Social Worker (ASYE)", "nqsw"),
            ("Early Help Worker", "early_help_practitioner"),
            ("Team Manager - Riverside", "team_manager"),
            ("Gardener", "social_worker"),
            ("", "social_worker"),
        ],
    )
    def test_roles(self, tmp_path: Path, title: str, role: str) -> None:
        """A job title that tells no role is taken as a social worker's, and that is told."""
        rows = [
            SSD["ssd_professionals"][0],
            ("W1", "Priya Shah", title, ""),
            ("W2", "Sam Obi", "Social worker", ""),
        ]
        incoming = books.read(folder(tmp_path, professionals=rows))
        assert incoming.people[0].assumed["role"] == role
        told = "tells no role" in " ".join(incoming.findings.notes)
        assert told == (title in ("Gardener", ""))

    def test_plans_are_situations(self, tmp_path: Path) -> None:
        """Plans are situations from their start to their end."""
        plans = [
            ("cinp_person_id", "cinp_cin_plan_start_date", "cinp_cin_plan_end_date"),
            ("40555", "2026-02-01", "2026-04-30"),
        ]
        incoming = books.read(folder(tmp_path, cin_plans=plans))
        assert [(s.child, s.code, s.since, s.until) for s in incoming.situations] == [
            ("40555", "cin", date(2026, 2, 1), date(2026, 4, 30)),
            ("40217", "cp", date(2026, 4, 1), None),
        ]

    def test_stays_in_care(self, tmp_path: Path) -> None:
        """Episodes that follow one another are one stay; a gap begins another."""
        episodes = [
            (
                "clae_person_id",
                "clae_cla_episode_start_date",
                "clae_cla_episode_ceased_date",
                "clae_entered_care_date",
            ),
            ("40217", "2026-03-10", "2026-04-10", "2026-03-10"),
            ("40217", "2026-04-10", "2026-05-01", "2026-03-10"),
            ("40217", "2026-07-01", "", "2026-07-01"),
        ]
        incoming = books.read(folder(tmp_path, cla_episodes=episodes, cp_plans=()))
        assert [(s.since, s.until) for s in incoming.situations] == [
            (date(2026, 3, 10), date(2026, 5, 1)),
            (date(2026, 7, 1), None),
        ]

    def test_early_help_with_its_worker(self, tmp_path: Path) -> None:
        """An early help episode is an involvement of its own, held by its worker."""
        episodes = [
            (
                "earl_episode_id",
                "earl_person_id",
                "earl_episode_start_date",
                "earl_episode_end_date",
                "earl_episode_worker_id",
            ),
            ("E1", "50001", "2026-05-01", "", "W1"),
        ]
        incoming = books.read(folder(tmp_path, early_help_episodes=episodes))
        assert [(p.child, p.service, p.holder) for p in incoming.periods][-1] == (
            "40555",
            "childrens_social_work",
            "",
        )
        assert ("50001", "early_help", "W1") in [(p.child, p.service, p.holder) for p in incoming.periods]

    def test_involvements_alone(self, tmp_path: Path) -> None:
        """Without episodes the involvements themselves say since when."""
        incoming = books.read(folder(tmp_path, cin_episodes=(), cp_plans=()))
        assert [(p.child, p.opened_on) for p in incoming.periods] == [
            ("40217", date(2026, 3, 2)),
            ("40555", date(2026, 1, 6)),
        ]

    @pytest.mark.parametrize(
        "name", ["ssd_person", "SSD_Person", "ssd_development.ssd_person", "ssd_person_2026-11-21"]
    )
    def test_names_of_files(self, tmp_path: Path, name: str) -> None:
        """A file called like its table, with something before or behind, is known."""
        other = folder(tmp_path, person=())
        books.csv_folder(other, {name: SSD["ssd_person"]})
        assert [child.initials for child in books.read(other).children.values()] == ["TB", "RO"]

    def test_no_name_reaches_the_store(self, tmp_path: Path, empty: Store) -> None:
        """Forenames and surnames become initials; nothing else of them is kept or told."""
        planned = books.take(empty, folder(tmp_path))
        whole = repr(made.dump(empty)) + repr(made.trail_rows(empty)) + repr(planned)
        for name in ("Thomasina", "Brandreth", "Rosalind", "Farrell"):
            assert name not in whole


class TestFaults:
    """Rows that do not hold."""

    def test_unknown_professional(self, tmp_path: Path) -> None:
        """An involvement of someone who is no professional of the file is listed; the child comes in without."""
        rows = [*SSD["ssd_involvements"][:1], ("I1", "W9", "CW", "T1", "2026-03-02", "", "40217", "R1")]
        incoming = books.read(folder(tmp_path, involvements=rows))
        assert found(incoming) == [("ssd_involvements", 2, "invo_professional_id", "“W9”")]
        assert incoming.allocations == []
        assert len(incoming.periods) == 2

    def test_share_of_full_time_in_hours(self, tmp_path: Path) -> None:
        """A full-time equivalent that is none is listed, and the professional taken all the same."""
        rows = [
            SSD["ssd_professionals"][0],
            ("W1", "Priya Shah", "Social worker", "37"),
            ("W2", "Sam Obi", "", ""),
        ]
        incoming = books.read(folder(tmp_path, professionals=rows))
        assert found(incoming) == [("ssd_professionals", 2, "prof_full_time_equivalency", "“37”")]
        assert [person.number for person in incoming.people] == ["W1", "W2"]

    def test_bad_dates(self, tmp_path: Path) -> None:
        """A plan that ends before it begins, and a day that is none, are listed."""
        rows = [SSD["ssd_cp_plans"][0], ("40217", "2026-04-01", "2026-03-01"), ("40555", "2026-02-30", "")]
        incoming = books.read(folder(tmp_path, cp_plans=rows))
        assert [problem[:3] for problem in found(incoming)] == [
            ("ssd_cp_plans", 2, "cppl_cp_plan_end_date"),
            ("ssd_cp_plans", 3, "cppl_cp_plan_start_date"),
        ]


class TestFuture:
    """Days that have not come yet."""

    def test_planned_end(self, tmp_path: Path) -> None:
        """An end that lies ahead closes nothing: work, holder and service run on, and the plan knows its last day."""
        rows = [SSD["ssd_cp_plans"][0], ("40217", "2026-04-01", "2027-04-01")]
        held = [
            *SSD["ssd_involvements"][:1],
            ("I2", "W1", "CW", "T1", "2026-06-01", "2027-12-01", "40217", "R1"),
        ]
        incoming = books.read(folder(tmp_path, cp_plans=rows, involvements=held, cin_episodes=()))
        assert [period.closed_on for period in incoming.periods] == [None]
        assert [allocation.until for allocation in incoming.allocations] == [None]
        assert [situation.until for situation in incoming.situations] == [date(2027, 4, 1)]


class TestTeams:
    """One team out of the authority."""

    @pytest.mark.parametrize("team", ["T1", "Riverside 2", "riverside 2"])
    def test_by_id_or_name(self, tmp_path: Path, team: str) -> None:
        """A team is named by its id or its name; only its children and their workers come in."""
        incoming = books.read(folder(tmp_path), team=team)
        assert list(incoming.children) == ["40217"]
        assert incoming.teams == {"Riverside 2": 1, "Hillside 1": 1}

    def test_no_such_team(self, tmp_path: Path) -> None:
        """Another team is refused with those there are."""
        with pytest.raises(Refused, match="Riverside 2"):
            books.read(folder(tmp_path), team="Riverside 3")


class TestIntoTheStore:
    """The dataset taken in, and taken in again."""

    def test_again_changes_nothing(self, tmp_path: Path, empty: Store) -> None:
        """The same tables a second time leave no trace."""
        files = folder(tmp_path)
        books.take(empty, files)
        assert books.take(empty, files, today=made.ago(-30)).is_empty

    def test_next_month(self, tmp_path: Path, empty: Store) -> None:
        """A later export hands a child on and closes another."""
        books.take(empty, folder(tmp_path))
        later = folder(
            tmp_path,
            involvements=[
                *SSD["ssd_involvements"][:2],
                ("I2", "W1", "ALLOCATED CASE WORKER", "T1", "2026-06-01", "2026-12-01", "40217", "R1"),
                ("I9", "W2", "ALLOCATED CASE WORKER", "T1", "2026-12-01", "", "40217", "R1"),
                SSD["ssd_involvements"][3],
            ],
            cin_episodes=[*SSD["ssd_cin_episodes"][:2], ("R2", "40555", "2026-01-05", "2026-12-10")],
        )
        planned = books.take(empty, later, today=date(2026, 12, 21))
        assert planned.problems == ()
        assert planned.counts == {"close_involvement": 1, "end_allocation": 1, "allocate": 1}
        held = [(row[2], row[3], row[5]) for row in made.dump(empty)["allocation"]]
        assert held[-1] == (2, "2026-12-01", None)
        assert (1, "2026-06-01", "2026-12-01") in held

    def test_roles_put_right_by_hand_stay(self, tmp_path: Path, empty: Store) -> None:
        """A role that was assumed and then put right is not assumed again."""
        from sqlmodel import select

        from models.store.change import Change
        from models.tables import Practitioner

        def promote(change: Change) -> None:
            person = change.session.exec(select(Practitioner).where(Practitioner.number == "W1")).one()
            change.update(person, role="team_manager")
            change.note("correct_practitioner", "practitioner", person.id, role="team_manager")

        books.take(empty, folder(tmp_path))
        made.do(empty, promote)
        assert books.take(empty, folder(tmp_path)).is_empty
