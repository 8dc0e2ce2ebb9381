"""What was a booking told to cost, what has it cost and what will it? Amounts by measure, added up in any order.

What we pay and what we are paid are never added up: every sum is of one direction. Amounts are in öre, positive for
what is bought when we pay it, and for what is sold when we are paid it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from mottagning.domain.bookings import Booking, Outcome
from mottagning.domain.money import Ore, Rounding, divided, rounded, unscaled
from mottagning.domain.outlook import MonthAmount, plan_of
from mottagning.domain.periods import DateRange, Month, add_months
from mottagning.domain.requests import BookingRequest, RequestStep, StepKind
from mottagning.domain.settlement.estimate import MONTHS_AHEAD
from mottagning.domain.settlement.timeline import RowDirection


class Measure(Enum):
    """What an amount says."""

    ESTIMATED = "estimated"
    """Told before the decision."""
    PLANNED = "planned"
    """What the rules give for the planned days."""
    CLOSED = "closed"
    """Returned, corrections included."""
    REMAINING = "remaining"
    """Agreed and not yet returned."""


class Explanation(Enum):
    """What explains that a booking does not come to what was estimated or planned; only what can be worked out."""

    NEVER_STARTED = "never_started"
    ENDED_EARLY = "ended_early"
    LONGER = "longer"
    NOT_ESTIMATED = "not_estimated"
    NO_PLAN = "no_plan"
    OTHER_DAYS = "other_days"
    OTHER_PRICE = "other_price"
    BEFORE_REGISTER = "before_register"
    UNCOUNTED = "uncounted"


@dataclass(frozen=True, slots=True)
class Amount:
    """So much of a booking, by one measure."""

    booking: str
    measure: Measure
    worth: MonthAmount


@dataclass(frozen=True, slots=True)
class Tally:
    """Some amounts of one direction, added up. None where nothing was estimated, planned or can be compared.

    `difference` is the forecast less what was estimated, or planned where nothing was estimated, of those bookings
    for which there is one or the other.
    """

    estimated: Ore | None
    planned: Ore | None
    closed: Ore
    remaining: Ore
    difference: Ore | None

    @property
    def forecast(self) -> Ore:
        """What it comes to in the end, as far as anybody knows."""
        return Ore(self.closed + self.remaining)


def tally(amounts: Iterable[Amount]) -> Tally:
    """Amounts of one direction added up."""
    by_booking: dict[str, dict[Measure, int]] = defaultdict(dict)
    for one in amounts:
        sums = by_booking[one.booking]
        sums[one.measure] = sums.get(one.measure, 0) + one.worth.amount
    differences = [found for sums in by_booking.values() if (found := _difference(sums)) is not None]
    return Tally(
        estimated=_sum(by_booking.values(), Measure.ESTIMATED),
        planned=_sum(by_booking.values(), Measure.PLANNED),
        closed=_sum(by_booking.values(), Measure.CLOSED) or Ore(0),
        remaining=_sum(by_booking.values(), Measure.REMAINING) or Ore(0),
        difference=Ore(sum(differences)) if differences else None,
    )


def _sum(found: Iterable[dict[Measure, int]], measure: Measure) -> Ore | None:
    some = [sums[measure] for sums in found if measure in sums]
    return Ore(sum(some)) if some else None


def _difference(sums: dict[Measure, int]) -> int | None:
    expected = sums.get(Measure.ESTIMATED, sums.get(Measure.PLANNED))
    if expected is None:
        return None
    return sums.get(Measure.CLOSED, 0) + sums.get(Measure.REMAINING, 0) - expected


@dataclass(frozen=True, slots=True)
class Told:
    """What a booking was told to cost before the decision: öre, and for which days."""

    amount: Ore
    days: DateRange
    is_approved: bool

    @property
    def spans_years(self) -> bool:
        """Whether it is of more than one calendar year."""
        return self.days.start.year != (self.days.last or self.days.start).year


def told_of(request: BookingRequest, steps: Sequence[RequestStep]) -> Told | None:
    """The estimate that was approved last; where none was, the one told last. None where none was made."""
    last = approved = None
    for step in steps:
        if step.kind is StepKind.ESTIMATED and step.amount is not None:
            last = step
        elif step.kind is StepKind.ESTIMATE_APPROVED:
            approved = last
    chosen = approved or last
    if chosen is None or chosen.amount is None:
        return None
    return Told(rounded(unscaled(chosen.amount), Rounding.ORE), _days_told(request.days), approved is not None)


def _days_told(days: DateRange) -> DateRange:
    """An estimate of what has no end was made for so many months."""
    return DateRange(days.start, add_months(days.start, MONTHS_AHEAD)) if days.is_open else days


def by_year(told: Told, planned: Mapping[int, int]) -> Iterator[tuple[Month, Ore]]:
    """The estimate divided over its calendar years, so that they add up; each at its first month.

    It is divided as what is planned (öre by year) falls: a course is paid at its end. Where nothing is planned in its
    years, by days.
    """
    years = range(told.days.start.year, (told.days.last or told.days.start).year + 1)
    parts = [told.days.meet(DateRange(date(year, 1, 1), date(year + 1, 1, 1))) for year in years]
    weights = [max(planned.get(year, 0), 0) for year in years]
    if not any(weights):
        weights = [part.days if part else 0 for part in parts]
    shares = divided(told.amount, weights, Rounding.ORE)
    for part, share in zip(parts, shares, strict=True):
        if part is not None:
            yield Month.of(part.start), share


@dataclass(frozen=True, slots=True)
class Story:
    """What is known of a booking that may explain its difference. `sums` are those of the booking alone."""

    booking: Booking
    told: Told | None
    sums: Tally
    seen_on: date
    first_month: Month
    is_whole: bool
    """Whether the months that are looked at hold all of the booking."""
    is_uncounted: bool
    is_bought: bool
    """Only what we pay for has to be estimated before it is decided."""


def explanations(story: Story) -> tuple[Explanation, ...]:
    """What plainly explains a booking's difference, the weightiest first."""
    return tuple(_explanations(story))


