"""What stands on the board, and how it is said."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from models.changes.children import add_child, correct_child
from models.changes.involvements import allocate, close_involvement, open_involvement
from models.changes.situations import add_situation
from models.changes.stages import move_to_stage
from models.reading.board import Board, Tile, read_board
from models.reading.open_work import before_opening
from models.store.change import Change
from models.store.store import Store
from models.tables import Action, Discussion, Supervision
from tests import made
from tests.made import OTHER_SERVICE, PRIYA, ROSA, RUBEN, SAM, SERVICE, TODAY, TOM, ago


def read(store: Store, discuss_by: dict[int, date] | None = None) -> Board:
    """Return today's board."""
    return store.read(lambda session: read_board(session, TODAY, made.USUAL, discuss_by))


def tile(store: Store, involvement_id: int, discuss_by: dict[int, date] | None = None) -> Tile:
    """Return the tile in which an involvement stands."""
    (found,) = [one for one in read(store, discuss_by).tiles if involvement_id in one.involvements]
    return found


class TestTiles:
    """One tile for each open involvement or sibling group."""

    def test_what_a_tile_says(self, store: Store) -> None:
        """Number, initials, holder, situations, stage, days."""
        found = tile(store, 1)
        assert (found.number, found.initials, found.label) == ("40217", ("TB",), "40217 TB")
        assert (found.practitioner, found.practitioner_initials, found.practitioner_id) == (
            "Priya",
            "PS",
            PRIYA,
        )
        assert found.situations == ("cin", "risk:low")
        assert (found.stage, found.since, found.days, found.opened_on) == (3, ago(20), 20, ago(100))

    def test_by_stage(self, store: Store) -> None:
        """The board knows what stands in each stage, in order of number."""
        board = read(store)
        assert [[one.number for one in board.in_stage(stage)] for stage in (1, 2, 3, 4)] == [
            ["39980"],
            ["40555"],
            ["40217"],
            [],
        ]

    def test_unallocated(self, store: Store) -> None:
        """Work that no one holds is on the board without a name."""
        opened = made.do(store, lambda change: open_involvement(change, TOM, OTHER_SERVICE, TODAY, None).id)
        found = tile(store, opened)
        assert (found.practitioner_id, found.practitioner, found.practitioner_initials) == (None, "", "")

    def test_closed_work_is_not_there(self, store: Store) -> None:
        """Nor is it ever slow or stuck."""
        made.do(store, lambda change: close_involvement(change, 4, TODAY))
        assert all(4 not in found.involvements for found in read(store).tiles)

    def test_no_initials(self, store: Store) -> None:
        """A child of whom only the number is known is named by it."""
        made.do(store, lambda change: correct_child(change, TOM, "40217", "", "", "child"))
        assert tile(store, 1).label == "40217"

    def test_situations_of_a_day(self, store: Store) -> None:
        """Those that hold today, the last day included, each once."""
        made.do(store, lambda change: add_situation(change, TOM, "cp", ago(30), until=TODAY))
        made.do(store, lambda change: add_situation(change, TOM, "in_care", TODAY + timedelta(days=1)))
        made.do(store, lambda change: add_situation(change, TOM, "pre_proceedings", ago(30), until=ago(1)))
        assert tile(store, 1).situations == ("cin", "risk:low", "cp")


class TestSiblings:
    """They share a tile only while stage, practitioner and service are the same."""

    def test_together(self, store: Store) -> None:
        """Both numbers, both initials, and how many stand with the first."""
        found = tile(store, 2)
        assert (found.numbers, found.initials) == (("40555", "40556"), ("RO", "RU"))
        assert (found.involvements, found.children, found.label) == ((2, 3), (ROSA, RUBEN), "40555 RO+1")

    def test_parted_by_stage_holder_and_service(self, store: Store) -> None:
        """Each of the three parts them, and being alike again brings them together."""
        for part in (
            lambda change: move_to_stage(change, [3], 5, TODAY),
            lambda change: allocate(change, 3, PRIYA, TODAY),
        ):
            made.do(store, part)
            assert tile(store, 2).involvements == (2,)
            assert tile(store, 3).involvements == (3,)
            made.undo(store)
            assert tile(store, 2).involvements == (2, 3)
        opened = made.do(
            store, lambda change: open_involvement(change, ROSA, OTHER_SERVICE, ago(10), SAM, stage=2).id
        )
        assert tile(store, opened).involvements == (opened,)
        assert tile(store, 2).involvements == (2, 3)

    def test_only_of_one_family(self, store: Store) -> None:
        """Two children without a family are never one tile, however alike."""
        for number in ("41001", "41002"):
            added = made.do(store, lambda change, number=number: add_child(change, number).id)  # type: ignore[misc]
            made.do(store, lambda change, added=added: open_involvement(change, added, SERVICE, ago(9), SAM))  # type: ignore[misc]
        assert all(
            len(found.involvements) == 1 for found in read(store).tiles if found.number.startswith("4100")
        )

    def test_the_longest_wait_counts(self, store: Store) -> None:
        """Days are those of the one who has stood there longest; discussed is what holds for all."""
        made.do(store, lambda change: move_to_stage(change, [3], 3, ago(5)))
        made.do(store, lambda change: move_to_stage(change, [3], 2, ago(2)))
        assert tile(store, 2).days == 10
        made.do(store, lambda change: discussed(change, ROSA, ago(4)))
        assert tile(store, 2).last_discussed is None
        made.do(store, lambda change: discussed(change, RUBEN, ago(8)))
        assert tile(store, 2).last_discussed == ago(8)

    def test_the_first_due_counts(self, store: Store) -> None:
        """Of two days to discuss by, the earlier."""
        found = tile(store, 2, {ROSA: TODAY + timedelta(days=9), RUBEN: ago(2)})
        assert (found.discuss_by, found.days_late) == (ago(2), 2)
        assert (found.drift.pace, found.drift.reason) == ("stuck", "discussion 2 days late")
        assert tile(store, 2, {ROSA: TODAY}).drift.pace == "moving"


