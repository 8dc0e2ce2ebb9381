"""How is a register copied so that the copy is known to open? Online, encrypted, then opened, counted and compared.

A backup is one file: a zip archive, stored, of the encrypted register, its key file and a manifest with their
fingerprints, when it was made and why. Nothing else in it can be read without a passphrase.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import zipfile
from collections.abc import Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from mottagning.domain.backup_rules import Reason
from mottagning.domain.problems import Trouble, TroubleCode
from mottagning.storage.engine import LOOK, MAKE, connect
from mottagning.storage.reached import Reached, reached
from mottagning.storage.trouble import said

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT = 1
_REGISTER, _KEYS, _MANIFEST = "register.mottagning", "register.nyckel", "manifest.json"
_BLOCK = 1 << 20
_UNFINISHED = ".ny"
_ABANDONED = 600
"""Seconds after which what nobody has finished is what a killed program left: a backup takes a few."""


@dataclass(frozen=True, slots=True)
class Content:
    """How many rows each table of a register holds, and how far it has come: what two copies are compared by."""

    rows: Mapping[str, int]
    reached: Reached


@dataclass(frozen=True, slots=True)
class Label:
    """What a backup says of itself to whoever has no passphrase: the moment (UTC) and the reason."""

    made: datetime
    reason: Reason


def copy(file: Path, key: bytes, target: Path) -> Content:
    """A consistent, encrypted copy of an open register at `target`, and what the register held then. Raises Trouble."""
    with said(target), closing(connect(file, key)) as source, closing(connect(target, key, mode=MAKE)) as copied:
        source.execute("BEGIN")  # one state of the register is counted and copied, whoever writes meanwhile
        with said(file):
            held = _content(source)
        source.backup(copied)
        source.execute("ROLLBACK")
        copied.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        copied.execute("PRAGMA journal_mode = DELETE").fetchone()
    return held


def content(file: Path, key: bytes) -> Content:
    """What a register holds that passes SQLite's own integrity check; it is only looked at. Raises Trouble."""
    with said(file), closing(connect(file, key, mode=LOOK)) as connection:
        check = connection.execute("PRAGMA integrity_check").fetchone()[0]
        if check != "ok" or connection.execute("PRAGMA cipher_integrity_check").fetchall():
            raise Trouble(TroubleCode.REGISTER_DAMAGED, file=str(file))
        return _content(connection)


def _content(connection: Any) -> Content:  # noqa: ANN401 - the driver is untyped
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    quoted = (name.replace('"', '""') for name in sorted(names))
    rows = {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in quoted}  # noqa: S608
    return Content(rows, reached(connection.execute))


