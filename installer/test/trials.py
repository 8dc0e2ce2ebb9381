"""What has to hold of an installer, in the order in which one comes upon it. A trial gives what was wrong, in words."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import job
from asking import make_asking
from job import PASSPHRASE
from machine import DRIVE, LOCAL_DATA, Ended, Machine, on_disk, wait_until

UNINSTALL = r"Software\Microsoft\Windows\CurrentVersion\Uninstall\Mottagning"
FOR_ALL, FOR_ONE = r"C:\Program Files\Mottagning", LOCAL_DATA + r"\Programs\Mottagning"
START_FOR_ALL = r"C:\ProgramData\Microsoft\Windows\Start Menu\Programs\Mottagning.lnk"
START_FOR_ONE = r"C:\users\root\AppData\Roaming\Microsoft\Windows\Start Menu\Programs\Mottagning.lnk"
OWN_DATA = LOCAL_DATA + r"\Mottagning"
REGISTER = OWN_DATA + r"\Register\Prov.mottagning"
RUNNING, NOT_THIS_VERSION = 1618, 1638
POLICY = r"HKLM\Software\Policies\Mottagning"
INSIDE = Path(__file__).with_name("inside.py")
LONG_PLACE = "C:\\Åsa Öberg"
_LONGEST_ONCE = 260
"""MAX_PATH of Windows."""
_LAID_DOWN = (
    ("Municipality", "REG_SZ", "0840"),
    ("LockAfterMinutes", "REG_DWORD", "7"),
    ("BackupFolder", "REG_EXPAND_SZ", r"%SystemDrive%\kopior"),
    ("RegisterFolder", "REG_SZ", "Register"),
)
_ANSWERS = {
    "municipality": "0840",
    "lock_after": 7,
    "backups": r"C:\kopior",
    "unusable": ["RegisterFolder"],
    "remembered": ["hemligt å", None],
    "place": "local",
    "second_writer": "Åsa",
    "long_path": "Åsa",
}
_FOLDERS = ("app", "packages", "runtime", "licenser", "handbok")
_STALE = "packages/of_a_former_version.py"
_DRAWN = 60
"""How many colours there are on a screen with a window of the program; a bare one has a few."""
_SETTLED = 12
"""Seconds until everything of a register is drawn."""
_RECENT = "users/root/AppData/Roaming/Microsoft/Windows/Recent/"
"""What Windows itself remembers of the registers that were opened; the user empties it."""
_OWN_TEMPORARY = ("users/root/Temp", "users/root/AppData/Local/Temp", "windows/temp", "windows/Installer")


@dataclass(slots=True)
class Tried:
    """The computer, the installers, and what one trial leaves for the next."""

    machine: Machine
    setup: Path
    former: Path | None
    pictures: Path
    work: Path
    """A folder of this machine, to do the same in."""
    before: frozenset[str] = frozenset()
    """Every file of the computer before anything was installed."""

    @property
    def version(self) -> str:
        """The version that is installed in the end."""
        return version_of(self.setup)

    def install(self, setup: Path, mode: str) -> Ended:
        """Run an installer silently."""
        name = self.machine.put(setup, "setup.exe")
        ended = self.machine.line(f"start /wait {name} {mode} /S")
        on_disk(name).unlink()
        return ended

    def command(self, *words: str) -> Ended:
        """Run a command of the installed program."""
        program = FOR_ALL + r"\mottagning-cli.exe"
        return self.machine.run(program, *words, timeout=400, MOTTAGNING_PASSPHRASE=PASSPHRASE)


Trial = Callable[[Tried], list[str]]


def chosen(tried: Tried, *, is_short: bool) -> Iterator[Trial]:
    """The trials, in order."""
    yield installs_for_everybody
    yield does_the_work_as_on_linux
    yield opens_registers_of_the_other_system
    if not is_short:
        yield shows_its_window
    yield refuses_while_it_runs
    if tried.former is not None:
        yield upgrades_and_refuses_the_former
    yield asks_windows_itself
    yield uninstalls_and_leaves_only_what_is_the_users
    if not is_short:
        yield installs_for_one_user_and_uninstalls
        if package_of(tried.setup).exists():
            yield installs_as_msi_and_uninstalls


def installs_for_everybody(tried: Tried) -> list[str]:
    """Silently: files, the registry's keys, the start menu."""
    tried.before = frozenset(_all_files())
    first = tried.former or tried.setup
    ended = tried.install(first, "/AllUsers")
    wrong = [] if ended.code == 0 else [f"it ended with {ended.code}"]
    return wrong + _not_installed(tried, "HKLM", FOR_ALL, START_FOR_ALL, version_of(first), "/AllUsers")


