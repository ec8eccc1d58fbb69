"""Deciding about the open actions that come first in a record: done, a new date, dropped, what is in the way."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from models.changes.action_parts import Where
from models.changes.actions import carry_action, drop_action, finish_action, move_action
from models.errors import Refused
from models.reading.actions import ActionLine
from models.store.change import Change
from models.typed_dates import read_date
from tui.widgets.prompt import Prompt

if TYPE_CHECKING:
    from tui.record.room import RecordRoom


class Decider:
    """What the form screen does with open actions."""

    def __init__(self, screen: RecordRoom) -> None:
        self._screen = screen

    @property
    def action(self) -> ActionLine | None:
        """The open action under the cursor."""
        stop = self._screen.state.stop
        return stop.action if stop is not None and stop.kind == "before" else None

    def done(self) -> None:
        """Ask what came of it, and close it."""
        self._ask("What came of it?", finish_action)

    def drop(self) -> None:
        """Ask why it is not wanted any more, and drop it."""
        self._ask("Why is it dropped?", drop_action)

    def in_the_way(self) -> None:
        """Ask what stands in its way, and carry it on."""

        def carry(change: Change, action_id: int, words: str, day: Any, where: Where) -> Any:
            return carry_action(change, action_id, day, where, in_the_way=words)

        self._ask("What stands in the way?", carry)

    def move(self) -> None:
        """Ask for a new date, and why; give it that date."""
        action = self._open()
        if action is None:
            return
        self._screen.query_one(Prompt).ask(
            "New date (24/11, next tue, +2w)", lambda typed: self._dated(action, typed)
        )

    def _dated(self, action: ActionLine, typed: str) -> None:
        try:
            day = read_date(typed, self._screen.desk.today)
        except ValueError as wrong:
            self._screen.say_here(f"{typed.strip()[:40]}: {wrong}", wrong=True)
            return

        async def answered(why: str) -> None:
            await self._do(
                action.id,
                lambda change, action_id, words, today, where: move_action(
                    change, action_id, day, words, today, where
                ),
                why,
            )

        self._screen.call_later(
            partial(self._screen.query_one(Prompt).ask, keep=f"action:{action.id}:date"),
            f"Why {day:%a} {day.day} {day:%b}?",
            answered,
        )

    def _ask(self, question: str, function: Callable[..., Any]) -> None:
        action = self._open()
        if action is None:
            return

        async def answered(words: str) -> None:
            await self._do(action.id, function, words)

        self._screen.query_one(Prompt).ask(question, answered, keep=f"action:{action.id}:{question}")

    def _open(self) -> ActionLine | None:
        action = self.action
        if action is None:
            self._screen.say_here("Put the cursor on an open action: they stand in the first section.")
            return None
        if not action.is_open:
            self._screen.say_here("It is closed already; u takes that back.")
            return None
        return action

    async def _do(self, action_id: int, function: Callable[..., Any], words: str) -> None:
        screen = self._screen
        if not await screen.keeper.fold():  # what was typed before comes before it for u, too
            return
        line = screen.state.view.line
        where = Where(line.id, line.session.id if line.session else None)
        today = screen.desk.today
        try:
            await screen.desk.change(lambda change: _done(function(change, action_id, words, today, where)))
        except Refused as refused:
            screen.say_here(str(refused), wrong=True)
        else:
            await screen.reread_around()


def _done(_row: object) -> None:
    """Nothing of a row leaves the store's thread."""
