"""The order of the house: what several tests use stands beside them."""

from __future__ import annotations

import re
from pathlib import Path

TESTS = Path(__file__).parent
FROM_A_TEST = re.compile(r"^\s*(?:from|import) tests(?:\.\w+)*\.test_\w+", re.MULTILINE)


def test_no_test_file_is_imported() -> None:
    """A helper that a second file needs moves into a module without tests: none is run twice or lost with a file."""
    found = [path for path in TESTS.rglob("*.py") if FROM_A_TEST.search(path.read_text(encoding="utf-8"))]
    assert [str(path.relative_to(TESTS)) for path in found] == []
