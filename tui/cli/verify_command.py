"""``footprint verify``: whether sealed documents read as they were sealed, and which words differ."""

from __future__ import annotations

import argparse
import codecs
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.errors import Refused, WrongCall
from models.reading.signing import read_public_keys
from models.reading.team import read_team
from models.seals import read_key
from tui.cli.common import new_parser, opened, patterns_filled, place_of
from tui.cli.progress import Bar

if TYPE_CHECKING:
    from exports.word.verify import Verdict


def parser() -> argparse.ArgumentParser:
    """Return the command's parser."""
    found = new_parser(
        "verify",
        "Say of Word documents whose record each is, who signed it, and whether it reads as it was sealed; if not,\n"
        "exactly which words differ. On another computer --sealed-by is all it takes.",
        "footprint verify records/*.docx\n         footprint verify record.docx --sealed-by riverside.key",
    )
    found.add_argument("files", nargs="+", type=Path, metavar="FILE", help="documents, or folders of them")
    found.add_argument(
        "--sealed-by",
        dest="key",
        action="append",
        default=[],
        metavar="KEY",
        help="the key of a store, as “footprint key show” prints it, or its file",
    )
    found.add_argument("--quiet", action="store_true", help="only those that are not as they were sealed")
    found.add_argument("--json", action="store_true", help="as JSON, for a script")
    return found


def run(args: argparse.Namespace) -> int:
    """Verify every file; return 1 if one of them does not read as it was sealed."""
    from exports.word.verify import as_sentences, verify

    known, bar, bad = _known(args), Bar(), 0
    files = list(_files(args.files))
    told = []
    for number, path in enumerate(files):
        bar.show(number, len(files), path.name)
        try:
            verdict = verify(path, known)
        except Refused as refused:
            bad += 1
            told.append({"file": str(path), "state": "refused", "says": [str(refused)]})
            _print(args, bar, [f"{path.name} can't be verified. {refused}"])
            continue
        bad += not verdict.good
        told.append(_as_data(verdict))
        if not (args.quiet and verdict.good):
            _print(args, bar, as_sentences(verdict))
    bar.done()
    if args.json:
        print(json.dumps(told, indent=2, ensure_ascii=False))
    elif len(files) > 1:
        print(f"{len(files) - bad} of {len(files)} read as they were sealed.")
    return 1 if bad else 0


def _print(args: argparse.Namespace, bar: Bar, sentences: list[str]) -> None:
    if args.json:
        return
    bar.done()
    first, *rest = sentences
    print(first)
    for sentence in rest:
        print(f"    {sentence}")


def _files(paths: list[Path]) -> Iterator[Path]:
    """Yield the files, and those of folders; Word's own lock files (~$…) are left out."""
    for path in patterns_filled(paths):
        if path.is_dir():
            found = [each for each in sorted(path.rglob("*.docx")) if not each.name.startswith("~$")]
            if not found:
                raise Refused(f"There is no Word document in {path}.")
            yield from found
        else:
            yield path


def _known(args: argparse.Namespace) -> dict[str, str]:
    """Return the keys that are trusted here: those that were named, else those of the store."""
    if args.key:
        return dict(_named(text) for text in args.key)
    if not place_of(args).exists():
        print("There is no store here and no --sealed-by was given, so no key is known.", file=sys.stderr)
        return {}
    with opened(args, read_only=True) as store:
        name = store.read(read_team).name
        return dict.fromkeys(store.read(read_public_keys), name)


def _named(text: str) -> tuple[str, str]:
    """Return a key that was given as text or as a file, with what to call it."""
    path = Path(text)
    try:
        given = _text_of(path.read_bytes()) if path.is_file() else text
        lines = [line for line in given.splitlines() if line.strip() and not line.startswith("#")]
        names = [line[1:].strip() for line in given.splitlines() if line.startswith("#")]
        key = read_key("".join(lines))
    except (ValueError, OSError) as wrong:
        raise WrongCall(f"--sealed-by: {wrong}") from None
    return key.text, (names[0] if names else f"key {key.id}")[:80]


def _text_of(content: bytes) -> str:
    """Return the text of a key's file; “>” in PowerShell writes UTF-16."""
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return content.decode("utf-16" if wide else "utf-8-sig")


def _as_data(verdict: Verdict) -> dict[str, Any]:
    return {
        "file": str(verdict.path),
        "state": verdict.state,
        "record": verdict.record or None,
        "store": verdict.store or None,
        "key": verdict.key or None,
        "says": list(verdict.says),
        "differences": [
            {"after": each.after, "was": each.was, "now": each.now} for each in verdict.differences
        ],
        "notes": list(verdict.notes),
    }
