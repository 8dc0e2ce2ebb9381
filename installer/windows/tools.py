"""Which programs make the package, and how does one get those that are missing?"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from windows.order import PYTHON

DEBIAN = ("nsis", "gcc-mingw-w64-x86-64-win32", "binutils-mingw-w64-x86-64", "wixl")
"""What a build takes from Debian."""
_FOR_WINDOWS = {
    "makensis": "winget install NSIS.NSIS   (or: choco install nsis)",
    "gcc": "winget install BrechtSanders.WinLibs.POSIX.UCRT   (or: choco install mingw)",
}
_NSIS_ON_WINDOWS = (r"C:\Program Files (x86)\NSIS\makensis.exe", r"C:\Program Files\NSIS\makensis.exe")
_SAY_VERSION = "import sys; print('%d.%d' % sys.version_info[:2])"


@dataclass(frozen=True, slots=True)
class Tools:
    """Where each program lies."""

    uv: Path
    makensis: str
    gcc: str
    windres: str
    wixl: str | None
    """Makes the MSI; there is none for Windows, so the MSI is built on Linux."""
    python: Path | None
    """A Python of the package's version; None on Windows may still be mended by the runtime's own."""


def find() -> Tools:
    """All of them. Ends the program with a sentence when one is missing."""
    return Tools(
        uv=_uv(),
        makensis=_required("makensis", _NSIS_ON_WINDOWS),
        gcc=_required("x86_64-w64-mingw32-gcc" if os.name != "nt" else "gcc"),
        windres=_required("x86_64-w64-mingw32-windres" if os.name != "nt" else "windres"),
        wixl=shutil.which("wixl"),
        python=next((one for one in _pythons() if _is_right(one)), None),
    )


def has_python() -> bool:
    """Whether a Python of the package's version is found."""
    return any(_is_right(one) for one in _pythons())


def no_python() -> str:
    """The sentence for a machine without the package's Python."""
    version = ".".join(map(str, PYTHON))
    return (
        f"The package holds bytecode of Python {version}, which only Python {version} can make, and none was found: "
        f"not as python{version} on the path, not with pyenv or uv, not with Windows' py. Install one "
        f"(`uv python install {version}`, `pyenv install {version}`, or the installer of python.org) and start again; "
        "MOTTAGNING_PYTHON names one that lies elsewhere."
    )


def run(*words: str | Path, folder: Path | None = None, surroundings: dict[str, str] | None = None) -> None:
    """Run a tool. Ends the program with what the tool said when it fails."""
    line = [str(word) for word in words]
    done = subprocess.run(line, check=False, cwd=folder, env=surroundings, capture_output=True, text=True)
    if done.returncode:
        said = "\n".join((done.stdout + done.stderr).splitlines()[-30:])
        sys.exit(f"{Path(line[0]).name} failed ({done.returncode}):\n  {' '.join(line)}\n{said}")


def _uv() -> Path:
    if importlib.util.find_spec("uv") is None:
        sys.exit("uv is missing: start the build with installer/build.py, which installs it.")
    from uv import find_uv_bin  # noqa: PLC0415 - only the build has it

    return Path(find_uv_bin())


def _required(name: str, elsewhere: tuple[str, ...] = ()) -> str:
    found = shutil.which(name) or next((one for one in elsewhere if Path(one).exists()), None)
    if found is None:
        way = _FOR_WINDOWS.get("gcc" if name == "windres" else name, "")
        sys.exit(f"{name} is missing." + (f" Install it, and start again:\n  {way}" if os.name == "nt" else ""))
    return found


def _pythons() -> Iterator[Path]:
    """Where a Python of the right version may lie, the most likely first."""
    version = ".".join(map(str, PYTHON))
    if os.environ.get("MOTTAGNING_PYTHON"):
        yield Path(os.environ["MOTTAGNING_PYTHON"])
    yield Path(sys.executable)
    yield from (Path(found) for name in (f"python{version}", "python3", "python") if (found := shutil.which(name)))
    root = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    yield from sorted(root.glob(f"versions/{version}*/bin/python{version}"), reverse=True)
    uv = shutil.which("uv") if importlib.util.find_spec("uv") is None else str(_uv())
    for line in (
        [uv or "", "python", "find", version],
        ["py", f"-{version}", "-c", "import sys; print(sys.executable)"],
    ):
        if shutil.which(line[0]):
            asked = subprocess.run(line, check=False, capture_output=True, text=True)
            if asked.returncode == 0:
                yield Path(asked.stdout.strip())


def _is_right(python: Path) -> bool:
    """Whether it runs, and is of the package's version: a `pyenv` shim does not always lead anywhere."""
    try:
        asked = subprocess.run([str(python), "-I", "-c", _SAY_VERSION], check=False, capture_output=True, text=True)
    except OSError:
        return False
    return asked.stdout.strip() == ".".join(map(str, PYTHON))