def discussed(change: Change, child_id: int, day: date, kind: str = "formal") -> None:
    """Record that a child was discussed."""
    held = change.insert(Supervision(kind="personal", practitioner_id=SAM, held_on=day))
    change.insert(Discussion(supervision_id=held.id, child_id=child_id, kind=kind, at=day))
    change.note("discuss", "child", child_id)


class TestDiscussed:
    """Only a held, formal discussion counts."""

    def test_informal_and_planned_do_not(self, store: Store) -> None:
        """An informal one and one without a day leave it as it was."""
        made.do(store, lambda change: discussed(change, TOM, ago(40)))
        made.do(store, lambda change: discussed(change, TOM, ago(3), "informal"))

        def plan(change: Change) -> None:
            ahead = change.insert(Supervision(kind="personal", planned_for=TODAY + timedelta(days=3)))
            change.insert(Discussion(supervision_id=ahead.id, child_id=TOM))
            change.note("plan", "supervision", ahead.id)

        made.do(store, plan)
        assert tile(store, 1).last_discussed == ago(40)

    def test_carried_actions(self, store: Store) -> None:
        """Those carried at least once and neither done nor dropped."""

        def fill(change: Change) -> None:
            for n, (carried, done, dropped) in enumerate(
                [(2, None, None), (1, None, TODAY), (1, ago(1), None), (0, None, None), (3, None, None)]
            ):
                change.insert(
                    Action(
                        what=f"{n}",
                        child_id=TOM,
                        set_on=ago(30),
                        carried=carried,
                        done_on=done,
                        dropped_on=dropped,
                    )
                )
            change.note("fill", "action")

        made.do(store, fill)
        assert tile(store, 1).carried == 2


class TestPace:
    """Against the team's own past, where there is enough of it."""

    def _stays(self, store: Store, days: list[int]) -> None:
        def fill(change: Change) -> None:
            for n, stay in enumerate(days):
                added = add_child(change, f"6{n:04}")
                opened = open_involvement(change, added.id, SERVICE, ago(300), SAM, stage=5)
                move_to_stage(change, [opened.id], 6, ago(300 - stay))
                close_involvement(change, opened.id, ago(100))

        made.do(store, fill)

    def test_seven_stays_are_too_few(self, store: Store) -> None:
        """The pack's setting serves, and the words say so."""
        self._stays(store, [10] * 7)
        norm = read(store).norms[5]
        assert (norm.days, norm.from_team) == (30, False)
        made.do(store, lambda change: move_to_stage(change, [1], 5, TODAY))
        assert tile(store, 1).drift.reason == "0 days here, usual 30, the pack's setting"

    def test_eight_are_enough(self, store: Store) -> None:
        """The median of the team's own stays, those of closed work included."""
        self._stays(store, [10, 11, 12, 13, 14, 15, 100, 100])
        norm = read(store).norms[5]
        assert (norm.days, norm.from_team) == (13.5, True)
        made.do(store, lambda change: move_to_stage(change, [1], 5, TODAY))
        assert tile(store, 1).drift.reason == "0 days here, team median 13½"

    def test_a_stay_that_closing_ended_counts(self, store: Store) -> None:
        """The last stage has a median of its own: from the move there until the work was closed."""
        self._stays(store, [10] * 8)
        norm = read(store).norms[6]
        assert (norm.days, norm.from_team) == (190, True)

    def test_a_move_put_right_the_same_day_is_no_stay(self, store: Store) -> None:
        """A tile moved by mistake and moved on at once does not pull the median down."""
        self._stays(store, [0] * 8)
        assert read(store).norms[5].from_team is False

    @pytest.mark.parametrize(("stage", "words"), [(9, "20 days here"), (3, "20 days here, usual 30")])
    def test_a_stage_the_pack_does_not_name(self, store: Store, stage: int, words: str) -> None:
        """Work that stands outside the pack's stages is not called stuck for want of a figure."""
        store.driver().execute("UPDATE stage_move SET to_stage = ? WHERE id = 7", (stage,))
        assert tile(store, 1).drift.pace == "moving"
        assert tile(store, 1).drift.reason.startswith(words)


class TestBeforeItWasOpened:
    """A talk about work that was closed since is said to be of before: its clock began again (KCC-X04)."""

    def test_the_last_talk_and_the_day_it_counts_from(self) -> None:
        """Before the opening it is said so, on that day and after it nothing is added."""
        assert before_opening(ago(9), ago(8)) == ", before it was opened again"
        assert [before_opening(day, ago(8)) for day in (ago(8), ago(7), None)] == [""] * 3
