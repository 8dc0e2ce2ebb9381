"""What kind of place is a folder: the computer's own disk, a network folder, one that is unplugged or copied away?

A register is written page by page. A sync program copies the file in the middle of that, and puts two computers' pages
together; a stick is pulled out; both end in a damaged register, and the copy lies where nobody decided (SQLite, "How To
Corrupt An SQLite Database File", 2.1 and 3). A network folder works with one writer and a rollback journal, since the
write-ahead log needs memory that all have in common (SQLite, "Write-Ahead Logging", disadvantage 2).

What is asked: Windows' own answers (`GetDriveTypeW`; `CfGetSyncRootInfoByPath`, cfapi.h, which knows OneDrive with
SharePoint libraries and every other program that registers its folders); the variables that OneDrive sets; Dropbox's
`info.json`; and the files that sync programs leave in their folders. A disk in a USB case says that it is fixed, and is
taken for one.
"""

from __future__ import annotations

import ctypes
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any


class PlaceKind(Enum):
    """What happens to files that lie in a place."""

    LOCAL = "local"
    NETWORK = "network"
    REMOVABLE = "removable"
    SYNCED = "synced"


@dataclass(frozen=True, slots=True)
class Place:
    """A kind of place; for a folder that is copied away, by which program as far as it is known."""

    kind: PlaceKind
    program: str | None = None

    @property
    def is_network(self) -> bool:
        """Whether other computers reach it too."""
        return self.kind is PlaceKind.NETWORK


_WINDOWS = os.name == "nt"
_DRIVES = {2: PlaceKind.REMOVABLE, 4: PlaceKind.NETWORK, 5: PlaceKind.REMOVABLE}
"""DRIVE_REMOVABLE, DRIVE_REMOTE and DRIVE_CDROM of `GetDriveTypeW`; all else is fixed."""
_NETWORK_SYSTEMS = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "fuse.sshfs", "fuse.glusterfs"})
_COPIED_SYSTEMS = frozenset({"fuse.rclone", "fuse.onedriver", "fuse.google-drive-ocamlfuse"})
_ONEDRIVE, _DROPBOX, _GOOGLE, _NEXTCLOUD, _ICLOUD = "OneDrive", "Dropbox", "Google Drive", "Nextcloud", "iCloud"
_ONEDRIVE_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_MARKS: Mapping[str, str] = {
    ".dropbox.cache": _DROPBOX,
    ".tmp.drivedownload": _GOOGLE,
    ".tmp.driveupload": _GOOGLE,
    ".sync_*.db": _NEXTCLOUD,
    "._sync_*.db": _NEXTCLOUD,
    ".csync_journal.db": _NEXTCLOUD,
    ".stfolder": "Syncthing",
}
"""What a program leaves in the uppermost folder that it copies; ownCloud's client, Nextcloud's origin, too."""
_NAMES: Mapping[tuple[str, ...], str] = {
    ("Library", "Mobile Documents"): _ICLOUD,
    ("iCloudDrive",): _ICLOUD,
    ("Library", "CloudStorage"): "CloudStorage",
}
"""Folders below the person's own that a system sets apart for copying."""


def place_of(path: Path) -> Place:
    """The kind of place that `path` lies in or would lie in."""
    folders = list(_folders(path))
    program = next((found for ask in _ASKED for folder in folders if (found := ask(folder))), None)
    if program is not None:
        return Place(PlaceKind.SYNCED, program)
    return Place(_kind(folders[0]) if folders else PlaceKind.LOCAL)


def _folders(path: Path) -> Iterator[Path]:
    """The innermost folder that exists and all above it, as written and where links lead."""
    for way in dict.fromkeys((_real(path), path.absolute())):
        yield from (folder for folder in (way, *way.parents) if folder.is_dir())


def _real(path: Path) -> Path:
    try:
        return path.resolve()
    except OSError:
        return path.absolute()


# programs that copy


class _Provider(ctypes.Structure):
    """CF_SYNC_ROOT_PROVIDER_INFO of cfapi.h: a state, the program's name and its version."""

    _fields_ = (("status", ctypes.c_ulong), ("name", ctypes.c_wchar * 256), ("version", ctypes.c_wchar * 256))


