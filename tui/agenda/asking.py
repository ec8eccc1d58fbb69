"""What building an agenda asks in a form: a second slot, keeping a pattern, and laying an agenda out after one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from forms.booking import kind_for_children
from forms.entry import EntryForm, Field
from models.changes.agenda_templates import drop_template, keep_template
from models.dates import counted
from models.reading.agenda.page import AgendaPage
from models.reading.agenda.patterns import Pattern, laid_out, pattern_of, read_patterns
from models.store.change import Change
from tui import booking
from tui.agenda import doing
from tui.screens.entry import EntryScreen
from tui.screens.fields import FieldsDialog

if TYPE_CHECKING:
    from tui.agenda.room import AgendaRoom

PERSON, TEAM = "person", "team"


async def second_slot(screen: AgendaRoom, page: AgendaPage) -> None:
    """Plan another session for the children who would be late and are not on the agenda."""
    wanted = [one.child_id for one in page.missing if one.child_id is not None]
    person = page.sitting.practitioner_id
    if not wanted or person is None:
        screen.say_here("Nobody who must be talked about is left out: no second slot is needed.")
        return
    due = await screen.program.dues.fresh()
    by = min((one.by for one in page.missing if one.by is not None), default=None)
    entry = await booking.plan(
        screen.desk,
        await screen.lists(),
        booking.with_person(due, person),
        due,
        kind=kind_for_children(screen.desk.pack),
        children=wanted,
        note=f"A second slot for {counted(len(wanted), 'child', 'children')} who did not fit.",
        by=by,
    )

    async def planned(made: object) -> None:
        if made is not None:
            screen.forget_left()
            await screen.reload()
            screen.say_here("The second slot is in the diary with them on its list. u takes it back.")

    screen.program.push_screen(EntryScreen(*entry), planned)


def keep_pattern(screen: AgendaRoom, page: AgendaPage) -> None:
    """Ask under which name the agenda is kept as a pattern, and for whom."""
    lines = pattern_of(page)
    if not lines:
        screen.say_here("Nothing is on it yet that could be kept.")
        return
    person = page.sitting.practitioner_id
    whom = ((PERSON, "this practitioner"), (TEAM, "everyone in the team"))
    form = EntryForm(
        f"pattern:{page.sitting.ids[0]}",
        "Keep it as a pattern",
        (
            Field("name", "Name", required=True, hint="one of that name before it gives way"),
            Field("whom", "For", "choice", True, choices=whom if person is not None else whom[1:]),
        ),
        note="Items with their minutes and order; the children are one line and come anew each time.",
    )

    def keep(change: Change, values: dict[str, Any]) -> Any:
        return keep_template(
            change,
            values["name"],
            page.sitting.kinds,
            lines,
            practitioner_id=person if values["whom"] == PERSON else None,
            minutes=page.length,
        )

    async def kept(made: object) -> None:
        if made is not None:
            screen.say_here("Kept. y lays an agenda out after it.")

    screen.program.push_screen(EntryScreen(form, keep), kept)


async def use_pattern(screen: AgendaRoom, page: AgendaPage) -> None:
    """Ask which pattern the agenda is laid out after, or which one to let go."""
    person = page.sitting.practitioner_id
    found = await screen.desk.read(lambda session: read_patterns(session, person))
    if not found:
        screen.say_here("No pattern is kept for them or the team yet: k keeps this agenda as one.")
        return
    choices = tuple((str(one.id), _called(one)) for one in found)
    form = EntryForm(
        "use-pattern",
        "Lay it out after a pattern",
        (
            Field("pattern", "Pattern", "choice", True, choices=choices, initial=choices[0][0]),
            Field("what", "Do", "choice", True, choices=_WHAT, initial="use"),
        ),
        note="What is on the agenda already stays; who must be talked about comes on.",
    )

    async def chosen(values: dict[str, Any] | None) -> None:
        if values is not None:
            await _use(screen, page, found, values)

    screen.program.push_screen(FieldsDialog(form), chosen)


_WHAT = (("use", "lay it out after it"), ("drop", "let the pattern go"))


async def _use(
    screen: AgendaRoom, page: AgendaPage, found: Sequence[Pattern], values: dict[str, Any]
) -> None:
    pattern = next(one for one in found if str(one.id) == values["pattern"])
    if values["what"] == "drop":
        if await screen.do(lambda change: drop_template(change, pattern.id)):
            screen.say_here(f"The pattern “{pattern.name}” is gone. u brings it back.")
        return
    laid = laid_out(page, pattern)
    if await screen.do(doing.fill(page, screen.desk.pack, laid), whole=True):
        screen.say_here(f"Laid out after “{pattern.name}”. {laid.arithmetic}")


def _called(one: Pattern) -> str:
    return f"{one.name} ({'the team' if one.practitioner_id is None else 'theirs'})"
