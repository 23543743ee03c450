from __future__ import annotations

from pathlib import Path

import pytest

from caseload_tui import paths, resources
from caseload_tui.errors import StoreUnusable
from caseload_tui.store import places
from caseload_tui.store.engine import open_engine
from caseload_tui.store.places import is_unc, mount_of, parse_mountinfo, refuse_unsafe_place, sync_tool_of

MOUNTINFO = """\
22 1 0:21 / / rw,relatime - overlay overlay rw,lowerdir=/l
23 22 0:22 / /home rw,relatime shared:1 - ext4 /dev/sda1 rw
24 23 0:23 / /home/anna/team\\040drive rw,relatime shared:2 - cifs //server/team rw,vers=3.1
25 22 0:24 / /net/nfs rw - nfs4 server:/export rw
26 22 0:25 / /mnt/c rw,noatime - 9p C:\\134 rw,dirsync,aname=drvfs;path=C:\\;uid=1000
27 22 0:26 / /work rw - 9p none rw,trans=fd,rfd=4,wfd=4
28 22 0:27 / /home/anna/remote rw - fuse.sshfs host:/ rw
29 22 0:28 / /media/stick rw - fuseblk /dev/sdb1 rw
30 22 0:29 / /auto rw - autofs systemd-1 rw
31 30 0:30 / /auto rw - nfs server:/auto rw
nonsense
"""


@pytest.mark.parametrize(
    ("path", "network"),
    [
        ("/x.store", False),
        ("/home/anna/x.store", False),
        ("/home/anna/team drive/sub/x.store", True),
        ("/home/anna/team drives/x.store", False),
        ("/net/nfs/x.store", True),
        ("/mnt/c/x.store", True),
        ("/srv/x.store", False),
        ("/home/anna/remote/x.store", True),
        ("/media/stick/x.store", False),
        ("/auto/x.store", True),
    ],
)
def test_a_network_drive_is_known_by_the_mount_that_holds_the_path(path: str, network: bool) -> None:
    mount = mount_of(Path(path), parse_mountinfo(MOUNTINFO))
    assert mount is not None
    assert mount.is_network is network


def test_a_container_with_a_9p_root_is_no_network() -> None:
    mounts = parse_mountinfo("1 0 0:1 / / rw - 9p none rw,trans=fd,rfdno=3\n")
    assert not mounts[0].is_network


@pytest.mark.parametrize(
    "kind", ["nfs", "cifs", "smbfs", "smb3", "afpfs", "davfs", "fuse.davfs", "ncpfs", "ceph", "FUSE.rclone"]
)
def test_every_kind_of_network_drive_is_known(kind: str) -> None:
    assert places.Mount(Path("/"), kind).is_network


def test_a_drive_that_the_system_calls_remote_is_a_network_drive() -> None:
    assert places.Mount(Path("/"), "NTFS", "rw,remote").is_network
    assert not places.Mount(Path("/"), "NTFS", "rw,fixed").is_network


def test_a_store_on_a_network_drive_is_refused_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    network = [places.Mount(Path("/"), "ext4"), places.Mount(tmp_path.resolve(), "nfs4")]
    monkeypatch.setattr(places, "mounts_of_this_machine", lambda: network)
    with pytest.raises(StoreUnusable, match="network drive") as refusal:
        open_engine(tmp_path / "folder" / "office.store", bytes(32), create=True)
    assert refusal.value.exit_code == 3
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("path", "unc"),
    [
        ("\\\\server\\share\\x.store", True),
        ("\\\\?\\UNC\\server\\share\\x.store", True),
        ("\\\\?\\C:\\folder\\x.store", False),
        ("C:\\folder\\x.store", False),
        ("/home/x.store", False),
    ],
)
def test_a_windows_network_path_is_known_by_its_form(path: str, unc: bool) -> None:
    assert is_unc(path) is unc


@pytest.mark.parametrize(
    "folder",
    [
        "Dropbox",
        "dropbox",
        "Dropbox (Personal)",
        "OneDrive",
        "OneDrive - Gemeente Voorbeeld",
        "Google Drive",
        "GoogleDrive",
        "GoogleDrive-anna",
        "iCloud Drive",
        "iCloudDrive",
        "Mobile Documents",
        "com~apple~CloudDocs",
        "CloudStorage",
        "Nextcloud",
        "ownCloud",
        "Syncthing",
        "pCloudDrive",
        "pCloud Drive",
        "Box",
        "Box Sync",
        "SURFdrive",
    ],
)
def test_a_synced_folder_is_refused_at_any_depth(tmp_path: Path, folder: str) -> None:
    with pytest.raises(StoreUnusable, match="synced folder"):
        refuse_unsafe_place(tmp_path / folder / "deeper" / "office.store")


@pytest.mark.parametrize("folder", ["box", "Boxes", "Dropboxes", "my-onedrive-notes", "mega", "nextclouds", "cases"])
def test_a_folder_that_only_resembles_one_is_fine(folder: str) -> None:
    assert sync_tool_of(Path("/home") / folder / "office.store") is None


def test_the_stores_own_name_does_not_count(tmp_path: Path) -> None:
    refuse_unsafe_place(tmp_path / "Dropbox")


def test_a_folder_marked_by_a_sync_tool_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    with pytest.raises(StoreUnusable, match="stfolder"):
        refuse_unsafe_place(tmp_path / "deeper" / "office.store")


def test_links_are_followed(tmp_path: Path) -> None:
    (tmp_path / "Nextcloud").mkdir()
    (tmp_path / "cases").symlink_to(tmp_path / "Nextcloud", target_is_directory=True)
    with pytest.raises(StoreUnusable, match="synced folder"):
        refuse_unsafe_place(tmp_path / "cases" / "office.store")


def test_the_mounts_of_this_machine_can_be_read() -> None:
    assert mount_of(Path("/").resolve(), places.mounts_of_this_machine()) is not None


def test_the_users_folders_follow_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATA", "CONFIG", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.setattr("sys.platform", "linux")
    found = [paths.default_store(), paths.settings_file(), paths.log_folder(), paths.demo_folder()]
    assert len(set(found)) == 4
    assert not list(tmp_path.iterdir())


def test_migrations_and_seeds_are_found_in_a_checkout_and_in_a_wheel(tmp_path: Path) -> None:
    assert resources.migrations_folder().name == "migrations"
    assert resources.seed_folder().is_dir()
    package = tmp_path / "caseload_tui"
    assert resources.find_folder(package, "seed") == tmp_path / "seed"
    (package / "_shipped" / "seed").mkdir(parents=True)
    assert resources.find_folder(package, "seed") == package / "_shipped" / "seed"
