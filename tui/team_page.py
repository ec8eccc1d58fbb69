"""What the team's page says beside its sessions, row by row: pure, so that it can be read without a screen."""

from __future__ import annotations

from forms.template.choosing import Occasion, fitting
from forms.template.form import Form
from forms.template.load import forms_of
from models.dates import show
from models.policy import Pack
from models.reading.team_page import AwayView, TeamPage, ThemeView
from models.words import said_name
from tui.person_page import Looking, disagreement_rows, value_of
from tui.settings import own_forms
from tui.widgets.rows import Row

THEME = "theme"
"""The field by which a form of themed supervision is known."""


def team_forms(pack: Pack) -> tuple[list[Form], list[Form]]:
    """Return a policy's forms for a plan of the team, and those for themed supervision."""
    forms, _ = forms_of(pack.names, own_forms())
    own = [form for form in fitting(forms, Occasion(pack.names)) if form.about == "team"]
    return [form for form in own if form.records == "plan"], [form for form in own if form.field(THEME)]


def team_rows(page: TeamPage, plans: list[Form], how: Looking) -> list[Row]:
    """Return who is away, disagreements, the team's plan, themes with their patterns, and what took place."""
    return [
        *_away(page, how),
        *_disagreements(page, how),
        *_plans(page, plans),
        *_themes(page.themes, how),
        *_passes(page, how),
        *_events(page, how),
        *_provisions(how.pack),
    ]


def held_rows(page: TeamPage, how: Looking) -> list[Row]:
    """Return how many groups of each kind were held in the last twelve months."""
    said = [f"{number} {how.pack.session_kind(kind).label}" for kind, number in page.held]
    return [Row((f"In the last twelve months: {', '.join(said)}.",), kind="note")] if said else []


def _away(page: TeamPage, how: Looking) -> list[Row]:
    if not page.away:
        return []
    rows = [Row(("Away now",), kind="heading"), *(_one_away(one, how) for one in page.away)]
    if any(one.supervises for one in page.away):
        rows += [Row((f"{one.says} ({one.id})",), kind="note") for one in how.pack.provisions_at("cover")]
    return rows


def _one_away(one: AwayView, how: Looking) -> Row:
    until = f"until {show(one.until)}" if one.until else "still away"
    decides = one.decides if not how.private else "somebody"
    if one.decides:
        until += f"; {decides} decides meanwhile"
    elif one.supervises:
        until += "; nobody is named who decides meanwhile"
    name = said_name(one.name, private=how.private)
    return Row((show(one.since), name, until), one, "amber" if one.supervises and not one.decides else "")


def _disagreements(page: TeamPage, how: Looking) -> list[Row]:
    """Return the open disagreements, each below the name of whom it is with."""
    rows = []
    for name, one in page.disagreements:
        title = f"Disagreement with {said_name(name, private=how.private)}"
        rows += disagreement_rows([one], how, title=title)
    return rows


def _plans(page: TeamPage, plans: list[Form]) -> list[Row]:
    if not plans:
        return []
    called = {form.code: form.called for form in plans}
    rows = [Row((" / ".join(called.values()),), kind="heading")]
    rows += [Row((show(one.day), called.get(one.form, one.form), one.state), one) for one in page.plans]
    return rows if page.plans else [*rows, Row((_none_written(page, plans),), kind="note")]


def _none_written(page: TeamPage, plans: list[Form]) -> str:
    """Say that no plan was written here; one that was noted with its day stands with what took place."""
    events = {form.event for form in plans}
    noted = next((one for one in page.events if one.code in events), None)
    if noted is None:
        return "None yet. e writes it."
    return f"None written here; that of {show(noted.happened_on)} is noted below. e writes the next."


def _themes(themes: tuple[ThemeView, ...], how: Looking) -> list[Row]:
    if not themes:
        return []
    rows = [Row(("Themes, and the patterns that emerged",), kind="heading")]
    for one in themes:
        theme, patterns = ("", "") if how.private else (one.theme, one.patterns.partition("\n")[0])
        rows.append(Row((show(one.day), theme or "theme not named", patterns), one))
    return rows


def _passes(page: TeamPage, how: Looking) -> list[Row]:
    """Return the gates that were passed with a reason, which quality assurance sees."""
    if not page.passes:
        return []
    rows = [
        Row(("Passed with a reason in the last three months: quality assurance sees it",), kind="heading")
    ]
    for one in page.passes:
        called = {"record": "record", "supervision": "session"}.get(one.entity, one.entity)
        whose = f" of {said_name(one.whose, private=how.private)}" if one.whose else ""
        of = one.child or f"{called} {one.entity_id}{whose}"
        rows.append(Row((show(one.passed_on), f"{one.rule}: {of}", "" if how.private else one.reason)))
    return rows


def _events(page: TeamPage, how: Looking) -> list[Row]:
    if not page.events:
        return []
    rows = [Row(("What took place",), kind="heading")]
    return rows + [Row((show(one.happened_on), one.label, value_of(one, how)), one) for one in page.events]


def _provisions(pack: Pack) -> list[Row]:
    found = pack.provisions_at("team")
    return [Row((f"{one.says} ({one.id})",), kind="note") for one in found]
