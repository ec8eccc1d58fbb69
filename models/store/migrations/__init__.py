"""Alembic's scripts: how a store of each earlier version becomes one of this version."""
