"""``footprint key``: the key that checks this store's seals; the organisation's key that may open the store."""

from __future__ import annotations

import argparse
from pathlib import Path

from models.changes.signing import make_signing_key
from models.errors import Refused
from models.file_names import is_folder, safe, typed_path
from models.reading.signing import read_public_keys
from models.reading.team import read_team
from models.seals import read_key
from tui.cli.common import COVER, clock_of, opened, secret_from
from tui.cli.verbs import Verbs
from tui.settings import settings_folder, write_setting

EXAMPLES = {
    "show": "> riverside.key",
    "pair": '"Riverside Council" --to riverside',
    "cover": "riverside.pub",
}
SHOWS = (
    "Print the public half of the key that seals this store's records. Whoever has it can verify documents on\n"
    "any computer, and can seal none. The secret half never leaves the encrypted store."
)
PAIRS = (
    "Make a pair of files for an organisation: the public half, which every manager's settings can name, and the\n"
    "secret half, which opens their stores while they can't. Keep the secret half where the council keeps such\n"
    "things. No store is needed. The passphrase of the secret half is asked for, or taken from\n"
    "FOOTPRINT_COVER_PASSPHRASE."
)
COVERS = (
    "Let an organisation's key open this store, from its public half; the settings then name it. Opening with it\n"
    "is “footprint open --cover FILE.key”, and leaves a line in the trail."
)


def parser() -> argparse.ArgumentParser:
    """Return the command's parser."""
    about = "Keys: the one that seals this store's records, and an organisation's that may open it."
    verbs = Verbs("key", about, f"show {EXAMPLES['show']}")
    for name, words, brief in (
        ("show", SHOWS, "print the key that checks this store's seals"),
        ("pair", PAIRS, "make an organisation's pair of key files"),
        ("cover", COVERS, "let an organisation's key open this store, or none"),
    ):
        verb = verbs.add(name, brief, EXAMPLES[name], words)
        if name == "pair":
            verb.add_argument("name", metavar="NAME", help="whose it is, as managers will read it")
            verb.add_argument(
                "--to",
                required=True,
                type=Path,
                metavar="FILE",
                help="without its ending, or a folder",
            )
        if name == "cover":
            verb.add_argument("file", nargs="?", type=Path, metavar="FILE.pub", help="the public half")
            verb.add_argument("--none", action="store_true", help="take the present key away")
    return verbs.parser


def run(args: argparse.Namespace) -> int:
    """Do what the verb says."""
    return {"show": _show, "pair": _pair, "cover": _cover}[args.verb](args)


def _show(args: argparse.Namespace) -> int:
    """Print the keys, the present one first; the first time one is made."""
    clock = clock_of(args)
    with opened(args, read_only=True) as store:
        team, keys = store.read(read_team), store.read(read_public_keys)
    if not keys:
        with opened(args, read_only=False) as store:
            actor = team.manager_number or "key"
            store.change(make_signing_key, now=clock.now(), today=clock.today(), actor=actor)
            keys = store.read(read_public_keys)
    print(f"# {team.name}, Footprint key {read_key(keys[0]).id}")
    print(f"ed25519:{keys[0]}")
    for earlier in keys[1:]:
        print(f"# earlier: {read_key(earlier).id} ed25519:{earlier}")
    return 0


def _pair(args: argparse.Namespace) -> int:
    from exports.files import must_be_new
    from models.store.cover import make_pair, read_public
    from models.store.files import write_whole

    base = typed_path(args.to)
    if is_folder(base):
        base /= safe(args.name) or "cover"
    public, secret = base.with_name(f"{base.name}.pub"), base.with_name(f"{base.name}.key")
    for path in (public, secret):
        must_be_new(path)
    texts = make_pair(args.name, secret_from(COVER, "A passphrase for the secret half"))
    try:
        for path, text in zip((public, secret), texts, strict=True):
            write_whole(path, text.encode())
    except OSError as error:
        raise Refused(f"The key files cannot be written ({error.strerror or error}).") from None
    print(f"{public}: the public half of {read_public(texts[0]).id}. Managers name it in their settings.")
    print(f"{secret}: the secret half, under its passphrase. Who has both can open every store it covers.")
    return 0


def _cover(args: argparse.Namespace) -> int:
    from models.store.cover import covered_by
    from models.store.opening import marked_keys, set_cover
    from tui.covering import read_key_file

    if args.file is None and not args.none:
        with opened(args, read_only=True) as store:
            now = covered_by(store.read(marked_keys))
        print(f"The key {now} can open this store." if now else "No organisation's key opens this store.")
        return 0
    key = None if args.none else read_key_file(typed_path(args.file))
    clock = clock_of(args)
    with opened(args, read_only=False) as store:
        actor = store.read(read_team).manager_number or "key"
        set_cover(store, key, now=clock.now(), today=clock.today(), actor=actor)
        real = store.kind == "real"
    if real:
        write_setting(settings_folder(), "cover_key", str(typed_path(args.file).resolve()) if key else "")
    print(
        f"The key {key.name}, {key.id}, can open this store now." if key else "No such key opens it any more."
    )
    return 0