def does_the_work_as_on_linux(tried: Tried) -> list[str]:
    """The command line takes in a workbook and closes a month; nothing is written where the program lies."""
    folder = _files_below(on_disk(FOR_ALL))
    source = job.workbook(tried.work)
    name = tried.machine.put(source, "register.xlsx")
    on_disk(REGISTER).parent.mkdir(parents=True)
    there = job.do(tried.command, name, REGISTER, r"C:\ut", DRIVE / "ut")
    home, register = tried.work / "home", str(tried.work / "prov.mottagning")
    out = tried.work / "ut"
    ours = job.do(lambda *words: job.here(*words, home=home), str(source), register, str(out), out)
    written = _files_below(on_disk(FOR_ALL)) - folder
    return job.differences(ours, there) + [f"written beside the program: {one}" for one in sorted(written)]


def opens_registers_of_the_other_system(tried: Tried) -> list[str]:
    """A register that was made there opens here, and one that was made here opens there."""
    taken = tried.work / "from_there"
    taken.mkdir()
    for file in on_disk(REGISTER).parent.glob("Prov.mottagning*"):
        shutil.copyfile(file, taken / file.name)
    is_open = (taken / "Prov.mottagning").read_bytes()[:15] == b"SQLite format 3"
    read = job.here("verify", "--register", str(taken / "Prov.mottagning"), home=tried.work / "home")
    for file in tried.work.glob("prov.mottagning*"):
        tried.machine.put(file, file.name)
    there = tried.command("verify", "--register", r"C:\prov.mottagning")
    wrong = [
        ("it is not encrypted", is_open),
        (f"not opened here: {read}", read.code),
        (f"nor there: {there}", there.code),
    ]
    return [text for text, is_wrong in wrong if is_wrong]


def asks_windows_itself(tried: Tried) -> list[str]:
    """What IT lays down, what the Credential Manager keeps, who else has a register, long and Swedish paths."""
    for name, kind, value in _LAID_DOWN:
        tried.machine.run("reg", "add", POLICY, "/v", name, "/t", kind, "/d", value, "/f", "/reg:64")
    asks = on_disk(FOR_ALL) / "inside.exe"
    make_asking(asks, tried.machine.put(INSIDE, INSIDE.name))
    ended = tried.machine.run(f"{FOR_ALL}\\{asks.name}", "asked")
    asks.unlink()
    shutil.rmtree(on_disk(LONG_PLACE))
    tried.machine.run("reg", "delete", POLICY, "/f", "/reg:64")
    try:
        found = json.loads(ended.output.splitlines()[-1])
    except (ValueError, IndexError):
        return [f"no answer: {ended}"]
    wrong = [f"{name}: {found.get(name)}, not {value}" for name, value in _ANSWERS.items() if found.get(name) != value]
    return wrong + ([] if found["length"] > _LONGEST_ONCE else ["the path was short"])


def shows_its_window(tried: Tried) -> list[str]:
    """A register's file leads to its login, and the passphrase that is typed to the register; pictures are kept."""
    held = on_disk(REGISTER + ".las")
    with _window(tried, REGISTER):
        if not wait_until(lambda: _colours(tried.machine) > _DRAWN, 120):
            return ["no window"]
        tried.machine.picture(tried.pictures / "login.png")
        tried.machine.type(PASSPHRASE, "Return")
        is_open = wait_until(held.exists, 90)
        time.sleep(_SETTLED)
        tried.machine.picture(tried.pictures / "register.png")
    return [] if is_open else ["the register was not opened"]


def refuses_while_it_runs(tried: Tried) -> list[str]:
    """The installer and the uninstaller leave a program that runs alone, and say so with 1618."""
    with _window(tried, REGISTER):
        wait_until(lambda: _colours(tried.machine) > _DRAWN, 120)
        installed = tried.install(tried.setup, "/AllUsers").code
        removed = tried.machine.line(f'start /wait "" "{FOR_ALL}\\Uninstall.exe" /AllUsers /S _?={FOR_ALL}').code
    wrong = [] if installed == RUNNING else [f"the installer ended with {installed}, not {RUNNING}"]
    wrong += [] if removed == RUNNING else [f"the uninstaller ended with {removed}, not {RUNNING}"]
    return wrong + _incomplete(FOR_ALL)


