"""Looking a store over: keys, pages, structure, guards, trail, and the heads that backups remember."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from models import trail
from models.dates import counted
from models.errors import Refused
from models.reading.covered import read_cover_openings
from models.reading.sealed import seal_faults
from models.reading.signing import count_signed
from models.store import backup, guards, schema
from models.store.connection import connect, explain
from models.store.cover import covered_by
from models.store.engines import engine_for
from models.store.key_files import differing
from models.store.keys import read_key_file
from models.store.opening import Unlocked, marked_keys
from models.store.place import Place
from models.store.store import take_lock


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at, whether it is as it should be, and what was seen."""

    what: str
    good: bool
    seen: str


def check(place: Place, unlocked: Unlocked, now: datetime) -> list[Finding]:
    """Look over an unlocked store; every finding says what was looked at. Changes nothing."""
    findings: list[Finding] = []
    try:
        writer = take_lock(place, now)
    except Refused:
        writer = None
    connection = None
    try:
        connection = connect(place.database, unlocked.secret, mode="rw" if writer else "ro")
        for part in (_database(connection, alone=writer is not None), _contents(connection)):
            findings.extend(part)
        findings.append(_keys(place, connection))
        findings.extend(_backups(place, connection, unlocked.keys.uuid))
    except Refused as refused:
        findings.append(Finding("database", good=False, seen=str(refused)))
    except driver.Error as error:
        findings.append(Finding("database", good=False, seen=explain(error, place.database)))
    finally:
        if connection is not None:
            connection.close()
        if writer:
            writer.release()
    return findings


def _keys(place: Place, connection: Any) -> Finding:
    """Compare both files with what the store itself remembers of its keys."""
    remembered = connection.execute("SELECT key_slots FROM store_mark").fetchone()[0]
    wrong = [path.name for path in differing(place, read_key_file(remembered))]
    return Finding(
        "key files",
        good=not wrong,
        seen=f"{' and '.join(wrong)} not as it should be; opening the store mends it"
        if wrong
        else "both copies agree",
    )


def _database(connection: Any, *, alone: bool) -> Iterator[Finding]:
    version = schema.version_of(connection)
    yield Finding(
        "version", good=version == schema.VERSION, seen=f"{version} (this program: {schema.VERSION})"
    )
    if alone:
        # The page check reads the file itself and mistakes what still lies in the log for damage.
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        damage = backup.damage_in(connection)
        yield Finding(
            "pages and structure", good=not damage, seen=damage or "every page is as it was written"
        )
    else:
        yield Finding(
            "pages and structure",
            good=True,
            seen="left out: they are looked at when no other program has it open",
        )
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    yield Finding(
        "what belongs together", good=not broken, seen=f"{len(broken)} rows without what they belong to"
    )
    lost = guards.missing(connection)
    yield Finding(
        "guards", good=not lost, seen=", ".join(lost) + " missing or altered" if lost else "all in place"
    )


def _contents(connection: Any) -> Iterator[Finding]:
    lines = connection.execute(
        "SELECT seq, at, actor, action, entity, entity_id, detail, prev, hash FROM trail ORDER BY seq"
    )
    count = connection.execute("SELECT count(*) FROM trail").fetchone()[0]
    fault = trail.first_fault(trail.Line(*row) for row in lines)
    yield Finding("trail", good=not fault, seen=fault or f"{count} lines, each following from the one before")
    ours = schema.version_of(connection) == schema.VERSION
    yield _covered(connection, ours=ours)
    yield _seals(connection)
    if ours:
        yield _destroyed(connection)
    held_twice = connection.execute(
        "SELECT count(*) FROM (SELECT involvement_id FROM allocation WHERE until IS NULL "
        "GROUP BY involvement_id HAVING count(*) > 1)"
    ).fetchone()[0]
    yield Finding("allocations", good=not held_twice, seen=f"{held_twice} held by two people at once")


def _covered(connection: Any, *, ours: bool) -> Finding:
    """Say which organisation's key can open the store, how often one did, when last, and what was changed then."""
    with Session(engine_for(connection)) as session:
        found = read_cover_openings(session)
        try:
            now = covered_by(marked_keys(session)) if ours else ""
        except (SQLAlchemyError, Refused):  # a damaged page: that it is, is said of the pages
            now, ours = "", False
    seen = f"opened the store {counted(len(found), 'time')}, last {found[0].text()}" if found else "not used"
    if ours:
        seen = f"{now} can open the store; {seen}" if now else f"none can open the store; {seen}"
    return Finding("organisation's key", good=True, seen=seen)


def _seals(connection: Any) -> Finding:
    """Compare every signed record with the seal over it."""
    with Session(engine_for(connection)) as session:
        count, wrong = count_signed(session), seal_faults(session)
    seen = f"{counted(count, 'signed record')}, each as it was sealed"
    if wrong:
        seen = f"not as sealed: {', '.join(f'record {number}' for number in wrong[:20])}"
    return Finding("seals", good=not wrong, seen=seen)


def _destroyed(connection: Any) -> Finding:
    """Say whether the pages behind destroyed files are clean."""
    done, due = connection.execute(
        "SELECT count(*), count(*) - count(cleaned_at) FROM destruction WHERE destroyed_at IS NOT NULL"
    ).fetchone()
    seen = f"the pages behind {due} of {done} are to be cleaned; opening the store does it"
    if not due:
        seen = f"{counted(done, 'destroyed file')}, and the pages behind them clean" if done else "none"
    return Finding("destroyed files", good=not due, seen=seen)


def _backups(place: Place, connection: Any, uuid: str) -> Iterator[Finding]:
    """Compare the trail with the heads that backups remember: a trail rewritten since would differ."""
    found = backup.list_backups(place.backups)
    if not found:
        yield Finding("backups", good=True, seen="none yet")
        return
    for made in found:
        try:
            manifest = backup.read_manifest(made.path)
        except Refused as refused:
            yield Finding(f"backup {made.path.name}", good=False, seen=str(refused))
            continue
        line = connection.execute("SELECT hash FROM trail WHERE seq = ?", (manifest.trail_seq,)).fetchone()
        name, ends = f"backup {made.path.name}", f"its trail ends at line {manifest.trail_seq}"
        if manifest.uuid != uuid:
            yield Finding(name, good=False, seen="it is of another store")
        elif manifest.trail_seq == 0 or (line and line[0] == manifest.trail_hash):
            yield Finding(name, good=True, seen=f"{ends}, as here")
        elif _put_back_since(connection, made):
            yield Finding(name, good=True, seen=f"{ends}; another backup was put back after it was made")
        else:
            yield Finding(name, good=False, seen=f"{ends}, which is not as it is here")


def _put_back_since(connection: Any, made: backup.Backup) -> bool:
    """Say whether the trail here may have left that of a backup because another one was put back since."""
    found = connection.execute(
        "SELECT 1 FROM trail WHERE action = 'restore_backup' AND at >= ?",
        (trail.moment_text(made.made_at),),
    ).fetchone()
    return found is not None
