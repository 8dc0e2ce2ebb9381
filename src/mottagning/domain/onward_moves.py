"""Who was received here and moved on, who came here from elsewhere, and when? Secondary moves, out of residences.

Organised and own onward moves are part of the county's agreement (reception.md A73, A74). Nothing is kept of them: they
are read out of where people belong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import pairwise

from mottagning.domain.people import Person, Residence
from mottagning.domain.periods import OPEN, DateRange, add_months
from mottagning.domain.settlement.facts import Stay, stays


class MoveKind(Enum):
    """What sort of move it is, seen from here."""

    MOVED_ON = "moved_on"
    MOVED_HERE = "moved_here"
    WISHES = "wishes"


@dataclass(frozen=True, slots=True)
class OnwardMove:
    """A move between municipalities on a day; `months` whole ones since she was first received, None if not known.

    A wish has no day, and is from where she lives.
    """

    kind: MoveKind
    origin: str | None
    target: str
    on: date | None = None
    months: int | None = None


def onward_moves(person: Person, residences: Iterable[Residence], own: str) -> tuple[OnwardMove, ...]:
    """The moves of somebody received here to elsewhere, or of somebody received elsewhere to here."""
    lived = list(_lived(person, stays(residences), own))
    if not lived:
        return ()
    first = person.first_municipality or lived[0].municipality
    is_ours = first == own
    wanted = MoveKind.MOVED_ON if is_ours else MoveKind.MOVED_HERE
    since = lived[0].days.start if lived[0].municipality == first else None
    received = person.received_on or since if is_ours else since
    return tuple(
        OnwardMove(wanted, before, after, on, _months(received, on))
        for before, after, on in _moves(first, lived)
        if (before if is_ours else after) == own
    )


def _lived(person: Person, told: Sequence[Stay], own: str) -> Iterator[Stay]:
    """Where she has lived in order, the days that nobody answers for left out.

    Who has no row belongs here from her reception on (formats/register-workbook: Hemkommun); so do the days of one
    received here before her first row.
    """
    known = [one for one in told if one.municipality is not None]
    received, begins = person.received_on, known[0].days.start if known else OPEN
    is_ours = person.first_municipality in {None, own}
    if received is not None and received < begins and (is_ours or not known):
        yield Stay(DateRange(received, begins), own)
    yield from known


def _moves(first: str | None, lived: Sequence[Stay]) -> Iterator[tuple[str, str, date]]:
    """From where to where, and when; the first from the municipality that received her, where that is another."""
    start = lived[0]
    if first is not None and start.municipality is not None and start.municipality != first:
        yield first, start.municipality, start.days.start
    for before, after in pairwise(lived):
        if before.municipality and after.municipality and before.municipality != after.municipality:
            yield before.municipality, after.municipality, after.days.start


def _months(since: date | None, on: date) -> int | None:
    """Whole months from one day to another."""
    if since is None or on < since:
        return None
    months = (on.year - since.year) * 12 + on.month - since.month
    return months if add_months(since, months) <= on else months - 1
