"""Where a store may live, and where it would be lost."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from models.errors import Refused
from models.store.place import Place, default_folder, place_for, why_unsafe
from tests import made

SYNCED = [
    "OneDrive",
    "OneDrive - Riverside Council",
    "Dropbox",
    "Dropbox (Personal)",
    "Google Drive",
    "GoogleDrive-someone",
    "My Drive",
    "iCloudDrive",
    "iCloud~md~obsidian",
    "Mobile Documents",
    "CloudStorage",
    "Nextcloud",
    "ownCloud",
    "Box Sync",
    "pCloudDrive",
    "SharePoint",
]


class TestSyncedFolders:
    """A sync client copies files while they are being written."""

    @pytest.mark.parametrize("name", SYNCED)
    def test_refused_by_name(self, tmp_path: Path, name: str) -> None:
        """A folder below one with a sync client's name is refused, and the sentence names that folder."""
        for spelling in (name, name.upper()):
            with pytest.raises(Refused, match="is a synced folder") as refused:
                place_for(tmp_path / spelling / "deeper" / "store")
            assert f"“{spelling}”" in str(refused.value)
            assert "finished backups may go" in str(refused.value)

    def test_refused_by_environment(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """OneDrive under another name is known from what it tells programs."""
        for name in ("OneDrive", "ONEDRIVECOMMERCIAL", "OneDriveConsumer"):
            with monkeypatch.context() as patch:
                patch.setenv(name, str(tmp_path / "work files"))
                with pytest.raises(Refused, match="inside your OneDrive folder"):
                    place_for(tmp_path / "work files" / "store")
                assert place_for(tmp_path / "elsewhere").folder == tmp_path / "elsewhere"

    @pytest.mark.skipif(os.name == "nt", reason="links need rights there")
    def test_a_link_does_not_hide_one(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Neither a link into a synced folder nor one that leads out of it is taken."""
        synced, local = tmp_path / "Dropbox", tmp_path / "local"
        synced.mkdir()
        local.mkdir()
        (tmp_path / "innocent").symlink_to(synced)
        (synced / "out").symlink_to(local)
        for folder in (tmp_path / "innocent" / "store", synced / "out" / "store"):
            with pytest.raises(Refused, match="synced folder"):
                place_for(folder)
        monkeypatch.setenv("ONEDRIVE", str(local))
        (tmp_path / "alias").symlink_to(local)
        with pytest.raises(Refused, match="OneDrive"):
            place_for(tmp_path / "alias" / "store")

    def test_a_name_that_only_contains_one_is_fine(self, tmp_path: Path) -> None:
        """A folder called “not-dropbox” is nobody's sync client."""
        assert why_unsafe(tmp_path / "not-dropbox" / "store") == ""


class TestNetworkFolders:
    """SQLite's locks cannot be trusted across a network."""

    def test_unc_path(self) -> None:
        """A share by its network name is refused."""
        share = Path(r"\\server\teams\store") if os.name == "nt" else Path("//server/teams/store")
        with pytest.raises(Refused, match="network share"):
            place_for(share)

    @pytest.mark.skipif(sys.platform != "linux", reason="file systems are named in /proc on Linux only")
    def test_a_disk_of_the_host_or_network(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The kind of file system decides: here a local kind is declared remote."""
        from models.store import place

        kind = place._file_system(tmp_path)
        assert kind
        assert place_for(tmp_path).folder == tmp_path
        monkeypatch.setattr(place, "_NETWORK_SYSTEMS", {kind})
        with pytest.raises(Refused, match=rf"network or host-shared disk \({kind}\)"):
            place_for(tmp_path / "not" / "there" / "yet")


class TestFolder:
    """A store is a folder of its own."""

    def test_a_file_is_none(self, tmp_path: Path) -> None:
        """A path that is a file is refused and left alone."""
        (tmp_path / "notes.txt").write_text("mine")
        with pytest.raises(Refused, match="is a file"):
            place_for(tmp_path / "notes.txt")
        assert (tmp_path / "notes.txt").read_text() == "mine"

    def test_relative_and_home(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A relative path and one from home become whole ones."""
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("HOME", str(tmp_path))
        monkeypatch.setenv("USERPROFILE", str(tmp_path))
        assert place_for(Path("store")).folder == place_for(Path("~/store")).folder == tmp_path / "store"

    @pytest.mark.parametrize("name", ["store.db", "store.keys", "store.keys.copy"])
    def test_any_of_its_files_means_a_store(self, tmp_path: Path, name: str) -> None:
        """So that what is left of a store is never made over."""
        place = made.place_in(tmp_path)
        place.folder.mkdir()
        assert not place.exists()
        (place.folder / name).write_bytes(b"")
        assert place.exists()

    def test_default_is_local_and_not_roaming(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The default is the user's own data folder on this computer."""
        if os.name != "nt":
            monkeypatch.delenv("XDG_DATA_HOME", raising=False)
        folder = default_folder()
        assert folder.parts[-2:] == ("Footprint", "store")
        assert "Roaming" not in folder.parts
        assert Place(folder).database.parent == folder

    def test_a_python_of_the_microsoft_store(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The store would go with that Python: it lies in the home folder, unless one stands where it always did."""
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
        monkeypatch.setenv("HOME", str(tmp_path))
        monkeypatch.setenv("USERPROFILE", str(tmp_path))
        monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "data"))
        python = r"C:\Program Files\WindowsApps\PythonSoftwareFoundation.Python.3.12_3.12.2800.0_x64__qbz5n2kfra8p0"
        usual = default_folder()
        assert default_folder(python) == tmp_path / "Footprint" / "store"
        usual.mkdir(parents=True)
        (usual / "store.keys").touch()
        assert default_folder(python) == usual
