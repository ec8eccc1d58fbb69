"""The README tells the way: what it names is there."""

from __future__ import annotations

import re
from argparse import _SubParsersAction
from pathlib import Path

from tui.main import COMMANDS, parser_of

ROOT = Path(__file__).parent.parent
SAYS = (ROOT / "README.md").read_text(encoding="utf-8")
CALLS = re.compile(r"(?m)^footprint (.*)$|`footprint ([^`]+)`")
WITH_VERBS = ("agenda", "file", "form", "handover", "key", "policy", "quality", "record")
PLACES = re.compile(r"`((?:models|forms|exports|tui|tests|\.ci)/[\w./-]*\w/?)`")


def test_every_place_it_names_is_there() -> None:
    """A file or folder that was moved is moved there too; NAME stands for any."""
    named = PLACES.findall(SAYS)
    assert len(named) > 10
    assert [place for place in named if "NAME" not in place and not (ROOT / place).exists()] == []


def test_every_command_and_option_it_names_is_there() -> None:
    """In the list of commands and in running text: the command, its verb, and the options it takes."""
    named = [listed or in_text for listed, in_text in CALLS.findall(SAYS)]
    assert len(named) > 20
    wrong = []
    for said in named:
        command, *rest = said.split() if said[:2].strip() else ["open"]
        taken = words_of(command) if command in COMMANDS else set()
        verb = [rest[0]] if rest and command in WITH_VERBS else []
        wrong += [f"{command} {one}" for one in [*verb, *re.findall(r"--[\w-]+", said)] if one not in taken]
    assert wrong == []


def words_of(command: str) -> set[str]:
    """Return the verbs of a command, and the options of it and of them."""
    parser = parser_of(command)
    choices = [each.choices for each in parser._actions if isinstance(each, _SubParsersAction)]
    verbs = {name: one for each in choices for name, one in each.items()}
    return set(verbs).union(*(one._option_string_actions for one in (parser, *verbs.values())))
