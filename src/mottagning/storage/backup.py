"""How is a register copied so that the copy is known to open? Online, encrypted, then opened, counted and compared.

A backup is one file: a zip archive, stored, of the encrypted register, its key file and a manifest with their
fingerprints. Nothing in it can be read without a passphrase.
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from mottagning.domain.problems import Trouble, TroubleCode
from mottagning.storage.engine import connect
from mottagning.storage.trouble import said

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT = 1
_REGISTER, _KEYS, _MANIFEST = "register.mottagning", "register.nyckel", "manifest.json"
_BLOCK = 1 << 20


def copy(file: Path, key: bytes, target: Path) -> None:
    """A consistent, encrypted copy of an open register at `target`. Raises Trouble."""
    with said(target), closing(connect(file, key)) as source, closing(connect(target, key, must_exist=False)) as copied:
        source.backup(copied)
        copied.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        copied.execute("PRAGMA journal_mode = DELETE").fetchone()


def counts(file: Path, key: bytes) -> Mapping[str, int]:
    """How many rows each table holds, of a register that passes SQLite's own integrity check. Raises Trouble."""
    with said(file), closing(connect(file, key)) as connection:
        check = connection.execute("PRAGMA integrity_check").fetchone()[0]
        if check != "ok" or connection.execute("PRAGMA cipher_integrity_check").fetchall():
            raise Trouble(TroubleCode.REGISTER_DAMAGED, file=str(file))
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        quoted = (name.replace('"', '""') for name in sorted(names))
        return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in quoted}  # noqa: S608


def write(file: Path, key: bytes, key_text: str, target: Path) -> Mapping[str, int]:
    """Back the register up to the one file `target`, and give what it holds. Raises Trouble.

    The copy is taken out of the finished file again, opened, counted and compared before it counts.
    """
    beside = target.with_name(target.name + ".ny")
    with said(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with TemporaryDirectory(dir=target.parent) as folder:
                copied = Path(folder) / _REGISTER
                copy(file, key, copied)
                _pack(copied, key_text, beside)
                held = counts(copied, key)
                if held != _packed_counts(beside, key):
                    raise Trouble(TroubleCode.BACKUP_BROKEN, file=str(target))
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
    return held


def key_text(backup: Path) -> str:
    """The key file inside a backup. Raises Trouble when it is no whole backup."""
    with _opened(backup) as archive:
        return archive.read(_KEYS).decode()


def unpack(backup: Path, target: Path) -> None:
    """Put the register inside a backup at `target`. Raises Trouble when it is no whole backup."""
    with said(target), _opened(backup) as archive, archive.open(_REGISTER) as packed, target.open("wb") as out:
        while block := packed.read(_BLOCK):
            out.write(block)
        out.flush()
        os.fsync(out.fileno())


def _pack(copied: Path, keys: str, target: Path) -> None:
    manifest = {"format": FORMAT, _REGISTER: _fingerprint(copied), _KEYS: hashlib.sha256(keys.encode()).hexdigest()}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        archive.write(copied, _REGISTER)
        archive.writestr(_KEYS, keys)
        archive.writestr(_MANIFEST, json.dumps(manifest))
    with target.open("rb") as stream:
        os.fsync(stream.fileno())


def _packed_counts(backup: Path, key: bytes) -> Mapping[str, int]:
    with TemporaryDirectory(dir=backup.parent) as folder:
        unpacked = Path(folder) / _REGISTER
        unpack(backup, unpacked)
        return counts(unpacked, key)


@contextmanager
def _opened(backup: Path) -> Iterator[zipfile.ZipFile]:
    """The archive, once its fingerprints agree."""
    try:
        with zipfile.ZipFile(backup) as archive:
            manifest = json.loads(archive.read(_MANIFEST))
            for name in (_REGISTER, _KEYS):
                with archive.open(name) as packed:
                    if hashlib.file_digest(packed, "sha256").hexdigest() != manifest[name]:  # type: ignore[arg-type]
                        raise Trouble(TroubleCode.BACKUP_BROKEN, file=str(backup))
            yield archive
    except FileNotFoundError as error:
        raise Trouble(TroubleCode.REGISTER_MISSING, file=str(backup)) from error
    except (zipfile.BadZipFile, KeyError, ValueError, UnicodeDecodeError) as error:
        raise Trouble(TroubleCode.BACKUP_BROKEN, file=str(backup)) from error


def _fingerprint(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
