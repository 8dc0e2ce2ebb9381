"""What has the municipality's IT laid down for this computer? What somebody would otherwise be asked for, or forget.

On Windows it is read from `Software\\Policies\\Mottagning`, of the machine before that of the user: group policy and
Intune write there, and ordinary users cannot. A file under ProgramData would be no such thing, for there they can. On
other systems it is `/etc/mottagning/policy.toml`, with the same names. `installer/policy` has the templates.

A value that cannot be used is left out, and told where the program tells what IT has chosen.
"""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

KEY = r"Software\Policies\Mottagning"
MUNICIPALITY, REGISTERS, BACKUPS, LOCK_AFTER = "Municipality", "RegisterFolder", "BackupFolder", "LockAfterMinutes"
NAMES = (MUNICIPALITY, REGISTERS, BACKUPS, LOCK_AFTER)
LONGEST_LOCK = 60
"""Minutes: with more, the lock would be none."""


@dataclass(frozen=True, slots=True)
class Policy:
    """The values of this computer; None where IT has said nothing.

    `lock_after` is minutes and the longest that somebody may choose; the folders have their variables put in.
    """

    municipality: str | None = None
    registers: Path | None = None
    backups: Path | None = None
    lock_after: int | None = None
    unusable: tuple[str, ...] = ()
    """The names whose values cannot be used."""


def own_policy() -> Policy:
    """What applies to the person who runs the program, on this computer."""
    return policy_of(_of_windows() if sys.platform == "win32" else _of_file(policy_file()))


def policy_file() -> Path:
    """Where the policy lies on a system without a registry."""
    return Path("/etc/mottagning/policy.toml")


def policy_of(values: Mapping[str, object]) -> Policy:
    """Read the values by their names."""
    unusable = tuple(name for name in NAMES if name in values and _READ[name](values[name]) is None)
    read = {name: _READ[name](values[name]) for name in NAMES if name in values}
    return Policy(read.get(MUNICIPALITY), read.get(REGISTERS), read.get(BACKUPS), read.get(LOCK_AFTER), unusable)


def _municipality(value: object) -> str | None:
    code = str(value).strip()
    return code if len(code) == 4 and code.isdecimal() else None


def _folder(value: object) -> Path | None:
    """A whole path. Group policy leaves the variables of the person who runs the program to the program."""
    folder = Path(os.path.expandvars(str(value).strip()))
    return folder if folder.is_absolute() else None


def _minutes(value: object) -> int | None:
    try:
        minutes = int(str(value))
    except ValueError:
        return None
    return minutes if 1 <= minutes <= LONGEST_LOCK else None


_READ: Mapping[str, Callable[[object], Any]] = {
    MUNICIPALITY: _municipality,
    REGISTERS: _folder,
    BACKUPS: _folder,
    LOCK_AFTER: _minutes,
}


def _of_windows() -> dict[str, object]:
    registry: Any = import_module("winreg")
    found: dict[str, object] = {}
    for root in (registry.HKEY_CURRENT_USER, registry.HKEY_LOCAL_MACHINE):  # the machine's value comes last and stays
        try:
            key = registry.OpenKey(root, KEY, 0, registry.KEY_READ | registry.KEY_WOW64_64KEY)
        except OSError:
            continue
        with key:
            found |= _values(registry, key)
    return found


def _values(registry: Any, key: Any) -> dict[str, object]:  # noqa: ANN401 - Windows' own
    found = {}
    for name in NAMES:
        try:
            found[name] = registry.QueryValueEx(key, name)[0]
        except OSError:
            continue
    return found


def _of_file(file: Path) -> dict[str, object]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
