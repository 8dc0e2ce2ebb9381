"""The installer that one starts: NSIS packs the tree, with every file named, in an order that is always the same."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PureWindowsPath

from windows.launchers import ENGLISH, ICON, SWEDISH, TEST_BUILD
from windows.layout import files
from windows.order import Order
from windows.runtime import Kind, Runtime
from windows.signing import sign
from windows.tools import Tools, run

SCRIPT = Path(__file__).with_name("setup.nsi")


def make(order: Order, tools: Tools, runtime: Runtime) -> None:
    """Write the installer, signed when the order says how."""
    listed = order.parts / "files.nsh"
    listed.write_text("\n".join(file_commands(order.tree, list(files(order.tree)))) + "\n", encoding="utf-8")
    order.out.mkdir(parents=True, exist_ok=True)
    is_test = runtime.kind is Kind.TEST
    given = {
        "VERSION": order.version,
        "FILES": listed,
        "OUT": order.setup,
        "ICON": ICON,
        "TEST_BUILD_SWEDISH": TEST_BUILD[SWEDISH] if is_test else "",
        "TEST_BUILD_ENGLISH": TEST_BUILD[ENGLISH] if is_test else "",
        "SIGNER": order.signs_with,
    }
    surroundings = {**os.environ, "SOURCE_DATE_EPOCH": str(order.moment)}
    defined = [f"-D{name}={value}" for name, value in given.items()]
    loose = ["-DLOOSE"] if order.is_quick else []
    run(tools.makensis, "-V2", "-WX", "-INPUTCHARSET", "UTF8", *defined, *loose, SCRIPT, surroundings=surroundings)
    sign(order, order.setup)


def file_commands(tree: Path, listed: list[Path]) -> Iterator[str]:
    """NSIS' lines for the files: where they go, and what they are."""
    folder: Path | None = None
    for one in listed:
        if one.parent != folder:
            folder = one.parent
            where = "" if folder == Path() else f"\\{PureWindowsPath(folder)}"
            yield f'SetOutPath "$INSTDIR{where}"'
        yield f'File "{tree / one}"'
