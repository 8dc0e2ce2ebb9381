"""Builds the Windows package: `python3 installer/build.py`, the same on Debian 12 and on Windows.

The parts are in `windows/`, in the order in which they are made below; README.md tells what a release takes.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import handbook
from environment import ROOT, prepare_in
from windows import (
    bytecode,
    launchers,
    layout,
    libraries,
    licences,
    msi,
    program,
    prune,
    runtime,
    setup_program,
    tools,
    wheels,
)
from windows.order import Order, commit, moment, source_version

LOCK = ROOT / "installer" / "requirements-package.txt"
_ENVIRONMENT, _WORK, _OUT = ROOT / "build" / "package-venv", ROOT / "build" / "windows", ROOT / "dist"


def main() -> int:
    """Build what the command line asks for."""
    asked = _arguments().parse_args()
    if asked.check:
        return _say(wheels.check_lock())
    python = prepare_in(_ENVIRONMENT, LOCK, packages=tools.DEBIAN)
    if Path(sys.prefix).resolve() != _ENVIRONMENT.resolve():
        again = [str(python), "-I", str(Path(__file__).resolve()), *sys.argv[1:]]
        return subprocess.run(again, check=False, env={**os.environ, "UV_PYTHON_DOWNLOADS": "never"}).returncode
    version = asked.version or source_version()
    order = Order(version, _WORK, asked.out.resolve(), commit(), moment(), is_quick=asked.quick, signs_with=asked.sign)
    if asked.release:
        _require_release(asked, order)
    made = build(order, asked.runtime, asked.runtime_sha256, with_msi=not asked.no_msi)
    if not asked.twice:
        return 0
    before = _sha256(made[0])
    again_made = build(order, asked.runtime, asked.runtime_sha256, with_msi=False)
    return _say([] if _sha256(again_made[0]) == before else [f"The second build differs from the first: {before}"])


def build(order: Order, official: Path | None, sha256: str, *, with_msi: bool) -> list[Path]:
    """Make every part in its turn, and give the files that go out, the installer first."""
    began = time.monotonic()

    def done(what: str) -> None:
        print(f"{time.monotonic() - began:6.1f} s  {what}", flush=True)

    found = tools.find()
    for folder in (order.tree, order.parts):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    packages = order.tree / layout.PACKAGES
    wheels.install(found, packages)
    done("packages")
    inside = runtime.put(order, found, official, sha256)
    done(f"runtime: {inside.kind.value}, Python {inside.python}")
    licences.write(order, inside)
    prune.prune(packages)
    program.put(order, inside)
    handbook.write(order.tree / layout.HANDBOOK)
    done("licences, pruned, program, handbook")
    bytecode.make(order, found, official)
    done("bytecode")
    launchers.make(order, found, inside)
    _require_libraries(order)
    layout.age(order.tree, order.moment)
    done(f"launchers; {_megabytes(layout.size(order.tree))} in {len(list(layout.files(order.tree)))} files")
    setup_program.make(order, found, inside)
    done("installer")
    made = [order.setup]
    if with_msi and found.wixl is not None:
        msi.make(order, found)
        done("MSI")
        made.append(order.package)
    for one in made:
        print(f"{_sha256(one)}  {one}  {_megabytes(one.stat().st_size)}", flush=True)
    return made


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Build the Windows package of Mottagning.")
    add = parser.add_argument
    add("--runtime", type=Path, metavar="ZIP", help="the embeddable package of Python 3.12 for 64-bit Windows")
    add("--runtime-sha256", default="", metavar="HEX", help="its SHA-256, as python.org tells it")
    add("--release", action="store_true", help="refuse what only a test may hold")
    add("--sign", default="", metavar="COMMAND", help="a command that signs the file whose name is put after it")
    add("--twice", action="store_true", help="build again, and compare the bytes")
    add("--check", action="store_true", help="only compare the lock for Windows with the lock that is tested")
    add("--quick", action="store_true", help="pack loosely, for tests")
    add("--no-msi", action="store_true", help="make no MSI")
    add("--version", default="", metavar="X.Y.Z", help="another version than the source's, for tests")
    add("--out", type=Path, default=_OUT, metavar="DIR", help="where the installer is put")
    return parser


def _require_release(asked: argparse.Namespace, order: Order) -> None:
    """End the program where this would be no release."""
    wrong = [
        (asked.runtime is None, "the official runtime (--runtime ZIP --runtime-sha256 HEX)"),
        (asked.runtime is not None and not asked.runtime_sha256, "the runtime's SHA-256"),
        (not order.commit or order.commit.endswith("+"), "a source where everything is committed"),
        (bool(asked.version) or asked.quick, "its own version, packed tightly"),
        (bool(wheels.check_lock()), "a lock for Windows that agrees with the lock that is tested"),
    ]
    lacking = [text for is_wrong, text in wrong if is_wrong]
    if lacking:
        sys.exit("A release needs " + ", and ".join(lacking) + ".")


def _require_libraries(order: Order) -> None:
    """End the program where something asks for a library that is not there."""
    missing = libraries.missing(order.tree)
    if missing:
        sys.exit("".join(f"{file} asks for {', '.join(names)}\n" for file, names in missing.items()))


def _say(wrong: list[str]) -> int:
    """Say what is wrong; the exit status."""
    print("\n".join(wrong) or "All is as it should be.")
    return 1 if wrong else 0


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


if __name__ == "__main__":
    sys.exit(main())
