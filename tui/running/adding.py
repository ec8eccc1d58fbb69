"""Adding to the agenda of a sitting that runs, and splitting an item in two."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from forms.records.sitting import begin_missing
from models.changes.agenda import put_on_agenda, split_item
from models.changes.agenda_parts import NewItem
from models.errors import Refused
from models.reading.agenda.sitting import home_of_children
from models.reading.agenda.told import ItemView
from models.reading.record_context import KnownChild
from models.store.change import Change
from tui.running.room import RunningRoom
from tui.widgets.prompt import Prompt


class AddingRoom(RunningRoom, inherit_bindings=False):
    """A sitting that runs, whose agenda can be added to."""

    async def change_it(self, job: Callable[[Change], Any]) -> bool:
        """Make a change that belongs to the session; say why where it is refused.

        What was typed before it is part of the record before it, so that u takes this back and no words.
        """
        if not self.fixed and not await self.keeper.fold():
            return False
        changed = await super().change_it(job)
        if changed:
            self._seen = self.desk.version, self.desk.today
        return changed

    def say_refused(self, refused: Refused) -> None:
        """Say it below the item, where whoever runs the session looks."""
        self.say_here(str(refused), wrong=True)

    # -- adding and splitting --------------------------------------------------------------------

    def action_add_item(self) -> None:
        """Ask for an item, and go to it: a child's number, or a few words."""
        if not self._refused():
            question = "Add: a few words; about a child its number first"
            self.query_one(Prompt).ask(
                question, self._add_item, keep=f"sitting:{self.sitting.told.sitting.ids[0]}"
            )

    async def _add_item(self, words: str) -> None:
        number, *rest = words.split() or [""]
        child = next((kid for kid in self.state.around.children if kid.number == number), None)
        if child is not None and rest[:1] == [child.initials]:
            rest = rest[1:]
        if child is not None and not rest:
            await self._put_on(child.id)
        elif child is not None:
            await self._add_words(" ".join(rest), child)
        elif number:
            await self._add_words(" ".join(words.split()), None)

    async def _put_on(self, child_id: int) -> None:
        there = self.sitting.of_child(child_id)
        try:
            item = there or await self.put_child(child_id)
        except Refused as refused:
            self.say_refused(refused)
            return
        if item is not None and await self.go_to(item) and there is not None:
            self.say_here("It stands on the agenda already.")

    async def _add_words(self, words: str, child: KnownChild | None) -> None:
        """Put on an item in words, beside the present one: about no child, unless one was named.

        What is about no child belongs to the session that is not about children, where the sitting has one.
        """
        sitting = self.sitting.told.sitting
        about = home_of_children(self.desk.pack, sitting) or sitting.ids[-1]
        home = about if child is not None else next((one for one in sitting.ids if one != about), about)
        child_id = child.id if child is not None else None
        following = self.sitting.beside(1)
        before = following.id if following is not None else None
        others = [one for one in sitting.ids if one != home]
        new = NewItem("own", f"child:{child_id}" if child_id else "own", words, "supervisor", child_id)
        known = {one.id for one in self.sitting.items}
        with_ = self.beginning()

        def put(change: Change) -> None:
            put_on_agenda(change, home, [new], before=before, together_with=others)
            begin_missing(change, sitting, with_)

        if await self.change_it(put):
            await self._go_to_new(lambda one: one.id not in known)

    def action_split(self) -> None:
        """Ask what the second part of the item is about."""
        item = self.sitting.item
        if item is None or self._refused():
            return
        others = [one for one in self.sitting.told.sitting.ids if one != item.supervision_id]

        async def answered(words: str) -> None:
            known = {one.id for one in self.sitting.items}
            if await self.change_it(lambda change: split_item(change, item.id, words, together_with=others)):
                await self._go_to_new(lambda one: one.id not in known)
                self.say_here("In two: the first part is done when it is gone through with F9 too.")

        self.query_one(Prompt).ask("The second part is about", answered, keep=f"item:{item.id}:split")

    async def _go_to_new(self, wanted: Callable[[ItemView], bool]) -> None:
        await self.reread()
        found = [one for one in self.sitting.items if wanted(one)]
        if found:
            await self.go_to(found[-1])
