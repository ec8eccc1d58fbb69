"""Themed supervision: a theme a month, patterns, what they led to; months without one, themes that came back."""

from __future__ import annotations

from datetime import date

from sqlmodel import select

from exports.report import report_text
from exports.themes import themes_report
from forms.answers.keeping import to_json
from forms.answers.model import Answers
from forms.records.themes import Themes, is_themed, read_themes
from forms.template.load import load_form
from models.changes.actions import finish_action
from models.changes.record_parts import About, AgreedAction, Written
from models.changes.records import begin_record
from models.store.change import Change
from models.store.store import Store
from models.tables import Action
from tests import made
from tests.made import KIT, TODAY, TOM

FORM = load_form("northamptonshire_themed")


def themed(store: Store, day: date, theme: str, patterns: str = "", *actions: str) -> None:
    """Record a themed supervision about two cases."""
    values = {"theme": theme, "patterns": patterns, "remedial": "A workshop" if patterns else ""}
    answers = Answers(FORM.code, "", {key: text for key, text in values.items() if text})

    def job(change: Change) -> None:
        agreed = tuple(AgreedAction(f"r{n}", what) for n, what in enumerate(actions))
        about = About(day, None, None, ((TOM, "p1"), (KIT, "p2")))
        row = begin_record(
            change, FORM.code, "northamptonshire", Written(to_json(answers, FORM), "1", about, agreed)
        )
        if actions:
            first = change.session.exec(select(Action.id).where(Action.record_id == row.id)).first()
            assert first is not None
            finish_action(change, first, "Done", TODAY)

    made.do(store, job)


def read(store: Store) -> Themes:
    """Read twelve months."""
    return store.read(lambda session: read_themes(session, [FORM, load_form("kent_case")], TODAY))


class TestThemes:
    """NCT-P18: agreed themes, cases reviewed, patterns recorded, remedial action and development work."""

    def test_twelve_months(self, store: Store) -> None:
        """The latest first, with cases and actions; a month without one is named; a theme that came back is counted."""
        assert is_themed(FORM)
        assert read(store) == Themes()
        themed(store, date(2026, 8, 10), "Pathway plans")
        themed(
            store,
            date(2026, 10, 5),
            "pathway plans",
            "Plans wait for a personal adviser.",
            "Ask for a post",
            "Tell",
        )
        themed(store, date(2025, 10, 5), "Too long ago")
        found = read(store)
        assert [(one.theme, one.cases, one.done, one.actions) for one in found.themes] == [
            ("pathway plans", 2, 1, 2),
            ("Pathway plans", 2, 0, 0),
        ]
        assert found.missing == (date(2026, 9, 1),)
        assert found.again == (("pathway plans", 2),)
        text = report_text(themes_report(found, TODAY, "Riverside 2", "Northamptonshire"))
        for words in ("Plans wait for a personal", "A workshop", "1 of 2", "September 2026", "40217"):
            assert (words in text) is (words != "40217")
