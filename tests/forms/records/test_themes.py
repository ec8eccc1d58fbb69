"""Themed supervision: a theme a month, patterns, what they led to; months without one, themes that came back."""

from __future__ import annotations

from datetime import date, timedelta

from sqlmodel import select

from exports.report import report_text
from exports.themes import themes_report
from forms.answers.keeping import to_json
from forms.answers.model import Answers
from forms.records.sitting import Beginning, begin_sitting
from forms.records.themes import Themes, is_themed, read_themes
from forms.template.load import load_form
from models.changes.actions import finish_action
from models.changes.agenda_filling import fill_agenda, put_candidate
from models.changes.planning import Plan, plan_supervision
from models.changes.record_parts import About, AgreedAction, Written
from models.changes.records import begin_record
from models.policy.load import load_pack
from models.reading.agenda.filling import fill
from models.reading.agenda.items import read_items
from models.reading.agenda.page import AgendaPage, read_page
from models.reading.agenda.running import behind_cases
from models.reading.agenda.sitting import read_sitting
from models.reading.agenda.told import ItemView
from models.store.change import Change
from models.store.store import Store
from models.tables import Action
from tests import made
from tests.made import KIT, NOW, TODAY, TOM

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


class TestWhereItsCasesStand:
    """The cases of a theme stand behind it, before the patterns that are found in them (NCT-A04)."""

    PACK = load_pack("northamptonshire")

    def planned(self, store: Store, days: int, *children: int) -> int:
        """Plan a themed supervision in so many days with these on its list; return its number."""
        plan = Plan("themed", None, TODAY + timedelta(days=days))
        return made.do(store, lambda change: plan_supervision(change, plan, children=list(children)).id)

    def page(self, store: Store, number: int) -> AgendaPage:
        """Return its agenda."""
        found = store.read(lambda session: read_page(session, self.PACK, number, TODAY))
        assert found is not None
        return found

    @staticmethod
    def order(items: tuple[ItemView, ...]) -> list[str]:
        """Return what stands on an agenda, in its order."""
        return [item.label for item in items]

    def test_filled_put_on_and_begun(self, store: Store) -> None:
        """However they came onto it: from its list, picked by hand, or when it is run without an agenda."""
        number = self.planned(store, 7, TOM)
        page = self.page(store, number)
        made.do(store, lambda change: fill_agenda(change, page, fill(page.proposal, 90), "practice"))
        assert self.order(self.page(store, number).items) == [
            "Theme of the month",
            "40217 TB",
            "Patterns that emerge",
        ]
        page = self.page(store, number)
        kit = page.proposal.of(f"child:{KIT}")
        assert kit is not None
        before = behind_cases(self.PACK, page.items)
        made.do(store, lambda change: put_candidate(change, page, kit, "practice", minutes=10, before=before))
        both = ["Theme of the month", "40217 TB", "39980 KM", "Patterns that emerge"]
        assert self.order(self.page(store, number).items) == both

        other = self.planned(store, 8, TOM, KIT)

        def begin(change: Change) -> None:
            sitting = read_sitting(change.session, self.PACK, other)
            assert sitting is not None
            begin_sitting(change, sitting, Beginning(self.PACK, "northamptonshire", [FORM], TODAY, NOW))

        made.do(store, begin)
        assert self.order(tuple(store.read(lambda session: read_items(session, [other])))) == both
