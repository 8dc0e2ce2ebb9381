"""Which part of a month is closed now, and what of it waits?

A month is closed in one act, or counterpart by counterpart: the last act closes the rest, and then the month is closed.
What an act leaves out is returned by a later one, for it is the difference to all that was returned before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from mottagning.domain.closing import Held, Outcome
from mottagning.domain.ledger import Entry, Triple, by_triple, triple_of
from mottagning.domain.money import total
from mottagning.domain.problems import Problem
from mottagning.domain.settlement.timeline import RowDirection


class ClosingKind(Enum):
    """What an act of closing does to its month."""

    WHOLE = "whole"
    PART = "part"
    VERSION = "version"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What an act of closing takes.

    WHOLE takes all but `counterparts`, which were closed before; PART takes `counterparts`; VERSION takes what belongs
    to the one return that it replaces, by counterpart, direction and protection.
    """

    kind: ClosingKind = ClosingKind.WHOLE
    counterparts: tuple[str, ...] = ()
    direction: RowDirection | None = None
    is_protected: bool | None = None
    replaces: str | None = None

    def takes(self, counterpart: str | None, direction: RowDirection | None, *, is_protected: bool) -> bool:
        """Whether what is settled with `counterpart` in `direction` belongs to it.

        What cannot be counted has no direction yet, and perhaps no counterpart: that waits for the whole month.
        """
        if self.kind is ClosingKind.WHOLE:
            return counterpart not in self.counterparts
        if counterpart not in self.counterparts:
            return False
        if self.kind is ClosingKind.PART:
            return True
        return direction in {None, self.direction} and is_protected == self.is_protected


EVERYTHING = Scope()
"""A month that is closed in one act."""

Keeps = Callable[[str, Triple, Sequence[Entry]], Problem | None]
"""Whether somebody keeps back what a booking's triple would return, and why."""


def keeps_nothing(_booking: str, _triple: Triple, _entries: Sequence[Entry]) -> Problem | None:
    """Nobody keeps anything back."""
    return None


def taken(outcomes: Iterable[Outcome], scope: Scope, keeps: Keeps = keeps_nothing) -> tuple[Outcome, ...]:
    """What an act of closing makes of each booking: what lies outside its scope or is kept back waits."""
    return tuple(_taken(outcome, scope, keeps) for outcome in outcomes)


def _taken(outcome: Outcome, scope: Scope, keeps: Keeps) -> Outcome:
    entries = by_triple(outcome.entries)
    lost = {one.triple for one in outcome.lost}
    kept: dict[Triple, Problem] = {}
    outside: set[Triple] = set()
    for triple in dict.fromkeys([*entries, *lost]):
        problem = keeps(outcome.booking, triple, entries[triple]) if triple in entries else None
        if not scope.takes(triple.counterpart, triple.direction, is_protected=outcome.is_protected):
            outside.add(triple)
        elif problem is not None:
            kept[triple] = problem
    held = [one for one in outcome.held if scope.takes(one.counterpart, None, is_protected=outcome.is_protected)]
    if not (kept or outside) and len(held) == len(outcome.held):
        return outcome
    waiting = kept.keys() | outside
    return replace(
        outcome,
        entries=tuple(entry for entry in outcome.entries if triple_of(entry) not in waiting),
        held=(*held, *_held(kept, entries)),
        lost=tuple(one for one in outcome.lost if one.triple not in waiting),
        waits=True,
    )


def _held(kept: Mapping[Triple, Problem], entries: Mapping[Triple, Sequence[Entry]]) -> Iterable[Held]:
    for triple, problem in kept.items():
        amount = total([entry.amount for entry in entries[triple]])
        yield Held(problem, triple.service_month, amount, triple.counterpart, triple.direction)
