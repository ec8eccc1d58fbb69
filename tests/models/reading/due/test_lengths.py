"""A session shorter or longer than the policy says, in the due list."""

from __future__ import annotations

import pytest

from tests.made import ago
from tests.models.reading.due.office import Office


class TestGroupsOfAnotherLength:
    """A rule may have both ends, and the list says which of them was passed (HAV-T08)."""

    @pytest.mark.parametrize(
        ("minutes", "words"),
        [
            (2, "2 minutes, and at least 60 are wanted."),
            (240, "240 minutes, and at most 120 by the policy."),
        ],
    )
    def test_too_short_or_too_long_is_said(self, havering: Office, minutes: int, words: str) -> None:
        """The minutes are the session's own: nothing else is counted there."""
        child = havering.child(holder=havering.person())
        havering.held("group_case", None, ago(3), [child], minutes=minutes)
        assert words in [line.reason for line in havering.lines()]
