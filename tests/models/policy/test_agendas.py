"""The agenda of a pack: what stands on it, for whom, and what brings a child on."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.dates import Span
from models.policy import PACK_NAMES, load_pack
from models.policy.agenda_codes import unknown_in_agendas
from models.policy.agendas import AgendaSource, Brings, Point, read_agenda
from models.policy.pack import Pack
from models.policy.table import Table
from tests.models.policy.boroughs import HEAD, problems

AGENDA = """\
[[agenda]]
id = "BOR-A1"
label = "Agenda"
items = ["One", "Two"]
"""


def source(pack: Pack, name: str) -> AgendaSource:
    """Return a source by its ID."""
    return next(one for one in pack.agenda if one.id == name)


class TestReading:
    """Points name the policy's items or say words of ours."""

    def test_points_and_what_brings_a_child_on(self) -> None:
        """Kent's rows of social work, as printed, with our reading of what brings a child on."""
        row = source(load_pack("kent"), "KCC-A05")
        assert (row.use, row.services) == ("priorities", ("childrens_social_work",))
        assert row.points[3] == Point(row.items[3], brings=Brings(dormant=Span(60, "d")), reading="KCC-X22")
        assert row.points[-1].ours
        assert all(point.brings_children for point in row.points)

    def test_without_points_each_item_is_one(self) -> None:
        """And it is only shown."""
        table = Table({"id": "X-A1", "label": "Agenda", "items": ["One", "Two"]})
        found = read_agenda(table)
        assert [point.words for point in found.points] == ["One", "Two"]
        assert found.use == "shown"
        assert not table.faults

    def test_whom_it_is_for(self) -> None:
        """Service or role, frontline or not, kind of session; what is not said holds for all."""
        kent, birmingham = load_pack("kent"), load_pack("birmingham")
        assert source(kent, "KCC-A01").fits("personal", "", (), frontline=False)
        assert not source(kent, "KCC-A01").fits("personal", "", (), frontline=True)
        assert not source(kent, "KCC-A01").fits("case", "", (), frontline=False)
        support = source(birmingham, "BCT-A03")
        assert support.fits("individual", "", ("support_services",), frontline=False)
        assert support.fits("individual", "support", (), frontline=False)
        assert not support.fits("individual", "yos", ("yos_officer",), frontline=True)
        assert support.special > source(birmingham, "BCT-A01").special

    @pytest.mark.parametrize("name", PACK_NAMES)
    def test_every_bundled_agenda_speaks_of_what_its_pack_knows(self, name: str) -> None:
        """Sessions, services, situations, events, stages, rules and readings."""
        pack = load_pack(name)
        assert list(unknown_in_agendas(pack)) == []
        assert {one.use for one in pack.agenda} - {"shown"}

    def test_the_five_steps(self) -> None:
        """10/5/15/5/10 minutes, and the presenter listens in the third (HAV-T10)."""
        points = source(load_pack("havering"), "HAV-A05").points
        assert [point.minutes for point in points] == [10, 5, 15, 5, 10]
        assert [point.listens for point in points] == [False, False, True, False, False]


class TestChecking:
    """What is wrong is said with its line."""

    @pytest.mark.parametrize(
        ("more", "says"),
        [
            ("use = 'stand'", "none of standing"),
            ("sessions = 'case'", "the pack does not know 'case'"),
            ("service = 'cases'", "the pack does not know 'cases'"),
            ("points = [{ item = 3 }]", "there are 2 items, and no number 3"),
            ("points = [{ minutes = 5 }]", "either the number of an item or words of ours"),
            ("points = [{ item = 1, takes = 'all' }]", "none of actions"),
            ("points = [{ item = 1, near = ['review'] }]", "say within how long"),
            ("points = [{ item = 1, dormant = '2h' }]", "not a length in days"),
            ("points = [{ item = 1, flags = ['cn'] }]", "the pack does not know 'cn'"),
            ("points = [{ item = 1, stages = 7 }]", "the pack does not know '7'"),
            ("points = [{ item = 1, pace = 'fast' }]", "none of moving"),
            ("points = [{ item = 1, rule = 'BOR-9' }]", "the pack does not know 'BOR-9'"),
            ("points = [{ item = 1, reading = 'BOR-X9' }]", "the pack does not know 'BOR-X9'"),
            ("points = [{ item = 1, groups = ['meeting'] }]", "the pack does not know 'meeting'"),
            ("points = [{ item = 1, minute = 5 }]", "did you mean 'minutes'"),
        ],
    )
    def test_each_fault_is_named(self, tmp_path: Path, more: str, says: str) -> None:
        """One problem, with the line of the key."""
        problem = problems(tmp_path, f"{AGENDA}{more}\n")[0]
        assert says in problem.text
        assert problem.line == HEAD.count("\n") + 5