def upgrades_and_refuses_the_former(tried: Tried) -> list[str]:
    """Files of the former version go, registers open as before, and the former version is refused with 1638."""
    if tried.former is None:
        return ["there is no former version"]
    stale = on_disk(FOR_ALL) / _STALE
    stale.write_text("", encoding="ascii")
    ended = tried.install(tried.setup, "/AllUsers")
    wrong = [] if ended.code == 0 else [f"it ended with {ended.code}"]
    wrong += ["a file of the former version is left"] if stale.exists() else []
    wrong += _not_installed(tried, "HKLM", FOR_ALL, START_FOR_ALL, tried.version, "/AllUsers")
    said = tried.command("--version").output
    wrong += [] if tried.version in said else [f"it says {said}"]
    verified = tried.command("verify", "--register", REGISTER)
    wrong += [] if verified.code == 0 else [f"the register: {verified}"]
    back = tried.install(tried.former, "/AllUsers").code
    wrong += [] if back == NOT_THIS_VERSION else [f"the former version ended with {back}, not {NOT_THIS_VERSION}"]
    found = tried.machine.registry(f"HKLM\\{UNINSTALL}").get("DisplayVersion")
    return wrong + ([] if found == tried.version else [f"then {found} was installed"])


def uninstalls_and_leaves_only_what_is_the_users(tried: Tried) -> list[str]:
    """By the command that the registry tells."""
    register = on_disk(REGISTER).read_bytes()
    wrong = _uninstall(tried, "HKLM", FOR_ALL)
    kept = on_disk(REGISTER).exists() and on_disk(REGISTER).read_bytes() == register
    return wrong + ([] if kept else ["the register is not as it was"]) + _leftovers(tried)


def installs_for_one_user_and_uninstalls(tried: Tried) -> list[str]:
    """In the user's own folder and the user's own part of the registry."""
    ended = tried.install(tried.setup, "/CurrentUser")
    wrong = [] if ended.code == 0 else [f"it ended with {ended.code}"]
    wrong += _not_installed(tried, "HKCU", FOR_ONE, START_FOR_ONE, tried.version, "/CurrentUser")
    wrong += ["it is there for everybody"] if tried.machine.registry(f"HKLM\\{UNINSTALL}") else []
    said = tried.machine.run(FOR_ONE + r"\mottagning-cli.exe", "--version").output
    wrong += [] if tried.version in said else [f"it says {said}"]
    return wrong + _uninstall(tried, "HKCU", FOR_ONE) + _leftovers(tried)


def installs_as_msi_and_uninstalls(tried: Tried) -> list[str]:
    """As a group policy does; the installer then leaves the computer alone."""
    name = tried.machine.put(package_of(tried.setup), "package.msi")
    ended = tried.machine.run("msiexec", "/i", name, "/qn", timeout=600)
    wrong = [] if ended.code == 0 else [f"msiexec ended with {ended.code}"]
    own = tried.machine.registry(r"HKLM\Software\Mottagning")
    found = (own.get("Version"), own.get("Installer"), own.get("InstallLocation"))
    wanted = (tried.version, "msi", FOR_ALL + "\\")
    wrong += [] if found == wanted else [f"the registry says {found}"]
    said = tried.machine.run(FOR_ALL + r"\mottagning-cli.exe", "--version").output
    wrong += [] if tried.version in said else [f"it says {said}"]
    refused = tried.install(tried.setup, "/AllUsers").code
    wrong += [] if refused == NOT_THIS_VERSION else [f"the installer beside it ended with {refused}"]
    removed = tried.machine.run("msiexec", "/x", name, "/qn", timeout=600)
    wrong += [] if removed.code == 0 else [f"msiexec ended with {removed.code} at the removal"]
    on_disk(name).unlink()
    return wrong + _leftovers(tried)


def version_of(setup: Path) -> str:
    """By the file's name: Mottagning-1.2.3-setup.exe."""
    return setup.name.split("-")[1]


def package_of(setup: Path) -> Path:
    """The MSI of the same build."""
    return setup.with_name(f"Mottagning-{version_of(setup)}.msi")


