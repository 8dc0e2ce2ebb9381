"""Two records of one person as they are shown before they become one, and merges that were done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from mottagning.domain.merging import MergePlan
from mottagning.domain.people import Person
from mottagning.domain.periods import DateRange
from mottagning.domain.problems import FieldProblem
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.residences import MoveEffect, MoveHeld


@dataclass(frozen=True, slots=True)
class Merge:
    """A merge that was done: when, by whom, and of which cases. `kept` is the number of the person who stayed."""

    id: int
    at: datetime
    by: str
    kept: int
    kept_case: str
    gone_case: str


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What merging two records would do. `moves` counts what goes over to the kept one, by table.

    `assumed` are days that are written down as the own municipality's, since they have been settled so;
    `drops_addresses` tells that the addresses of somebody who gets skyddad folkbokföring are not stored any longer, not
    even to be given back.
    """

    kept: Stored[Person]
    gone: Stored[Person]
    plan: MergePlan
    moves: Mapping[str, int]
    merged: Person | None = None
    problems: tuple[FieldProblem, ...] = ()
    effects: tuple[MoveEffect, ...] = ()
    held: tuple[MoveHeld, ...] = ()
    assumed: DateRange | None = None
    new_number: bool = False
    drops_addresses: bool = False


@dataclass(frozen=True, slots=True)
class Unmerged:
    """A merge that was undone: the numbers of the two persons, and the case that is its own again."""

    kept: int
    gone: int
    gone_case: str
