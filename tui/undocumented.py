"""Libraries are loaded without what they say about themselves: 4 MB of documentation that nobody reads here.

Python keeps the docstring of every function, class and module; those of SQLAlchemy are a book. ``python -OO``
leaves them out too, but with every check of every library, and for a program that is started that way only.
Here a library is compiled from its source without them, at the first start, and kept so in the environment.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

LIBRARIES = frozenset(
    (
        *("textual", "rich", "platformdirs", "sqlalchemy", "sqlmodel", "nacl"),
        *("asyncio", "email", "logging", "typing_extensions", "zipfile"),
        *("pydantic", "pydantic_core", "annotated_types", "typing_inspection"),
    )
)
KEPT = Path(sys.prefix, "undocumented")
_NOTHING = "."
"""Stands for every docstring: SQLAlchemy insists that what it puts more words to says something."""


def leave_out_documentation(libraries: Iterable[str] = LIBRARIES, kept: Path = KEPT) -> None:
    """Load these libraries without documentation from now on; what is loaded already stays as it is.

    Does nothing where what is compiled could not be kept: compiling it at every start would take seconds.
    """
    can_be_kept = os.access(kept.parent, os.W_OK) and not sys.dont_write_bytecode
    if can_be_kept or kept.is_dir():
        sys.meta_path.insert(0, _Finder(frozenset(libraries), kept))


class _Finder:
    """Finds what Python itself finds for the libraries named, and has it loaded without documentation."""

    def __init__(self, libraries: frozenset[str], kept: Path) -> None:
        self._libraries = libraries
        self._kept = kept

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name.partition(".")[0] not in self._libraries:
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec is not None and type(spec.loader) is SourceFileLoader:
            spec.loader = _Loader(name, spec.loader.path, self._kept)
        return spec


class _Loader(SourceFileLoader):
    """Loads a module as Python does, from bytecode in a place of its own."""

    def __init__(self, name: str, path: str, kept: Path) -> None:
        super().__init__(name, path)
        self._bytecode = str(kept / f"{name}.{sys.implementation.cache_tag}.pyc")

    def get_data(self, path: str) -> bytes:
        return super().get_data(self._own(path))

    def set_data(self, path: str, data: Any, **more: Any) -> None:
        super().set_data(self._own(path), data, **more)

    def _own(self, path: str) -> str:
        return self._bytecode if path.endswith(".pyc") else path

    def source_to_code(self, data: Any, path: Any, **more: Any) -> CodeType:  # type: ignore[override]
        import ast

        tree = ast.parse(data)
        for node in ast.walk(tree):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                first = node.body[0] if ast.get_docstring(node, clean=False) is not None else None
                if isinstance(first, ast.Expr):
                    first.value = ast.copy_location(ast.Constant(_NOTHING), first.value)
        return super().source_to_code(tree, path, **more)
