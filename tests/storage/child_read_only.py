"""Works with a register that may not be written, and says what it was told: run by test_read_only as nobody special."""

from __future__ import annotations

import ctypes
import json
import sys
from pathlib import Path

from child_full_disk import open_and_close, told

from factories import CHEAP, PASSPHRASE, Clock, person
from mottagning.usecases import people
from mottagning.usecases.admin.backups import back_up
from mottagning.usecases.admin.registers import create_register, open_register
from mottagning.usecases.admin.restoring import restore

_CAPABILITIES_OF_64_BITS = 0x20080522


def give_up_every_right() -> None:
    """What an ordinary user has: even root has to ask the file then."""
    header = (ctypes.c_uint32 * 2)(_CAPABILITIES_OF_64_BITS, 0)
    nothing = (ctypes.c_uint32 * 6)()
    if ctypes.CDLL(None, use_errno=True).capset(header, nothing):
        raise OSError(ctypes.get_errno(), "capset")


def write_into(file: Path) -> None:
    """Open the register and register a person."""
    ctx = open_register(file, PASSPHRASE, Clock())
    people.save_person(ctx, None, person(case_number="ny"))


def main(folder: Path) -> None:
    """Print what was told at each step."""
    file = folder / "prov.mottagning"
    elsewhere = open_register(folder.parent / "annan" / "prov.mottagning", PASSPHRASE, Clock())
    back_up(elsewhere, folder.parent / "annan" / "kopia")
    give_up_every_right()
    said = {
        "open": told(lambda: open_and_close(file)),
        "write": told(lambda: write_into(file)),
        "make": told(lambda: create_register(folder / "ny.mottagning", PASSPHRASE, "prov", Clock(), cost=CHEAP)),
        "back up": told(lambda: back_up(elsewhere, folder / "kopia")),
        "restore": told(lambda: restore(folder.parent / "annan" / "kopia", file, PASSPHRASE, Clock())),
    }
    print(json.dumps(said))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
