"""Finding packs: bundled ones by name, the user's own by name or path, editions and local variations."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from models.errors import Refused
from models.policy.pack import Pack
from models.policy.source import Source

BUNDLED = Path(__file__).parent.parent / "policies"
PACK_NAMES = ("kent", "northamptonshire", "havering", "birmingham", "children_and_families")
"""The bundled packs, in the order in which they are offered."""
_COMMON = BUNDLED / "common.toml"


def load_pack(name_or_path: str | Path, folders: Sequence[Path] = ()) -> Pack:
    """Return a pack by its name, or by the path of its file.

    The user's ``folders`` are looked through before the bundled packs. An edition of the same policy
    stands beside it as ``NAME.anything.toml``. Raises Refused, with a sentence, if there is no such
    pack, if its file is no TOML, or if local variations are based on each other in a circle.
    """
    paths = _paths(name_or_path, folders)
    common = Source(_COMMON)
    editions = tuple(_pack(path, folders, common) for path in paths)
    for pack in editions:
        pack.editions = editions
    return editions[0]


def _pack(path: Path, folders: Sequence[Path], common: Source) -> Pack:
    sources = _with_base(path, folders, ())
    return Pack(sources, common, local=path.parent != BUNDLED)


def _with_base(path: Path, folders: Sequence[Path], seen: tuple[Path, ...]) -> tuple[Source, ...]:
    """Return the sources of one file, that of the policy it is based on first."""
    if path in seen:
        circle = " on ".join(each.stem for each in (*seen, path))
        raise Refused(f"These packs are based on each other in a circle: {circle}. One must stand alone.")
    source = Source(path)
    base = source.head.get("based_on")
    if not isinstance(base, str):
        return (source,)
    # a file of the same name as its base changes the bundled policy, not itself
    others = () if base == path.stem else folders
    return (*_with_base(_paths(base, others)[0], folders, (*seen, path)), source)


def _paths(name_or_path: str | Path, folders: Sequence[Path]) -> list[Path]:
    """Return the file that is meant, and after it the other editions beside it."""
    given = Path(name_or_path)
    if given.suffix == ".toml" or isinstance(name_or_path, Path):
        if not given.is_file():
            raise Refused(f"There is no policy pack file {given.name}; check where it lies.")
        return [given, *_editions(given)]
    for folder in (*folders, BUNDLED):
        path = folder / f"{name_or_path}.toml"
        if path.is_file() and name_or_path != _COMMON.stem:
            return [path, *_editions(path)]
    known = ", ".join(pack_names(folders))
    raise Refused(f"There is no policy pack called {name_or_path!r}. The packs are: {known}.")


def _editions(path: Path) -> list[Path]:
    return sorted(other for other in path.parent.glob(f"{path.stem}.*.toml") if other != path)


def pack_names(folders: Sequence[Path] = ()) -> tuple[str, ...]:
    """Return the names of all packs that can be loaded: the bundled ones, then the user's own."""
    own = {
        path.stem
        for folder in folders
        if folder.is_dir()
        for path in folder.glob("*.toml")
        if "." not in path.stem and path.stem not in PACK_NAMES
    }
    return (*PACK_NAMES, *sorted(own))
