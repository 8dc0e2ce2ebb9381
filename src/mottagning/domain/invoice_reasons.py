"""Why do they bill something else than we find right? Likely reasons, each one tried with the engine that bills.

A fact is changed as they may have it – another year's price, an end that nobody told them of – and the booking is
settled anew. Only what then gives their amount, a krona's rounding aside, is a likely reason. Where none does and a
single row of ours is claimed, another number of the same days, hours or months at our price is one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from fractions import Fraction

from mottagning.domain.agreements import Method, Price, Terms, Unit, price_thing
from mottagning.domain.bookings import Outcome
from mottagning.domain.invoice_control import ROUNDING
from mottagning.domain.money import Ore
from mottagning.domain.periods import DAY, DateRange, Month
from mottagning.domain.settlement.claims import Claim
from mottagning.domain.settlement.engine import Office, Span, settle
from mottagning.domain.settlement.facts import Book, Placement, Stay, book
from mottagning.domain.settlement.readings import Readings
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.domain.swedish import BY_AGE

READING_DAYS = (1, 10, 15, 20, 25, 31)
"""Days on which municipalities read (domain/settlement 2.2), the first and the last of a month besides."""
_MONTHLY = (Method.STARTED_MONTH, Method.MEASURING_DAY, Method.CALENDAR_DAY)
"""Rules for a month's price that are taken for one another."""
_MOST = 3


class LikelyReason(Enum):
    """What they may have otherwise than we."""

    OTHER_PRICE = "other_price"
    PRELIMINARY_PRICE = "preliminary_price"
    END_NOT_TOLD = "end_not_told"
    NEVER_STARTED = "never_started"
    EARLIER_START = "earlier_start"
    READING_DAY = "reading_day"
    METHOD = "method"
    AGE_GROUP = "age_group"
    VARIANT = "variant"
    HOME = "home"
    QUANTITY = "quantity"


@dataclass(frozen=True, slots=True)
class Likely:
    """A likely reason with what the sentence needs: our last or first day, their price's days, what else they have.

    Of another quantity `number` is theirs and `ours` our own, in the unit `unit`.
    """

    reason: LikelyReason
    day: date | None = None
    days: DateRange | None = None
    number: int | None = None
    word: str | None = None
    method: Method | None = None
    ours: Fraction | None = None
    unit: Unit | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """What they bill of a booking: the service months `first` to `last`, `amount` in öre."""

    counterpart: str
    direction: RowDirection
    first: Month
    last: Month
    amount: Ore


def likely(placement: Placement, books: Sequence[Book], office: Office, claimed: Claimed) -> tuple[Likely, ...]:
    """The reasons that give what is claimed, the simplest first; none where no single one does."""
    asking = _Asking(placement, tuple(books), office, claimed)
    found: dict[LikelyReason, Likely] = {}
    for reason, changed, changed_books in asking.suppositions():
        if reason.reason not in found and asking.gives(changed, changed_books):
            found[reason.reason] = reason
    counted = asking.other_quantity() if not found else None
    return (counted,) if counted else tuple(found.values())[:_MOST]


_Supposed = tuple[Likely, Placement, Sequence[Book]]


