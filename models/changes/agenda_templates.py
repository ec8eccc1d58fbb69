"""Patterns of agendas that are kept for a practitioner or for the team."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import col, select

from models.changes import checks
from models.changes.agenda_parts import MOST, NewItem, minutes_of, whose_of
from models.errors import Refused
from models.store.change import Change
from models.tables import AgendaTemplate, AgendaTemplateLine, Practitioner
from models.trail import Words

CHILDREN = "children"
"""The key of the line where the children come."""


def keep_template(
    change: Change,
    name: str,
    kinds: Sequence[str],
    lines: Sequence[NewItem],
    *,
    practitioner_id: int | None = None,
    minutes: int | None = None,
) -> AgendaTemplate:
    """Keep a pattern under a name, for a practitioner or the team; one of that name before it gives way."""
    title = checks.line_of(name, "name of the pattern")
    if not title:
        raise Refused("Give the pattern a name.")
    if not lines or len(lines) > MOST:
        raise Refused(f"A pattern has from 1 to {MOST} lines.")
    if practitioner_id is not None:
        checks.found(change.session, Practitioner, practitioner_id, "practitioner")
    for before in change.session.exec(_named(title, practitioner_id)).all():
        _delete(change, before)
    row = change.insert(
        AgendaTemplate(name=title, practitioner_id=practitioner_id, kinds=" ".join(kinds), minutes=minutes)
    )
    for place, line in enumerate(lines):
        change.insert(
            AgendaTemplateLine(
                template_id=row.id,
                place=place,
                source=line.source,
                key=line.key,
                whose=whose_of(line.whose),
                words=checks.line_of(line.words, "item"),
                minutes=minutes_of(line.minutes),
            )
        )
    change.note(
        "keep_template",
        "agenda_template",
        row.id,
        practitioner=practitioner_id,
        name=Words(title),
        lines=len(lines),
    )
    return row


def drop_template(change: Change, template_id: int) -> None:
    """Let a pattern go."""
    row = checks.found(change.session, AgendaTemplate, template_id, "pattern")
    change.note("drop_template", "agenda_template", row.id, name=Words(row.name))
    _delete(change, row)


def _named(name: str, practitioner_id: int | None):  # type: ignore[no-untyped-def]
    return select(AgendaTemplate).where(
        AgendaTemplate.name == name,
        col(AgendaTemplate.practitioner_id).is_(None)
        if practitioner_id is None
        else AgendaTemplate.practitioner_id == practitioner_id,
    )


def _delete(change: Change, row: AgendaTemplate) -> None:
    lines = select(AgendaTemplateLine).where(AgendaTemplateLine.template_id == row.id)
    for line in change.session.exec(lines).all():
        change.delete(line)
    change.delete(row)
