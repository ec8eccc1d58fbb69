"""The schema and its versions: making a new database, and bringing an older one up to date.

The version is in ``PRAGMA user_version``, read in microseconds; Alembic is imported only when it
differs. A migration is one transaction with foreign keys off (a table made anew would otherwise
delete what hangs on it), and the guards are installed again inside it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from models.errors import Refused
from models.store import guards, words

VERSION = 10
_ALEMBIC_TABLE = (
    "CREATE TABLE alembic_version "
    "(version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)
_SCRIPTS = Path(__file__).parent / "migrations"


def version_of(connection: Any) -> int:
    """Return the schema version of an open (driver) connection."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def refuse_newer(version: int) -> None:
    """Raise Refused if a store was written by a newer Footprint than this one."""
    if version > VERSION:
        raise Refused(
            f"This store was written by a newer Footprint (its version is {version}, this program knows {VERSION}). "
            "Update Footprint, then open it again; nothing was changed."
        )


def create(engine: Engine) -> None:
    """Make every table, the guards and the version mark in an empty database."""
    from models.tables import SCHEMA

    with engine.begin() as connection:
        SCHEMA.create_all(connection)
        words.make(connection)
        connection.exec_driver_sql(_ALEMBIC_TABLE)
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (f"{VERSION:04}",))
        _finish(connection)


def migrate(engine: Engine, found: int) -> None:
    """Bring a database from version ``found`` to this one, wholly or not at all.

    Raises Refused if the result does not hold together; the database is then as it was.
    """
    with engine.execution_options(write=True).connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.set_authorizer(None)
        driver.execute("PRAGMA foreign_keys=OFF")
        try:
            _upgrade(connection)
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise Refused(
                    f"The store could not be brought from version {found} to {VERSION}: "
                    f"{len(broken)} rows would have lost what they belong to. It is as it was."
                )
            _finish(connection)
            connection.commit()
        finally:
            connection.rollback()  # inside a transaction SQLite would not hear the next line
            driver.execute("PRAGMA foreign_keys=ON")
            driver.set_authorizer(guards.authorize)


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _finish(connection: Connection) -> None:
    guards.install(connection)
    connection.exec_driver_sql(f"PRAGMA user_version={VERSION}")
