"""What can a list be filtered by at a touch? Quick filters as data: what a row answers, in words and with counts.

Choices of one filter widen it (Krokom or Strömsund), choices of several narrow (Krokom, and without a number).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from mottagning.domain.swedish import sort_key
from mottagning.readmodels.lists import ListFilter

R = TypeVar("R")
_YES = "1"
_BETWEEN = " · "


@dataclass(frozen=True, slots=True)
class Quick(Generic[R]):
    """A quick filter: `value` is what a row answers, None where it has nothing to say; `said` gives its words."""

    name: str
    label: str
    value: Callable[[R], str | None]
    said: Callable[[str], str] | None = None

    def words(self, value: str) -> str:
        """The choice in words: `Hemkommun: Krokom`, or the label alone where it is but yes or no."""
        return self.label if self.said is None else f"{self.label}: {self.said(value)}"


def flag(name: str, label: str, fits: Callable[[R], bool]) -> Quick[R]:
    """A quick filter that takes a row or does not."""
    return Quick(name, label, lambda row: _YES if fits(row) else None)


@dataclass(frozen=True, slots=True)
class Offer:
    """A choice as it is offered: its words and how many rows it has."""

    choice: tuple[str, str]
    words: str
    count: int


def offers(quick: Sequence[Quick[R]], rows: Sequence[R], chosen: Sequence[tuple[str, str]]) -> list[Offer]:
    """The choices that some row has, or that are made already: filter by filter, in Swedish order."""
    found = []
    for one in quick:
        counts = Counter(value for row in rows if (value := one.value(row)) is not None)
        for name, value in chosen:
            if name == one.name:
                counts[value] += 0
        some = [Offer((one.name, value), one.words(value), count) for value, count in counts.items()]
        found += sorted(some, key=lambda offer: sort_key(offer.words))
    return found


def fitting(quick: Sequence[Quick[R]], chosen: Sequence[tuple[str, str]]) -> Callable[[R], bool] | None:
    """Whether a row is among what is chosen; None where nothing is."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for name, value in chosen:
        wanted[name].add(value)
    asked = [(one.value, wanted[one.name]) for one in quick if one.name in wanted]
    if not asked:
        return None
    return lambda row: all(value(row) in values for value, values in asked)


def described(quick: Sequence[Quick[R]], filtered: ListFilter) -> str:
    """The filter in words: `amina · Saknar personnummer · Hemkommun: Krokom`."""
    by_name = {one.name: one for one in quick}
    words = [by_name[name].words(value) for name, value in filtered.choices if name in by_name]
    return _BETWEEN.join([part for part in (filtered.text.strip(), *words) if part])
