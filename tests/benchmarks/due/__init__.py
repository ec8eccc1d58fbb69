"""Everything due: a measuring module of its own (`run`), and a program: ``python -m tests.benchmarks.due``."""

from tests.benchmarks.due.measure import run

__all__ = ["run"]
