"""A computer to install on: Wine 10 in a folder with a bare Debian 13, made once and kept.

Debian 12's own Wine is too old for Qt. Making the folder, entering it and mounting its `/proc` take root. Wine is not
Windows: it gives programs' exit codes as one byte, has no User Account Control, and asks nobody for rights.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from environment import ROOT

FOLDER = ROOT / "build" / "debian13-wine"
HOST_PACKAGES = ("debootstrap", "gcc-mingw-w64-x86-64-win32", "binutils-mingw-w64-x86-64")
_PACKAGES = ("wine", "wine64", "xvfb", "xdotool", "imagemagick", "fonts-dejavu-core")
_DISPLAY = ":91"
_HOME = "/root/tried"
_PREFIX, _PRISTINE = f"{_HOME}/wine", "/root/pristine"
_SCREEN = "1460x940"
_ONE_DESKTOP = (
    (r"HKCU\Software\Wine\Explorer", "Desktop", "Default"),
    (r"HKCU\Software\Wine\Explorer\Desktops", "Default", _SCREEN),
)
"""All windows on one desktop, drawn with their title bars: no window manager is needed."""
_SWITCHED_OFF = "mscoree=d;mshtml=d;winedbg.exe=d;winemenubuilder.exe=d"
"""What would ask for downloads, or hang a crashed program."""
DRIVE = FOLDER / _PREFIX.lstrip("/") / "drive_c"
"""The computer's disk, seen from here."""
LOCAL_DATA = r"C:\users\root\AppData\Local"


@dataclass(frozen=True, slots=True)
class Ended:
    """A program that has ended: its exit code (of `Machine.run` the last byte), and what it wrote."""

    code: int
    output: str
    error: str


def make() -> None:
    """Make the folder where it is missing. Ends the program with a sentence when it cannot be made."""
    if os.geteuid() != 0:
        sys.exit("The test makes a Debian of its own and enters it, which takes root: start it with sudo.")
    if os.path.lexists(FOLDER / "usr/bin/wine"):  # a link that leads somewhere only inside
        return
    print("Making a Debian 13 with Wine …", flush=True)
    log = FOLDER.with_suffix(".log")
    log.parent.mkdir(parents=True, exist_ok=True)
    install = (
        "env",
        "DEBIAN_FRONTEND=noninteractive",
        "apt-get",
        "install",
        "-y",
        "--no-install-recommends",
        *_PACKAGES,
    )
    with log.open("w", encoding="utf-8") as stream:
        for line in (
            ("debootstrap", "--variant=minbase", "trixie", str(FOLDER), _mirror()),
            ("chroot", str(FOLDER), *install),
        ):
            if subprocess.run(line, check=False, stdout=stream, stderr=stream).returncode:
                shutil.rmtree(FOLDER, ignore_errors=True)
                sys.exit(f"It could not be made; see {log}.")


@contextmanager
def running() -> Iterator[Machine]:
    """The computer, started anew with nothing on it, and stopped at the end."""
    proc = FOLDER / "proc"
    mounted = not (proc / "self").exists()
    if mounted:
        subprocess.run(["mount", "-t", "proc", "proc", str(proc)], check=True)
    screen = None
    machine = Machine()
    try:
        # -r: a key whose release comes late on a busy machine is not typed again
        screen = machine.start("Xvfb", _DISPLAY, "-screen", "0", f"{_SCREEN}x24", "-nolisten", "tcp", "-r")
        machine.reset()
        yield machine
    finally:
        machine.inside("wineserver", "-k", timeout=30)
        if screen is not None:
            screen.terminate()
            screen.wait()
        if mounted:
            time.sleep(0.5)
            subprocess.run(["umount", "--lazy", str(proc)], check=False)


