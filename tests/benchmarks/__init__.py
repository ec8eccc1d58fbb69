"""Measuring Footprint: one command, ``python3 tests/benchmarks``, writes RESULTS.md beside this file.

A module here that has ``run(settings: Settings) -> list[Row]`` is measured with the others.
"""