def write(file: Path, key: bytes, key_text: str, target: Path, label: Label) -> Content:
    """Back the register up to the one file `target`, and give what it holds. Raises Trouble.

    The copy is opened, counted and compared with the register as it was in the same moment; what was packed is read
    back from the disk and compared with the copy that was opened. Only then does it take its name.
    """
    beside = target.with_name(target.name + _UNFINISHED)
    folder = target.with_name(f".{target.name}{_UNFINISHED}")
    with said(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        _clear(target.parent, folder)
        try:
            copied = folder / _REGISTER
            held = copy(file, key, copied)
            if held != content(copied, key):
                raise Trouble(TroubleCode.BACKUP_BROKEN, file=str(target))
            fingerprint = _fingerprint(copied)
            _pack(copied, key_text, fingerprint, label, beside)
            _compare(beside, fingerprint, target)
            beside.replace(target)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            beside.unlink(missing_ok=True)
    return held


def put_beside(backup: Path, target: Path) -> None:
    """Put a copy of a whole backup at `target`, in place of what is there once the copy is known to be whole.

    Raises Trouble; what was there then stays.
    """
    beside = target.with_name(target.name + _UNFINISHED)
    with said(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with backup.open("rb") as source, beside.open("wb") as out:
                _clear(target.parent, beside)
                _pour(source, out)
            if _fingerprint(beside) != _fingerprint(backup):
                raise Trouble(TroubleCode.BACKUP_BROKEN, file=str(target))
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)


def label_of(backup: Path) -> Label | None:
    """What a backup says of itself; None where it says nothing. Raises Trouble when it is no archive to its end.

    Looked at are its directory and manifest, not every byte: quick enough for a list.
    """
    with said(backup), _archive(backup) as archive:
        manifest = json.loads(archive.read(_MANIFEST))
        archive.getinfo(_REGISTER)
        archive.getinfo(_KEYS)
        if "made" not in manifest:
            return None
        return Label(datetime.fromisoformat(manifest["made"]), Reason(manifest["reason"]))


def key_text(backup: Path) -> str:
    """The key file inside a backup. Raises Trouble when it is no archive to its end."""
    with said(backup), _archive(backup) as archive:
        return archive.read(_KEYS).decode()


def unpack(backup: Path, target: Path) -> None:
    """Put the register inside a backup at `target`. Raises Trouble when it is no whole backup."""
    with said(target), _opened(backup) as archive, archive.open(_REGISTER) as packed, target.open("wb") as out:
        _pour(packed, out)


def _pour(source: IO[bytes], out: IO[bytes]) -> None:
    """All of `source` into `out`, down to the disk."""
    shutil.copyfileobj(source, out, _BLOCK)
    out.flush()
    os.fsync(out.fileno())


def _clear(folder: Path, fresh: Path) -> None:
    """Take away what a program that was killed had begun. `fresh` was just made, by the same clock as the others."""
    now = fresh.stat().st_mtime
    for left in folder.glob(f"*{_UNFINISHED}"):
        if abs(now - left.lstat().st_mtime) < _ABANDONED:
            continue
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)


def _pack(copied: Path, keys: str, fingerprint: str, label: Label, target: Path) -> None:
    manifest = {
        "format": FORMAT,
        "made": label.made.isoformat(),
        "reason": label.reason.value,
        _REGISTER: fingerprint,
        _KEYS: hashlib.sha256(keys.encode()).hexdigest(),
    }
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        archive.write(copied, _REGISTER)
        archive.writestr(_KEYS, keys)
        archive.writestr(_MANIFEST, json.dumps(manifest))
    with target.open("rb+") as stream:
        os.fsync(stream.fileno())


def _compare(packed: Path, fingerprint: str, target: Path) -> None:
    """Raises Trouble when what was packed is not, byte for byte, the copy that was opened."""
    with _opened(packed) as archive:
        if json.loads(archive.read(_MANIFEST))[_REGISTER] != fingerprint:
            raise Trouble(TroubleCode.BACKUP_BROKEN, file=str(target))


@contextmanager
def _opened(backup: Path) -> Iterator[zipfile.ZipFile]:
    """The archive, once its fingerprints agree."""
    with _archive(backup) as archive:
        manifest = json.loads(archive.read(_MANIFEST))
        for name in (_REGISTER, _KEYS):
            with archive.open(name) as packed:
                if hashlib.file_digest(packed, "sha256").hexdigest() != manifest[name]:  # type: ignore[arg-type]
                    raise Trouble(TroubleCode.BACKUP_BROKEN, file=str(backup))
        yield archive


@contextmanager
def _archive(backup: Path) -> Iterator[zipfile.ZipFile]:
    """The archive, whatever is in it. Raises Trouble when it cannot be read or lacks a part."""
    try:
        with zipfile.ZipFile(backup) as archive:
            yield archive
    except FileNotFoundError as error:
        raise Trouble(TroubleCode.REGISTER_MISSING, file=str(backup)) from error
    except (zipfile.BadZipFile, KeyError, ValueError, UnicodeDecodeError) as error:
        raise Trouble(TroubleCode.BACKUP_BROKEN, file=str(backup)) from error


def _fingerprint(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