_PROVIDER = 2
"""CF_SYNC_ROOT_INFO_PROVIDER."""


def _of_windows(folder: Path) -> str | None:
    """Whether Windows knows the folder as one that some program copies."""
    if not _WINDOWS:
        return None
    try:
        library = getattr(ctypes, "windll").cldapi  # noqa: B009 - only Windows has it
        told, length = _Provider(), ctypes.c_ulong()
        answer = library.CfGetSyncRootInfoByPath(
            str(folder), _PROVIDER, ctypes.byref(told), ctypes.sizeof(told), ctypes.byref(length)
        )
    except (OSError, AttributeError):  # before Windows 10 1709, as Windows Server 2016 is
        return None
    return (told.name or folder.name) if answer == 0 else None


def _of_onedrive(folder: Path) -> str | None:
    roots = [os.environ.get(name) for name in _ONEDRIVE_VARIABLES]
    is_own = folder.parent == Path.home() and (folder.name == _ONEDRIVE or folder.name.startswith(_ONEDRIVE + " - "))
    return _ONEDRIVE if is_own or any(root and _same(folder, Path(root)) for root in roots) else None


def _of_dropbox(folder: Path) -> str | None:
    return _DROPBOX if any(_same(folder, root) for root in _dropbox_roots()) else None


def _dropbox_roots() -> Iterator[Path]:
    """What Dropbox itself tells of its folders."""
    homes = [Path(found) / "Dropbox" for name in ("APPDATA", "LOCALAPPDATA") if (found := os.environ.get(name))]
    for home in (*homes, Path.home() / ".dropbox"):
        try:
            accounts: dict[str, Any] = json.loads((home / "info.json").read_text(encoding="utf-8"))
            yield from (Path(one["path"]) for one in accounts.values())
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            continue


def _of_a_mark(folder: Path) -> str | None:
    return next((program for mark, program in _MARKS.items() if _holds(folder, mark)), None)


def _holds(folder: Path, mark: str) -> bool:
    try:
        return any(True for _ in folder.glob(mark))
    except OSError:
        return False


def _of_a_name(folder: Path) -> str | None:
    return next((program for parts, program in _NAMES.items() if folder == Path.home().joinpath(*parts)), None)


def _same(folder: Path, root: Path) -> bool:
    return os.path.normcase(_real(folder)) == os.path.normcase(_real(root))


_ASKED: Iterable[Callable[[Path], str | None]] = (_of_windows, _of_onedrive, _of_dropbox, _of_a_mark, _of_a_name)


# drives


def _kind(folder: Path) -> PlaceKind:
    if _WINDOWS:
        return _kind_of_drive(folder)
    try:
        mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8")
    except OSError:
        return PlaceKind.LOCAL
    return _kind_of_mount(folder, mounts)


def _kind_of_drive(folder: Path) -> PlaceKind:
    if folder.drive.startswith("\\\\"):
        return PlaceKind.NETWORK
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - only Windows has it
    return _DRIVES.get(kernel.GetDriveTypeW(folder.anchor), PlaceKind.LOCAL)


def _kind_of_mount(folder: Path, mounts: str) -> PlaceKind:
    """By Linux' list of what is mounted where (proc_pid_mountinfo(5)); the innermost mount that holds the folder."""
    best, kind = -1, PlaceKind.LOCAL
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        device, point = before.split()[2], Path(before.split()[4].replace("\\040", " "))
        if folder.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), _kind_of_system(after.split()[0], device)
    return kind


def _kind_of_system(system: str, device: str) -> PlaceKind:
    if system in _NETWORK_SYSTEMS:
        return PlaceKind.NETWORK
    if system in _COPIED_SYSTEMS:
        return PlaceKind.SYNCED
    disk = Path("/sys/dev/block") / device
    for told in (disk / "removable", disk.resolve().parent / "removable"):
        try:
            return PlaceKind.REMOVABLE if told.read_text(encoding="ascii").strip() == "1" else PlaceKind.LOCAL
        except OSError:
            continue
    return PlaceKind.LOCAL
