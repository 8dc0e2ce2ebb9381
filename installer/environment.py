"""Makes the environment that the program and its tests run in: Debian's packages where they are needed, a `.venv` with
the locked packages. Uses the standard library only, and does nothing twice.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK, LOCK_FOR_TESTS = ROOT / "installer" / "requirements.txt", ROOT / "installer" / "requirements-dev.txt"
OLDEST, NEWEST = (3, 11), (3, 13)
WINDOW_LIBRARIES = (
    "libegl1",
    "libgl1",
    "libglib2.0-0",
    "libdbus-1-3",
    "libfontconfig1",
    "libxkbcommon0",
    "libxkbcommon-x11-0",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-shape0",
    "fonts-inter",
    "fonts-dejavu-core",
)
"""What Qt needs of a bare Debian 12, and letters to write with."""
LIBREOFFICE = "libreoffice-calc-nogui"
"""What the tests open our workbooks in, where no other LibreOffice is installed."""
FAILING_DISK = "libfiu0"
"""What lets writes fail when a test says so."""


def prepare(lock: Path, *, packages: tuple[str, ...] = ()) -> Path:
    """Make all that is missing to run the program from here, and give the path of the Python to run with. Ends the
    program with a sentence when it cannot be made. `packages` are Debian's, beside those of the window."""
    return prepare_in(VENV, lock, packages=(*WINDOW_LIBRARIES, *packages))


def prepare_in(folder: Path, lock: Path, *, packages: tuple[str, ...] = ()) -> Path:
    """As `prepare`, with the environment in `folder` and no more of Debian's than `packages`."""
    _require_python()
    own_pip = () if importlib.util.find_spec("ensurepip") else ("python3-venv",)
    require_packages((*own_pip, *packages))
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    mark = folder / f".{lock.stem}"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if python.exists() and mark.exists() and mark.read_text(encoding="ascii") == wanted:
        return python
    print(f"Installing the locked packages into {folder} …", flush=True)
    if not python.exists():
        shutil.rmtree(folder, ignore_errors=True)
        venv.create(folder, with_pip=True)
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    if subprocess.run([*pip, "-r", str(lock)], check=False).returncode:
        sys.exit("The packages could not be installed. Is there a connection to the package index?")
    mark.write_text(wanted, encoding="ascii")
    return python


def environment() -> dict[str, str]:
    """The environment of a run out of the checkout."""
    return {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}


def has_screen() -> bool:
    """Whether a window can be shown."""
    return (
        os.name == "nt"
        or sys.platform == "darwin"
        or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    )


def is_debian() -> bool:
    """Whether packages are Debian's, or of a system that comes from it."""
    return sys.platform == "linux" and bool(shutil.which("dpkg-query") and shutil.which("apt-get"))


def _require_python() -> None:
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        found = ".".join(map(str, sys.version_info[:2]))
        sys.exit(f"Mottagning needs Python 3.11, 3.12 or 3.13; this is {found}.")


def require_packages(names: tuple[str, ...]) -> None:
    """Install Debian's packages where this is Debian and they are missing, or say how."""
    if not is_debian():
        return
    missing = [name for name in names if not _is_installed(name)]
    if not missing:
        return
    prefix = _as_root()
    if prefix is None:
        sys.exit(
            f"Some packages are missing. Install them, and start again:\n  sudo apt-get install {' '.join(missing)}"
        )
    print(f"Installing {', '.join(missing)} …", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = [*prefix, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing]
    subprocess.run([*prefix, "apt-get", "update", "-qq"], check=False, env=quiet, stdout=subprocess.DEVNULL)
    if subprocess.run(install, check=False, env=quiet, stdout=subprocess.DEVNULL).returncode:
        sys.exit(f"The packages could not be installed: {' '.join(missing)}")


def _is_installed(name: str) -> bool:
    asked = subprocess.run(["dpkg-query", "-W", "-f", "${Status}", name], check=False, capture_output=True, text=True)
    return asked.stdout.endswith(" installed")


def _as_root() -> list[str] | None:
    """What makes a command run as root; None when nothing does without a question."""
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], check=False, capture_output=True).returncode == 0
    ):
        return ["sudo", "-n"]
    return None
