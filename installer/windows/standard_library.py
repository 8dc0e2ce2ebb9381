"""Packs the standard library of the Python that runs this: `python3.12 standard_library.py FOLDER`.

For the runtime for tests: bytecode only, as in the embeddable package of python.org, and without what no window program
loads.
"""

from __future__ import annotations

import py_compile
import shutil
import sys
import sysconfig
import tempfile
import zipfile
from pathlib import Path

_UNUSED = """
test tests idlelib tkinter turtledemo lib2to3 ensurepip site-packages lib-dynload __pycache__ venv pydoc_data curses
msilib __phello__
"""
_FOLDERS = frozenset(_UNUSED.split())
_NAMES = ("config-", "_sysconfigdata", "turtle", "antigravity", "this")
_AGE = (2026, 1, 1, 0, 0, 0)


def main(target: Path) -> None:
    """Write `pythonXY.zip` and Python's licence into `target`."""
    library = Path(sysconfig.get_paths()["stdlib"])
    shutil.copyfile(library / "LICENSE.txt", target / "LICENSE.txt")
    name = "python{}{}.zip".format(*sys.version_info)
    with zipfile.ZipFile(target / name, "w") as packed, tempfile.TemporaryDirectory() as folder:
        compiled = Path(folder) / "compiled.pyc"
        for file in sorted(library.rglob("*.py")):
            inside = file.relative_to(library)
            if _FOLDERS & set(inside.parts) or inside.parts[0].startswith(_NAMES):
                continue
            mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
            py_compile.compile(str(file), str(compiled), dfile=inside.as_posix(), doraise=True, invalidation_mode=mode)
            entry = zipfile.ZipInfo(inside.as_posix() + "c", _AGE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, compiled.read_bytes())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
