"""Ofsted's Annex A, as untidy as real ones are."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import Refused
from models.intake.incoming import Incoming
from models.intake.read import read_files
from models.policy import load_pack
from models.store.store import Store
from tests import made
from tests.models.intake import books
from tests.models.intake.books import ago_text, found, in_need

_TEAM, _WORKER = "Locality 4 Unit 1", "Priya Shah"


def situations(incoming: Incoming) -> dict[str, set[str]]:
    """Return the situations of each child by code, those that have ended with a minus."""
    told: dict[str, set[str]] = {}
    for each in incoming.situations:
        told.setdefault(each.child, set()).add(f"-{each.code}" if each.until else each.code)
    return told


class TestChildren:
    """Children out of the lists."""

    def test_a_row_of_list_6(self, tmp_path: Path) -> None:
        """A child in need: an open involvement since the start, held by the worker, with its situation."""
        incoming = books.read(books.annex_a(tmp_path / "a.xlsx", list_6=[in_need(40217, made.ago(50))]))
        assert incoming.shape == "annex_a"
        assert found(incoming) == []
        (period,) = incoming.periods
        assert (period.child, period.service, period.opened_on, period.closed_on, period.holder) == (
            "40217",
            "childrens_social_work",
            made.ago(50),
            None,
            "priya-shah",
        )
        assert situations(incoming) == {"40217": {"cin"}}

    def test_child_in_several_lists(self, tmp_path: Path) -> None:
        """One child in lists 6, 7 and 8 is one child with one involvement and several situations."""
        path = books.annex_a(
            tmp_path / "a.xlsx",
            list_6=[in_need(40217, made.ago(50))],
            list_7=[("40217", made.ago(30), "", "", _TEAM, _WORKER)],
            list_8=[(40217.0, made.ago(10), "C2 - Full care order", "", _TEAM, _WORKER)],
        )
        incoming = books.read(path)
        assert list(incoming.children) == ["40217"]
        assert len(incoming.periods) == 1
        assert situations(incoming) == {"40217": {"cin", "cp", "cic"}}

    @pytest.mark.parametrize(
        ("status", "expected"),
        [
            ("c) Child in need plan", {"cin"}),
            ("Child in need plan", {"cin"}),
            ("", {"cin"}),
            ("a) Looked after child", set()),
            ("b) Child Protection plan", set()),
            ("d) Open assessment", set()),
        ],
    )
    def test_case_status(self, tmp_path: Path, status: str, expected: set[str]) -> None:
        """The status of List 6 says whether the child is in need as such, or for another list to tell."""
        path = books.annex_a(tmp_path / "a.xlsx", list_6=[in_need(1, made.ago(50), status=status)])
        assert situations(books.read(path)).get("1", set()) == expected

    def test_closed(self, tmp_path: Path) -> None:
        """A closure date closes; a status that says closed without one is listed."""
        path = books.annex_a(
            tmp_path / "a.xlsx",
            list_6=[
                in_need(1, made.ago(50), made.ago(9), "e) Closed episode"),
                in_need(2, made.ago(50), "", "e) Closed episode"),
            ],
        )
        incoming = books.read(path)
        assert [(period.child, period.closed_on) for period in incoming.periods] == [("1", made.ago(9))]
        assert found(incoming) == [
            ("List 6", 3, "CIN Closure Date", "nothing, and a case status that says closed")
        ]
        assert situations(incoming) == {"1": {"-cin"}}

    def test_earlier_episode(self, tmp_path: Path) -> None:
        """Two episodes of one child, one closed, are two involvements."""
        rows = [in_need(1, made.ago(300), made.ago(200), "e) Closed episode"), in_need(1, made.ago(50))]
        incoming = books.read(books.annex_a(tmp_path / "a.xlsx", list_6=rows))
        assert [period.closed_on for period in incoming.periods] == [made.ago(200), None]
        assert found(incoming) == []

    def test_child_twice_in_a_list(self, tmp_path: Path) -> None:
        """A second open row of a child is listed."""
        rows = [in_need(1, made.ago(50)), in_need(1, made.ago(40))]
        incoming = books.read(books.annex_a(tmp_path / "a.xlsx", list_6=rows))
        assert [problem[:2] for problem in found(incoming)] == [("List 6", 3)]
        assert len(incoming.periods) == 1

    def test_only_in_list_7(self, tmp_path: Path) -> None:
        """A child in List 7 alone has an involvement since the plan began, ended if the plan has."""
        rows = [
            (1, made.ago(50), "", "", _TEAM, _WORKER),
            (2, made.ago(90), made.ago(20), "", _TEAM, _WORKER),
        ]
        incoming = books.read(books.annex_a(tmp_path / "a.xlsx", list_7=rows))
        assert [(period.child, period.closed_on) for period in incoming.periods] == [
            ("1", None),
            ("2", made.ago(20)),
        ]

    def test_plan_that_ended_in_work_that_goes_on(self, tmp_path: Path) -> None:
        """A plan's end is not the end of the work where List 6 has it open."""
        path = books.annex_a(
            tmp_path / "a.xlsx",
            list_6=[in_need(1, made.ago(90))],
            list_7=[(1, made.ago(80), made.ago(20), "", _TEAM, _WORKER)],
        )
        incoming = books.read(path)
        assert [period.closed_on for period in incoming.periods] == [None]
        assert situations(incoming) == {"1": {"cin", "-cp"}}

    def test_early_help(self, tmp_path: Path) -> None:
        """A child of List 2 comes in under early help, since its assessment began."""
        incoming = books.read(
            books.annex_a(tmp_path / "a.xlsx", list_2=[(1, made.ago(30), made.ago(9), "Us")])
        )
        assert [(p.service, p.opened_on, p.closed_on) for p in incoming.periods] == [
            ("early_help", made.ago(30), None)
        ]
        assert situations(incoming) == {"1": {"early_help_plan"}}

    def test_care_leaver(self, tmp_path: Path) -> None:
        """List 9 has no dates: a child that is in it alone counts from today, and that is told."""
        path = books.annex_a(tmp_path / "a.xlsx", list_9=[(1, _TEAM, _WORKER, "b) Former relevant child")])
        incoming = books.read(path)
        assert [(p.opened_on, p.assumed) for p in incoming.periods] == [(made.TODAY, True)]
        assert situations(incoming) == {"1": {"care_leaver"}}
        assert "counted from today" in " ".join(incoming.findings.notes)

    def test_short_breaks_where_the_policy_knows_them(self, tmp_path: Path) -> None:
        """Short breaks are a situation of their own under a policy that names one, and care under the others."""
        path = books.annex_a(tmp_path / "a.xlsx", list_8=[(1, made.ago(30), "h) V4", "", _TEAM, _WORKER)])
        assert situations(books.read(path)) == {"1": {"cic"}}
        other = read_files([path], load_pack("northamptonshire"), made.TODAY)
        assert situations(other) == {"1": {"short_breaks"}}

    def test_names(self, tmp_path: Path, empty: Store) -> None:
        """Some authorities add names: they become initials."""
        rows = [
            ("Child Unique ID", "Forename", "Surname", "CIN Start Date"),
            (1, "Thomasina", "Brandreth", made.ago(9)),
        ]
        planned = books.take(empty, books.xlsx(tmp_path / "a.xlsx", {"List 6": rows}))
        assert made.dump(empty)["child"][0][2] == "TB"
        assert "homasina" not in repr(made.dump(empty)) + repr(made.trail_rows(empty)) + repr(planned)


