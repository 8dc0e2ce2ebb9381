"""When does Python look for rings of forgotten objects? Not while very much is worked out at once.

It looks each time that so many objects have been made, through all that there are. A month's closing makes a million
that it needs to its end and no ring among them: to look through them time after time took a fifth of what it takes.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def unsearched() -> Iterator[None]:
    """Nothing is looked for meanwhile; afterwards as before, also where somebody else had switched it off."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
