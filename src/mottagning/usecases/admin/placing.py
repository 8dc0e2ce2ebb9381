"""What lies where a register lies? A new one takes its place whole, and nothing that lay there is lost.

Beside a register lie its key file and, while it is open or after a crash, what the database has not yet put into it.
That belongs to one register only: under another one of the same name it would be written into it and destroy it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from mottagning.domain.problems import Trouble, TroubleCode
from mottagning.storage.leftover import BESIDE, INDEX, JOURNALS, foreign_journals, has_journal
from mottagning.storage.trouble import said
from mottagning.system import keyfile
from mottagning.system.clock import stored
from mottagning.system.keyfile import KeyFile
from mottagning.system.paths import key_file_of

_Kept = Sequence[tuple[Path, Path]]
"""What lies there, each with the name under which it is kept."""


def put_in_place(beside: Path, file: Path, keys: KeyFile, clock: Callable[[], datetime]) -> Path | None:
    """Give the closed register `beside` the name `file`, and its key file; gives where the one that lay there is kept.

    What lies there is kept under a name that says when, its journal and key file with it. It stays at its place until
    the new one takes that in one step: a program that is killed leaves the one or the other, and when a step fails all
    is as it was. Raises OSError, and Trouble when something of the new register still stands in its journal.
    """
    if has_journal(beside):
        raise Trouble(TroubleCode.DISK_FAILS, file=str(beside))
    kept = _names(file, clock)
    key_file = key_file_of(file)
    had_key = key_file.exists()
    try:
        for part, aside in kept:
            _double(part, aside)
        for suffix in BESIDE:
            file.with_name(file.name + suffix).unlink(missing_ok=True)
        keyfile.write(key_file, keys)
        beside.replace(file)
    except BaseException:
        if not had_key:
            key_file.unlink(missing_ok=True)
        _put_back(kept)
        raise
    return next((aside for part, aside in kept if part == file), None)


def set_foreign_aside(file: Path, key: bytes, clock: Callable[[], datetime]) -> None:
    """Keep away from the register what another one left at its place, before it is opened for writing.

    Nobody else may have it open. Raises Trouble, once, when there was something: the register itself is whole.
    """
    with said(file):
        foreign = foreign_journals(file, key)
        if not foreign:
            return
        kept = [(part, aside) for part, aside in _names(file, clock) if part in foreign]
        for part, aside in kept:
            part.rename(aside)
        file.with_name(file.name + INDEX).unlink(missing_ok=True)
    raise Trouble(TroubleCode.JOURNAL_FOREIGN, file=str(file), aside=kept[0][1].name)


def _names(file: Path, clock: Callable[[], datetime]) -> _Kept:
    stem = f"{file.stem} {stored(clock()):%Y%m%d-%H%M%S}"
    aside, again = file.with_name(stem + file.suffix), 2
    while aside.exists() or key_file_of(aside).exists():
        aside, again = file.with_name(f"{stem} {again}{file.suffix}"), again + 1
    parts = [(file.with_name(file.name + one), aside.with_name(aside.name + one)) for one in ("", *JOURNALS)]
    return [pair for pair in (*parts, (key_file_of(file), key_file_of(aside))) if pair[0].exists()]


def _double(part: Path, aside: Path) -> None:
    """A second name for a file; where the disk knows no such thing, a copy."""
    with suppress(OSError, NotImplementedError):
        os.link(part, aside)
        return
    try:
        shutil.copy2(part, aside)
        with aside.open("rb+") as stream:
            os.fsync(stream.fileno())
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


def _put_back(kept: _Kept) -> None:
    for part, aside in kept:
        if not aside.exists():
            continue
        if part.exists() and part.samefile(aside):
            aside.unlink()
        else:
            aside.replace(part)