class TestUntidiness:
    """What real files look like."""

    @pytest.mark.parametrize(
        "name", ["List 6", "list 6", "List6", "List_06", "LIST 6 - CIN", "Annex A List 6"]
    )
    def test_sheet_names(self, tmp_path: Path, name: str) -> None:
        """The list is known by its number."""
        path = books.xlsx(tmp_path / "a.xlsx", {name: [books.ANNEX_HEADS["List 6"], in_need(1, made.ago(9))]})
        assert len(books.read(path).children) == 1

    @pytest.mark.parametrize(
        "headings",
        [
            (
                "Child Unique ID ",
                "CIN Start Date\u00a0",
                "CIN Closure Dates",
                "Case Staus",
                "Allocated Team",
                "Alocated Worker",
            ),
            (
                "child unique id",
                "Cin Start date",
                "cin closure date",
                "case status",
                "ALLOCATED TEAM",
                "allocated worker",
            ),
            (
                "ChildUniqueID",
                "CINStartDate",
                "CINClosureDate",
                "CaseStatus",
                "AllocatedTeam",
                "AllocatedWorker",
            ),
        ],
    )
    def test_headings(self, tmp_path: Path, headings: tuple[str, ...]) -> None:
        """Headings that differ by a letter, a space or their case are known."""
        row = (1, ago_text(50), ago_text(9), "e) Closed episode", _TEAM, _WORKER)
        incoming = books.read(books.xlsx(tmp_path / "a.xlsx", {"List 6": [headings, row]}))
        assert found(incoming) == []
        assert [(p.closed_on, p.holder) for p in incoming.periods] == [(made.ago(9), "priya-shah")]
        assert incoming.teams == {_TEAM: 1} or incoming.periods[0].closed_on

    def test_no_worker(self, tmp_path: Path) -> None:
        """#N/A for a worker, as text or as the error it is, is nobody."""
        path = books.bare_xlsx(tmp_path / "e.xlsx", "")
        rows = [in_need(1, made.ago(50), worker="#N/A"), in_need(2, made.ago(50), worker="")]
        incoming = books.read(books.annex_a(path, list_6=rows))
        assert [period.holder for period in incoming.periods] == ["", ""]
        assert incoming.people == []
        assert "2 children have no worker" in " ".join(incoming.findings.notes)

    def test_spaces_within_names(self, tmp_path: Path) -> None:
        """A worker's name with non-breaking or doubled spaces, or written the other way round, is one worker."""
        names = ("Priya Shah", "Priya\u00a0Shah", " Priya  Shah ", "Shah, Priya", "PRIYA SHAH")
        rows = [in_need(n, made.ago(50), worker=name) for n, name in enumerate(names, 1)]
        incoming = books.read(books.annex_a(tmp_path / "a.xlsx", list_6=rows))
        assert len(incoming.people) == 1
        assert {period.holder for period in incoming.periods} == {"priya-shah"}

    def test_dates_as_text(self, tmp_path: Path) -> None:
        """Dates as text are read; an impossible one is listed, with the rest of its row left out."""
        rows = [in_need(1, ago_text(50)), in_need(2, "30/02/2026"), in_need(3, "2026-10-01 00:00:00")]
        incoming = books.read(books.annex_a(tmp_path / "a.xlsx", list_6=rows))
        assert [period.child for period in incoming.periods] == ["1", "3"]
        assert [problem[:3] for problem in found(incoming)] == [("List 6", 3, "CIN Start Date")]

    def test_lists_that_are_not_needed(self, tmp_path: Path) -> None:
        """Lists of contacts and the like are left out, and that is told."""
        path = books.annex_a(tmp_path / "a.xlsx", list_1=[(1, made.ago(3))], list_6=[in_need(1, made.ago(9))])
        assert "left out: List 1" in " ".join(books.read(path).findings.notes)

    def test_what_is_not_known(self, tmp_path: Path) -> None:
        """The report says that roles, stages and supervision are not in the file, and what was taken instead."""
        notes = " ".join(
            books.read(books.annex_a(tmp_path / "a.xlsx", list_6=[in_need(1, made.ago(9))])).findings.notes
        )
        assert "each comes in as Social worker" in notes
        assert "stage 1" in notes
        assert "last discussed is not known" in notes


