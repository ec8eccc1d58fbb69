"""The national floor for the newly qualified: where a policy's own words fall short, both figures are said."""

from __future__ import annotations

from datetime import date

import pytest

from models.clock.engine import Clock
from models.facts import Facts
from models.policy.load import load_pack
from models.reading.standing.floor import FloorView, floor_of

START = date(2026, 6, 1)


def floor(policy: str, *roles: str) -> FloorView | None:
    """Return the floor for someone of these roles who began on 1 June."""
    pack = load_pack(policy)
    clock = Clock(pack, date(2026, 11, 21))
    facts = Facts(
        "practitioner", "P", "childrens_social_work", roles, start=START, more={"asye_start": START}
    )
    rules = [rule for name in pack.sessions for rule in clock.rules_on(facts, name)]
    return floor_of(clock, facts, rules)


class TestFloor:
    """Weekly for six weeks, fortnightly to six months, monthly; at least 1.5 hours, uninterrupted."""

    def test_kents_length(self) -> None:
        """Kent says up to 1.5 hours: that falls short, and both figures stand."""
        found = floor("kent", "nqsw")
        assert found is not None
        assert found.short == ()
        assert "at least 1.5 hours, uninterrupted; the policy says up to 1.5 hours (KCC-T16)" in found.length

    def test_an_agreement_without_a_ramp(self) -> None:
        """Four-weekly from the first day is less than weekly, and then less than fortnightly."""
        found = floor("children_and_families", "nqsw")
        assert found is not None
        assert [(one.floor, one.policy, one.rule) for one in found.short] == [
            ("every week", "every 4 weeks", "CFA-T01"),
            ("every 2 weeks", "every 4 weeks", "CFA-T01"),
        ]
        assert found.short[0].since == START
        assert "From Mon 1 Jun 2026" in found.sentences()[1]

    @pytest.mark.parametrize("policy", ["northamptonshire", "havering", "birmingham"])
    def test_a_ramp_that_keeps_to_it(self, policy: str) -> None:
        """The intervals of the others are no longer than the floor's."""
        found = floor(policy, "nqsw")
        assert found is not None
        assert found.short == ()

    def test_haverings_hour(self) -> None:
        """At least an hour is less than at least an hour and a half."""
        found = floor("havering", "nqsw")
        assert found is not None
        assert "the policy says at least 1 hour (HAV-T14)" in found.length

    def test_nobody_else(self) -> None:
        """It is for the newly qualified."""
        assert floor("kent", "social_worker") is None
