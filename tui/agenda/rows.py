"""The two halves of an agenda that is built, as rows: what could be on it, and what is. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models.dates import counted, show_short
from models.reading.agenda.candidates import Candidate, Group
from models.reading.agenda.filling import LeftOut
from models.reading.agenda.listed import Gone
from models.reading.agenda.page import AgendaPage
from models.reading.agenda.told import ItemView
from models.words import said_name
from tui.session_titles import titled
from tui.widgets.rows import Row

WHOSE = {"supervisor": "manager's", "supervisee": "supervisee's", "policy": ""}
HIDDEN = "an item of their own"
"""What stands in projector mode for words that somebody typed."""
_WIDE = 24
LEAST_BAR = 8
"""Cells below which a bar is none: the minutes are said alone."""


@dataclass(frozen=True, slots=True)
class CandidateRef:
    """A row about something that could be on the agenda."""

    key: str


@dataclass(frozen=True, slots=True)
class ItemRef:
    """A row about an item of the agenda."""

    item_id: int


def candidate_rows(page: AgendaPage, left: Sequence[LeftOut], *, private: bool) -> list[Row]:
    """Return what could be on the agenda in its groups, each with its reasons; what did not fit says so."""
    if page.sitting.held_on is not None:
        return [Row(("It was held: nothing more comes onto its agenda.",), kind="note")]
    why = {one.candidate.key: one.why for one in left}
    rows: list[Row] = []
    group: Group | None = None
    offered = page.offered
    for one in offered:
        if one.group is not group:
            group = one.group
            count = sum(each.group is group for each in offered)
            rows.append(Row((f"{group.label}   {count}",), kind="heading"))
        said = "; ".join(part for part in (one.why, why.get(one.key, "")) if part)
        rows.append(Row((label_of(one, private=private), said), CandidateRef(one.key), _ink(one)))
    return rows


def label_of(one: Candidate, *, private: bool) -> str:
    """Return what a candidate is called; what somebody typed is not shown to others."""
    if not private or (one.item_id is None and one.group is not Group.LEFT):
        return one.label
    return one.label.partition(":")[0] if one.child_id is not None else HIDDEN


FILLS = "g fills it, Enter puts on what stands at the left."
PICKED = "A group picks its own cases: Enter puts one on, g only what else belongs on it."


def agenda_rows(page: AgendaPage, left: Sequence[LeftOut], today: date, *, private: bool) -> list[Row]:
    """Return the agenda: its items with minutes, then what would be late and is not on it."""
    held = page.sitting.held_on is not None
    rows = [] if held else [Row((problem,), kind="amber") for problem in page.proposal.problems]
    against = page.lengths.against(page.length) if not held else ""
    if against:
        rows.append(Row((f"{against} l changes it.",), kind="amber"))
    if not page.items:
        picked = page.sitting.is_group and any(one.picked for one in page.proposal.candidates)
        rows.append(Row((f"Nothing is on it yet. {PICKED if picked else FILLS}",), kind="note"))
    for number, item in enumerate(page.items, 1):
        cells = (
            f"{number}",
            item_label(item, private=private),
            f"{item.minutes}",
            _marks(page, item, private=private),
        )
        rows.append(Row(cells, ItemRef(item.id), _item_ink(page, item)))
    return rows if held else [*rows, *missing_rows(page, left, today, private=private)]


def item_label(item: ItemView, *, private: bool) -> str:
    """Return what an item is called: typed words are kept from others' eyes."""
    if private and item.words and item.is_typed:
        return item.child or HIDDEN
    return item.label or "(without words)"


def missing_rows(page: AgendaPage, left: Sequence[LeftOut], today: date, *, private: bool) -> list[Row]:
    """Return who would be late before the next supervision and is not on the agenda, with what can be done."""
    missing = page.missing
    if not missing:
        return []
    days = [one.by for one in missing if one.by is not None]
    by = f"; the first by {show_short(min(days), today)}" if days else ""
    late = counted(len(missing), "is", "are")
    rows = [Row((f"Not on it though late before the next supervision   {len(missing)}",), kind="heading")]
    what = f"{late} not on it{by}. s plans a second slot for them."
    if any(one.reference for one in missing):
        what += " b makes a short entry by reference, where the policy allows it."
    rows.append(Row((what,), kind="note"))
    why = {one.candidate.key: one.why for one in left}
    for one in missing:
        day = f"by {show_short(one.by, today)}" if one.by is not None else ""
        rows.append(
            Row(
                ("", label_of(one, private=private), "", why.get(one.key, "") or day),
                CandidateRef(one.key),
                "warn",
            )
        )
    return rows


