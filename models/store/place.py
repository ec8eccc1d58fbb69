"""Where a store lives: the files of one store folder, and the folders that would corrupt it.

A live SQLite file that a sync client copies, or that lies on a network share, is lost sooner or
later; such folders are refused with a reason. Finished backups may lie there.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from models.errors import Refused
from models.file_names import typed_path

_SYNCED_PARTS = (
    "onedrive",
    "dropbox",
    "google drive",
    "googledrive",
    "my drive",
    "mobile documents",
    "cloudstorage",
    "icloud",
    "nextcloud",
    "owncloud",
    "box sync",
    "pcloud",
    "sharepoint",
)
_NETWORK_SYSTEMS = {
    "nfs",
    "nfs4",
    "cifs",
    "smb",
    "smb2",
    "smb3",
    "smbfs",
    "sshfs",
    "fuse.sshfs",
    "9p",
    "drvfs",
}
_NETWORK_SYSTEMS |= {"vboxsf", "afpfs", "webdav", "davfs", "fuse.davfs2", "ncpfs", "fuse.rclone", "ceph"}
_NETWORK_SYSTEMS |= {"fuse.gvfsd-fuse", "fuse.onedriver"}
_STORE_PYTHON = "PythonSoftwareFoundation."


@dataclass(frozen=True, slots=True)
class Place:
    """A store folder and the names of the files in it."""

    folder: Path

    @property
    def database(self) -> Path:
        """The encrypted database."""
        return self.folder / "store.db"

    @property
    def keys(self) -> Path:
        """The key slots: the data key, wrapped by the passphrase and by the recovery key."""
        return self.folder / "store.keys"

    @property
    def keys_copy(self) -> Path:
        """The second copy of the key slots, used when the first is lost or damaged."""
        return self.folder / "store.keys.copy"

    @property
    def lock(self) -> Path:
        """The file that the one program writing this store holds."""
        return self.folder / "store.lock"

    @property
    def backups(self) -> Path:
        """The folder of this store's own backups."""
        return self.folder / "backups"

    def exists(self) -> bool:
        """Say whether a store has been made here: any of its files is enough, so none is overwritten."""
        return any(os.path.lexists(path) for path in (self.database, self.keys, self.keys_copy))


def default_folder(python: str = sys.base_prefix) -> Path:
    """Return the user's own local, non-roaming data folder for the store.

    Under a ``python`` of the Microsoft Store Windows keeps whatever is written there with that Python, and takes
    it away when that is uninstalled or reset: the store goes into the home folder then.
    """
    from platformdirs import user_data_path

    usual = user_data_path("Footprint", appauthor=False, roaming=False) / "store"
    if _STORE_PYTHON in python and not Place(usual).exists():
        return Path.home() / "Footprint" / "store"
    return usual


def place_for(folder: Path) -> Place:
    """Return the place for a store in ``folder``.

    Raises Refused where the folder is synced, on a network, or is a file.
    """
    folder = Path(os.path.abspath(typed_path(folder)))  # noqa: PTH100 - a link must stay visible as a link
    if os.path.isfile(folder):  # noqa: PTH113 - pathlib raises where a folder above is shut
        raise Refused(f"{folder} is a file. A store is a folder: name the folder that holds store.db.")
    reason = why_unsafe(folder)
    if reason:
        raise Refused(
            f"A store cannot live in {folder}: {reason}. Choose a folder on this computer's own disk; "
            "finished backups may go to a shared or synced one."
        )
    return Place(folder)


def why_unsafe(folder: Path) -> str:
    """Return why a live store in ``folder`` would be corrupted, or nothing if it is safe there."""
    for candidate in (folder, Path(os.path.realpath(folder))):
        reason = _why_unsafe_name(candidate)
        if reason:
            return reason
    return _why_unsafe_disk(_existing(folder))


def _why_unsafe_name(folder: Path) -> str:
    if str(folder).removeprefix("\\\\?\\").startswith(("\\\\", "//", "UNC\\")):
        return "it is on a network share, where SQLite's locks cannot be trusted"
    for part in folder.parts:
        if part.lower().startswith(_SYNCED_PARTS):
            return f"“{part}” is a synced folder, and a sync client copies files while they are being written"
    for name, value in os.environ.items():
        if name.upper().startswith("ONEDRIVE") and value and folder.is_relative_to(Path(value)):
            return "it is inside your OneDrive folder, which is copied while files are being written"
    return ""


def _existing(folder: Path) -> Path:
    """Return the nearest folder above (or at) ``folder`` that exists."""
    while not os.path.lexists(folder) and folder != folder.parent:
        folder = folder.parent
    return folder


def _why_unsafe_disk(folder: Path) -> str:
    if sys.platform == "win32":
        import ctypes

        remote = 4
        if ctypes.windll.kernel32.GetDriveTypeW(str(folder.anchor)) == remote:
            return "it is on a network drive, where SQLite's locks cannot be trusted"
        return ""
    system = _file_system(folder)
    return f"it is on a network or host-shared disk ({system})" if system in _NETWORK_SYSTEMS else ""


def _file_system(folder: Path) -> str:
    """Return the kind of file system that holds ``folder``, where the system tells (Linux)."""
    try:
        mounts = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    resolved, best, kind = Path(os.path.realpath(folder)), -1, ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        mount = Path(fields[1].replace("\\040", " "))
        if resolved.is_relative_to(mount) and len(mount.parts) > best:
            best, kind = len(mount.parts), fields[2]
    return kind
