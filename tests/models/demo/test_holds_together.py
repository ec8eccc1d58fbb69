"""What may not be in any store is not in the made-up ones either."""

from __future__ import annotations

import pytest

from models.store import check
from models.words import MAX_LINE, are_initials, clean_line
from tests import made
from tests.models.demo.teams_made import DemoTeam, open_team

NEVER = {
    "a move before its involvement opened or after it closed": (
        "SELECT m.id FROM stage_move m JOIN involvement i ON i.id = m.involvement_id "
        "WHERE m.moved_on < i.opened_on OR m.moved_on > coalesce(i.closed_on, :today)"
    ),
    "a first move on another day than the opening": (
        "SELECT i.id FROM involvement i WHERE i.opened_on <> "
        "(SELECT min(moved_on) FROM stage_move WHERE involvement_id = i.id AND from_stage IS NULL)"
    ),
    "a move that does not follow from the one before": (
        "SELECT id FROM (SELECT id, from_stage, lag(to_stage) OVER "
        "(PARTITION BY involvement_id ORDER BY moved_on, id) AS before FROM stage_move) "
        "WHERE from_stage IS NOT before"
    ),
    "a move to the stage where it stands": "SELECT id FROM stage_move WHERE from_stage = to_stage",
    "two open allocations of one involvement": (
        "SELECT involvement_id FROM allocation WHERE until IS NULL GROUP BY involvement_id HAVING count(*) > 1"
    ),
    "an open allocation of a closed involvement": (
        "SELECT a.id FROM allocation a JOIN involvement i ON i.id = a.involvement_id "
        "WHERE a.until IS NOT i.closed_on AND (a.until IS NULL OR a.until > i.closed_on)"
    ),
    "an allocation that does not begin where the one before ended": (
        "SELECT id FROM (SELECT id, since, lag(until) OVER (PARTITION BY involvement_id ORDER BY since, id) "
        "AS ended FROM allocation) WHERE ended IS NOT NULL AND ended <> since"
    ),
    "an allocation outside its involvement": (
        "SELECT a.id FROM allocation a JOIN involvement i ON i.id = a.involvement_id "
        "WHERE a.since < i.opened_on OR a.since > :today"
    ),
    "an allocation to someone who was not there": (
        "SELECT a.id FROM allocation a JOIN practitioner p ON p.id = a.practitioner_id "
        "WHERE a.since < p.started_on OR coalesce(a.until, :today) > p.left_on"
    ),
    "new work for someone who is off sick": (
        "SELECT a.id FROM allocation a JOIN absence s ON s.practitioner_id = a.practitioner_id "
        "WHERE s.until IS NULL AND a.since >= s.since"
    ),
    "a discussion of a child who was not open": (
        "SELECT d.id FROM discussion d WHERE d.at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM involvement i "
        "WHERE i.child_id = d.child_id AND d.at BETWEEN i.opened_on AND coalesce(i.closed_on, :today))"
    ),
    "a discussion on another day than its supervision": (
        "SELECT d.id FROM discussion d JOIN supervision s ON s.id = d.supervision_id WHERE d.at IS NOT s.held_on"
    ),
    "a child twice in one supervision": (
        "SELECT supervision_id FROM discussion GROUP BY supervision_id, child_id HAVING count(*) > 1"
    ),
    "a formal discussion in an ad hoc supervision, or the other way round": (
        "SELECT d.id FROM discussion d JOIN supervision s ON s.id = d.supervision_id "
        "WHERE (d.kind = 'informal') <> (s.occasion = 'ad hoc')"
    ),
    "something held, recorded or signed in the future": (
        "SELECT id FROM supervision WHERE held_on > :today OR recorded_on > :today OR signed_on > :today"
    ),
    "a record before the session, or a signature before the record": (
        "SELECT id FROM supervision WHERE recorded_on < held_on OR signed_on < recorded_on"
    ),
    "a session both held and cancelled": (
        "SELECT id FROM supervision WHERE held_on IS NOT NULL AND cancelled_on IS NOT NULL"
    ),
    "a cancelled or moved session without a reason": (
        "SELECT id FROM supervision WHERE reason = '' AND (cancelled_on IS NOT NULL OR held_on <> planned_for)"
    ),
    "a session in the past that was neither held nor cancelled": (
        "SELECT id FROM supervision WHERE held_on IS NULL AND cancelled_on IS NULL AND planned_for < :today"
    ),
    "a session of someone who was not there": (
        "SELECT s.id FROM supervision s JOIN practitioner p ON p.id = s.practitioner_id "
        "WHERE coalesce(s.held_on, s.planned_for) NOT BETWEEN p.started_on AND coalesce(p.left_on, '9999')"
    ),
    "a situation outside all involvements": (
        "SELECT s.id FROM situation s WHERE NOT EXISTS (SELECT 1 FROM involvement i WHERE i.child_id = s.child_id "
        "AND s.since >= i.opened_on AND coalesce(s.until, :today) <= coalesce(i.closed_on, :today))"
    ),
    "the same situation twice at a time": (
        "SELECT a.id FROM situation a JOIN situation b ON a.child_id = b.child_id AND a.code = b.code "
        "AND a.id < b.id AND a.since <= coalesce(b.until, '9999') AND b.since <= coalesce(a.until, '9999')"
    ),
    "the same service open twice at a time": (
        "SELECT a.id FROM involvement a JOIN involvement b ON a.child_id = b.child_id AND a.service = b.service "
        "AND a.id < b.id AND a.opened_on <= coalesce(b.closed_on, '9999') "
        "AND b.opened_on <= coalesce(a.closed_on, '9999')"
    ),
    "an action out of order": (
        "SELECT id FROM action WHERE set_on > :today OR due_on < set_on OR done_on NOT BETWEEN set_on AND :today "
        "OR dropped_on NOT BETWEEN set_on AND :today"
    ),
    "an action about a child who was not talked about in its session": (
        "SELECT a.id FROM action a WHERE a.child_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM discussion d "
        "WHERE d.supervision_id = a.supervision_id AND d.child_id = a.child_id)"
    ),
    "a family of one": "SELECT family_id FROM child WHERE family_id IS NOT NULL GROUP BY family_id HAVING count(*) < 2",
}

