"""An SQLAlchemy engine over one open connection. What SQL was made of a query is kept for every store.

Making SQL of a query costs more than running it. An engine of its own would begin with nothing made,
so a store that is locked and opened again would make all of it anew.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import StaticPool


def driver() -> Any:
    """Return the module that opens encrypted databases."""
    import sqlcipher3.dbapi2 as module

    return module


def engine_for(connection: Any) -> Engine:
    """Return an engine over one open driver connection.

    Errors never show parameters; writes begin IMMEDIATE, so two programs never deadlock half way.
    """
    first = _first()
    engine = Engine(
        StaticPool(lambda: connection, dialect=first.dialect),
        first.dialect,
        first.url,
        hide_parameters=True,
        query_cache_size=0,
        execution_options={"compiled_cache": first._compiled_cache},
    )
    event.listen(engine, "begin", _begin)
    return engine


@cache
def _first() -> Engine:
    """Return the engine that no store uses: its dialect is set up, and keeps what SQL was made."""
    engine = create_engine("sqlite://", module=driver(), poolclass=StaticPool, query_cache_size=1000)
    with engine.connect():
        pass
    engine.dispose()
    return engine


def _begin(connection: Any) -> None:
    write = connection.get_execution_options().get("write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
