"""The written format and the program agree: every kind and key that can be read is written down."""

from __future__ import annotations

import pytest

from models.clock import states
from models.policy.cases import CASE_KINDS
from models.policy.check import LABELS
from models.policy.kinds import KINDS
from models.policy.load import BUNDLED
from models.policy.rule import FORCES

README = (BUNDLED / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_rule_is_written_down(kind: str) -> None:
    """In the table of kinds."""
    assert f"\n| `{kind}` |" in README


@pytest.mark.parametrize("kind", CASE_KINDS)
def test_every_kind_of_case_is_written_down(kind: str) -> None:
    """In the table of cases."""
    assert f"\n| `{kind}` |" in README


@pytest.mark.parametrize(
    "state", [value for name, value in vars(states).items() if name.isupper() and name != "LATE"]
)
def test_every_state_is_written_down(state: str) -> None:
    """States are the words a case may expect."""
    assert f"`{state}`" in README or f": {state} or " in README or f" or {state}" in README


@pytest.mark.parametrize("word", [*FORCES, *LABELS])
def test_every_force_and_label_is_written_down(word: str) -> None:
    """An author need not read the code."""
    assert word in README
