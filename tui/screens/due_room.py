"""What screens with due things share: the keys that explain a date, put it on an agenda, record, shorten, try."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.binding import Binding, BindingType

from models.errors import Refused
from models.reading.due import DueLine
from models.reading.due.kinds import DISCUSSION, SESSION, TRANSFER
from models.reading.facts import About
from tui.screens.base import Room

if TYPE_CHECKING:
    from tui.booking import With

# What a key leads to is loaded by the key: the board stands there without.

EXPLAIN: BindingType = Binding("question_mark", "explain", "why", key_display="?", tooltip="Why this date")
DISCUSSED: BindingType = Binding(
    "d", "discussed", "discussed", tooltip="Record that it was discussed, outside the diary"
)
PLAN: BindingType = Binding("p", "plan", "plan", tooltip="Plan what is due: a session, or an observation")
SHORTER: BindingType = Binding(
    "i", "shorter", "shorter interval", tooltip="Set a shorter interval, with a reason"
)
WHAT_IF: BindingType = Binding(
    "t", "what_if", "what if", tooltip="Try another date, situation or role and see the dates move"
)


class DueRoom(Room):
    """A room with a due thing under its cursor. Subclasses say which with `due_here`."""

    async def line_here(self) -> DueLine | None:
        """Return the most urgent thing due where the cursor stands."""
        return next(iter(await self.due_here()), None)

    async def about_here(self) -> About | None:
        """Return the facts of whom the cursor stands on: a child, else the practitioner whose work it is."""
        line = await self.line_here()
        if line is None or line.about.facts.subject in ("practitioner", "agreement"):
            return None if line is None else self.about_person(line.practitioner_id or 0)
        if line.about.entity == "child":
            return line.about
        return self.about_person(line.practitioner_id or 0)

    def about_child(self, child_id: int) -> About | None:
        """Return what the clock is told about a child whose work is open."""
        return self._about("child", child_id)

    def about_person(self, practitioner_id: int) -> About | None:
        """Return what the clock is told about a practitioner."""
        return self._about("practitioner", practitioner_id)

    def _about(self, entity: str, entity_id: int) -> About | None:
        due = self.program.dues.known
        return due.facts.of_row(entity, entity_id) if due is not None else None

    def say_here(self, words: str) -> None:
        """Say what became of a key, where this screen says such things."""
        self.say(words)

    async def action_agenda(self) -> None:
        """Put it on the practitioner's next agenda."""
        line = await self.line_here()
        if line is not None:
            from tui.settling import put_on_agenda

            await put_on_agenda(self, line, self.say_here)

    async def action_discussed(self) -> None:
        """Record that it is talked about in the session that runs; else a session that stood in no diary."""
        here: Sequence[int] = getattr(self, "children_here", tuple)()
        if self.program.running is not None and here:
            await self._discuss(here)
            return
        line = await self.line_here()
        if line is None:
            self.say_here("Nothing is due here.")
        else:
            from tui.settling import record_held

            await record_held(self, line, self.read_afresh)

    async def _discuss(self, children: Sequence[int]) -> None:
        from tui.session_running import discuss

        try:
            self.say_here(await discuss(self.program, children))
        except Refused as refused:
            self.say(str(refused), wrong=True)

    async def action_plan(self) -> None:
        """Plan a session with whoever's work it is (or a group's, where it is nobody's), or what is to be observed."""
        line = await self.line_here()
        if line is None:
            self.say_here("Nothing is due here.")
            return
        from forms.booking import kind_for_children
        from models.reading.due.observed import kind_of_line
        from tui.settling import plan_with

        if kind := kind_of_line(line, self.desk.pack):
            await self._observe(line, kind)
            return
        children = [line.about.entity_id] if line.about.entity == "child" else []
        kind = kind_for_children(self.desk.pack) if children else ""
        name = line.person.name or self.desk.team.name
        transfer = line if line.kind == TRANSFER else None
        await plan_with(self, line.practitioner_id, name, self.say_here, children, kind, transfer)

    async def _observe(self, line: DueLine, kind: str) -> None:
        from tui.booking import With
        from tui.observing import plan

        await plan(self, With(line.practitioner_id, line.person.name), kind)

    async def action_shorter(self) -> None:
        """Set a shorter interval for the child, or for the practitioner's sessions (GEN-X09)."""
        line = await self.line_here()
        if line is None or line.kind not in (DISCUSSION, SESSION):
            self.say_here("A shorter interval is for discussing a child, or for a practitioner's sessions.")
        elif line.about.entity == "child":
            await self.shorten_child(line.about.entity_id, line.label, line)
        elif line.practitioner_id is not None:
            from tui.booking import With

            await self.shorten_person(With(line.practitioner_id, line.person.name), line)

    async def shorten_child(self, child_id: int, label: str, line: DueLine | None) -> None:
        """Ask for a shorter interval between discussions of a child."""
        from tui.keeping import shorter_for_child

        self.ask(shorter_for_child(await self.lists(), child_id, label, _stands(line)))

    async def shorten_person(self, who: With, line: DueLine | None) -> None:
        """Ask for a shorter interval between sessions with a practitioner."""
        from tui.keeping import shorter_for_person

        self.ask(shorter_for_person(await self.lists(), who, _stands(line)))

    async def action_what_if(self) -> None:
        """Try another date, situation or role, and see the dates move; nothing is written."""
        due = await self.program.dues.fresh()
        about = await self.about_here()
        if about is None:
            self.say_here("No clock runs here that could be tried.")
            return
        from tui.screens.what_if import WhatIfScreen

        self.program.push_screen(WhatIfScreen(about, due))


def _stands(line: DueLine | None) -> str:
    """Return which rule stands now, in its own words."""
    rule = line.due.rule if line is not None and line.due is not None else None
    return f"Now: {rule.says} ({rule.id})" if rule is not None else ""