class TestTeams:
    """One team out of an authority."""

    def rows(self) -> list[tuple[object, ...]]:
        """Return children of two teams and one of none."""
        return [
            in_need(1, made.ago(50)),
            in_need(2, made.ago(50), team="Locality 4 Unit 2", worker="Sam Obi"),
            in_need(3, made.ago(50), team="", worker="Sam Obi"),
            in_need(4, made.ago(50)),
        ]

    def test_without_a_team_they_are_listed(self, tmp_path: Path) -> None:
        """Without a team every child is read, and the teams are there with their counts."""
        incoming = books.read(books.annex_a(tmp_path / "a.xlsx", list_6=self.rows()))
        assert incoming.teams == {"Locality 4 Unit 1": 2, "Locality 4 Unit 2": 1}
        assert incoming.needs_team
        assert len(incoming.children) == 4

    @pytest.mark.parametrize("team", ["Locality 4 Unit 1", "locality 4  unit 1"])
    def test_one_team(self, tmp_path: Path, team: str) -> None:
        """A team takes its children and its workers and no others."""
        incoming = books.read(books.annex_a(tmp_path / "a.xlsx", list_6=self.rows()), team=team)
        assert sorted(incoming.children) == ["1", "4"]
        assert [person.number for person in incoming.people] == ["priya-shah"]
        assert "1 child has no team" in " ".join(incoming.findings.notes)

    def test_no_such_team(self, tmp_path: Path) -> None:
        """A team that is not there is refused, with the nearest and all that are."""
        with pytest.raises(Refused, match=r"Did you mean “Locality 4 Unit 2”\?.*\(2 children\)"):
            books.read(books.annex_a(tmp_path / "a.xlsx", list_6=self.rows()), team="Locality 4 Unit2")

    def test_a_child_of_the_team_keeps_its_other_lists(self, tmp_path: Path) -> None:
        """A plan whose row names another team still belongs to the child."""
        path = books.annex_a(
            tmp_path / "a.xlsx",
            list_6=[in_need(1, made.ago(50))],
            list_7=[(1, made.ago(30), "", "", "CP team", "Sam Obi")],
        )
        assert situations(books.read(path, team=_TEAM)) == {"1": {"cin", "cp"}}


