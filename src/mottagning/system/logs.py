"""What does the program note when something goes wrong? Where in the code, never about whom.

The message of an exception can hold a name, so only its kind and the places it passed are written.
"""

from __future__ import annotations

import logging
import platform
import sys
import traceback
from collections.abc import Container
from logging.handlers import RotatingFileHandler
from pathlib import Path

from mottagning import __version__

_SIZE = 500_000
_log = logging.getLogger("mottagning")


def start(file: Path) -> None:
    """Note what goes wrong in `file`, a few hundred kilobytes at most."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(file, maxBytes=_SIZE, backupCount=2, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    for former in _log.handlers[:]:
        _log.removeHandler(former)
        former.close()
    _log.addHandler(handler)
    _log.setLevel(logging.INFO)
    _log.propagate = False


def note(error: BaseException) -> None:
    """Note an unexpected error."""
    _log.error("%s", report(error))


def report(error: BaseException) -> str:
    """What can be sent to those who maintain the program: version, kinds of errors, places in the code."""
    lines = [f"Mottagning {__version__}, Python {platform.python_version()}, {sys.platform} {platform.release()}"]
    code = {module.__file__ for module in list(sys.modules.values()) if getattr(module, "__file__", None)}
    chain: BaseException | None = error
    while chain is not None:
        lines.append(f"{type(chain).__module__}.{type(chain).__qualname__}")
        lines += [_place(frame, code) for frame in traceback.extract_tb(chain.__traceback__)]
        chain = chain.__cause__ or chain.__context__
    return "\n".join(lines)


def _place(frame: traceback.FrameSummary, code: Container[str | None]) -> str:
    """Where in the program's code; what is no file of the program's may be called anything."""
    if frame.filename not in code:
        return f"  ?:{frame.lineno}"
    return f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
