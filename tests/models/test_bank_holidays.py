"""The bank holidays that are kept are those of the library."""

from __future__ import annotations

from datetime import date

from models.bank_holidays import FILE, YEARS, bank_holidays, text
from tests.made import in_child

_LOADS = """
import sys
from models.bank_holidays import bank_holidays
bank_holidays(int(sys.argv[1]))
print("holidays" in sys.modules)
"""


class TestKept:
    """What stands in the file."""

    def test_as_the_library_has_it(self) -> None:
        """Every year; write it anew with ``python -m models.bank_holidays`` when the library is a new one."""
        assert FILE.read_text(encoding="ascii") == text()

    def test_one_off_days(self) -> None:
        """The Queen's funeral, the coronation, and VE Day's moved bank holiday."""
        assert date(2022, 9, 19) in bank_holidays(2022)
        assert date(2023, 5, 8) in bank_holidays(2023)
        assert date(2020, 5, 8) in bank_holidays(2020)
        assert date(2020, 5, 4) not in bank_holidays(2020)

    def test_the_library_is_not_loaded(self) -> None:
        """Not for a year that is kept."""
        assert in_child(_LOADS, str(YEARS[0])).strip() == "False"


class TestOtherYears:
    """A year that is not kept."""

    def test_asked_of_the_library(self) -> None:
        """Far back and far ahead."""
        assert in_child(_LOADS, str(YEARS[-1] + 1)).strip() == "True"
        assert date(YEARS[-1] + 1, 12, 26) in bank_holidays(YEARS[-1] + 1)
