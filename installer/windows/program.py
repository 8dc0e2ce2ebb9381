"""The program itself in the package, with a note of what it was built from and by whom it is run."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from environment import ROOT

from windows.layout import APP
from windows.order import Order, with_version
from windows.runtime import Runtime

NOTE = "build.json"
"""What `mottagning.system.build` reads."""
_NOT_CODE = shutil.ignore_patterns("__pycache__", "*.pyc")


def put(order: Order, runtime: Runtime) -> None:
    """Put the package `mottagning` and its resources into the tree."""
    package = order.tree / APP / "mottagning"
    shutil.copytree(ROOT / "src" / "mottagning", package, ignore=_NOT_CODE)
    shutil.copytree(ROOT / "resources", package / "resources", ignore=_NOT_CODE)
    _set_version(package / "__init__.py", order.version)
    note = {
        "version": order.version,
        "commit": order.commit,
        "runtime": {"kind": runtime.kind.value, "python": runtime.python, "sha256": runtime.sha256},
    }
    (package / NOTE).write_text(json.dumps(note, indent=1) + "\n", encoding="utf-8")


def _set_version(file: Path, version: str) -> None:
    file.write_text(with_version(file.read_text(encoding="utf-8"), version), encoding="utf-8")
