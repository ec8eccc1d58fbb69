"""Nothing of Word is loaded before the first document."""

from __future__ import annotations

from tests.made import in_child

_LOADED = """
import sys
for name in sys.argv[1:]:
    __import__(name)
print([name for name in sys.modules if name.split(".")[0] in ("docx", "lxml") or name.startswith("exports.word")])
"""


class TestNotBeforeTheFirstExport:
    """The program starts, and every command but those of Word runs, without Word's libraries."""

    def test_screens_and_commands(self) -> None:
        """No screen, no palette, no command line loads them."""
        modules = ("tui.app", "tui.commands", "tui.screens.board", "tui.main", "tui.cli.board_command")
        assert in_child(_LOADED, *modules, "forms.page.laying", "exports.board_text").strip() == "[]"