class TestIntoTheStore:
    """An Annex A file taken in, and taken in again."""

    def test_again_changes_nothing(self, tmp_path: Path, empty: Store) -> None:
        """The same file a second time, weeks later, leaves no trace, List 9 among it."""
        path = books.annex_a(
            tmp_path / "a.xlsx",
            list_6=[in_need(1, made.ago(50))],
            list_7=[(1, made.ago(30), "", "", _TEAM, _WORKER)],
            list_9=[(2, _TEAM, _WORKER, "")],
        )
        books.take(empty, path)
        lines = made.trail_rows(empty)
        later = made.ago(-30)
        assert books.take(empty, path, today=later).is_empty
        assert made.trail_rows(empty) == lines

    def test_worker_known_by_name(self, tmp_path: Path, store: Store) -> None:
        """A worker who is in the store under their own number is known by name and not added again."""
        path = books.annex_a(tmp_path / "a.xlsx", list_6=[in_need(77, made.ago(9), worker="Shah, Priya")])
        planned = books.take(store, path)
        assert "add_practitioner" not in planned.counts
        assert made.dump(store)["allocation"][-1][2] == made.PRIYA

    def test_new_worker_takes_over_today(self, tmp_path: Path, empty: Store) -> None:
        """A later file with another worker re-allocates, from the day it is read."""
        books.take(empty, books.annex_a(tmp_path / "a.xlsx", list_6=[in_need(1, made.ago(50))]))
        planned = books.take(
            empty, books.annex_a(tmp_path / "b.xlsx", list_6=[in_need(1, made.ago(50), worker="Sam Obi")])
        )
        assert planned.counts == {"add_practitioner": 1, "allocate": 1}
        held = [row[3:] for row in made.dump(empty)["allocation"]]
        assert held == [
            (made.ago(50).isoformat(), None, made.TODAY.isoformat()),
            (made.TODAY.isoformat(), None, None),
        ]

    def test_missing_are_asked_about_in_its_services_only(self, tmp_path: Path, store: Store) -> None:
        """Children of the store that the lists lack are listed, of the services the lists tell about."""
        path = books.annex_a(tmp_path / "a.xlsx", list_6=[in_need(40217, made.ago(100))])
        planned = books.plan(store, path)
        assert [each.label for each in planned.missing] == ["39980 KM", "40555 RO", "40556 RU"]
        early = books.annex_a(tmp_path / "b.xlsx", list_2=[(40217, made.ago(100), "", "Us")])
        assert books.plan(store, early).missing == ()
