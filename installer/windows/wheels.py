"""Which packages from elsewhere does the program bring along? Those of the lock for Windows, with their hashes.

uv and not pip: pip asks this machine, not Windows, what a package needs, and leaves out what only Windows needs.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from environment import LOCK, ROOT

from windows.order import PYTHON
from windows.tools import Tools, run

LOCK_FOR_WINDOWS = ROOT / "installer" / "requirements-windows.txt"
_PLATFORM = "x86_64-pc-windows-msvc"
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)(?: ; (.+?))? \\$", re.MULTILINE)


def install(tools: Tools, target: Path) -> None:
    """Unpack the locked wheels into `target`."""
    where = ("--python-platform", _PLATFORM, "--python-version", ".".join(map(str, PYTHON)))
    how = ("--only-binary", ":all:", "--require-hashes", "--no-deps", "--link-mode", "copy")
    run(
        tools.uv,
        "pip",
        "install",
        "-q",
        "--python",
        sys.executable,
        "--target",
        target,
        *where,
        *how,
        "-r",
        LOCK_FOR_WINDOWS,
    )


def disagreements(windows: str, everywhere: str) -> list[str]:
    """What the lock for Windows pins otherwise than the lock that the tests run on, or that only one of them has.

    Takes the texts of both.
    """
    ours, theirs = _pinned(windows), _pinned(everywhere)
    wrong = [
        f"{name}: {version}, tested with {theirs.get(name)}"
        for name, version in ours.items()
        if theirs.get(name) != version
    ]
    wanted = {found[1] for found in _PINNED.finditer(everywhere) if _is_for_windows(found[3])}
    return wrong + [f"{name}: missing" for name in sorted(wanted - ours.keys())]


def check_lock() -> list[str]:
    """The same of the files."""
    return disagreements(LOCK_FOR_WINDOWS.read_text(encoding="utf-8"), LOCK.read_text(encoding="utf-8"))


def _pinned(lock: str) -> dict[str, str]:
    return {found[1]: found[2] for found in _PINNED.finditer(lock)}


def _is_for_windows(marker: str | None) -> bool:
    """Whether a package is wanted with the package's Python on Windows, by the few markers that the lock has."""
    known = {
        None: True,
        "sys_platform == 'win32'": True,
        "sys_platform == 'linux'": False,
        "python_full_version < '3.12'": False,
        "platform_python_implementation != 'PyPy'": True,
        "implementation_name != 'PyPy' and platform_python_implementation != 'PyPy'": True,
    }
    if marker not in known:
        raise ValueError(f"A marker that nobody has judged: {marker}")
    return known[marker]
