"""Workbooks written from a store, and what is read of them."""

from __future__ import annotations

import zipfile
from pathlib import Path

from exports.workbook import write_workbook
from models.intake.bring_in import bring_in
from models.intake.outgoing import read_team_data
from models.intake.planning import Plan, make_plan
from models.intake.read import read_files
from models.policy import Pack, load_pack
from models.store.store import Store
from tests import made

KENT = load_pack("kent")


def part(path: Path, name: str) -> str:
    """Return a part of a package as text."""
    with zipfile.ZipFile(path) as package:
        return package.read(name).decode("utf-8")


def filled(path: Path, store: Store, pack: Pack = KENT) -> Path:
    """Write the workbook filled with a store's team."""
    return write_workbook(path, store.read(read_team_data), pack).path


def planned(store: Store, path: Path, pack: Pack = KENT) -> Plan:
    """Compare a workbook with a store."""
    incoming = read_files([path], pack, made.TODAY)
    return store.read(lambda session: make_plan(session, incoming, pack, made.TODAY))


def brought(store: Store, path: Path, pack: Pack = KENT) -> Plan:
    """Import a workbook."""
    plan = planned(store, path, pack)
    bring_in(store, plan, **made.HOW)
    return plan
