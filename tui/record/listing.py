"""Records and search hits as lines of a list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from models.dates import show
from models.reading.actions import ActionLine, carry_words
from models.reading.finding import Hit
from models.reading.records import RecordLine
from models.words import said_name
from tui.widgets.rows import Row

Ref = tuple[str, int]
MOST, LABEL = 2, 28
"""How many children a line names, and how much of a field's label stands before a hit."""


def record_rows(
    lines: Iterable[RecordLine],
    names: Mapping[str, str],
    marked: frozenset[int],
    *,
    private: bool,
) -> list[Row]:
    """Return a row for each record: its day, form, whom it is about, its state; marked ones with a star."""
    return [_record(line, names, marked=line.id in marked, private=private) for line in lines]


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
            label = hit.label if len(hit.label) <= LABEL else f"{hit.label[: LABEL - 1]}…"
            rows.append(Row((f"· {label}: {hit.line}",), kind="quiet"))
    return rows


def about(line: RecordLine, *, private: bool) -> str:
    """Return whom a record is about; in projector mode practitioners are initials."""
    labels = list(dict.fromkeys(child.label for child in line.children))
    more = f" +{len(labels) - MOST}" if len(labels) > MOST else ""
    kids = ", ".join(labels[:MOST]) + more
    name = said_name(line.practitioner, private=private) if line.practitioner else ""
    if kids:
        return f"{kids} ({name})" if name else kids
    return name or "the team"


def _record(line: RecordLine, names: Mapping[str, str], *, marked: bool, private: bool) -> Row:
    state = f"{line.state}, typing kept" if line.typed else line.said_state
    session = ""
    if line.session is not None and line.session.held_on is None:
        session = "session still to come"
    elif line.session is not None and line.session.occasion != "formal":
        session = line.session.occasion
    mark = "* " if marked else ""
    cells = (
        f"{mark}{show(line.day)}",
        names.get(line.form, line.form),
        about(line, private=private),
        state,
        session,
    )
    return Row(cells, ("record", line.id), "warn" if line.typed else "quiet" if line.state == "draft" else "")
