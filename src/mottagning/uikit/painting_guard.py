"""What becomes of an error while Qt paints? It is told as other unexpected errors are, once, and nothing is painted.

Qt asks for what it paints with the window half painted. An error that goes out of our code there leaves a painter at
work on the window and comes back at the next repaint, and the window stands still without a word. So whatever Qt calls
to paint, or to know what to paint, is `guarded`.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_told: set[tuple[str, str, int | None, type[Exception]]] = set()
"""The places whose error has been told of; they are painted again and again."""


def guarded(work: Callable[P, T]) -> Callable[P, T | None]:
    """Give what `work` gives, or None after an error, which `sys.excepthook` takes the first time."""

    @wraps(work)
    def inside(*given: P.args, **named: P.kwargs) -> T | None:
        try:
            return work(*given, **named)
        except Exception as error:
            _let_go_of_painters(error)
            _tell(work.__qualname__, error)
            return None

    return inside


def _let_go_of_painters(error: Exception) -> None:
    """A painter of our own ends when nothing holds it, and the frames that the error came through hold it."""
    traceback.clear_frames(error.__traceback__)


def _tell(name: str, error: Exception) -> None:
    place = traceback.extract_tb(error.__traceback__)[-1]
    key = (name, place.filename, place.lineno, type(error))
    if key not in _told:
        _told.add(key)
        sys.excepthook(type(error), error, error.__traceback__)
