"""``footprint form``: the forms as data; which there are, what one asks, whether a file of one is right."""

from __future__ import annotations

import argparse
import json
import textwrap
from collections.abc import Iterator
from pathlib import Path

from exports.form_text import form_keys, form_plain
from forms.template.absent import absent_forms
from forms.template.check import check_form
from forms.template.form import Form
from forms.template.load import all_forms, forms_of, load_form
from models.errors import Refused
from tui.cli.common import pack_of, say_problems
from tui.cli.verbs import Verbs
from tui.settings import own_forms, read_settings, settings_folder
from tui.when import Clock
from tui.word_house import house_of


def parser() -> argparse.ArgumentParser:
    """Return the command's parser."""
    about = "The forms that records are written on, as data."
    verbs = Verbs("form", about, "show kent_b", "check my_form.toml")
    listed = verbs.add("list", "list the forms, and those that are only named")
    listed.add_argument("--policy", metavar="NAME", help="only those of one policy")
    show = verbs.add("show", "say what a form asks, field by field", "kent_oversight --json")
    show.add_argument("form", metavar="FORM", help="its code, its ID such as KCC-FB, or a file")
    show.add_argument("--json", action="store_true", help="the keys that a file of answers is made of")
    blank = verbs.add(
        "blank",
        "write a form as a Word document to print",
        "kent_b personal.docx",
    )
    blank.add_argument("form", metavar="FORM", help="its code, its ID such as KCC-FB, or a file")
    blank.add_argument("out", type=Path, metavar="OUT.docx")
    blank.add_argument("--force", action="store_true", help="replace a file that is there already")
    check = verbs.add(
        "check",
        "say what is wrong with a form file, by its lines",
        "my_form.toml",
    )
    check.add_argument("file", type=Path, metavar="FILE")
    return verbs.parser


def run(args: argparse.Namespace) -> int:
    """Do what the verb says."""
    return {"list": _list, "show": _show, "blank": _blank, "check": _check}[args.verb](args)


def _list(args: argparse.Namespace) -> int:
    names = pack_of(args.policy).names if args.policy else ()
    forms, refused = forms_of(names, own_forms()) if names else all_forms(own_forms())
    for form in forms:
        print(_line(form))
    for wrong in refused:
        print(f"CANNOT BE USED  {wrong}")
    absent = [one for one in absent_forms() if not names or one.policy in names]
    if absent:
        print("\nOnly named in a policy, and nothing of ours stands for them:")
    for one in absent:
        print(f"{one.id:<8} {one.name} ({one.policy})")
        print("\n".join(textwrap.wrap(one.why, 100, initial_indent="    ", subsequent_indent="    ")))
    print(f"\nForms of your own go into {own_forms()[0]}")
    return 1 if refused else 0


def _line(form: Form) -> str:
    ids = f" ({', '.join(form.stands_for)})" if form.stands_for else ""
    whose = ", ".join(form.policies) or "any policy"
    return f"{form.code:<34} {form.called}{ids}; {form.text}, {whose}{'  LOCAL' if form.local else ''}"


def _show(args: argparse.Namespace) -> int:
    form = load_form(_named(args.form), own_forms())
    if args.json:
        print(json.dumps(form_keys(form), indent=2, ensure_ascii=False))
    else:
        print("\n".join(_wrapped(form_plain(form))))
    return 0


def _blank(args: argparse.Namespace) -> int:
    from exports.files import write_file
    from exports.word.document import blank_document
    from exports.word.paper import blank_paper

    form = load_form(_named(args.form), own_forms())
    if args.out.suffix.lower() != ".docx":
        raise Refused(f"{args.out.name} needs a name that ends in .docx.")
    if args.out.exists() and not args.force:
        raise Refused(f"{args.out.name} is there already. Name another file, or say --force.")
    authority = pack_of(form.policies[0]).authority if len(form.policies) == 1 else ""
    house = house_of(read_settings(settings_folder()))
    write_file(args.out, blank_document(blank_paper(form, authority), house, Clock().now()))
    print(f"Written: {args.out}.")
    return 0


def _named(name: str) -> str | Path:
    return Path(name) if name.endswith(".toml") else name


def _wrapped(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        indent = line[: len(line) - len(line.lstrip())]
        yield from textwrap.wrap(line, 100, subsequent_indent=f"{indent}  ", break_on_hyphens=False) or [""]


def _check(args: argparse.Namespace) -> int:
    if not args.file.exists():
        raise Refused(f"There is no file {args.file}.")
    return say_problems(args.file, check_form(args.file, own_forms()))
