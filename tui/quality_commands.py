"""Commands of handing over, leaving and quality assurance, found by name in the palette."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forms.entry import EntryForm, Field

if TYPE_CHECKING:
    from tui.app import Footprint


def handovers(program: Footprint) -> None:
    """Open the handovers."""
    program.open_handovers()


def hand_over(program: Footprint) -> None:
    """Begin a handover: of the practitioner whose page is open, or of whoever is chosen."""
    program.open_handovers(getattr(program.screen, "practitioner_number", ""))


def files(program: Footprint) -> None:
    """Open the files of those who left."""
    program.open_leavers()


async def own_file(program: Footprint) -> None:
    """Write someone's own file as one: of the practitioner whose page is open, or of whoever is chosen."""
    from models.changes.checks import practitioner_numbered
    from tui import by_hand
    from tui.leaving import ask_own_file

    people = (await by_hand.lists(program.desk, private=program.private)).people
    who = Field("person", "Whose", "choice", True, choices=people)

    async def chosen(values: dict[str, Any] | None) -> None:
        if values is not None:
            number = values["person"]
            row = await program.desk.read(lambda session: practitioner_numbered(session, number).id)  # type: ignore[union-attr]
            ask_own_file(program, row, number)

    program.ask_fields(EntryForm("own-file", "A person's file as one", (who,)), chosen)


async def disagreement(program: Footprint) -> None:
    """Record a disagreement: with the practitioner whose page is open, or with whoever is chosen."""
    from models.changes.checks import practitioner_numbered
    from tui import by_hand, disagreeing
    from tui.booking import With
    from tui.screens.entry import EntryScreen

    lists = await by_hand.lists(program.desk, private=program.private)
    open_one = getattr(program.screen, "practitioner_number", "")
    who = Field("person", "With", "choice", True, choices=lists.people, initial=open_one)

    async def chosen(values: dict[str, Any] | None) -> None:
        if values is None:
            return
        number = values["person"]
        found = await program.desk.read(
            lambda session: (row := practitioner_numbered(session, number)) and (row.id, row.name)
        )
        if found:

            def recorded(made: object) -> None:
                if made is not None:
                    program.open_person(found[0])

            program.push_screen(EntryScreen(*disagreeing.raising(lists, With(*found))), recorded)

    program.ask_fields(EntryForm("disagreement", "A disagreement", (who,)), chosen)


async def organisation_key(program: Footprint) -> None:
    """Say which organisation's key opens this store, and name another or none."""
    from tui.covering import cover_key

    await cover_key(program)


def quality(program: Footprint) -> None:
    """Open quality assurance."""
    program.open_quality()


def themes(program: Footprint) -> None:
    """Open the themes of themed supervision."""
    program.open_themes()


QUALITY_COMMANDS = (
    ("Themes and patterns", "Themed supervision: what came up each month, and what came of it", themes),
    (
        "Quality assurance",
        "Counts with their gaps, samples with worksheets, the survey, the summary",
        quality,
    ),
    (
        "The organisation's key",
        "Who may open this store while you can't: a covering manager, the council",
        organisation_key,
    ),
    ("Handovers", "Supervision or work handed over, acknowledged item by item", handovers),
    ("Files of those who left", "Kept how long, held, destroyed in two steps with a certificate", files),
    (
        "A person's file as one",
        "Everything about someone, for a request of their own (subject access)",
        own_file,
    ),
    (
        "A disagreement",
        "What two could not settle: both views, the policy's line, agreed afterwards",
        disagreement,
    ),
    ("Hand over", "Someone's supervision to another supervisor, or their work to another", hand_over),
)
