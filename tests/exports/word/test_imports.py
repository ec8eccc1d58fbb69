"""Nothing of Word is loaded before the first document."""

from __future__ import annotations

from tests.made import in_child

_LOADED = """
import pkgutil, sys
from importlib import import_module

def loaded(*wanted):
    return [name for name in sys.modules if name.split(".")[0] in wanted or ".".join(name.split(".")[:2]) in wanted]

for name in sys.argv[1:]:
    import_module(name)
print(loaded("docx", "lxml", "exports.word"))
import tui
for found in pkgutil.walk_packages(tui.__path__, "tui."):
    if not found.name.endswith("__main__"):
        import_module(found.name)
print(loaded("docx", "lxml"))
"""


class TestNotBeforeTheFirstExport:
    """The program starts, and everything of it is loaded, without Word's libraries."""

    def test_screens_and_commands(self) -> None:
        """The board and its commands load nothing of Word; no screen and no command loads python-docx or lxml."""
        modules = ("tui.app", "tui.commands", "tui.screens.board", "tui.main", "tui.cli.board_command")
        told = in_child(_LOADED, *modules, "forms.page.laying", "exports.board_text").splitlines()
        assert told == ["[]", "[]"]
