"""What every table has in common: a number of its own, and a way of being printed that tells nothing."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import DateTime, Dialect, String
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel
from sqlmodel.sql.sqltypes import AutoString

# Every constraint has a name, so that a later migration can speak of it.
SQLModel.metadata.naming_convention = {
    "pk": "pk_%(table_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "ix": "ix_%(column_0_label)s",
}


# SQLAlchemy makes a class of operators for every column of a decorated type. One a type does the same.
AutoString.comparator_factory = TypeDecorator.TDComparatorContainer(String())  # type: ignore[method-assign, assignment]


class Moment(TypeDecorator[datetime]):
    """A moment: handed over aware, kept as UTC without its offset (SQLite has none), read back aware in UTC."""

    impl = DateTime
    cache_ok = True
    comparator_factory = TypeDecorator.TDComparatorContainer(DateTime())

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Return what is kept. Raises ValueError for a moment that does not say where its clock hangs."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without an offset cannot be kept")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Return what was kept, in UTC."""
        return None if value is None else value.replace(tzinfo=UTC)


class Row(SQLModel):
    """A row with a number. Printing one never shows what it holds: error texts reach terminals and files.

    A table checks nothing itself (`models.changes` does), so what pydantic would check with is not even built.
    """

    model_config = {"defer_build": True}

    id: int = Field(default=None, primary_key=True)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.id}>"

    __str__ = __repr__