def _not_installed(tried: Tried, root: str, folder: str, start: str, version: str, mode: str) -> list[str]:
    """What an installation should have left and did not."""
    key = tried.machine.registry(f"{root}\\{UNINSTALL}")
    wanted = {
        "DisplayName": "Mottagning",
        "DisplayVersion": version,
        "Publisher": "Mottagning",
        "InstallLocation": folder,
        "UninstallString": f'"{folder}\\Uninstall.exe" {mode}',
        "QuietUninstallString": f'"{folder}\\Uninstall.exe" {mode} /S',
        "NoModify": "0x1",
    }
    wrong = [f"{name} is {key.get(name)}" for name, value in wanted.items() if key.get(name) != value]
    kilobytes = int(key.get("EstimatedSize", "0"), 16)
    wrong += [] if 50_000 < kilobytes < 400_000 else [f"EstimatedSize is {kilobytes} kB"]
    own = tried.machine.registry(f"{root}\\Software\\Mottagning")
    wrong += [] if (own.get("Version"), own.get("Installer")) == (version, "setup") else [f"its own key: {own}"]
    opens = tried.machine.registry(f"{root}\\Software\\Classes\\Mottagning.Register\\shell\\open\\command")
    wrong += [] if f'"{folder}\\Mottagning.exe" "%1"' in opens.values() else [f"registers open with {opens}"]
    kind = tried.machine.registry(f"{root}\\Software\\Classes\\.mottagning")
    wrong += [] if "Mottagning.Register" in kind.values() else [f"the file type: {kind}"]
    wrong += [] if on_disk(start).exists() else ["it is not in the start menu"]
    return wrong + _incomplete(folder)


def _incomplete(folder: str) -> list[str]:
    parts = ("Mottagning.exe", "mottagning-cli.exe", "Uninstall.exe", *_FOLDERS)
    return [f"{part} is missing" for part in parts if not (on_disk(folder) / part).exists()]


def _uninstall(tried: Tried, root: str, folder: str) -> list[str]:
    """The uninstaller goes on after it has answered, so the folder is waited for."""
    quiet = tried.machine.registry(f"{root}\\{UNINSTALL}").get("QuietUninstallString", "")
    program, _, options = quiet.removeprefix('"').partition('" ')
    ended = tried.machine.run(program, *options.split())
    wrong = [] if ended.code == 0 else [f"the uninstaller ended with {ended.code}"]
    gone = wait_until(lambda: not on_disk(folder).exists(), 60)
    return wrong + ([] if gone else [f"{folder} is left"])


def _leftovers(tried: Tried) -> list[str]:
    """Files and keys that nobody has any use for."""
    tried.machine.stop_all()  # Wine writes the registry when it stops
    left = sorted(one for one in _all_files() - tried.before if not _is_users(one))
    keys = [
        line
        for name in ("system.reg", "user.reg")
        for line in (DRIVE.parent / name).read_text(encoding="utf-8", errors="replace").splitlines()
        if line.startswith("[") and "mottagning" in line.lower()
    ]
    return [f"left: {one}" for one in left] + [f"left in the registry: {one}" for one in keys]


def _is_users(file: str) -> bool:
    """What the trials put there, the user's own data, and what Windows keeps for itself."""
    own = on_disk(OWN_DATA).relative_to(DRIVE).as_posix()
    return "/" not in file or file.startswith((own, "ut/", "demo/", _RECENT, *_OWN_TEMPORARY))


def _all_files() -> set[str]:
    return {one.relative_to(DRIVE).as_posix() for one in DRIVE.rglob("*") if not one.is_dir()}


def _files_below(folder: Path) -> set[str]:
    """Every file with its age: what is written anew shows."""
    return {f"{one.relative_to(folder)} {one.stat().st_mtime_ns}" for one in folder.rglob("*") if one.is_file()}


@contextmanager
def _window(tried: Tried, argument: str) -> Iterator[None]:
    """The installed program with its window, ended at the end as by a restart."""
    opened = tried.machine.open(FOR_ALL + r"\Mottagning.exe", argument)
    try:
        yield
    finally:
        tried.machine.stop_all()
        opened.wait(30)


def _colours(machine: Machine) -> int:
    """How many colours are on the screen; one where there is nothing."""
    ended = machine.inside("sh", "-c", "import -window root png:- | identify -format %k -")
    return int(ended.output or 0) if ended.output.strip().isdigit() else 0
