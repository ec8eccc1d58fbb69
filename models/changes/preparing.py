"""A prep sheet that came back: the supervisee's items and words on children, onto the agenda."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.changes import sessions
from models.changes.agenda import bring_item, note_on_item, put_on_agenda
from models.changes.agenda_parts import MAX_NOTE, NewItem, items_of
from models.errors import Refused
from models.store.change import Change
from models.tables import AgendaItem
from models.words import MAX_LINE, clean_line

SOURCE, USUAL = "prep", 5
"""Where such items come from, and the minutes of one that asks for none."""


@dataclass(frozen=True, slots=True)
class PreparedItem:
    """One thing the supervisee wants to talk about, with the minutes asked for (0: none)."""

    words: str
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class PreparedChild:
    """What was written about one child: key of the field, its label, the words."""

    child_id: int
    texts: tuple[tuple[str, str, str], ...]

    @property
    def note(self) -> str:
        """All of it as one note."""
        return "\n".join(f"{label.rstrip(':')}: {words.strip()}" for _, label, words in self.texts)


def take_prep(
    change: Change,
    supervision_ids: Sequence[int],
    home: int,
    items: Sequence[PreparedItem],
    children: Sequence[PreparedChild],
) -> list[AgendaItem]:
    """Put what a sheet brings onto the agenda of a sitting; what is there already is not put there twice.

    ``home`` is the session in which children are talked about. Returns the items that are new.
    """
    there = items_of(change, supervision_ids)
    person = sessions.session_found(change, supervision_ids[0]).practitioner_id
    change.note(
        "take_prep",
        "supervision",
        supervision_ids[0],
        items=len(items),
        children=[one.child_id for one in children],
    )
    made = _bring(change, supervision_ids, person, there, items)
    for child in children:
        about = next((one for one in there if one.child_id == child.child_id), None)
        if about is None:
            new = NewItem(SOURCE, f"child:{child.child_id}", "", "supervisee", child.child_id, USUAL)
            (about,) = put_on_agenda(change, home, [new], together_with=supervision_ids)
            made.append(about)
        note = child.note[:MAX_NOTE]
        if about.note != note:
            note_on_item(change, about.id, note)
    if not made and not children:
        raise Refused("Nothing new is on the sheet: what it says stands on the agenda already.")
    return made


def _bring(
    change: Change,
    supervision_ids: Sequence[int],
    person: int | None,
    there: Sequence[AgendaItem],
    items: Sequence[PreparedItem],
) -> list[AgendaItem]:
    known = {one.words.casefold() for one in there}
    first = next((one.id for one in there if one.child_id is not None), None)
    new = []
    for one in items:
        words = clean_line(one.words)[:MAX_LINE]
        if words.casefold() in known:
            continue
        minutes, waiting = one.minutes or USUAL, None
        if person is not None:
            waiting = bring_item(change, person, words, "supervisee", minutes=minutes, source=SOURCE).id
        new.append(NewItem(SOURCE, SOURCE, words, "supervisee", minutes=minutes, item_id=waiting))
    if not new:
        return []
    return put_on_agenda(change, supervision_ids[0], new, before=first, together_with=supervision_ids)
