"""Libraries loaded without their documentation do what they did with it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from tests.made import in_child
from tui.undocumented import leave_out_documentation

SPOKEN = '''
"""A library."""

from functools import cached_property

def said():
    """Its own words."""
    return "Its own words."

def none():
    """Returns nothing."""

def silent(words=("a", "b")):
    return "".join("x" + each for each in words)

def asks():
    """Said while it loads."""
    return asks.words

asks.words = asks.__doc__

class Thing:
    """A thing."""

    def method(self, more="!"):
        """Says what it is."""
        def within():
            """Inner words."""
            return "thing"
        return within() + more

    @property
    def size(self):
        """How large."""
        return 3

    @classmethod
    def made(cls):
        """Makes one."""
        return cls()

    @staticmethod
    def plain():
        """Plain words."""
        return 'plain'
'''

ORM = """
import sys
sys.dont_write_bytecode = False
from tui.undocumented import leave_out_documentation
leave_out_documentation()
from sqlmodel import Field, Session, SQLModel, create_engine, select

class Child(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    number: str

print(Session.__doc__, Session.execute.__doc__, create_engine.__doc__)
engine = create_engine("sqlite://")
SQLModel.metadata.create_all(engine)
with Session(engine) as session:
    session.add(Child(number="40217"))
    session.commit()
    print(session.exec(select(Child).where(Child.number.startswith("40"))).one().number)
import alembic.command, alembic.autogenerate, sqlalchemy.ext.hybrid, sqlalchemy.orm.events
import pydantic.type_adapter, textual.app, textual.widgets, rich.markdown
print("loaded")
"""


@pytest.fixture
def spoken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """A library with documentation of every sort, loaded without."""
    (tmp_path / "spoken_library.py").write_text(SPOKEN, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    leave_out_documentation({"spoken_library"}, tmp_path / "kept")
    yield import_module("spoken_library")
    del sys.modules["spoken_library"]


class TestUndocumented:
    """What is said is gone, what is done stays."""

    def test_everything_does_what_it_did(self, spoken: ModuleType) -> None:
        """Also where a function uses the very words of its docstring, or the library asks for it while it loads."""
        thing = spoken.Thing.made()
        assert (spoken.said(), spoken.none(), spoken.silent()) == ("Its own words.", None, "xaxb")
        assert spoken.asks() == "."
        assert (thing.method(), thing.method("?"), thing.size, thing.plain()) == (
            "thing!",
            "thing?",
            3,
            "plain",
        )

    def test_nothing_is_said(self, spoken: ModuleType) -> None:
        """No function, method, property's getter, class or module keeps its words."""
        kind = spoken.Thing
        told = [spoken, kind, spoken.none, kind.method, kind.size.fget, kind.made, kind.plain]
        assert [each.__doc__ for each in told] == ["."] * len(told)
        assert "Returns nothing." not in spoken.none.__code__.co_consts

    def test_compiled_once(self, spoken: ModuleType, tmp_path: Path) -> None:
        """What was compiled is kept, and serves until the library is another."""
        (kept,) = (tmp_path / "kept").iterdir()
        before = kept.stat().st_mtime_ns
        assert again().said() == "Its own words."
        assert kept.stat().st_mtime_ns == before
        source = tmp_path / "spoken_library.py"
        source.write_text(source.read_text(encoding="utf-8") + "\nLATER = 1\n", encoding="utf-8")
        assert again().LATER == 1

    def test_left_alone_where_nothing_can_be_kept(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """To compile at every start would take seconds: the libraries are loaded as they are."""
        before = list(sys.meta_path)
        monkeypatch.setattr(sys, "dont_write_bytecode", True)
        leave_out_documentation({"spoken_library"}, tmp_path / "kept")
        assert sys.meta_path == before

    def test_the_store_s_libraries_work(self) -> None:
        """SQLModel maps, writes and reads; what is loaded later, loads."""
        assert in_child(ORM).splitlines() == ["None . .", "40217", "loaded"]


def again() -> ModuleType:
    """Load the library as the next start does."""
    del sys.modules["spoken_library"]
    return import_module("spoken_library")
