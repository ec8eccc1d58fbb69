"""``footprint policy``: the packs; what they say, whether a file of one is right, and their cases."""

from __future__ import annotations

import argparse
import json
import sys
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from models.dates import counted, show
from models.errors import Refused
from models.policy import Pack, load_pack, pack_names
from models.policy.check import check_pack
from models.policy.rule import Rule
from tui.cli.common import add_store_options, clock_of, opened, pack_of, say_problems
from tui.cli.verbs import Verbs
from tui.settings import own_packs


def parser() -> argparse.ArgumentParser:
    """Return the command's parser."""
    verbs = Verbs("policy", "The supervision policies as data.", "show kent", "test my-cases.toml --json")
    verbs.add("list", "list the packs")
    whole = verbs.add("show", "say what a pack holds: every rule with its source", "kent")
    whole.add_argument("name", metavar="NAME")
    whole.add_argument("--rule", metavar="ID", help="one rule, with the readings it rests on")
    check = verbs.add("check", "say what is wrong with a pack file, by its lines", "my.toml")
    check.add_argument("file", type=Path, metavar="FILE")
    test = verbs.add("test", "run worked cases against the packs", "cases.toml --json")
    test.add_argument("file", type=Path, metavar="CASES.toml")
    test.add_argument("--json", action="store_true", help="a list with id, pass and got for every case")
    _compare_verb(verbs)
    return verbs.parser


def _compare_verb(verbs: Verbs) -> None:
    words = "say what another policy would require of a child or practitioner of the store"
    compare = verbs.add("compare", words, "40217 --with birmingham")
    compare.add_argument("number", metavar="CHILD-OR-PRACTITIONER", help="the number of either")
    compare.add_argument("--with", dest="other", required=True, metavar="NAME", help="the other pack")
    add_store_options(compare)


def run(args: argparse.Namespace) -> int:
    """Do what the verb says."""
    verbs = {"list": _list, "show": _show, "check": _check, "test": _test, "compare": _compare}
    return verbs[args.verb](args)


def _list(_args: argparse.Namespace) -> int:
    for name in pack_names(own_packs()):
        try:
            pack = load_pack(name, own_packs())
        except Refused as refused:
            print(f"{name:<24} cannot be read: {refused}")
            continue
        local = "  LOCAL" if pack.local else ""
        review = f", to be reviewed {pack.review}" if pack.review else ""
        print(
            f"{name:<24} {pack.authority}: {len(pack.rules)} rules, from {pack.effective_from}{review}{local}"
        )
    return 0


def _show(args: argparse.Namespace) -> int:
    pack = pack_of(args.name)
    print("\n".join(_rule_whole(pack, args.rule) if args.rule else _pack_whole(pack)))
    return 0


def _pack_whole(pack: Pack) -> Iterator[str]:
    yield f"{pack.authority}: {pack.title}"
    yield f"{pack.source}. In force here from {pack.effective_from}."
    if pack.local:
        yield f"LOCAL: {pack.local_note or 'a pack of your own folder'}"
    if pack.stages_note:
        yield pack.stages_note
    if pack.review is not None:
        yield f"To be reviewed by {show(pack.review)}."
    yield f"Stages: {'; '.join(f'{stage.number} {stage.name}' for stage in pack.stages)}"
    for name, coded in (
        ("Services", pack.services),
        ("Roles", pack.roles),
        ("Situations", pack.situations),
        ("Flags", pack.flags),
    ):
        yield from _wrapped(name, [f"{each.label} ({each.code})" for each in coded])
    yield from _wrapped("Sessions", [f"{each.label} ({each.code})" for each in pack.session_kinds])
    yield from _wrapped("Events", [f"{each.label} ({each.code})" for each in pack.event_kinds])
    yield from _wrapped("Forms", [f"{each.id} {each.name}" for each in pack.forms])
    if pack.retention_note:
        yield pack.retention_note
    yield ""
    yield f"{counted(len(pack.rules), 'rule')}; their readings: footprint policy show {pack.name} --rule ID"
    yield ""
    for rule in pack.rules:
        yield f"{rule.id}{' (LOCAL)' if rule.local else ''}  {rule.what}  [{rule.kind}, {rule.force}]"
        yield from textwrap.wrap(rule.says, 100, initial_indent="    ", subsequent_indent="    ")
        yield f"    {rule.heading}"
    for problem in pack.problems:
        yield f"WRONG  {problem}"


def _wrapped(name: str, said: list[str]) -> list[str]:
    if not said:
        return []
    return textwrap.wrap(f"{name}: {'; '.join(said)}", 100, subsequent_indent="    ")


def _rule_whole(pack: Pack, name: str) -> Iterator[str]:
    rule: Rule = pack.rule(name)
    yield f"{rule.id}{' (LOCAL)' if rule.local else ''}  {rule.what}  [{rule.kind}, {rule.force}]"
    yield from textwrap.wrap(rule.says, 100)
    yield rule.heading
    if rule.counted_from:
        yield f"Counted from: {rule.counted_from}"
    for reading_id in rule.readings:
        reading = pack.readings.get(reading_id)
        if reading is not None:
            yield ""
            yield from textwrap.wrap(f"{reading.id}: {reading.problem}", 100)
            yield from textwrap.wrap(f"Reading: {reading.reading}", 100)
            if reading.alternative:
                yield from textwrap.wrap(f"Other reading: {reading.alternative}", 100)
            yield from textwrap.wrap(f"Why: {reading.why}", 100)


def _check(args: argparse.Namespace) -> int:
    if not args.file.exists():
        raise Refused(f"There is no file {args.file}.")
    return say_problems(args.file, check_pack(args.file, own_packs()))


def _test(args: argparse.Namespace) -> int:
    from models.policy.runner import run_cases

    results = run_cases(args.file, list(_packs()))
    if args.json:
        body = [
            {"id": one.id, "pass": one.passed, "got": dict(one.got)}
            | ({"problem": one.problem} if one.problem else {})
            for one in results
        ]
        print(json.dumps(body, indent=2, ensure_ascii=False))
    else:
        for one in results:
            if not one.passed:
                print(
                    f"{one.id}  {one.title}: {one.problem or _differences(one.expected, one.got, one.differs)}"
                )
        print(f"{sum(one.passed for one in results)} of {len(results)} cases pass.")
    return 0 if all(one.passed for one in results) else 1


def _packs() -> Iterator[Pack]:
    """Yield every pack that can be read; one of the person's own that can't is named, and the others serve."""
    for name in pack_names(own_packs()):
        try:
            yield load_pack(name, own_packs())
        except Refused as refused:
            print(f"footprint policy: {refused}", file=sys.stderr)


def _differences(expected: Mapping[str, Any], got: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    return "; ".join(f"{key} is {got.get(key)}, expected {expected.get(key)}" for key in keys)


def _compare(args: argparse.Namespace) -> int:
    from exports.compare_text import compare_plain
    from models.reading.due.comparing import read_compared
    from models.reading.team import read_team

    there, now = pack_of(args.other), clock_of(args).now()
    with opened(args, read_only=True) as store:
        here = pack_of(store.read(read_team).policy)
        found = store.read(lambda session: read_compared(session, here, there, now, args.number.strip()))
    print(compare_plain(found), end="")
    return 0
