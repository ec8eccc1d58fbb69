"""Records and search hits as lines of a list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from models.dates import show
from models.policy import Pack
from models.reading.actions import ActionLine, carry_words
from models.reading.finding import Hit
from models.reading.records import RecordLine
from models.words import said_name
from tui.widgets.rows import Row

Ref = tuple[str, int]


def record_rows(
    lines: Iterable[RecordLine],
    names: Mapping[str, str],
    pack: Pack,
    marked: frozenset[int],
    *,
    private: bool,
) -> list[Row]:
    """Return a row for each record: its day, form, whom it is about, its state; marked ones with a star."""
    return [_record(line, names, pack, marked=line.id in marked, private=private) for line in lines]


def hit_rows(
    hits: Iterable[Hit],
    lines: Mapping[int, RecordLine],
    actions: Mapping[int, ActionLine],
    names: Mapping[str, str],
    today: date,
    *,
    private: bool,
) -> list[Row]:
    """Return two rows for each hit: where it is, and the line it stands in."""
    rows: list[Row] = []
    for hit in hits:
        ref: Ref = (hit.kind, hit.id)
        if hit.kind == "record" and hit.id in lines:
            line = lines[hit.id]
            rows.append(
                Row(
                    (
                        show(line.day),
                        names.get(line.form, line.form),
                        about(line, private=private),
                        line.said_state,
                    ),
                    ref,
                )
            )
        elif hit.id in actions:
            action = actions[hit.id]
            state = carry_words(action, today) if action.is_open else "closed"
            rows.append(Row((show(action.set_on), "Action", action.child, state), ref))
        else:
            continue
        if not private:
            rows.append(Row((f"      {hit.label}: {hit.line}",), kind="quiet"))
    return rows


def about(line: RecordLine, *, private: bool) -> str:
    """Return whom a record is about; in projector mode practitioners are initials."""
    kids = ", ".join(dict.fromkeys(child.label for child in line.children))
    name = said_name(line.practitioner, private=private) if line.practitioner else ""
    if kids:
        return f"{kids} ({name})" if name else kids
    return name or "the team"


def _record(line: RecordLine, names: Mapping[str, str], pack: Pack, *, marked: bool, private: bool) -> Row:
    state = f"{line.state}, typing kept" if line.typed else line.said_state
    session = ""
    if line.session is not None:
        kind = pack.session_kind(line.session.kind).label
        session = kind if line.session.held_on else f"{kind}, planned"
    mark = "* " if marked else ""
    cells = (
        f"{mark}{show(line.day)}",
        names.get(line.form, line.form),
        about(line, private=private),
        state,
        session,
    )
    return Row(cells, ("record", line.id), "warn" if line.typed else "quiet" if line.state == "draft" else "")
