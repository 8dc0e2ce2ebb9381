"""How much have two municipalities given one another? Persons, months and value, both ways (köpa och byta).

For information only: amounts are invoiced gross, each way by itself. A course held together is about nobody and
counts as no exchange.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from mottagning.domain.agreements import Direction, MoveRule
from mottagning.domain.money import ZERO, Ore
from mottagning.domain.people import NOBODY
from mottagning.domain.periods import DAY, DateRange, Month
from mottagning.domain.settlement.claims import Claim
from mottagning.domain.settlement.facts import Book, Placement, terms_for
from mottagning.domain.settlement.timeline import RowDirection, timeline


@dataclass(frozen=True, slots=True)
class Visit:
    """Days on which a person had an insats that `counterpart` gives us (`is_ours`), or that we give it.

    `is_exchanged` says that nobody pays for them.
    """

    counterpart: str
    is_ours: bool
    person: int
    days: DateRange
    is_exchanged: bool = False


@dataclass(frozen=True, slots=True)
class Value:
    """What some of it is worth in öre, as billed or as it would have been."""

    counterpart: str
    is_ours: bool
    amount: Ore


@dataclass(frozen=True, slots=True)
class Portion:
    """What one gives the other: persons, person-months and value in öre."""

    persons: int = 0
    months: Fraction = Fraction(0)
    value: Ore = ZERO


@dataclass(frozen=True, slots=True)
class Balance:
    """What a counterpart gives our people (`ours`), and what we give theirs."""

    counterpart: str
    ours: Portion = Portion()
    theirs: Portion = Portion()

    @property
    def months(self) -> Fraction:
        """How many more person-months we give than we get."""
        return self.theirs.months - self.ours.months

    @property
    def value(self) -> Ore:
        """How much more we give than we get, in öre."""
        return Ore(self.theirs.value - self.ours.value)


def visits(placement: Placement, books: Sequence[Book], own: str, within: DateRange) -> Iterator[Visit]:
    """The days of a booking on which somebody settles for it, whatever they pay."""
    booking, person = placement.booking, placement.person.id
    if placement.shared is not None or person == NOBODY:
        return
    terms = terms_for(books, booking.service, booking.days.start, booking.days.start)
    for segment in timeline(placement, books, own, terms[1].move_rule if terms else MoveRule.DIRECT):
        part = segment.within(within)
        if part is not None and part.is_active and part.counterpart is not None:
            is_exchanged = part.direction is RowDirection.EXCHANGE
            yield Visit(part.counterpart, part.is_bought, person, part.days, is_exchanged)


def is_exchange(one: Book) -> bool:
    """Whether what follows this agreement is settled at no price."""
    return one.agreement.direction is Direction.EXCHANGE


def as_if_billed(one: Book) -> Book:
    """An exchange agreement as if its prices were billed; any other as if it had none, for that is billed already.

    So a booking whose agreement was replaced by one of the other kind is worth, beside what is billed, the days of
    the exchange alone: the claims that `is_valued`.
    """
    direction = Direction.MUTUAL if is_exchange(one) else Direction.EXCHANGE
    return replace(one, facts=replace(one.facts, agreement=replace(one.agreement, direction=direction)))


def is_valued(claim: Claim) -> bool:
    """Whether a claim of agreements `as_if_billed` is about days that were exchanged."""
    return claim.direction is not RowDirection.EXCHANGE


def value_of(counterpart: str, direction: RowDirection, amount: Ore) -> Value:
    """What is bought is for our people, what is sold for theirs."""
    return Value(counterpart, direction is RowDirection.BUY, amount)


def balances(visited: Iterable[Visit], values: Iterable[Value]) -> tuple[Balance, ...]:
    """The balance with every counterpart, in order of their codes."""
    days: dict[tuple[str, bool], dict[int, list[DateRange]]] = defaultdict(lambda: defaultdict(list))
    for visit in visited:
        days[visit.counterpart, visit.is_ours][visit.person].append(visit.days)
    worth: dict[tuple[str, bool], int] = defaultdict(int)
    for value in values:
        worth[value.counterpart, value.is_ours] += value.amount
    codes = sorted({code for code, _ in (*days, *worth)})

    def portion(key: tuple[str, bool]) -> Portion:
        people = days.get(key, {})
        months = sum((person_months(ranges) for ranges in people.values()), Fraction(0))
        return Portion(len(people), months, Ore(worth.get(key, 0)))

    return tuple(Balance(code, portion((code, True)), portion((code, False))) for code in codes)


def person_months(ranges: Iterable[DateRange]) -> Fraction:
    """How many months closed ranges of one person hold: a day is its share of its calendar month.

    Ranges are half-open, so that one that ends where the next begins shares no day with it; a day that several hold
    counts once. So months can be added up, and a person who moves in the middle of one is a whole month in all.
    """
    return sum((_months_in(days) for days in _joined(ranges)), Fraction(0))


def _months_in(days: DateRange) -> Fraction:
    first, last = Month.of(days.start), Month.of(days.last or days.start)
    if first == last:
        return Fraction(days.days, first.days)
    begun, ended = (first.last - days.start + DAY).days, (days.end - last.first).days
    return Fraction(begun, first.days) + Fraction(ended, last.days) + (last.index - first.index - 1)


def _joined(ranges: Iterable[DateRange]) -> Iterator[DateRange]:
    """The same days as ranges that do not meet."""
    current: DateRange | None = None
    for days in sorted(ranges):
        if current is None:
            current = days
        elif days.start <= current.end:
            current = DateRange(current.start, max(current.end, days.end))
        else:
            yield current
            current = days
    if current is not None:
        yield current
