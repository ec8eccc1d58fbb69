"""The parts that can be measured: every module here that has ``run(settings) -> list[Row]``."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType

import tests.benchmarks as here
from tests.benchmarks.rows import Row, Settings

_FIRST = ("starting", "ahead", "walking", "moving", "taking_in")
_NO_PARTS = ("__main__", "command", "parts", "results", "peers", "programs", "rows", "stores", "caseloads")


@dataclass(frozen=True, slots=True)
class Part:
    """A part: its name on the command line, what it is about, and how it is measured."""

    name: str
    about: str
    run: Callable[[Settings], list[Row]]


def find_parts() -> list[Part]:
    """Return every part, those of starting and pressing keys first."""
    names = [one.name for one in pkgutil.iter_modules(here.__path__) if _may_be_part(one.name)]
    modules = [import_module(f"{here.__name__}.{name}") for name in names]
    parts = [_part(module) for module in modules if hasattr(module, "run")]
    return sorted(parts, key=lambda part: (_place(part.name), part.name))


def _part(module: ModuleType) -> Part:
    about = (module.__doc__ or module.__name__).strip().splitlines()[0]
    return Part(module.__name__.rpartition(".")[2], about, module.run)


def _place(name: str) -> int:
    return _FIRST.index(name) if name in _FIRST else len(_FIRST)


def _may_be_part(name: str) -> bool:
    return name not in _NO_PARTS and not name.startswith("test_")
