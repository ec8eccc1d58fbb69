"""What the database itself refuses, and keeps: the trail, its guards, the index of words in step with the rows.

Triggers hold against every statement, ``recursive_triggers`` shuts the REPLACE hole, and an
authorizer keeps triggers and tables from being dropped. Each guard is installed again after a
migration, and their text is compared at every opening.
"""

from __future__ import annotations

from typing import Any

from models.store import signed_guards, words

GUARDS: dict[str, str] = {
    "trail_follows": """
CREATE TRIGGER trail_follows BEFORE INSERT ON trail
BEGIN
  SELECT RAISE(ABORT, 'the trail has no such next line')
  WHERE NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM trail)
     OR NEW.prev <> coalesce((SELECT hash FROM trail ORDER BY seq DESC LIMIT 1), '{first}');
END
""".strip().format(first="0" * 64),
    "trail_never_changes": """
CREATE TRIGGER trail_never_changes BEFORE UPDATE ON trail
BEGIN
  SELECT RAISE(ABORT, 'the trail is never changed');
END
""".strip(),
    "trail_never_shrinks": """
CREATE TRIGGER trail_never_shrinks BEFORE DELETE ON trail
BEGIN
  SELECT RAISE(ABORT, 'the trail is never shortened');
END
""".strip(),
    **words.TRIGGERS,
    **signed_guards.TRIGGERS,
}

# SQLite's authorizer codes (sqlite3.h): what no one may do once the store is open. Making a table or
# attaching a file is not among them: VACUUM INTO does both.
_CREATE_TEMP_TABLE, _CREATE_TEMP_TRIGGER, _CREATE_TEMP_VIEW, _CREATE_TRIGGER = 4, 5, 6, 7
_DROP_INDEX, _DROP_TABLE, _DROP_TRIGGER, _ALTER_TABLE = 10, 11, 16, 26
_DENIED = {
    _CREATE_TEMP_TABLE,
    _CREATE_TEMP_TRIGGER,
    _CREATE_TEMP_VIEW,
    _CREATE_TRIGGER,
    _DROP_INDEX,
    _DROP_TABLE,
    _DROP_TRIGGER,
    _ALTER_TABLE,
}
_PRAGMA = 19
_OK, _DENY = 0, 1
_KEPT_PRAGMAS = {
    "writable_schema",
    "recursive_triggers",
    "journal_mode",
    "synchronous",
    "foreign_keys",
    "ignore_check_constraints",
    "rekey",
    "user_version",
    "application_id",
}


def install(connection: Any) -> None:
    """(Re-)install every guard; run inside a migration's transaction."""
    for name, text in GUARDS.items():
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
        connection.exec_driver_sql(text)


def missing(cursor: Any) -> list[str]:
    """Return the names of guards that are absent or altered in an open database."""
    found = dict(cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall())
    return [name for name, text in GUARDS.items() if found.get(name) != text]


def authorize(
    action: int, first: str | None, second: str | None, _database: str | None, _inside: str | None
) -> int:
    """Refuse statements that would take the guards away; everything else is allowed."""
    if action in _DENIED:
        return _DENY
    if action == _PRAGMA and second is not None and (first or "").lower() in _KEPT_PRAGMAS:
        return _DENY
    return _OK
