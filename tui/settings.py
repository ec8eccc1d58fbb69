"""What a person chose for themselves: one small file in their configuration folder, which they may edit."""

from __future__ import annotations

import os
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from models.errors import Refused

_QUOTES = r"A path of Windows stands in single quotes: 'C:\Users\…'."
"""In double quotes ``\\t`` is a tab and ``\\U`` the beginning of a letter's number."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting with its default.

    ``idle_minutes`` before the screen locks (1 to 240); ``theme`` light or dark; ``dense`` tiles;
    ``second_backup_folder`` is the other place that each day's backup is copied to, or empty.
    ``house_style`` is a Word document whose styles, header and footer documents get, or empty for ours;
    ``file_name`` a pattern for their names; ``export_folder`` where they went last; ``told_unencrypted``
    whether it was said once that they are not encrypted. ``cover_key`` is the file with the public half of
    the organisation's key, which may open the store while its owner can't, or empty.
    """

    idle_minutes: int = 10
    theme: str = "dark"
    dense: bool = False
    sort: str = "longest"
    second_backup_folder: str = ""
    house_style: str = ""
    file_name: str = ""
    export_folder: str = ""
    told_unencrypted: bool = False
    cover_key: str = ""

    def __post_init__(self) -> None:
        if not 1 <= self.idle_minutes <= 240:
            raise ValueError("idle_minutes is a number from 1 to 240")
        if self.theme not in ("dark", "light"):
            raise ValueError("theme is dark or light")


def settings_folder() -> Path:
    """Return the person's configuration folder, where packs and forms of their own are found too."""
    named = os.environ.get("FOOTPRINT_CONFIG")
    if named:
        return Path(named)
    from platformdirs import user_config_path

    return user_config_path("Footprint", appauthor=False)


def own_packs() -> list[Path]:
    """Return the folders in which a person's own policy packs lie."""
    return [settings_folder() / "policies"]


def own_forms() -> list[Path]:
    """Return the folders in which a person's own forms lie."""
    return [settings_folder() / "forms"]


def read_settings(folder: Path) -> Settings:
    """Read the settings; raise Refused, naming the file and the setting, if one cannot be used."""
    path = folder / "settings.toml"
    found = _found_in(path)
    known = {item.name: type(item.default) for item in fields(Settings)}
    for name, value in found.items():
        if name in known and type(value) is not known[name]:
            raise Refused(f"{path}: {name} should be {known[name].__name__}, not {value!r}.")
        if isinstance(value, str) and not value.isprintable():
            raise Refused(f"{path}: {name} holds a sign that can't be printed. {_QUOTES}")
    try:
        return replace(Settings(), **{name: value for name, value in found.items() if name in known})
    except ValueError as error:
        raise Refused(f"{path}: {error}.") from None


def _found_in(path: Path) -> dict[str, Any]:
    """Return what stands in the file. The reader is only loaded where there is one: most people have none."""
    try:
        text = path.read_text(encoding="utf-8-sig")  # an older Notepad puts a mark before it
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(f"{path} cannot be read: {error}.") from None
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        hint = f"{_QUOTES} " if "\\" in text else ""
        raise Refused(
            f"{path} is not right: {error}. {hint}Mend the line, or remove the file to start afresh."
        ) from None


def write_setting(folder: Path, name: str, value: Any) -> Settings:
    """Change one setting in the file, keeping everything else in it as the person wrote it.

    Raises Refused where the file can't be read as it stands, OSError where it can't be written.
    """
    import tomlkit

    from models.store.files import write_whole

    path = folder / "settings.toml"
    _found_in(path)  # it may have been edited since
    document = tomlkit.parse(path.read_text(encoding="utf-8-sig")) if path.exists() else tomlkit.document()
    document[name] = value
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(path, tomlkit.dumps(document).encode())
    return read_settings(folder)
