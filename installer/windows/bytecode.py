"""Why does nothing have to be written where the program is installed? Its bytecode lies there from the beginning.

Only a Python of the package's version can make it. On Windows the embeddable package has one itself.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from windows.layout import APP, PACKAGES
from windows.order import Order
from windows.runtime import interpreter_of
from windows.tools import Tools, no_python, run

_SCRIPT = Path(__file__).with_name("compile_tree.py")
_SAME_EACH_TIME = {"PYTHONHASHSEED": "0", "PYTHONUTF8": "1"}


def make(order: Order, tools: Tools, official: Path | None) -> None:
    """Compile the program and its packages. Ends the program where there is no Python of the package's version."""
    python = tools.python
    if python is None and os.name == "nt" and official is not None:
        python = interpreter_of(official, order.parts / "python")
    if python is None:
        sys.exit(no_python())
    run(python, _SCRIPT, order.tree, PACKAGES, APP, surroundings={**os.environ, **_SAME_EACH_TIME})
