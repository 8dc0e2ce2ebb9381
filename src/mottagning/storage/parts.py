"""How many values does one statement ask for? More are asked for in parts: the database takes only so many at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
MOST = 500


def in_parts(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """The values in their order, at most `MOST` at a time."""
    for start in range(0, len(values), MOST):
        yield values[start : start + MOST]
