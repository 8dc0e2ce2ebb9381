"""A change of several records at once: each as it is and as it will be, or why it cannot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from mottagning.domain.problems import FieldProblem
from mottagning.readmodels.changes import Stored

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Change(Generic[T]):
    """One record of several: `before` as it was read, `after` as it is wished for."""

    before: Stored[T]
    after: T
    problems: tuple[FieldProblem, ...] = ()

    @property
    def is_made(self) -> bool:
        """Whether saving changes the record: it can be as wished for, and is not so already."""
        return not self.problems and self.after != self.before.value
