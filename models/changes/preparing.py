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
from models.words import MAX_LINE, clean_line, clean_text

SOURCE, USUAL = "prep", 5
"""Where such items come from, and the minutes of one that asks for none."""


@dataclass(frozen=True, slots=True)
class PreparedItem:
    """One thing the supervisee wants to talk about, with the minutes asked for (0: none), and what goes with it."""

    words: str
    minutes: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class PreparedChild:
    """What was written about one child: key of the field, its label, the words."""

    child_id: int
    texts: tuple[tuple[str, str, str], ...]

    @property
    def notes(self) -> list[str]:
        """Each of them with what it says about, as they go into a note."""
        return [f"{label.rstrip(':')}: {words.strip()}" for _, label, words in self.texts]


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
        _add_to_note(change, about, child.notes)
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
    new, notes = [], []
    for one in items:
        words, note = _in_a_line(one)
        if words.casefold() in known:
            continue
        known.add(words.casefold())
        minutes, waiting = one.minutes or USUAL, None
        if person is not None:
            waiting = bring_item(change, person, words, "supervisee", minutes=minutes, source=SOURCE).id
        new.append(NewItem(SOURCE, SOURCE, words, "supervisee", minutes=minutes, item_id=waiting))
        notes.append(note)
    if not new:
        return []
    made = put_on_agenda(change, supervision_ids[0], new, before=first, together_with=supervision_ids)
    for item, note in zip(made, notes, strict=True):
        if note:
            _add_to_note(change, item, [note])
    return made


def _in_a_line(one: PreparedItem) -> tuple[str, str]:
    """Return an item's words as its line has room for them, and its note: the whole where that is longer."""
    words = clean_line(one.words)
    if len(words) <= MAX_LINE:
        return words, one.note
    return (
        f"{words[: MAX_LINE - 2].rpartition(' ')[0] or words[: MAX_LINE - 2]} …",
        f"{words}\n{one.note}".strip(),
    )


def _add_to_note(change: Change, item: AgendaItem, said: Sequence[str]) -> None:
    """Add to the note with an item what does not stand in it yet; what stands there stays."""
    note = item.note
    for words in map(clean_text, said):
        if words not in note:
            note = f"{note}\n{words}".strip()
    if len(note) > MAX_NOTE:
        raise Refused(
            f"“{said[0][:40]} …” is longer than the {MAX_NOTE} characters that stand beside an item. "
            "Nothing was taken in: shorten it on the sheet, or put it into the record by hand."
        )
    if note != item.note:
        note_on_item(change, item.id, note)
