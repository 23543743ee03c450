"""Where a store may not live: drives and folders that copy or lock files behind the program's back."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

from caseload_tui.errors import StoreUnusable
from caseload_tui.i18n import tr

_MOUNTS = Path("/proc/self/mountinfo")
_NETWORK_TYPES = frozenset(
    {
        "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "ncpfs", "ncp", "afs", "afpfs", "coda",
        "webdav", "davfs", "davfs2", "ceph", "lustre", "gpfs", "beegfs", "glusterfs", "gfs2", "ocfs2",
        "sshfs", "rclone", "gvfsd-fuse", "s3fs", "gcsfuse", "curlftpfs", "google-drive-ocamlfuse", "onedriver",
        "vboxsf", "vmhgfs-fuse", "prl_fs",
    }
)  # fmt: skip
# 9p carries the root of many containers, and there it is local; these two are Windows' drives and another machine.
_FAR_9P = ("aname=drvfs", "trans=tcp", "trans=rdma")
_SYNC_FOLDER = re.compile(
    r"(dropbox|onedrive|google ?drive|drivefs|icloud ?drive|mobile documents|com~apple~clouddocs|cloudstorage"
    r"|nextcloud|owncloud|syncthing|pcloud ?(drive)?|surfdrive|megasync|tresorit)(?=$|[ ._(-])",
    re.IGNORECASE,
)
_SYNC_FOLDER_EXACT = frozenset({"Box", "Box Sync", "MEGA"})
_SYNC_MARKS = (".stfolder", ".dropbox.cache", ".nextcloudsync.log", ".owncloudsync.log")


@dataclass(frozen=True, slots=True)
class Mount:
    """A mounted file system: where it hangs, its type, and its options in one string."""

    point: Path
    kind: str
    options: str = ""

    @property
    def is_network(self) -> bool:
        """Whether other machines can change its files."""
        kind = self.kind.lower()
        helper = kind.removeprefix("fuse.")
        if kind == "9p":
            return any(option in self.options for option in _FAR_9P)
        return helper in _NETWORK_TYPES or "remote" in self.options.split(",")


def refuse_unsafe_place(store: Path) -> None:
    """Refuse a store on a network drive or in a synced folder; links are followed first."""
    real = store.resolve()
    if is_unc(str(store)) or is_unc(str(real)):
        raise _on_network(store, "UNC")
    for tool in (sync_tool_of(store.absolute()), sync_tool_of(real)):
        if tool:
            raise _synced(store, tool)
    mount = mount_of(real, mounts_of_this_machine())
    if mount and mount.is_network:
        raise _on_network(store, mount.kind)


def is_unc(path: str) -> bool:
    r"""Say whether a path names another machine the Windows way: `\\server\share`."""
    if os.name != "nt" and not path.startswith("\\\\"):
        return False
    drive = PureWindowsPath(path).drive.lower()
    return drive.startswith("\\\\?\\unc\\") or (
        drive.startswith("\\\\") and not drive.startswith(("\\\\?\\", "\\\\.\\"))
    )


def sync_tool_of(store: Path) -> str | None:
    """Return the name or mark by which one of the folders above the store is synced, if one is."""
    for folder in store.parents:
        if folder.name in _SYNC_FOLDER_EXACT or _SYNC_FOLDER.match(folder.name):
            return folder.name
        for mark in _SYNC_MARKS:
            if (folder / mark).exists():
                return mark
    return None


def mount_of(path: Path, mounts: Iterable[Mount]) -> Mount | None:
    """Return the mount that holds a path: the deepest one, and of two on one point the later."""
    holding = [mount for mount in mounts if path.is_relative_to(mount.point)]
    return max(reversed(holding), key=lambda mount: len(mount.point.parts), default=None)


def mounts_of_this_machine() -> list[Mount]:
    """Return what is mounted here, in the order in which it was mounted."""
    if sys.platform == "linux" and _MOUNTS.exists():
        return parse_mountinfo(_MOUNTS.read_text("utf-8", "surrogateescape"))
    import psutil  # noqa: PLC0415 - Linux starts without it

    return [Mount(Path(part.mountpoint), part.fstype, part.opts) for part in psutil.disk_partitions(all=True)]


def parse_mountinfo(text: str) -> list[Mount]:
    """Read Linux's list of mounts."""
    mounts = []
    for line in text.splitlines():
        before, separator, after = line.partition(" - ")
        fields, kind = before.split(" "), after.split(" ")
        if separator and len(fields) > 4 and len(kind) > 2:
            mounts.append(Mount(Path(_unescape(fields[4])), kind[0], f"{fields[5]},{' '.join(kind[2:])}"))
    return mounts


def _unescape(point: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), point)


def _on_network(store: Path, kind: str) -> StoreUnusable:
    return StoreUnusable(
        tr("A store cannot live on a network drive: {path} ({kind})", path=store, kind=kind),
        tr("There two computers can spoil it together. Choose a folder on this computer's own disk."),
    )


def _synced(store: Path, tool: str) -> StoreUnusable:
    return StoreUnusable(
        tr("A store cannot live in a synced folder: {path} ({tool})", path=store, tool=tool),
        tr("Syncing copies it half-written, and elsewhere. Choose a folder that is not synced."),
    )
