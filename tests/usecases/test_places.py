"""Is a folder known that sync programs copy, that lies on the network, or that can be pulled out?"""

from __future__ import annotations

import json
from pathlib import Path, PureWindowsPath
from types import SimpleNamespace
from typing import Any

import pytest

from mottagning.system import places
from mottagning.system.places import Place, PlaceKind, place_of

MOUNTS = """\
22 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw
30 22 0:44 / /mnt/gemensam rw,relatime - cifs //fil01/gemensam rw
31 22 0:45 / /srv/nfs rw - nfs4 fil02:/srv rw
32 22 0:46 / /mnt/med\\040mellanrum rw - cifs //fil01/a rw
33 30 8:3 / /mnt/gemensam/lokal rw - ext4 /dev/sda3 rw
34 22 0:47 / /home/petra/moln rw - fuse.rclone moln: rw
"""


@pytest.fixture(autouse=True)
def person_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The person's own folder, with nothing of any program in it."""
    home = tmp_path / "petra"
    home.mkdir()
    monkeypatch.setattr(Path, "home", lambda: home)
    for name in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    return home


def folder(*parts: Path | str) -> Path:
    made = Path(*parts)
    made.mkdir(parents=True)
    return made


def test_an_ordinary_folder_is_local_before_it_is_made(person_home: Path) -> None:
    assert place_of(person_home / "Register" / "nytt" / "prov.mottagning") == Place(PlaceKind.LOCAL)


@pytest.mark.parametrize("variable", ["OneDrive", "OneDriveCommercial", "OneDriveConsumer"])
def test_what_onedrive_says_of_itself(person_home: Path, monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    root = folder(person_home, "moln")
    monkeypatch.setenv(variable, str(root))
    assert place_of(root / "Dokument" / "prov.mottagning") == Place(PlaceKind.SYNCED, "OneDrive")
    assert place_of(person_home / "molnfritt" / "prov.mottagning").kind is PlaceKind.LOCAL


@pytest.mark.parametrize("name", ["OneDrive", "OneDrive - Provköpings kommun"])
def test_onedrive_is_known_by_its_folder_too(person_home: Path, name: str) -> None:
    assert place_of(folder(person_home, name) / "prov.mottagning").program == "OneDrive"


@pytest.mark.parametrize("where", ["APPDATA", "LOCALAPPDATA", None])
def test_what_dropbox_says_of_itself(person_home: Path, monkeypatch: pytest.MonkeyPatch, where: str | None) -> None:
    settings = folder(person_home, "AppData", "Dropbox") if where else folder(person_home, ".dropbox")
    if where:
        monkeypatch.setenv(where, str(settings.parent))
    root = folder(person_home, "Lådan")
    told = {"personal": {"path": str(person_home / "annan"), "host": 1}, "business": {"path": str(root)}}
    (settings / "info.json").write_text(json.dumps(told), encoding="utf-8")
    assert place_of(root / "a" / "prov.mottagning") == Place(PlaceKind.SYNCED, "Dropbox")


@pytest.mark.parametrize("said", ["", "[]", '{"personal": 3}', '{"personal": {}}'])
def test_what_cannot_be_read_is_no_sign(person_home: Path, said: str) -> None:
    (folder(person_home, ".dropbox") / "info.json").write_text(said, encoding="utf-8")
    assert place_of(person_home / "prov.mottagning").kind is PlaceKind.LOCAL


@pytest.mark.parametrize(
    ("mark", "program"),
    [
        (".sync_5a1b9c.db", "Nextcloud"),
        ("._sync_5a1b9c.db", "Nextcloud"),
        (".csync_journal.db", "Nextcloud"),
        (".dropbox.cache", "Dropbox"),
        (".tmp.driveupload", "Google Drive"),
        (".stfolder", "Syncthing"),
    ],
)
def test_what_a_program_leaves_in_its_uppermost_folder(person_home: Path, mark: str, program: str) -> None:
    inside = folder(person_home, "delat", "mapp", "i mapp")
    (person_home / "delat" / mark).touch()
    assert place_of(inside / "prov.mottagning") == Place(PlaceKind.SYNCED, program)
    assert place_of(person_home / "prov.mottagning").kind is PlaceKind.LOCAL, "what lies above is not copied"


def test_a_folder_that_leads_into_one_that_is_copied(person_home: Path) -> None:
    root = folder(person_home, "iCloudDrive")
    (person_home / "genväg").symlink_to(root)
    assert place_of(person_home / "genväg" / "prov.mottagning") == Place(PlaceKind.SYNCED, "iCloud")


@pytest.mark.parametrize(
    ("where", "kind"),
    [
        ("/home/petra", PlaceKind.LOCAL),
        ("/mnt/gemensam", PlaceKind.NETWORK),
        ("/mnt/gemensam/register", PlaceKind.NETWORK),
        ("/mnt/gemensamt", PlaceKind.LOCAL),
        ("/mnt/gemensam/lokal/a", PlaceKind.LOCAL),
        ("/srv/nfs/a", PlaceKind.NETWORK),
        ("/mnt/med mellanrum/a", PlaceKind.NETWORK),
        ("/home/petra/moln/a", PlaceKind.SYNCED),
    ],
)
def test_what_is_mounted_where(where: str, kind: PlaceKind) -> None:
    assert places._kind_of_mount(Path(where), MOUNTS) is kind


# Windows, its calls replaced


@pytest.mark.parametrize(
    ("where", "answer", "kind"),
    [
        ("C:\\Users\\petra", 3, PlaceKind.LOCAL),
        ("E:\\", 2, PlaceKind.REMOVABLE),
        ("G:\\Register", 4, PlaceKind.NETWORK),
        ("D:\\", 5, PlaceKind.REMOVABLE),
        ("\\\\fil01\\gemensam\\register", 1, PlaceKind.NETWORK),
    ],
)
def test_what_windows_says_of_a_drive(
    monkeypatch: pytest.MonkeyPatch, where: str, answer: int, kind: PlaceKind
) -> None:
    asked: list[str] = []
    kernel = SimpleNamespace(GetDriveTypeW=lambda root: asked.append(root) or answer)
    monkeypatch.setattr(places.ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    assert places._kind_of_drive(PureWindowsPath(where)) is kind  # type: ignore[arg-type]
    assert asked in ([], [PureWindowsPath(where).anchor])


@pytest.mark.parametrize(("answer", "program"), [(0, "OneDrive"), (-2147024520, None)])
def test_what_windows_says_of_a_folder_that_some_program_copies(
    person_home: Path, monkeypatch: pytest.MonkeyPatch, answer: int, program: str | None
) -> None:
    root = folder(person_home, "Webbplats - Dokument")

    def ask(path: str, _what: int, told: Any, *_room: object) -> int:
        assert path == str(root)
        told._obj.name = "OneDrive"
        return answer

    library = SimpleNamespace(CfGetSyncRootInfoByPath=ask)
    monkeypatch.setattr(places.ctypes, "windll", SimpleNamespace(cldapi=library), raising=False)
    monkeypatch.setattr(places, "_WINDOWS", True)
    assert places._of_windows(root) == program


@pytest.mark.parametrize("windows", [SimpleNamespace(cldapi=SimpleNamespace()), SimpleNamespace()])
def test_a_windows_that_knows_nothing_of_such_programs(
    person_home: Path, monkeypatch: pytest.MonkeyPatch, windows: SimpleNamespace
) -> None:
    monkeypatch.setattr(places.ctypes, "windll", windows, raising=False)
    monkeypatch.setattr(places, "_WINDOWS", True)
    assert places._of_windows(person_home) is None
