"""Libraries are loaded without what they say about themselves: 2 MB of documentation that nobody reads here.

Python keeps the docstring of every function, class and module; those of SQLAlchemy are a book. ``python -OO``
leaves them out too, but with every check of every library, and for a program that is started that way only.
"""

from __future__ import annotations

import dis
import sys
from collections.abc import Iterable, Sequence
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
_SHORT = 160
"""How many characters of docstring are left where they are: most are short, and most of the memory is the others'."""
_LAZY = frozenset(
    {"memoized_property", "_memoized_property", "ro_memoized_property", "generic_fn_descriptor"}
)
"""What SQLAlchemy calls its own sorts of property."""
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
        name = module.__name__
        for value in list(vars(module).values()):
            if type(value) is FunctionType:
                if value.__module__ == name:
                    _forget(value)
            elif isinstance(value, type) and value.__module__ == name:
                _forget_class(value)


def _forget_class(owner: type) -> None:
    """Asked by type only, for what stands in a class may answer anything to any question."""
    for value in list(vars(owner).values()):
        kind = type(value)
        if kind is FunctionType:
            _forget(value)
        elif kind is property:
            _forget(value.fget)
        elif kind is classmethod or kind is staticmethod:
            _forget(value.__func__)
        elif kind.__name__ in _LAZY:
            _forget(vars(value).get("fget"))
    if isinstance(vars(owner).get("__doc__"), str):
        with suppress(AttributeError, TypeError):  # where its class does not let it be changed
            owner.__doc__ = None


def _forget(function: object) -> None:
    if type(function) is not FunctionType:
        return
    said = function.__doc__
    if said is None or len(said) < _SHORT:
        return
    code = function.__code__
    if code.co_consts and code.co_consts[0] is said:
        function.__code__ = _without_docstring(code)
    function.__doc__ = None


def _without_docstring(code: CodeType) -> CodeType:
    """Return the code of a function without its docstring; as it is where the same words are used in it."""
    if any(taken in code.co_code for taken in _TAKES_FIRST):
        return code
    return code.replace(co_consts=(None, *code.co_consts[1:]), co_flags=code.co_flags & ~_HAS_DOCSTRING)
