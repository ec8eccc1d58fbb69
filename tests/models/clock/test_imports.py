"""What the clock leaves alone until it is needed."""

from __future__ import annotations

import subprocess
import sys

import pytest

ASK = """
from datetime import date
from models.clock import Clock
from models.facts import Facts
from models.policy import load_pack
found = Clock(load_pack('kent'), date(2026, 6, 1)).due(Facts('child', service='early_help', last=date(2026, 5, 1)))
assert found[0].days_late == -59
"""


def loaded_after(code: str) -> set[str]:
    """Return the top names of all modules loaded by a fresh program."""
    show = "import sys; print(' '.join(sorted({name.split('.')[0] for name in sys.modules})))"
    found = subprocess.run(
        [sys.executable, "-c", f"{code}\n{show}"], capture_output=True, text=True, check=True
    )
    return set(found.stdout.split())


@pytest.mark.parametrize("name", ["sqlmodel", "sqlalchemy", "textual", "docx", "jinja2", "holidays"])
def test_asking_what_is_due_loads_no_store_no_screen_and_no_holidays(name: str) -> None:
    """Nor the library of bank holidays, which knows every country: England's are kept in a file."""
    assert name not in loaded_after(ASK)


def test_a_working_day_does_not_load_the_library() -> None:
    """``hold_by`` needs to know the bank holidays of these years, and these are kept."""
    assert "holidays" not in loaded_after(f"{ASK}\nfound[0].hold_by")
