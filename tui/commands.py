"""Commands without a key of their own, and the palette in which every command is found by name."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from textual.binding import Binding
from textual.command import DiscoveryHit, Hit, Hits, Provider

from forms.entry import EntryForm, Field
from models.errors import Refused
from models.file_names import typed_path
from tui.keys_said import spoken
from tui.people_commands import PEOPLE_COMMANDS
from tui.quality_commands import QUALITY_COMMANDS
from tui.store_commands import STORE_COMMANDS
from tui.word_commands import WORD_COMMANDS

if TYPE_CHECKING:
    from tui.app import Footprint

IMPORT_NOTE = "Nothing is written before you have seen what it would do."
Command = tuple[str, str, Callable[["Footprint"], Any]]


class Commands(Provider):
    """Every command of the present screen and of the program, by name."""

    async def discover(self) -> Hits:
        """Yield every command, before anything is typed."""
        for name, words, run in self._all():
            yield DiscoveryHit(name, run, help=words)

    async def search(self, query: str) -> Hits:
        """Yield the commands whose name, or what they are for, fits what is typed."""
        matcher = self.matcher(query)
        for name, words, run in self._all():
            score = max(
                matcher.match(name) * begun(query, name), matcher.match(words) * begun(query, words) * 0.8
            )
            if score > 0:
                yield Hit(score, matcher.highlight(name), run, help=words)

    def _all(self) -> list[tuple[str, str, Callable[[], Any]]]:
        program = cast("Footprint", self.app)
        found: list[tuple[str, str, Callable[[], Any]]] = []
        if program.desk.is_open:
            found += [(name, words, lambda run=run: run(program)) for name, words, run in COMMANDS]  # type: ignore[misc]
        for binding in (*self.screen.BINDINGS, *program.everywhere):
            if isinstance(binding, Binding) and binding.description and binding.action != "none":
                name = binding.tooltip or binding.description
                key = binding.key_display or spoken(binding.key)
                found.append((f"{name[:1].upper()}{name[1:]}", f"key: {key}", self._action(binding.action)))
        return found

    def _action(self, action: str) -> Callable[[], Any]:
        screen = self.screen
        return lambda: self.app.run_action(action, screen)


def begun(query: str, text: str) -> int:
    """Return how much a match counts: twice where each word typed begins a word, so that cover is no recovery."""
    words = re.findall(r"\w+", text.casefold())
    typed = re.findall(r"\w+", query.casefold())
    return 2 if all(any(word.startswith(each) for word in words) for each in typed) else 1


async def add_child(program: Footprint) -> None:
    """Add a child by hand, then stand on their tile."""
    from tui import by_hand
    from tui.screens.entry import EntryScreen

    found = await by_hand.lists(program.desk, private=program.private)

    async def done(made: object) -> None:
        show: Callable[[int], Any] | None = getattr(program.screen, "show_child", None)
        if isinstance(made, int) and show is not None:
            await show(made)

    program.push_screen(EntryScreen(*by_hand.new_child(found, program.desk.team.service)), done)


def offer_import(program: Footprint) -> None:
    """Offer to import, once, over the empty board of a new store."""
    ask_import(
        program,
        "Your caseload",
        "Esc leaves it for later: Ctrl+P and “import”. No file yet? Ctrl+P and “workbook” writes one to fill. "
        f"{IMPORT_NOTE}",
    )


def ask_import(program: Footprint, title: str = "Import", note: str = IMPORT_NOTE) -> None:
    """Ask which file to import, then show what it would bring."""
    form = EntryForm(
        "import",
        title,
        (
            Field("file", "File or folder", required=True, hint="the workbook, Annex A lists, SSD tables"),
            Field("team", "Team", hint="one team of Annex A or SSD; empty: all"),
        ),
        note=note,
    )

    def chosen(values: dict[str, Any] | None) -> None:
        if values is None:
            return
        from tui.screens.importing import ImportScreen

        program.push_screen(ImportScreen([typed_path(values["file"])], values["team"]))

    program.ask_fields(form, chosen)


async def write_the_workbook(program: Footprint) -> None:
    """Ask where to write the workbook, filled with the present team."""
    form = EntryForm(
        "workbook",
        "Write the workbook",
        (Field("file", "File", required=True, hint="ends in .xlsx"),),
        note="Filled with the present team. The file is not encrypted.",
    )

    async def chosen(values: dict[str, Any] | None) -> None:
        if values is None:
            return
        from exports.workbook import write_workbook
        from models.intake.outgoing import read_team_data

        try:
            data = await program.desk.read(read_team_data)
            path = typed_path(values["file"])
            written = await asyncio.to_thread(write_workbook, path, data, program.desk.pack)
        except Refused as refused:
            program.notify(str(refused), severity="error", markup=False)
        else:
            program.notify(f"Written: {written.path}. It is not encrypted.", markup=False)

    program.ask_fields(form, chosen)


async def digest_to_file(program: Footprint) -> None:
    """Write the weekly digest into a file: numbers and initials only."""
    from models.reading.due.digest import digest_text
    from tui.files_out import ask_file

    due = await program.dues.fresh()
    ask_file(
        program,
        "Write the weekly digest",
        f"digest-{due.today.isoformat()}.txt",
        digest_text(due).encode(),
        note="Numbers and initials only. The file is not encrypted.",
    )


async def copy_digest(program: Footprint) -> None:
    """Send the weekly digest to the terminal's clipboard."""
    from models.reading.due.digest import digest_text
    from tui.files_out import copy_out

    copy_out(program, digest_text(await program.dues.fresh()))


def open_today(program: Footprint) -> None:
    """Open the day."""
    program.open_today()


def open_team(program: Footprint) -> None:
    """Open the team's own page."""
    program.open_team()


def idle_minutes(program: Footprint) -> None:
    """Ask after how many minutes without a key the screen locks."""
    form = EntryForm(
        "idle-minutes",
        "Lock by itself",
        (
            Field(
                "minutes",
                "After minutes",
                "number",
                required=True,
                initial=str(program.settings.idle_minutes),
                hint="1 to 240, without a key pressed",
            ),
        ),
        note="Nothing typed is lost: the form is there again after the passphrase.",
    )

    def chosen(values: dict[str, Any] | None) -> None:
        if values is None:
            return
        try:
            program.remember("idle_minutes", values["minutes"])
        except ValueError as mistake:
            program.notify(f"Not changed: {mistake}.", severity="error")

    program.ask_fields(form, chosen)


def change_theme(program: Footprint) -> None:
    """Change between the dark and the light theme."""
    theme = "light" if program.settings.theme == "dark" else "dark"
    program.remember("theme", theme)
    program.theme = f"footprint-{theme}"


COMMANDS: tuple[Command, ...] = (
    *STORE_COMMANDS,
    ("Import a file", "Workbook, Annex A lists or SSD tables", ask_import),
    ("Write the workbook", "Filled with the present team", write_the_workbook),
    ("Today", "Sessions, what is due today, records not finished", open_today),
    ("The team", "Group sessions, and what the team is to do", open_team),
    ("Digest to a file", "What is overdue and due this week, for e-mail", digest_to_file),
    ("Digest to the clipboard", "What is overdue and due this week, for e-mail", copy_digest),
    *WORD_COMMANDS,
    *PEOPLE_COMMANDS,
    *QUALITY_COMMANDS,
    ("Lock by itself", "After how many minutes without a key the screen locks", idle_minutes),
    ("Light or dark", "Change the theme", change_theme),
    ("Add a child", "By hand", add_child),
)
