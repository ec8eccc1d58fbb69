"""Tests of the made-up records."""
