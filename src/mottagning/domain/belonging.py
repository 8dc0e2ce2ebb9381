"""Who answers for a person on which day? Her residences as unbroken days, with the gaps between them.

Told as the settlement reads them: a row lasts at most until the next begins, and for what we buy one without any row
belongs to the own municipality from her reception on (formats/register-workbook: Hemkommun).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from mottagning.domain.people import Residence
from mottagning.domain.periods import OPEN, DateRange
from mottagning.domain.problems import FieldProblem
from mottagning.domain.settlement.facts import stays


@dataclass(frozen=True, slots=True)
class Belonging:
    """Days of one kind. `residence` is the row that says so, None in a gap; `payer` answers for costs, None is nobody.

    `is_assumed` is for one without any row: it holds only for what we buy.
    """

    days: DateRange
    residence: Residence | None = None
    payer: str | None = None
    is_assumed: bool = False

    @property
    def is_gap(self) -> bool:
        """Whether nothing is said of these days."""
        return self.residence is None and not self.is_assumed


def belongings(
    residences: Iterable[Residence], own: str | None, received_on: date | None, since: date | None = None
) -> tuple[Belonging, ...]:
    """The days of a person in order, from her first row or the earlier day `since` on, without an end.

    `own` is the own municipality's code, None while nobody has said it; `since` a day that matters: a booking's first.
    """
    ordered = sorted(residences, key=lambda one: one.days.start)
    if not ordered:
        return _without_rows(own, received_on, since)
    told = [
        Belonging(stay.days, residence, stay.municipality)
        for residence, stay in zip(ordered, stays(ordered), strict=True)
    ]
    first = min(told[0].days.start, since or OPEN)
    return tuple(_with_gaps(told, first))


def _without_rows(own: str | None, received_on: date | None, since: date | None) -> tuple[Belonging, ...]:
    if received_on is None or own is None:
        return (Belonging(DateRange(since)),) if since else ()
    assumed = Belonging(DateRange(received_on), payer=own, is_assumed=True)
    return (*([Belonging(DateRange(since, received_on))] if since and since < received_on else []), assumed)


def _with_gaps(told: Sequence[Belonging], day: date) -> Iterable[Belonging]:
    for one in told:
        if day < one.days.start:
            yield Belonging(DateRange(day, one.days.start))
        yield one
        day = one.days.end
    if day < OPEN:
        yield Belonging(DateRange(day))


def ended_by(residence: Residence, others: Iterable[Residence]) -> Residence | None:
    """The row without an end that lasts until `residence` begins: nobody has to end it."""
    earlier = [one for one in others if one.days.start < residence.days.start]
    last = max(earlier, key=lambda one: one.days.start, default=None)
    return last if last is not None and last.days.is_open else None


def residence_problems(residence: Residence, others: Iterable[Residence]) -> tuple[FieldProblem, ...]:
    """What keeps a residence from standing beside a person's `others`: days that another, closed one covers.

    Said at the day that is in the way. A row without an end lasts until the next begins and is never in the way.
    """
    found = []
    for other in others:
        params = {"municipality": other.municipality, "first": other.days.start.isoformat()}
        if other.days.start == residence.days.start:
            found.append(FieldProblem("first", "begins_the_same_day", params))
        elif other.days.start < residence.days.start < other.days.end and not other.days.is_open:
            found.append(FieldProblem("first", "overlaps", {**params, "last": str(other.days.last)}))
        elif residence.days.start < other.days.start < residence.days.end and not residence.days.is_open:
            found.append(FieldProblem("last", "overlaps", {**params, "last": str(other.days.last or "")}))
    return tuple(found)
