"""Libraries are loaded without what they say about themselves: 2 MB of documentation that nobody reads here.

Python keeps the docstring of every function, class and module; those of SQLAlchemy are a book. ``python -OO``
leaves them out too, but with every check of every library, and for a program that is started that way only.
"""

from __future__ import annotations

import dis
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import CodeType, FunctionType, ModuleType

LIBRARIES = frozenset(
    (
        *("textual", "rich", "platformdirs", "sqlalchemy", "sqlmodel", "nacl"),
        *("asyncio", "email", "logging", "typing_extensions", "zipfile"),
        *("pydantic", "pydantic_core", "annotated_types", "typing_inspection"),
    )
)
_HAS_DOCSTRING = 0x4000000
"""By this flag Python from 3.13 on knows that the first constant of a function is its docstring."""
_TAKES_FIRST = tuple(
    bytes((number, 0)) for name, number in dis.opmap.items() if name in ("LOAD_CONST", "RETURN_CONST")
)


def leave_out_documentation(libraries: Iterable[str] = LIBRARIES) -> None:
    """Load these libraries without documentation from now on; what is loaded already stays as it is."""
    sys.meta_path.insert(0, _Finder(frozenset(libraries)))


class _Finder:
    """Finds what Python itself finds for the libraries named, and has it loaded without documentation."""

    def __init__(self, libraries: frozenset[str]) -> None:
        self._libraries = libraries

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name.partition(".")[0] not in self._libraries:
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec is not None and type(spec.loader) is SourceFileLoader:
            spec.loader = _Loader(spec.loader.name, spec.loader.path)
        return spec


class _Loader(SourceFileLoader):
    """Loads a module as Python does, then lets go of its docstrings: a library may need them while it loads."""

    def exec_module(self, module: ModuleType) -> None:
        super().exec_module(module)
        module.__doc__ = None
        for value in list(vars(module).values()):
            if type(value) is FunctionType and value.__module__ == module.__name__:
                _forget(value)
            elif isinstance(value, type) and value.__module__ == module.__name__:
                _forget_class(value)


def _forget_class(owner: type) -> None:
    for value in list(vars(owner).values()):
        for function in _functions_of(value):
            _forget(function)
    if isinstance(vars(owner).get("__doc__"), str):
        try:
            owner.__doc__ = None
        except (AttributeError, TypeError):  # its class does not let it be changed
            return


def _functions_of(value: object) -> Iterator[object]:
    """Yield the functions behind what stands in a class; asked by type, for what stands there may answer anything."""
    if isinstance(value, property):
        yield from (value.fget, value.fset, value.fdel)
    elif isinstance(value, classmethod | staticmethod):
        yield value.__func__
    elif type(value) is FunctionType:
        yield value
    elif hasattr(type(value), "__get__") and hasattr(type(value), "__dict__"):
        with suppress(AttributeError):
            yield object.__getattribute__(value, "__dict__").get("fget")


def _forget(function: object) -> None:
    if type(function) is FunctionType and function.__doc__ is not None:
        code = function.__code__
        if code.co_consts and code.co_consts[0] is function.__doc__:
            function.__code__ = _without_docstring(code)
        function.__doc__ = None


def _without_docstring(code: CodeType) -> CodeType:
    """Return the code of a function without its docstring; as it is where the same words are used in it."""
    if any(taken in code.co_code for taken in _TAKES_FIRST):
        return code
    return code.replace(co_consts=(None, *code.co_consts[1:]), co_flags=code.co_flags & ~_HAS_DOCSTRING)
