"""Facts of a few are the same as those of the whole team: a page and the list never differ."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.policy import load_pack
from models.reading.due import DueLine, read_due, read_due_of
from models.reading.facts import Asked
from models.store.store import Store
from tests.made import TODAY
from tests.models.demo.teams_made import DemoTeam, open_team

POLICIES = ("kent", "havering", "birmingham")


@pytest.fixture(scope="module", params=POLICIES)
def team(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoTeam]:
    """The made-up team of a policy."""
    made: DemoTeam = open_team(tmp_path_factory.mktemp("asked"), request.param, TODAY)
    yield made
    made.store.close()


def whole(store: Store, policy: str) -> tuple[DueLine, ...]:
    """Return every line of the team's list."""
    return store.read(lambda session: read_due(session, load_pack(policy), TODAY)).lines


def said(lines: tuple[DueLine, ...] | list[DueLine]) -> list[tuple[str, str, str]]:
    """Return what lines say, in an order of their own."""
    return sorted((line.sentence(), line.rule, line.explain()) for line in lines)


class TestAsked:
    """Only some children or practitioners, in a few queries."""

    def test_each_child_as_in_the_list(self, team: DemoTeam) -> None:
        """With their practitioner's own date where the policy wants it."""
        pack, lines = load_pack(team.policy), whole(team.store, team.policy)
        children = [child for (child,) in team.ask("SELECT id FROM child ORDER BY id")][::29]
        for child in children:
            found = team.store.read(
                lambda session, child=child: read_due_of(session, pack, TODAY, Asked(children=[child]))  # type: ignore[misc]
            )
            assert said(found.lines) == said([line for line in lines if line.entity == ("child", child)])

    def test_each_practitioner_as_in_the_list(self, team: DemoTeam) -> None:
        """With their agreement, records, observations and rearranged sessions."""
        pack, lines = load_pack(team.policy), whole(team.store, team.policy)
        for (person,) in team.ask("SELECT id FROM practitioner ORDER BY id")[::3]:
            found = team.store.read(
                lambda session, person=person: read_due_of(session, pack, TODAY, Asked(people=[person]))  # type: ignore[misc]
            )
            mine = [line for line in lines if line.about.entity != "child" and line.practitioner_id == person]
            assert said(found.lines) == said(mine)

    def test_all_children_at_once(self, team: DemoTeam) -> None:
        """The whole list without what belongs to practitioners and the team."""
        pack, lines = load_pack(team.policy), whole(team.store, team.policy)
        children = [child for (child,) in team.ask("SELECT id FROM child")]
        found = team.store.read(lambda session: read_due_of(session, pack, TODAY, Asked(children=children)))
        assert said(found.lines) == said([line for line in lines if line.about.entity == "child"])


def test_nobody_asked_for(tmp_path: Path) -> None:
    """An empty question has an empty answer."""
    team = open_team(tmp_path, "children_and_families", TODAY)
    pack = load_pack("children_and_families")
    found = team.store.read(lambda session: read_due_of(session, pack, TODAY, Asked(children=[])))
    team.store.close()
    assert found.lines == ()