def bar(page: AgendaPage, width: int) -> tuple[str, str]:
    """Return the minutes of the agenda as a bar against the length, and in words; an ink for both."""
    used, length = page.minutes, page.length
    if page.sitting.held_on is not None:
        return f"held, {counted(length, 'minute')}", "strong"
    over = used - length
    state = f"{over} over" if over > 0 else f"{-over} free" if over else "exactly"
    said = f" {used} of {length} min, {state}"
    room = width - len(said) - 3
    if room < LEAST_BAR:
        return said.strip(), "warn" if over > 0 else "strong"
    full = min(room, round(room * used / length)) if length else room
    body = "#" * full + "." * (room - full)
    return f"[{body}]{said}", "warn" if over > 0 else "strong"


def sentence(page: AgendaPage, ref: object, *, private: bool) -> tuple[str, str]:
    """Return what the status line says of a row: what it is and why, and the rule it rests on."""
    if isinstance(ref, ItemRef):
        item = next((each for each in page.items if each.id == ref.item_id), None)
        if item is None:
            return "", ""
        one = page.candidate_of(item)
        gone = page.gone.get(item.child_id or 0)
        why = one.why if one is not None and one.why else _gone_words(gone, private=private) if gone else ""
        note = "" if private else item.note.replace("\n", " ")
        label = item_label(item, private=private)
        return f"{label}: {'; '.join(filter(None, (why, note)))}".rstrip(": "), rule_of(one)
    found = page.proposal.of(ref.key) if isinstance(ref, CandidateRef) else None
    if found is None:
        return "", ""
    reference = f"A short entry may stand: {found.reference}." if found.reference else ""
    said = f"{label_of(found, private=private)}: {found.why}".rstrip(": ")
    return " ".join(filter(None, (f"{said}.", reference))), rule_of(found)


def rule_of(one: Candidate | None) -> str:
    """Return the rules that a candidate's reasons rest on."""
    if one is None:
        return ""
    found = [reason.rule for reason in one.reasons if reason.rule] or [one.rule]
    return ", ".join(dict.fromkeys(filter(None, found)))


def title_of(page: AgendaPage, label: str, *, private: bool) -> str:
    """Return ``Case supervision with Sam Whitlock``."""
    return titled(label, page.told.whom.name, page.told.whom.above, private=private)


def _marks(page: AgendaPage, item: ItemView, *, private: bool) -> str:
    """Say what is particular about an item: whose it is, that it must be, that it was talked about."""
    said = [WHOSE.get(item.whose, "")]
    if item.state != "open":
        said.append(item.state)
    if item.by_reference:
        said.append("by reference")
    gone = page.gone.get(item.child_id or 0)
    if gone is not None:
        said.append(_gone_words(gone, private=private))
    one = page.candidate_of(item)
    if one is not None and one.must and page.sitting.held_on is None:
        said.append(_by(one, page.told.today))
    return ", ".join(filter(None, said))


def _by(one: Candidate, today: date) -> str:
    """Say by when someone must be talked about, or how late that is."""
    if one.by is None:
        return "must"
    late = (today - one.by).days
    return f"{counted(late, 'day')} late" if late > 0 else f"due {show_short(one.by, today)}"


def _gone_words(gone: Gone, *, private: bool) -> str:
    name = said_name(gone.practitioner, private=private)
    return f"{gone.words} ({name})" if name else gone.words


def _ink(one: Candidate) -> str:
    if one.must:
        return "warn"
    return "quiet" if one.group is Group.OFFERED else ""


def _item_ink(page: AgendaPage, item: ItemView) -> str:
    if item.child_id in page.gone:
        return "amber"
    return "quiet" if item.state != "open" else ""


def sum_in_short(said: str) -> str:
    """Return the sum where there is not room for it: what is left for each child beside the rest, no bare share."""
    first, _, beside = said.partition("; ")
    if " beside " not in beside:
        return said
    each, _, others = beside.partition(" ")
    return f"{first.partition(' is ')[0]}: {each} each {others}"


def sum_in_a_word(said: str) -> str:
    """Return the sum where there is room for next to nothing: how many, and what is left for each."""
    first, _, beside = said.partition("; ")
    each = first.rpartition(" is ")[2]
    left = beside if " beside " in beside else each
    return (
        f"{first.partition(' in ')[0]}: {left.partition(' ')[0]} min each"
        if " minutes each" in first
        else said
    )
