"""Works with a register on a disk that fills up, and says what it was told: run by test_full_disk in a small disk."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

from factories import CHEAP, FIRST_MONTH, OWN, PASSPHRASE, Clock, furnish, month, person, second_holder
from mottagning.domain.office import OfficeSettings
from mottagning.domain.problems import Trouble
from mottagning.usecases import people
from mottagning.usecases.admin.backups import back_up
from mottagning.usecases.admin.registers import create_register, open_register
from mottagning.usecases.admin.restoring import restore
from mottagning.usecases.context import Context
from mottagning.usecases.returns.closing import close_month
from mottagning.usecases.returns.verifying import verify

FULL, ROOM_TO_OPEN = 0, 48 * 1024


def told(act: Callable[[], object]) -> str:
    """What the program says of `act`: the trouble's code, or `done`."""
    try:
        act()
    except Trouble as trouble:
        return trouble.code.value
    return "done"


def fill(disk: Path, left: int) -> None:
    """Leave so many bytes free."""
    filler = disk / "full"
    filler.unlink(missing_ok=True)
    state = os.statvfs(disk)
    filler.write_bytes(b"x" * max(0, state.f_bavail * state.f_frsize - left))


def open_and_close(file: Path) -> None:
    """Open the register and let go of it."""
    open_register(file, PASSPHRASE, Clock()).db.close()


def write_much(ctx: Context) -> None:
    """Persons one by one, until nothing more fits."""
    for number in range(200):
        people.save_person(ctx, None, person(case_number=f"ny {number:03}"))


def main(disk: Path) -> None:
    """Print what was told at each step, and what is left in the end."""
    file = disk / "prov.mottagning"
    office = OfficeSettings(municipality=OWN, first_month=FIRST_MONTH)
    ctx = second_holder(create_register(file, PASSPHRASE, "prov", Clock(), office=office, cost=CHEAP).ctx)
    furnish(ctx)
    saved = [line.case_number for line in people.list_people(ctx)]
    back_up(ctx, disk / "hel.kopia")
    said = {}
    for name, left in (("full", FULL), ("nearly full", ROOM_TO_OPEN)):
        ctx.db.close()
        fill(disk, left)
        said[name] = {
            "open": told(lambda: open_and_close(file)),
            "write": told(lambda: write_much(ctx)),
            "back up": told(lambda: back_up(ctx, disk / "ny.kopia")),
            "make": told(lambda: create_register(disk / "ny.mottagning", PASSPHRASE, "prov", Clock(), cost=CHEAP)),
            "restore": told(lambda: restore(disk / "hel.kopia", file, PASSPHRASE, Clock())),
        }
    left_behind = sorted(path.name for path in disk.iterdir() if path.name.startswith("ny"))
    ctx.db.close()
    (disk / "full").unlink()
    again = open_register(file, PASSPHRASE, Clock())
    now = [line.case_number for line in people.list_people(again)]
    close_month(again, month("2024-09"))
    result = {
        "said": said,
        "left behind": left_behind,
        "kept": now[: len(saved)] == saved,
        "whole": now[len(saved) :] == [f"ny {number:03}" for number in range(len(now) - len(saved))],
        "findings": [finding.code for finding in verify(again)],
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