def _explanations(story: Story) -> Iterator[Explanation]:
    booking, plan = story.booking, plan_of(story.booking)
    if story.is_uncounted:
        yield Explanation.UNCOUNTED
    was_told = story.told.days if story.told else None
    course = _course(booking, plan if booking.planned_until else was_told or plan, story.seen_on)
    if course is not None:
        yield course
    if story.told is None and story.is_bought:
        yield Explanation.NOT_ESTIMATED
    if plan is None:
        yield Explanation.NO_PLAN
    if story.told is not None and course is None:
        yield from _beside_the_estimate(story, story.told)
    if Month.of(booking.days.start) < story.first_month:
        yield Explanation.BEFORE_REGISTER


def _beside_the_estimate(story: Story, told: Told) -> Iterator[Explanation]:
    """What is planned now, beside what was told."""
    if told.days != (plan_of(story.booking) or _days_told(story.booking.days)):
        yield Explanation.OTHER_DAYS
    elif story.is_whole and not story.is_uncounted and _is_priced_anew(story.sums):
        yield Explanation.OTHER_PRICE


def _is_priced_anew(sums: Tally) -> bool:
    """Whether the same days come to something else; a hundredth is how people round an estimate."""
    if sums.planned is None or sums.estimated is None:
        return False
    return 100 * abs(sums.planned - sums.estimated) > sums.estimated


def _course(booking: Booking, plan: DateRange | None, today: date) -> Explanation | None:
    """How it went beside what was planned."""
    if booking.outcome is Outcome.NEVER_STARTED:
        return Explanation.NEVER_STARTED
    if plan is None:
        return None
    if booking.days.is_open:
        return Explanation.LONGER if plan.end <= today else None
    if booking.days.end == plan.end:
        return Explanation.ENDED_EARLY if booking.outcome is Outcome.INTERRUPTED else None
    return Explanation.ENDED_EARLY if booking.days.end < plan.end else Explanation.LONGER


_SEEN_FROM_US = {RowDirection.BUY: -1, RowDirection.SELL: 1, RowDirection.EXCHANGE: 0}


def net(amounts: Iterable[tuple[RowDirection, Ore]]) -> Ore:
    """What is left with us, for information: what is sold less what is bought. Nothing is ever settled net."""
    return Ore(sum(_SEEN_FROM_US[direction] * amount for direction, amount in amounts))
