"""How is an ordinary change taken back? By the command that made it or the one that removes, on what the change left.

So a change is taken back only by who may make it, it is logged, and it is refused when somebody changed more since.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from mottagning.readmodels.changes import Done, Stored

Back = Callable[[], Done[Any]]
"""The command that takes a change back; runs on the worker."""


def putting_back(
    before: Stored[Any] | None, save: Callable[..., Done[Any]], remove: Callable[..., Done[Any]], *given: object
) -> Callable[[Stored[Any]], Back]:
    """The way back from what a form saved: what was entered is removed, what was changed gets its former value.

    `save` takes what is `given`, the record as it was, and its new value; `remove` what is `given` and the record.
    """

    def back(after: Stored[Any]) -> Back:
        return partial(remove, *given, after) if before is None else partial(save, *given, after, before.value)

    return back


def entering_again(before: Stored[Any], save: Callable[..., Done[Any]], *given: object) -> Back:
    """The way back from a removal of what nothing else hangs on; `save` as in `putting_back`."""
    return partial(save, *given, None, before.value)