class Machine:
    """What one can do with the computer."""

    def reset(self) -> None:
        """A new Windows, as after it was set up."""
        if not (FOLDER / _PRISTINE.lstrip("/")).exists():
            self.inside("wineboot", "-i", timeout=180, WINEPREFIX=_PRISTINE)
            for key, name, value in _ONE_DESKTOP:
                self.inside("wine", "reg", "add", key, "/v", name, "/d", value, "/f", WINEPREFIX=_PRISTINE)
            self.inside("wineserver", "-w", timeout=60, WINEPREFIX=_PRISTINE)
        home = FOLDER / _HOME.lstrip("/")
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True)
        subprocess.run(["cp", "-a", str(FOLDER / _PRISTINE.lstrip("/")), str(FOLDER / _PREFIX.lstrip("/"))], check=True)

    def inside(self, *words: str, timeout: float = 120, **more: str) -> Ended:
        """Run a program of the Debian to its end."""
        done = subprocess.run(
            ["chroot", str(FOLDER), "env", "-i", *_surroundings(more), *words],
            check=False,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=timeout,
        )
        return Ended(done.returncode, _text(done.stdout), _text(done.stderr))

    def start(self, *words: str, **more: str) -> subprocess.Popen[bytes]:
        """Start a program of the Debian that goes on."""
        return subprocess.Popen(
            ["chroot", str(FOLDER), "env", "-i", *_surroundings(more), *words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def run(self, *words: str, timeout: float = 120, **more: str) -> Ended:
        """Run a Windows program to its end."""
        return self.inside("wine", *words, timeout=timeout, **more)

    def line(self, line: str) -> Ended:
        """Run a line of Windows' own command line to its end; its whole exit code, which Wine gives nowhere else."""
        batch = DRIVE / "line.bat"
        batch.write_bytes(f"@{line}\r\n@echo ended %errorlevel%\r\n".encode("ascii"))
        ended = self.run("cmd", "/c", "C:\\line.bat", timeout=600)
        batch.unlink()
        output, _, code = ended.output.rpartition("ended ")
        return Ended(int(code), output, ended.error)

    def open(self, *words: str, **more: str) -> subprocess.Popen[bytes]:
        """Start a Windows program that goes on."""
        return self.start("wine", *words, **more)

    def put(self, source: Path, name: str) -> str:
        """Copy a file to the root of the disk; its name there."""
        shutil.copyfile(source, DRIVE / name)
        return f"C:\\{name}"

    def registry(self, key: str) -> dict[str, str]:
        """The values of a key of the registry, by their names; empty where there is none."""
        asked = self.run("reg", "query", key, "/reg:64")
        lines = [line.strip().split("    ", 2) for line in asked.output.splitlines() if line.startswith("    ")]
        return {line[0]: line[2] if len(line) > 2 else "" for line in lines} if asked.code == 0 else {}

    def type(self, text: str, *keys: str) -> None:
        """Type into the window that has the focus, and press `keys`."""
        self.inside("xdotool", "type", "--delay", "30", text)
        for key in keys:
            self.inside("xdotool", "key", key)

    def picture(self, file: Path) -> None:
        """The screen as it is, as a PNG."""
        self.inside("import", "-window", "root", "/tmp/screen.png")  # noqa: S108 - the folder's own
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(FOLDER / "tmp/screen.png", file)

    def stop_all(self) -> None:
        """End every Windows program, as a restart does."""
        self.inside("wineserver", "-k", timeout=30)
        self.inside("wineserver", "-w", timeout=30)


def on_disk(windows: str) -> Path:
    """Where a file of the computer lies, seen from here."""
    return DRIVE.joinpath(*windows.removeprefix("C:\\").split("\\"))


def wait_until(holds: Callable[[], bool], seconds: float) -> bool:
    """Whether it came to hold in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.25)
    return holds()


def _surroundings(more: dict[str, str]) -> list[str]:
    values = {
        "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
        "HOME": _HOME,
        "LANG": "C.UTF-8",
        "DISPLAY": _DISPLAY,
        "WINEPREFIX": _PREFIX,
        "WINEDEBUG": "-all",
        "WINEDLLOVERRIDES": _SWITCHED_OFF,
    }
    return [f"{name}={value}" for name, value in (values | more).items()]


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", errors="replace").replace("\r\n", "\n")


def _mirror() -> str:
    """Where this machine gets its own packages."""
    for file in (Path("/etc/apt/sources.list.d/debian.sources"), Path("/etc/apt/sources.list")):
        for line in file.read_text(encoding="utf-8").splitlines() if file.exists() else ():
            if line.startswith(("URIs:", "deb ")):
                return next(word for word in line.split() if word.startswith("http"))
    return "http://deb.debian.org/debian"