@dataclass(frozen=True, slots=True)
class _Asking:
    placement: Placement
    books: tuple[Book, ...]
    office: Office
    claimed: Claimed

    def gives(self, placement: Placement, books: Sequence[Book]) -> bool:
        """Whether these facts give what is claimed, and give something at all."""
        worth = sum(claim.amount for claim in self._claims(placement, books))
        months = self.claimed.last.index - self.claimed.first.index + 1
        return worth != 0 and abs(worth - self.claimed.amount) <= ROUNDING * months

    def _claims(self, placement: Placement, books: Sequence[Book]) -> list[Claim]:
        """What these facts give of the months, the counterpart and the direction that are claimed."""
        claimed = self.claimed
        span = Span(Month(claimed.first.year, 1), Month(claimed.last.year, 12))
        return [
            claim
            for claim in settle(placement, books, self.office, span).claims
            if claimed.first <= claim.service_month <= claimed.last
            and claim.counterpart == claimed.counterpart
            and claim.direction is claimed.direction
        ]

    def other_quantity(self) -> Likely | None:
        """The whole number of our row's days, hours or months that gives their amount at our price."""
        claims = self._claims(self.placement, self.books)
        if len(claims) != 1 or claims[0].quantity <= 0 or claims[0].amount <= 0 or self.claimed.amount <= 0:
            return None
        (one,) = claims
        each = Fraction(one.amount) / one.quantity
        number = round(self.claimed.amount / each)
        is_theirs = number not in {0, one.quantity} and each > ROUNDING and (one.of is None or number <= one.of)
        if not is_theirs or abs(each * number - self.claimed.amount) > ROUNDING // 2:
            return None
        return Likely(LikelyReason.QUANTITY, number=number, ours=one.quantity, unit=one.unit)

    def suppositions(self) -> Iterator[_Supposed]:
        yield from self._other_prices()
        yield from self._other_days()
        yield from self._other_readings()
        yield from self._other_variants()
        yield from self._another_home()

    def _other_prices(self) -> Iterator[_Supposed]:
        """Each price for the same thing, as if it had always been valid."""
        for place, one in enumerate(self.books):
            for price in one.facts.prices:
                if price.service != self.placement.booking.service:
                    continue
                reason = LikelyReason.PRELIMINARY_PRICE if price.is_preliminary else LikelyReason.OTHER_PRICE
                others = [other for other in one.facts.prices if price_thing(other) != price_thing(price)]
                always = replace(price, days=DateRange.inclusive(date.min, None))
                yield Likely(reason, days=price.days), self.placement, self._with_prices(place, [*others, always])

    def _with_prices(self, place: int, prices: Sequence[Price]) -> list[Book]:
        return self._with(place, book(replace(self.books[place].facts, prices=tuple(prices))))

    def _with(self, place: int, one: Book) -> list[Book]:
        return [one if number == place else other for number, other in enumerate(self.books)]

    def _other_days(self) -> Iterator[_Supposed]:
        """The booking going on through what is claimed, begun before it, or begun at all."""
        booking = self.placement.booking
        first, last = self.claimed.first.first, self.claimed.last.last
        if booking.days.last is not None and booking.days.last < last:
            days = DateRange(booking.days.start, max(last + DAY, booking.days.start + DAY))
            on = replace(booking, days=days, outcome=None)
            yield Likely(LikelyReason.END_NOT_TOLD, booking.days.last), replace(self.placement, booking=on), self.books
        if booking.outcome is Outcome.NEVER_STARTED:
            begun = replace(booking, outcome=None)
            yield Likely(LikelyReason.NEVER_STARTED), replace(self.placement, booking=begun), self.books
        if booking.days.start > first:
            early = replace(booking, days=DateRange(first, booking.days.end))
            reason = Likely(LikelyReason.EARLIER_START, booking.days.start)
            yield reason, replace(self.placement, booking=early), self.books

    def _other_readings(self) -> Iterator[_Supposed]:
        """Another day of reading, or another rule for the month's price."""
        for place, one in enumerate(self.books):
            terms = [each for each in one.facts.terms if each.service == self.placement.booking.service]
            if any(each.method is Method.MEASURING_DAY for each in terms):
                for day in READING_DAYS:
                    changed = self._with_terms(place, [replace(each, readings=Readings(day)) for each in terms])
                    yield Likely(LikelyReason.READING_DAY, number=day), self.placement, changed
            if any(each.unit is Unit.MONTH and each.method in _MONTHLY for each in terms):
                for method in _MONTHLY:
                    changed = self._with_terms(place, [replace(each, method=method) for each in terms])
                    yield Likely(LikelyReason.METHOD, method=method), self.placement, changed

    def _with_terms(self, place: int, terms: Sequence[Terms]) -> list[Book]:
        """The terms of the booking's insats instead of its own."""
        facts = self.books[place].facts
        others = [each for each in facts.terms if each.service != self.placement.booking.service]
        return self._with(place, book(replace(facts, terms=(*others, *terms))))

    def _other_variants(self) -> Iterator[_Supposed]:
        booking = self.placement.booking
        reason = LikelyReason.AGE_GROUP if booking.variant == BY_AGE else LikelyReason.VARIANT
        prices = [price for one in self.books for price in one.facts.prices if price.service == booking.service]
        for variant in sorted({price.variant for price in prices if price.variant} - {booking.variant}):
            other = replace(self.placement, booking=replace(booking, variant=variant))
            yield Likely(reason, word=variant), other, self.books

    def _another_home(self) -> Iterator[_Supposed]:
        """The person belonging all the time to whoever is claimed to pay."""
        if self.placement.is_about_nobody:
            return
        buys = self.claimed.direction is RowDirection.BUY
        payer = self.office.own if buys else self.claimed.counterpart
        person = replace(self.placement.person, stays=(Stay(DateRange.inclusive(date.min, None), payer),))
        yield Likely(LikelyReason.HOME, word=payer), replace(self.placement, person=person), self.books
