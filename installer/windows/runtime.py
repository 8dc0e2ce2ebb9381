"""Which Python runs the program on a Windows computer that has none?

For releases the official embeddable package of python.org, given as a file with its SHA-256. Where that cannot be
fetched, a runtime for tests: CPython's own libraries out of a wheel that carries them (panda3d), with the standard
library of this machine's Python 3.12. The package tells which of them it holds, in the program too, and a release
refuses the second.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
import zipfile
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from windows.layout import PACKAGES, RUNTIME, SEARCHED
from windows.order import PYTHON, Order
from windows.tools import Tools, no_python, run

LIBRARY = "python312.dll"
_REQUIREMENT = Path(__file__).with_name("requirements-test-runtime.txt")
_STANDARD_LIBRARY = Path(__file__).with_name("standard_library.py")
_UNUSED = ("api-ms-", "tcl", "tk86", "zlib1", "vcruntime", "_tkinter", "_msi", "winsound")
"""What the wheel carries beside that, by the beginning of the name; the C runtime comes with Qt's wheel."""
_C_RUNTIME = ("vcruntime140.dll", "vcruntime140_1.dll")
_NOT_UNPACKED = (".exe", ".cat")
_ENTRY = "int __stdcall DllMainCRTStartup(void *a, unsigned b, void *c) { return 1; }\n"


class Kind(Enum):
    """Whose runtime it is."""

    OFFICIAL = "official"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class Runtime:
    """The runtime that went in: its Python's version, and the SHA-256 of what it was unpacked from."""

    kind: Kind
    python: str
    sha256: str


def put(order: Order, tools: Tools, official: Path | None, sha256: str) -> Runtime:
    """Put the official runtime into the tree where it is given, else the one for tests."""
    return make_for_tests(order, tools) if official is None else unpack_official(official, sha256, order.tree)


def unpack_official(file: Path, sha256: str, tree: Path) -> Runtime:
    """The embeddable package of python.org. Ends the program when it is not the file that `sha256` names."""
    found = _sha256(file)
    if found != sha256.lower():
        sys.exit(f"{file} is not the file that was meant: its SHA-256 is {found}.")
    target = tree / RUNTIME
    with zipfile.ZipFile(file) as packed:
        if LIBRARY not in packed.namelist():
            sys.exit(f"{file} is no embeddable package of Python {PYTHON[0]}.{PYTHON[1]} for 64-bit Windows.")
        packed.extractall(target, [name for name in packed.namelist() if not name.endswith(_NOT_UNPACKED)])
    _say_where_modules_are(target)
    return Runtime(Kind.OFFICIAL, _version(target / LIBRARY), found)


def interpreter_of(file: Path, work: Path) -> Path:
    """The embeddable package's own `python.exe`, unpacked to `work`: on Windows it makes the bytecode as well."""
    with zipfile.ZipFile(file) as packed:
        packed.extractall(work)
    return work / "python.exe"


def make_for_tests(order: Order, tools: Tools) -> Runtime:
    """The runtime for tests. The tree holds the packages already. Ends the program where there is no Python 3.12."""
    if tools.python is None:
        sys.exit(no_python())
    wheel = _fetch(order.cache)
    target = order.tree / RUNTIME
    target.mkdir(parents=True)
    with zipfile.ZipFile(wheel) as packed:
        for name in packed.namelist():
            folder, _, file = name.rpartition("/")
            if folder.endswith("deploy_libs") and file and not file.lower().startswith(_UNUSED):
                (target / file).write_bytes(packed.read(name))
    for name in _C_RUNTIME:
        shutil.copyfile(order.tree / PACKAGES / "PySide6" / name, target / name)
    _make_forwarder(tools, target, order.parts)
    run(tools.python, "-I", _STANDARD_LIBRARY, target)
    _say_where_modules_are(target)
    return Runtime(Kind.TEST, _version(target / LIBRARY), _sha256(wheel))


def _fetch(cache: Path) -> Path:
    """The wheel, kept from one build to the next; pip compares its hash each time it fetches it."""
    wanted = _REQUIREMENT.read_text(encoding="ascii").rpartition("sha256:")[2].strip()
    for kept in cache.glob("panda3d-*.whl"):
        if _sha256(kept) == wanted:
            return kept
    which = ("--platform", "win_amd64", "--python-version", "3.12", "--only-binary", ":all:", "--no-deps")
    line = (sys.executable, "-m", "pip", "download", "-q", "--require-hashes", *which, "-d", cache, "-r", _REQUIREMENT)
    run(*line)
    return next(cache.glob("panda3d-*.whl"))


def _make_forwarder(tools: Tools, target: Path, work: Path) -> None:
    """`python3.dll`, which modules of the stable interface ask for: every name leads to that of `python312.dll`."""
    stem = LIBRARY.removesuffix(".dll")
    names = [name for name in _exports(target / LIBRARY) if name.startswith(("Py", "_Py"))]
    definition, source = work / "python3.def", work / "python3.c"
    lines = "".join(f" {name}={stem}.{name}\n" for name in names)
    definition.write_text("LIBRARY python3.dll\nEXPORTS\n" + lines, encoding="ascii")
    source.write_text(_ENTRY, encoding="ascii")
    how = ("-nostdlib", "-shared", "-s", "-Wl,--no-insert-timestamp")
    run(tools.gcc, *how, "-o", target / "python3.dll", source, definition)


def _exports(library: Path) -> list[str]:
    from pefile import PE  # noqa: PLC0415 - only the build has it

    with PE(str(library), fast_load=True) as read:
        read.parse_data_directories([0])
        return [one.name.decode("ascii") for one in read.DIRECTORY_ENTRY_EXPORT.symbols if one.name]


def _version(library: Path) -> str:
    """As Windows shows it, without the last number, which Python uses for itself: 3.12.10."""
    from pefile import PE  # noqa: PLC0415 - only the build has it

    with PE(str(library), fast_load=True) as read:
        read.parse_data_directories([2])
        fixed = read.VS_FIXEDFILEINFO[0]
        micro = fixed.ProductVersionLS >> 16
        return f"{fixed.ProductVersionMS >> 16}.{fixed.ProductVersionMS & 0xFFFF}.{micro // 1000}"


def _say_where_modules_are(target: Path) -> None:
    named = target / f"{LIBRARY.removesuffix('.dll')}._pth"
    named.write_bytes("".join(f"{line}\r\n" for line in SEARCHED).encode("ascii"))


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
