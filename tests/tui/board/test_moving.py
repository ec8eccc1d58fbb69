"""Moving tiles with keys and with the mouse, the gate, the reason, and taking it back."""

from __future__ import annotations

from functools import partial

from sqlmodel import select

from models.reading.child import read_child
from models.store.place import Place
from models.tables import GatePass, StageMove
from tests.tui.conftest import DAY, Running, wait_for
from tests.tui.looking import all_tiles, board_of, picture, stand_on, under_cursor, words


async def moves_of(pilot, involvement: int) -> list[tuple[int | None, int, str]]:  # type: ignore[no-untyped-def]
    """Return (from, to, why) of each move of an involvement, in order."""

    def query(session):  # type: ignore[no-untyped-def]
        found = session.exec(select(StageMove).where(StageMove.involvement_id == involvement).order_by("id"))
        return [(move.from_stage, move.to_stage, move.why) for move in found]

    return await board_of(pilot).desk.read(query)


class TestMoving:
    """Forward is one key; skipping and moving back are as easy."""

    async def test_forward_is_one_key(self, demo: Place, running: Running) -> None:
        """> moves the tile under the cursor one stage on, and the cursor goes with it."""
        async with running(demo) as pilot:
            tile = under_cursor(pilot)
            await pilot.press("greater_than_sign")
            assert under_cursor(pilot).numbers == tile.numbers
            assert (under_cursor(pilot).stage, under_cursor(pilot).days) == (2, 0)
            assert (await moves_of(pilot, tile.involvements[0]))[-1] == (1, 2, "")
            assert "more above" in picture(pilot), "the stage is shown to its end, and says so"
            await pilot.press("u")
            await wait_for(pilot, lambda: "more above" not in picture(pilot))
            assert under_cursor(pilot).numbers == tile.numbers

    async def test_a_digit_skips_and_the_reason_can_follow(self, demo: Place, running: Running) -> None:
        """4 moves at once; w says why, and the reason is kept with that move."""
        async with running(demo) as pilot:
            tile = under_cursor(pilot)
            await pilot.press("4")
            assert "w says why" in words(pilot, "#status")
            await pilot.press("w", *"the aunt [helps]", "enter")
            assert (await moves_of(pilot, tile.involvements[0]))[-1] == (1, 4, "the aunt [helps]")

    async def test_back_is_one_key(self, demo: Place, running: Running) -> None:
        """< moves back; the words say back and nothing more."""
        async with running(demo) as pilot:
            await pilot.press("right", "less_than_sign")
            assert under_cursor(pilot).stage == 1
            named = board_of(pilot).desk.pack.stages[0]
            assert f"moved back to 1 {named.name}" in words(pilot, "#status")
            # where there is not room for the whole
            assert f"1 {named.short}. u takes it back" in picture(pilot)

    async def test_siblings_move_together(self, demo: Place, running: Running) -> None:
        """A sibling tile moves every child that stands on it."""
        async with running(demo) as pilot:
            siblings = next(tile for tile in all_tiles(pilot) if len(tile.numbers) > 1 and tile.stage < 5)
            await stand_on(pilot, siblings.number)
            await pilot.press("greater_than_sign")
            for involvement in siblings.involvements:
                assert (await moves_of(pilot, involvement))[-1][1] == siblings.stage + 1

    async def test_marked_tiles_move_together_and_come_back_together(
        self, demo: Place, running: Running
    ) -> None:
        """Space marks; one key moves all that are marked; one u takes them all back."""
        async with running(demo) as pilot:
            first = under_cursor(pilot)
            await pilot.press("space", "down", "space", "3")
            moved = [tile for tile in board_of(pilot).state.columns[2] if tile.days == 0]
            assert len(moved) == 2
            await pilot.press("u")
            assert not [tile for tile in board_of(pilot).state.columns[2] if tile.days == 0]
            assert first.number in [tile.number for tile in board_of(pilot).state.columns[0]]

    async def test_u_goes_back_again_and_again(self, demo: Place, running: Running) -> None:
        """Three moves, three times u: the board is as it was; a fourth says that nothing is left."""
        async with running(demo) as pilot:
            before = all_tiles(pilot)
            await pilot.press("greater_than_sign", "greater_than_sign", "less_than_sign")
            await pilot.press("u", "u", "u")
            assert all_tiles(pilot) == before
            await pilot.press("u")
            assert "Nothing of this sitting is left" in words(pilot, "#status")
            await pilot.press("slash")
            assert "Nothing of this sitting is left" not in words(pilot, "#status")

    async def test_what_was_moved_is_there_after_a_restart(self, demo: Place, running: Running) -> None:
        """The tile is where it was put when the store is opened again."""
        async with running(demo) as pilot:
            number = under_cursor(pilot).number
            await pilot.press("5")
        async with running(demo) as pilot:
            assert (await stand_on(pilot, number)).stage == 5

    async def test_a_tile_is_dragged_with_the_mouse(self, demo: Place, running: Running) -> None:
        """Pressing on a tile and letting go over another column moves it there."""
        async with running(demo) as pilot:
            tile = under_cursor(pilot)
            await pilot.mouse_down("#stage-1", offset=(3, 4))
            await pilot.hover("#stage-3", offset=(3, 8))
            await pilot.mouse_up("#stage-3", offset=(3, 8))
            await pilot.pause()
            assert under_cursor(pilot).numbers == tile.numbers
            assert under_cursor(pilot).stage == 3


