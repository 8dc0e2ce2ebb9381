"""Which price holds on a day, and how much of it is one unit?

A published price comes before one computed from a year price; a price with the booking's own Variant before one
without; a seller's own before the common one (formats/register-workbook: Priser, Beräkningssätt).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import TypeVar

from mottagning.domain.agreements import Price, Unit
from mottagning.domain.money import SCALE
from mottagning.domain.periods import DateRange
from mottagning.domain.settlement.facts import Book

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class UnitPrice:
    """What one unit costs: `amount` (ten-thousandths of a krona) per `unit` divided by `divisor`, exact.

    `days` is the validity of the published price, `source` where it stands.
    """

    amount: int
    unit: Unit
    divisor: int
    variant: str | None
    days: DateRange
    source: str
    is_preliminary: bool = False

    @property
    def kronor(self) -> Fraction:
        """The exact price of one unit."""
        return Fraction(self.amount, SCALE * self.divisor)


class PriceGap(Enum):
    """Why there is no price: none at all or two (K12), none for the booking's Variant (K13) or age (K14)."""

    NONE = "none"
    TWO = "two"
    VARIANT = "variant"
    AGE = "age"


Divisor = Callable[[Price], int | None]
"""How many of the wanted unit a price covers; None when it cannot say."""


@dataclass(frozen=True, slots=True, eq=False)
class Wanted:
    """The units that can give a price, best first; each rule has its own."""

    ways: tuple[tuple[Unit, Divisor], ...]

    @property
    def units(self) -> tuple[Unit, ...]:
        """The units alone."""
        return tuple(unit for unit, _ in self.ways)


def _parts(number: int) -> Divisor:
    return lambda _price: number


def _days_per_year(price: Price) -> int | None:
    return price.days_per_year


def wanted(unit: Unit, parts_of_year: int | None = None) -> Wanted:
    """The price with Enhet `unit`, failing that the year price divided in so many parts."""
    if parts_of_year is None:
        return Wanted(((unit, _parts(1)),))
    return Wanted(((unit, _parts(1)), (Unit.YEAR, _parts(parts_of_year))))


MONTH_PRICE = wanted(Unit.MONTH, 12)
DAY_PRICE = Wanted(((Unit.DAY, _parts(1)), (Unit.YEAR, _days_per_year)))


@dataclass(frozen=True, slots=True)
class Question:
    """For which insats, variant and seller a price is looked for."""

    service: str
    variant: str | None
    seller: str | None


def price_on(book: Book, question: Question, wanted: Wanted, day: date) -> UnitPrice | PriceGap:
    """The price that holds on `day`, or why there is none."""
    return _asked(book, _price_on, question, wanted, day)


def edges(book: Book, question: Question, wanted: Wanted) -> Collection[date]:
    """Every day on which the price may change."""
    return _asked(book, _edges, question, wanted)


def _asked(book: Book, find: Callable[..., T], *asked: Hashable) -> T:
    """What `find` finds of a book, found once for all that ask the same."""
    answers = book.answers
    key = find, *asked
    if key not in answers:
        answers[key] = find(book, *asked)
    found: T = answers[key]
    return found


def _price_on(book: Book, question: Question, wanted: Wanted, day: date) -> UnitPrice | PriceGap:
    valid = [price for price in _candidates(book, question, wanted) if day in price.days]
    for variant in (question.variant, None) if question.variant else (None,):
        found = _first_way([price for price in valid if price.variant == variant], question.seller, wanted)
        if found is not None:
            return found
    return PriceGap.VARIANT if any(price.variant for price in valid) else PriceGap.NONE


def _edges(book: Book, question: Question, wanted: Wanted) -> frozenset[date]:
    prices = _candidates(book, question, wanted)
    return frozenset(day for price in prices for day in (price.days.start, price.days.end))


def _candidates(book: Book, question: Question, wanted: Wanted) -> Iterable[Price]:
    """Every price of the insats that this seller may ask, of whatever variant and day."""
    for unit in wanted.units:
        for price in book.prices.get((question.service, unit), ()):
            if price.seller in {None, question.seller}:
                yield price


def _first_way(prices: list[Price], seller: str | None, wanted: Wanted) -> UnitPrice | PriceGap | None:
    for unit, divisor in wanted.ways:
        found = _one([price for price in prices if price.unit is unit], seller)
        if isinstance(found, PriceGap):
            return found
        size = divisor(found) if found else None
        if found and size:
            return UnitPrice(
                found.amount, found.unit, size, found.variant, found.days, found.source, found.is_preliminary
            )
    return None


def _one(prices: list[Price], seller: str | None) -> Price | PriceGap | None:
    own = [price for price in prices if price.seller is not None and price.seller == seller]
    found = own or [price for price in prices if price.seller is None]
    if len(found) > 1:
        return PriceGap.TWO
    return found[0] if found else None
