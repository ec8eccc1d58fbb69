"""What is done with a whole record: complete it, copy a child's part, note where it was entered, give it up."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from exports.for_system import part_for_system
from forms.entry import EntryForm, Field
from forms.page.laying import Layout
from forms.records.entering import system_of, waiting
from forms.records.parties import parties_of
from models.changes.record_parts import About, Written
from models.changes.records import correct_record, discard_record, enter_part, reopen_record
from models.dates import counted, show
from models.errors import Refused
from models.reading.facts import About as Told
from models.reading.later import read_later
from models.reading.record_context import KnownChild
from tui.files_out import ask_file
from tui.record.beginning import Proposed, about_fields, read_offered, session_label
from tui.record.completing import EARLIER, Completing
from tui.record.stops import Stop
from tui.screens.complete import CompleteDialog
from tui.screens.fields import FieldsDialog
from tui.screens.kept_form import finishing
from tui.widgets.prompt import Prompt

if TYPE_CHECKING:
    from tui.screens.record import RecordScreen


class Finisher:
    """What the form screen does with the whole record."""

    def __init__(self, screen: RecordScreen) -> None:
        self._screen = screen

    # -- complete and back -----------------------------------------------------------------------

    async def finish(self) -> None:
        """Complete the record, with what is missing listed first; or make a complete one a draft again."""
        screen = self._screen
        if screen.state.view.line.state == "complete":
            await self._do(lambda change: reopen_record(change, screen.record_id).id)
            screen.say_here("A draft again: f completes it.")
            return
        if not screen.end_typing() or not await screen.keeper.fold():
            return
        await screen.reread_around()
        facts = None
        if screen.state.form.records == "agreement":
            due = await screen.program.dues.fresh()
            person = screen.state.view.line.practitioner_id
            facts = next(
                (one.facts for one in due.facts.abouts if one.entity_id == person and is_person(one)), None
            )
        completing = Completing(screen.state, screen.desk.pack, screen.desk.today, facts)

        async def answered(values: dict[str, Any] | None) -> None:
            if values is None:
                return
            if values.get(EARLIER) == "yes":
                screen.state.answers = completing.filled
                screen.changed()
                if not await screen.keeper.fold():
                    return
            if await self._do(finishing(dialog.form.key, lambda change: completing.complete(change, values))):
                signs = ", s signs it" if parties_of(screen.state.form) else ""
                screen.say_here(f"Complete. f makes it a draft again{signs}.")

        dialog = CompleteDialog(completing)
        screen.program.push_screen(dialog, answered)

    async def sign(self) -> None:
        """Open the signing screen, with everything that was typed part of the record; keys are for that screen."""
        from tui.screens.sign import SignScreen

        screen = self._screen
        if not parties_of(screen.state.form):
            screen.say_here("Nobody signs this: no name belongs on it.")
            return
        with screen.program.keys.held():
            if screen.fixed or (screen.end_typing() and await screen.keeper.fold()):
                await screen.program.push_screen(SignScreen(screen.record_id))

    async def to_word(self) -> None:
        """Ask how the record is written as a document, with everything that was typed part of it."""
        from tui.word_leaving import ask_leaving

        screen = self._screen
        if screen.fixed or (screen.end_typing() and await screen.keeper.fold()):
            ask_leaving(screen.program, screen.record_id)

    # -- rows, parts, the record itself ----------------------------------------------------------

    def ask_to_remove(self, stop: Stop) -> None:
        """Ask before a row goes in which something stands."""
        screen = self._screen

        def answered(words: str) -> None:
            if words.strip().casefold() in ("y", "yes") and screen.state.remove(stop):
                screen.changed()

        screen.query_one(Prompt).ask("Remove this row with what stands in it? yes/no", answered)

    def remove_part(self) -> None:
        """Ask whether the child under the cursor leaves this record."""
        screen, here = self._screen, self._screen.state.here
        if not here.part:
            screen.say_here("No row of a table stands under the cursor.")
            return

        def answered(words: str) -> None:
            if words.strip().casefold() in ("y", "yes"):
                screen.state.remove_child(here.part)
                screen.changed()

        screen.query_one(Prompt).ask(f"Take {here.part_name} out, with all that is written? yes/no", answered)

    def ask_child(self) -> None:
        """Ask which further child the record is about."""
        screen = self._screen
        each = screen.state.form.each
        if each is None:
            screen.say_here("This form is about one child, or none.")
            return
        there = set(screen.state.links().values())
        known = {str(kid.id): kid for kid in screen.state.around.children if kid.id not in there}
        choices = tuple((key, f"{kid.number} {kid.initials}".strip()) for key, kid in known.items())
        form = EntryForm(
            "record:child",
            f"A further {each.label.lower()} in this record",
            (Field("child", each.label, "choice", choices=choices, hint="empty: choose later"),),
        )

        async def answered(values: dict[str, Any] | None) -> None:
            if values is not None:
                child: KnownChild | None = known.get(values["child"])
                screen.state.add_child(child, screen.desk.clock.now())
                screen.changed()

        screen.program.push_screen(FieldsDialog(form), answered)

    async def ask_about(self) -> None:
        """Ask with whom the record is, for which session and day, and put that right."""
        screen = self._screen
        if not screen.end_typing() or not await screen.keeper.fold():
            return
        line = screen.state.view.line
        offered = await read_offered(screen.desk)
        proposed = Proposed(line.practitioner_id, (), line.session.id if line.session else None)
        fields = about_fields(offered, proposed, line.day, partial(session_label, screen.desk.pack))
        form = EntryForm(f"record:about:{line.id}", "What this record is about", fields)

        async def answered(values: dict[str, Any] | None) -> None:
            if values is None:
                return
            person = int(values["practitioner"]) if values["practitioner"] else None
            session = int(values["session"]) if values["session"] else None
            written = screen.state.written()
            about = About(values["day"], session, person, written.about.children)
            right = Written(written.answers, written.fingerprint, about, written.actions)
            base = screen.state.view.version
            if await self._do(lambda change: correct_record(change, line.id, right, base).id):
                screen.keeper.begin_again()
                screen.say_here("Put right.")

        screen.program.push_screen(FieldsDialog(form), answered)

    def ask_discard(self) -> None:
        """Ask why the record is given up, and give it up."""
        screen = self._screen

        async def answered(words: str) -> None:
            if not words.strip():
                screen.say_here("It stays. Say in a word why it goes: wrong child, begun twice.")
                return
            if await screen.keeper.fold() and await self._do(
                lambda change: discard_record(change, screen.record_id, words), stay=False
            ):
                screen.say("Given up. u on the list of records brings it back in this sitting.")
                screen.dismiss(None)

        screen.query_one(Prompt).ask(
            "Give this record up: why?", answered, keep=f"record:{screen.record_id}:up"
        )

    async def undo(self) -> None:
        """Take back the last change of this sitting."""
        screen = self._screen
        if not await screen.keeper.fold():
            return
        words, undone = await screen.take_back()
        screen.say(words, wrong=not undone)
        if undone:
            await screen.reread_around()

    # -- for the case system ---------------------------------------------------------------------

    async def copy_part(self) -> None:
        """Send the child's part to the terminal's clipboard."""
        text = await self._text()
        if text:
            self._screen.program.copy_to_clipboard(text)
            self._screen.say_here(
                f"{counted(len(text.split()), 'word')} sent to the terminal. Not there? Y writes a file."
            )

    async def write_part(self) -> None:
        """Ask for a file, and write the child's part into it."""
        text = await self._text()
        if not text:
            return
        line = self._screen.state.view.line
        kid = next((one.label for one in line.children if one.id == self._child()[0]), f"record {line.id}")
        name = f"{line.day.isoformat()} {kid} for the case system.txt"
        ask_file(self._screen.program, "The child's part as text", name, text.encode())

    def ask_entered(self) -> None:
        """Ask where and when the child's part was entered."""
        screen = self._screen
        child_id, _ = self._child()
        if child_id is None:
            screen.say_here("Stand in a child's part first: it is entered child by child.")
            return
        kid = next((one for one in screen.state.around.known.children if one.id == child_id), None)
        system = system_of(screen.state.form, kid)
        day = screen.desk.today
        form = EntryForm(
            f"record:entered:{screen.record_id}",
            f"Entered: {kid.number} {kid.initials}" if kid else "Entered",
            (
                Field("system", "On which system", required=True, initial=system),
                Field("day", "On", "date", required=True, initial=f"{day.day}/{day.month}/{day.year}"),
            ),
        )

        async def answered(values: dict[str, Any] | None) -> None:
            if values is None or not await screen.keeper.fold():
                return
            job = (screen.record_id, child_id, values["system"], values["day"])
            last = not waiting(screen.state.form, screen.state.view, but=child_id)
            if await self._do(lambda change: enter_part(change, *job, writes_up=last).id):
                screen.say_here(f"Entered on {values['system']} on {show(values['day'])}.")

        screen.program.push_screen(FieldsDialog(form), answered)

    async def side_by_side(self) -> None:
        """Open the record of last time beside this one."""
        from tui.screens.compare import CompareScreen

        screen = self._screen
        child_id, _ = self._child()
        around = screen.state.around
        earlier = around.last_of.get(child_id) if child_id is not None else around.last
        if earlier is None:
            screen.say_here("There is no earlier record on this form.")
            return
        if screen.end_typing() and await screen.keeper.fold():
            screen.program.push_screen(CompareScreen(earlier.record_id, screen.record_id))

    # -- within ----------------------------------------------------------------------------------

    def _child(self) -> tuple[int | None, str]:
        """Return the child whose part the cursor is in, or the only one, and the part."""
        state = self._screen.state
        links = dict(state.links())
        part = state.here.part
        if part in links:
            return links[part], part
        if len(links) == 1:
            part, child_id = next(iter(links.items()))
            return child_id, part
        return None, ""

    async def _text(self) -> str:
        """Return the child's part as text; nothing, saying why, where it is not clear whose."""
        state, screen = self._screen.state, self._screen
        if not screen.end_typing():
            return ""
        child_id, part = self._child()
        if state.form.each is not None and child_id is None and not state.here.part:
            screen.say_here("Stand in a child's part first: each child's text is copied by itself.")
            return ""
        part = part or state.here.part
        line = state.view.line
        later = await screen.desk.read(lambda session: read_later(session, line))
        return part_for_system(Layout(state.form, state.answers), line, later, part, state.around.names.staff)

    async def _do(self, job: Any, *, stay: bool = True) -> bool:
        screen = self._screen
        try:
            await screen.desk.change(lambda change: _done(job(change)))
        except Refused as refused:
            screen.say_here(str(refused), wrong=True)
            return False
        if stay:
            await screen.reread_around()
        return True


def is_person(about: Told) -> bool:
    """Say whether facts are those of a practitioner themself."""
    return about.entity == "practitioner" and about.facts.subject == "practitioner"


def _done(_made: object) -> None:
    """Nothing of a row leaves the store's thread."""
