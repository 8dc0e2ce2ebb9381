"""Making a register out of a workbook: the register stands only when the workbook was taken."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from mottagning.domain.problems import RefusalCode, Refused
from mottagning.files.register_workbook.template import write_template
from mottagning.readmodels.transfer import ImportReport
from mottagning.storage.trouble import said
from mottagning.system import keyfile
from mottagning.system.paths import key_file_of
from mottagning.usecases.admin.importing import import_workbook
from mottagning.usecases.admin.placing import put_in_place
from mottagning.usecases.admin.registers import create_register


@dataclass(frozen=True, slots=True)
class MovedIn:
    """What came of moving in; the recovery code only when there is a register."""

    report: ImportReport
    recovery_code: str | None


def save_template(target: Path) -> None:
    """Write an empty register workbook to fill in. Raises Trouble when the file cannot be written."""
    write_template(target)


def import_into_new(
    register: Path,
    workbook: Path,
    passphrase: str,
    user: str,
    clock: Callable[[], datetime],
    *,
    accept_valid: bool = False,
    cost: keyfile.Cost | None = None,
) -> MovedIn:
    """Make `register` from `workbook`. With problems (unless `accept_valid`) there is no register afterwards.

    It is made in a folder of its own beside the target and moved into place, key file first, so that a program that is
    killed leaves either nothing or all of it. Raises Refused and Trouble.
    """
    if register.exists():
        raise Refused(RefusalCode.REGISTER_EXISTS, file=str(register))
    folder = register.with_name(f".{register.name}.ny")
    with said(register):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    try:
        made = create_register(folder / register.name, passphrase, user, clock, cost=cost)
        rejected = workbook.with_name(f"{workbook.stem} - avvisade.xlsx")
        with closing(made.ctx.db):  # Windows removes no folder with an open file
            empty = replace(made.ctx, backups=None)  # there is nothing in it that could be lost
            report = import_workbook(empty, workbook, accept_valid=accept_valid, rejected_file=rejected).value
        if not report.is_imported:
            return MovedIn(report, None)
        with said(register):
            put_in_place(made.ctx.db.file, register, keyfile.read(key_file_of(made.ctx.db.file)), clock)
        return MovedIn(report, made.recovery_code)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