class TestTheClosingGate:
    """Moving to Closing/transferring shows whether a formal supervision was held (KCC-P39)."""

    async def test_it_goes_on_at_once_where_one_was_held(self, demo: Place, running: Running) -> None:
        """The status line names the day and the rule."""
        async with running(demo) as pilot:
            number = await supervised(pilot, held=True)
            await stand_on(pilot, number)
            await pilot.press("6")
            assert under_cursor(pilot).stage == 6
            assert "Formal supervision held in this involvement" in words(pilot, "#status")

    async def test_it_asks_for_a_reason_where_none_was(self, demo: Place, running: Running) -> None:
        """Without a reason nothing moves; with one it does, and the reason is on record."""
        async with running(demo) as pilot:
            number = await supervised(pilot, held=False)
            tile = await stand_on(pilot, number)
            await pilot.press("6")
            assert "none held in this involvement yet" in picture(pilot)
            await pilot.press("enter")
            assert "A reason is needed" in picture(pilot)
            await pilot.press(*"moved to ", "escape")
            await pilot.press("6")
            await wait_for(pilot, lambda: "Here again is what you typed" in picture(pilot))
            await pilot.press(*"Medway", "enter")
            await pilot.pause()
            assert under_cursor(pilot).stage == 6
            passes = await board_of(pilot).desk.read(lambda session: list(session.exec(select(GatePass))))
            assert [(one.rule, one.entity_id, one.reason) for one in passes][-1] == (
                "KCC-T29",
                tile.involvements[-1],
                "moved to Medway",
            )

    async def test_escape_leaves_things_as_they_are(self, demo: Place, running: Running) -> None:
        """Going back at the gate moves nothing."""
        async with running(demo) as pilot:
            tile = await stand_on(pilot, await supervised(pilot, held=False))
            await pilot.press("6", "escape")
            await pilot.pause()
            assert under_cursor(pilot) == tile


async def supervised(pilot, *, held: bool) -> str:  # type: ignore[no-untyped-def]
    """Return the number of a lone child, not closing yet, with (or without) a formal supervision in the involvement."""
    desk = board_of(pilot).desk
    for tile in all_tiles(pilot):
        if tile.stage < 6 and len(tile.children) == 1:
            child = tile.children[0]
            view = await desk.read(partial(read_child, child_id=child, today=DAY))
            involvement = next(one for one in view.involvements if one.id == tile.involvements[0])
            if bool(involvement.formal_supervisions) == held:
                return str(tile.number)
    raise AssertionError("the demo has no such child")
