"""How does a list show which of its lines are about people with protected data? For those who may see them."""

from __future__ import annotations

from typing import Protocol, TypeVar

from mottagning.texts import people as texts
from mottagning.uikit.columns import Column, Tone


class _AboutSomebody(Protocol):
    """A line about one person."""

    @property
    def is_protected(self) -> bool: ...


R = TypeVar("R", bound=_AboutSomebody)


def protected_columns(*, sees_protected: bool, is_shown: bool = False) -> list[Column[R]]:
    """The column with the chip; none for who may not see the lines it would mark."""
    if not sees_protected:
        return []
    column: Column[R] = Column(
        "protected",
        texts.PROTECTED,
        lambda line: texts.PROTECTED_CHIP if line.is_protected else "",
        lambda line: line.is_protected,
        96,
        tone=lambda line: Tone.STOP if line.is_protected else Tone.QUIET,
        is_shown=is_shown,
    )
    return [column]
