"""Does every library find the libraries that it names? Beside itself, in the package, or in Windows.

What is Windows' own is listed: a newer Qt that asks for more of Windows than older servers have is seen here first.
"""

from __future__ import annotations

from pathlib import Path

from windows.layout import files

_NAMES = """
advapi32 authz bcrypt bcryptprimitives cldapi comctl32 comdlg32 crypt32 cryptbase d2d1 d3d11 d3d12 d3d9 dwmapi
dwrite dxgi gdi32 imm32 iphlpapi kernel32 mpr msvcrt netapi32 ntdll ole32 oleaut32 powrprof propsys psapi
rpcrt4 secur32 setupapi shcore shell32 shlwapi ucrtbase uiautomationcore user32 userenv uxtheme version winmm
winspool wintrust ws2_32 wtsapi32
"""
OF_WINDOWS = frozenset(_NAMES.split())
_KINDS = (".exe", ".dll", ".pyd")


def missing(tree: Path) -> dict[str, list[str]]:
    """By file, the libraries that it asks for and that neither the package nor Windows has."""
    binaries = [one for one in files(tree) if one.suffix.lower() in _KINDS]
    ours = {one.name.lower() for one in binaries}
    found = {one.as_posix(): [name for name in _asked_for(tree / one) if not _is_there(name, ours)] for one in binaries}
    return {name: libraries for name, libraries in found.items() if libraries}


def _is_there(name: str, ours: set[str]) -> bool:
    stem = name.rpartition(".")[0]
    return name in ours or stem in OF_WINDOWS or stem.startswith("api-ms-win-")


def _asked_for(binary: Path) -> list[str]:
    from pefile import PE  # noqa: PLC0415 - only the build has it

    with PE(str(binary), fast_load=True) as read:
        read.parse_data_directories([1])
        return [one.dll.decode("ascii").lower() for one in getattr(read, "DIRECTORY_ENTRY_IMPORT", ())]
