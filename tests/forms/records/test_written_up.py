"""What a finished record tells the clock of what every session must hold (HAV-T37, NCT-T40, CFA-T04)."""

from __future__ import annotations

from typing import Any

import pytest

from forms.answers.given import read_given
from forms.answers.keeping import to_json
from forms.template.load import load_form
from models.policy.load import PACK_NAMES, load_pack
from models.policy.rule import Content
from models.reading.due import DueLine, read_due
from models.reading.facts.written_up import form_of
from models.store.change import Change
from models.store.store import Store
from models.tables import Record
from tests import made
from tests.made import NOW, PRIYA, TODAY

TOLD = [
    ("havering", "HAV-T37", "havering_b", {"learning": {"audit": "Yes", "research": ""}}),
    ("northamptonshire", "NCT-T40", "northamptonshire_c", {"wellbeing": "Well"}),
    (
        "children_and_families",
        "CFA-T04",
        "children_and_families_session",
        {"parts": [{"child": "40217 TB", "summary": "Brought"}, {"child": "39980 KM"}]},
    ),
]
MISSING = {
    "HAV-T37": "Missing: training, performance data, rapid reviews, escalations, feedback.",
    "NCT-T40": "Missing: training.",
    "CFA-T04": "Missing: an up-to-date case summary.",
}
WHOLE: dict[str, dict[str, Any]] = {
    "HAV-T37": {
        "learning": dict.fromkeys(
            ("audit", "training", "performance_data", "rapid_reviews", "escalations", "research", "feedback"),
            "x",
        )
    },
    "NCT-T40": {"wellbeing": "Well", "training": "A course"},
    "CFA-T04": {"parts": [{"child": "40217 TB", "summary": "Brought"}]},
}


def lines(
    store: Store, policy: str, rule: str, form: str, given: dict[str, Any], state: str = "complete"
) -> list[DueLine]:
    """Write a record of today, and return what is due under a rule then."""
    asked = load_form(form)
    taken = read_given(asked, given, TODAY)
    assert dict(taken.wrong) == {}

    def job(change: Change) -> None:
        row = change.insert(
            Record(
                form=form,
                policy=policy,
                fingerprint=asked.fingerprint,
                state=state,
                completed_at=None if state == "draft" else NOW,
                day=TODAY,
                practitioner_id=PRIYA,
                answers=to_json(taken.answers, asked),
                begun_at=NOW,
                begun_by="M1",
                saved_at=NOW,
                saved_by="M1",
            )
        )
        change.note("begin_record", "record", row.id)

    made.do(store, job)
    due = store.read(lambda session: read_due(session, load_pack(policy), TODAY))
    return [line for line in due.lines if line.rule == rule]


class TestTold:
    """The last finished record of each practitioner is held against the rule."""

    @pytest.mark.parametrize(("policy", "rule", "form", "given"), TOLD, ids=[each[1] for each in TOLD])
    def test_what_is_missing_is_named_until_it_is_there(
        self, store: Store, policy: str, rule: str, form: str, given: dict[str, Any]
    ) -> None:
        """A draft tells nothing; what is missing is listed; a later whole one settles it."""
        assert lines(store, policy, rule, form, given, "draft") == []
        (line,) = lines(store, policy, rule, form, given)
        assert (line.about.practitioner_id, line.reason) == (PRIYA, MISSING[rule])
        assert lines(store, policy, rule, form, WHOLE[rule]) == []

    @pytest.mark.parametrize("policy", PACK_NAMES)
    def test_the_policies_name_answers_that_are_asked(self, policy: str) -> None:
        """The form is one of the program's, and has a field of that key."""
        for rule in load_pack(policy).rules:
            for entry in rule.terms.entries if isinstance(rule.terms, Content) else ():
                if entry.answer:
                    key = entry.answer.partition("/")[2]
                    fields = load_form(form_of(entry)).answered()
                    assert key in {one.key for one in fields}, (rule.id, entry.answer)
