"""What does one start? Two small programs of our own in C: one with a window, one for the command line."""

from __future__ import annotations

from pathlib import Path

from environment import ROOT

from windows.layout import CONSOLE, WINDOWED
from windows.order import NAME, PUBLISHER, Order
from windows.runtime import Kind, Runtime
from windows.signing import sign
from windows.tools import Tools, run

_HERE = Path(__file__).parent
_ICONS = ROOT / "resources" / "icons"
LAUNCHER = _HERE / "launcher.c"
ICON, FILE_ICON = _ICONS / "mottagning.ico", _ICONS / "register.ico"
SWEDISH, ENGLISH = 0x041D, 0x0409
TEST_BUILD = {
    SWEDISH: "Provbygge, inte för drift: Python kommer inte från python.org",
    ENGLISH: "Test build, not for use: its Python does not come from python.org",
}
"""What files say of themselves when they run on the runtime for tests."""
_DESCRIPTIONS = {
    (WINDOWED, SWEDISH): "Mottagning",
    (WINDOWED, ENGLISH): "Mottagning: the reception of newcomers in a municipality",
    (CONSOLE, SWEDISH): "Mottagning på kommandoraden",
    (CONSOLE, ENGLISH): "Mottagning on the command line",
}
_UNICODE = 0x04B0
_FLAGS = ("-Os", "-s", "-municode", "-Wall", "-Wextra", "-Werror", "-Wl,--no-insert-timestamp", "-Wl,--dynamicbase")
_CLOSED = ("-Wl,--nxcompat", "-Wl,--high-entropy-va")


def make(order: Order, tools: Tools, runtime: Runtime) -> None:
    """Put both into the tree, signed when the order says how."""
    for name, how in ((WINDOWED, ("-mwindows",)), (CONSOLE, ("-mconsole", "-DCONSOLE"))):
        described = order.parts / f"{name}.rc"
        described.write_text(resources(name, order.version, runtime.kind), encoding="utf-8")
        compiled = described.with_suffix(".res")
        run(tools.windres, "-c", "65001", described, "-O", "coff", "-o", compiled)
        run(tools.gcc, *_FLAGS, *_CLOSED, *how, "-o", order.tree / name, LAUNCHER, compiled)
        sign(order, order.tree / name)


def resources(name: str, version: str, kind: Kind) -> str:
    """The icons, the manifest and what Windows shows under Properties, in Swedish and English."""
    numbers = version.replace(".", ",") + ",0"
    languages = (SWEDISH, ENGLISH)
    blocks = "\n".join(_block(name, version, kind, language) for language in languages)
    translations = ", ".join(f"0x{language:04X}, 0x{_UNICODE:04X}" for language in languages)
    return f"""#include <winver.h>
1 ICON {_quoted(ICON.as_posix())}
2 ICON {_quoted(FILE_ICON.as_posix())}
1 24 {_quoted((_HERE / "launcher.manifest").as_posix())}
1 VERSIONINFO FILEVERSION {numbers} PRODUCTVERSION {numbers} FILEOS 0x40004 FILETYPE 1
BEGIN
BLOCK "StringFileInfo" BEGIN
{blocks}
END
BLOCK "VarFileInfo" BEGIN VALUE "Translation", {translations} END
END
"""


def _block(name: str, version: str, kind: Kind, language: int) -> str:
    values = {
        "CompanyName": PUBLISHER,
        "FileDescription": _DESCRIPTIONS[name, language],
        "FileVersion": version,
        "InternalName": name,
        "LegalCopyright": "EUPL-1.2",
        "OriginalFilename": name,
        "ProductName": NAME,
        "ProductVersion": version,
    }
    if kind is Kind.TEST:
        values["Comments"] = TEST_BUILD[language]
    lines = "".join(f'VALUE "{key}", {_quoted(value)}\n' for key, value in values.items())
    return f'BLOCK "{language:04X}{_UNICODE:04X}" BEGIN\n{lines}END'


def _quoted(text: str) -> str:
    """A text of a resource script."""
    return '"' + text.replace('"', '""') + '"'
