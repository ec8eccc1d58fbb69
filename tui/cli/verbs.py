"""A command that does several things to what it is about, each called by a word: its verbs."""

from __future__ import annotations

import argparse

from tui.cli.common import WORDS


class Verbs:
    """A command's parser and its verbs; each shows an example of its own."""

    def __init__(self, command: str, words: str, *examples: str) -> None:
        self._command = command
        self.parser = argparse.ArgumentParser(
            prog=f"footprint {command}", description=words, epilog=self._said(examples), **WORDS
        )
        self._verbs = self.parser.add_subparsers(dest="verb", required=True, metavar="VERB")

    def add(self, verb: str, words: str, example: str = "", about: str = "") -> argparse.ArgumentParser:
        """Add a verb and return its parser; ``example`` is what follows the verb, ``about`` says more than words."""
        shown = self._said([f"{verb} {example}".rstrip()])
        found: argparse.ArgumentParser = self._verbs.add_parser(
            verb, help=words, description=about or words, epilog=shown, **WORDS
        )
        return found

    def _said(self, examples: tuple[str, ...] | list[str]) -> str:
        """Return the lines that stand below the help, one below the other."""
        return "example: " + "\n         ".join(f"footprint {self._command} {one}" for one in examples)
