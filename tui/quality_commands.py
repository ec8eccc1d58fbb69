"""Commands of handing over, leaving and quality assurance, found by name in the palette."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.asking_whom import ask_whom

if TYPE_CHECKING:
    from forms.by_hand import Lists
    from tui.app import Footprint
    from tui.booking import With
    from tui.by_hand import Entry


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
    from tui.leaving import ask_own_file

    async def chosen(_lists: Lists, who: With, number: str) -> None:
        assert who.practitioner_id is not None
        ask_own_file(program, who.practitioner_id, number)

    await ask_whom(program, "own-file", "A person's file as one", "Whose", chosen)


async def disagreement(program: Footprint) -> None:
    """Record a disagreement: with the practitioner whose page is open, or with whoever is chosen."""
    from tui import disagreeing

    async def chosen(lists: Lists, who: With, _number: str) -> None:
        _ask_then_open(program, disagreeing.raising(lists, who), who)

    await ask_whom(program, "disagreement", "A disagreement", "With", chosen)


async def leaves(program: Footprint) -> None:
    """Record somebody's last day: of the practitioner whose page is open, or of whoever is chosen."""
    from models.reading.people import read_person
    from tui import by_hand

    async def chosen(lists: Lists, who: With, _number: str) -> None:
        person, today = who.practitioner_id or 0, program.desk.today
        page = await program.desk.read(lambda session: read_person(session, person, today))
        _ask_then_open(program, by_hand.leaving(lists, page), who)

    await ask_whom(program, "leaves", "Somebody leaves", "Who", chosen)


def _ask_then_open(program: Footprint, entry: Entry, who: With) -> None:
    """Ask a form, then open the page of the one it is about."""
    from tui.screens.entry import EntryScreen

    def recorded(made: object) -> None:
        if made is not None and who.practitioner_id is not None:
            program.open_person(who.practitioner_id)

    program.push_screen(EntryScreen(*entry), recorded)


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
    ("Somebody leaves", "Their last day, and what is still allocated to them", leaves),
    ("Hand over", "Someone's supervision to another supervisor, or their work to another", hand_over),
)
