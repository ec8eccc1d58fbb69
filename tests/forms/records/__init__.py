"""Tests of records as forms make them."""