WORDS = {
    "team": ("name",),
    "practitioner": ("name", "job_title"),
    "supervision": ("reason",),
    "stage_move": ("why", "moved_by"),
    "involvement": ("closing_reason",),
    "action": ("what", "why", "how", "owner", "outcome"),
    "absence": ("kind",),
}


class TestHoldsTogether:
    """The made-up rows keep every promise of the tables."""

    @pytest.mark.parametrize("what", NEVER)
    def test_there_is_never(self, any_team: DemoTeam, what: str) -> None:
        """No row of this kind, in any team on any day."""
        assert any_team.ask(NEVER[what]) == []

    def test_one_alone_waits_for_allocation(self, any_team: DemoTeam) -> None:
        """Every open involvement has its holder but the one that came in last."""
        waiting = any_team.ask(
            "SELECT i.opened_on >= date(:today, '-11 days') FROM involvement i WHERE i.closed_on IS NULL "
            "AND NOT EXISTS (SELECT 1 FROM allocation a WHERE a.involvement_id = i.id AND a.until IS NULL)"
        )
        assert waiting == [(1,)]

    def test_the_store_finds_nothing_wrong(self, tmp_path_factory: pytest.TempPathFactory) -> None:
        """`footprint check` is content with a demo store."""
        team = open_team(tmp_path_factory.mktemp("checked"), "kent", made.TODAY)
        place = team.store.place
        team.store.close()
        from models.store.opening import unlock_place

        findings = check.check(place, unlock_place(place, ""), made.NOW)
        assert [finding.seen for finding in findings if not finding.good] == []

    def test_the_trail_says_in_a_few_lines_what_was_made(self, any_team: DemoTeam) -> None:
        """The team begun, its manager appointed, and one line for each table with its count."""
        lines = any_team.ask("SELECT action, entity, detail FROM trail ORDER BY seq")
        assert [line[0] for line in lines[:4]] == ["make_store", "begin_team", "demo", "appoint_manager"]
        counted = {line[1]: line[2] for line in lines if line[0] == "demo"}
        filled = {name for name, rows in made.dump(any_team.store).items() if rows}
        assert set(counted) == filled - {"alembic_version", "store_mark", "team"}
        assert all(
            counted[table] == f'{{"rows":{any_team.one(f"SELECT count(*) FROM {table}")}}}'
            for table in counted
        )

    def test_one_undo_takes_the_whole_team_back(self, tmp_path_factory: pytest.TempPathFactory) -> None:
        """Made in a store of one's own, the team is one step."""
        from models.demo import make_team

        place = made.place_in(tmp_path_factory.mktemp("undone"))
        unlocked, _ = made.make(place)
        store = made.open_(place, unlocked)
        made.do(store, lambda change: make_team(change, "kent", made.TODAY))
        made.undo(store)
        assert [name for name, rows in made.dump(store).items() if rows] == ["alembic_version", "store_mark"]
        store.close()


class TestWords:
    """What stands there in words."""

    def test_every_text_is_clean_and_short(self, any_team: DemoTeam) -> None:
        """Nothing that a change would have cleaned or refused."""
        for table, columns in WORDS.items():
            for column in columns:
                for (text,) in any_team.ask(f"SELECT DISTINCT {column} FROM {table}"):
                    assert clean_line(text) == text
                    assert len(text) <= MAX_LINE

    def test_no_one_is_named_in_a_reason(self, any_team: DemoTeam) -> None:
        """Staff names stand in their own fields only; a child has none."""
        names = {part for (name,) in any_team.ask("SELECT name FROM practitioner") for part in name.split()}
        for table, column in (
            ("stage_move", "why"),
            ("supervision", "reason"),
            ("action", "what"),
            ("action", "why"),
        ):
            for (text,) in any_team.ask(f"SELECT DISTINCT {column} FROM {table}"):
                assert not names & set(text.replace(",", " ").split())

    def test_children_are_numbers_and_initials(self, any_team: DemoTeam) -> None:
        """Digits, and two letters; siblings have different ones."""
        for number, initials in any_team.ask("SELECT number, initials FROM child"):
            assert number.isdigit()
            assert are_initials(initials)
        assert not any_team.ask(
            "SELECT 1 FROM child WHERE family_id IS NOT NULL GROUP BY family_id, initials HAVING count(*) > 1"
        )

    def test_back_and_skip_always_say_why(self, any_team: DemoTeam) -> None:
        """A step forward may go without."""
        assert not any_team.ask(
            "SELECT id FROM stage_move WHERE why = '' AND (to_stage < from_stage OR to_stage > from_stage + 1)"
        )
        assert any_team.one("SELECT count(DISTINCT why) FROM stage_move") > 30
