"""What does a rule get to see? One booking and one service month, cut into segments, with its terms.

A rule is a function from a `Case` to `Given`. What several rules share – covered days, prices, problems – is here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from mottagning.domain.agreements import ReadingCondition, Terms, Unit
from mottagning.domain.money import Ore, rounded
from mottagning.domain.periods import DateRange, Month, hull
from mottagning.domain.problems import Check, Problem, Severity
from mottagning.domain.settlement.ages import AgeRule
from mottagning.domain.settlement.claims import Claim, DayKind, DaysCounted, Fees, Given, Measure, worth
from mottagning.domain.settlement.facts import Book, Placement, governing
from mottagning.domain.settlement.prices import PriceGap, Question, UnitPrice, Wanted, edges, price_on
from mottagning.domain.settlement.timeline import RowDirection, Segment
from mottagning.domain.swedish import BY_AGE


@dataclass(frozen=True, slots=True)
class Case:
    """One booking in one service month. `book` is the agreement whose `terms` the month follows.

    `segments` are all of the booking's, not the month's only: a reading may lie in another month.
    `own` is the own municipality's code; `books` is the chain of agreements, oldest first.
    """

    placement: Placement
    books: Sequence[Book]
    book: Book
    terms: Terms
    service_month: Month
    settlement_month: Month
    segments: Sequence[Segment]
    own: str

    def inside(self, days: DateRange) -> list[Segment]:
        """The segments' parts inside `days`, active or not."""
        return [part for segment in self.segments if (part := segment.within(days))]

    def covered(self, days: DateRange) -> list[Segment]:
        """The parts that booking and agreement cover, whoever pays."""
        return [part for part in self.inside(days) if part.is_covered]

    def on(self, day: date) -> Segment | None:
        """The segment that holds `day`."""
        return next((segment for segment in self.segments if day in segment.days), None)

    def attended(self, segment: Segment) -> list[Segment]:
        """The parts of an active segment that count: with Mätvillkor `närvarande` no day of Frånvaro is active."""
        absences = self.placement.absences if self.terms.condition is ReadingCondition.PRESENT else ()
        if not segment.is_active or not absences:
            return [segment] if segment.is_active else []
        edges = [day for absence in absences for day in (absence.days.start, absence.days.end)]
        there = (days for days in segment.days.cut(edges) if not any(days.start in one.days for one in absences))
        return [part for days in there if (part := segment.within(days))]

    def problem(self, check: Check, reason: str, day: date) -> Problem:
        """Something that holds the service month back, found on `day`."""
        booking = self.placement.booking
        params = {
            "day": day.isoformat(),
            "service": booking.service,
            "variant": self._variant_on(day),
            "agreement": self.terms.agreement,
        }
        return Problem(check, Severity.STOP, booking.key, reason, str(self.service_month), params)

    def _variant_on(self, day: date) -> str | None:
        """The booking's variant; of a child's the age group it belongs to, as far as that is known."""
        rule = self.age_rule
        group = rule.group_on(day) if rule else None
        return group.variant if group else self.placement.booking.variant

    @property
    def age_rule(self) -> AgeRule | None:
        """How the child's age picks the variant; None when it does not, or cannot."""
        booking, birth_date = self.placement.booking, self.placement.person.birth_date
        if booking.variant != BY_AGE or birth_date is None:
            return None
        groups = tuple(group for group in self.book.facts.age_groups if group.service == booking.service)
        return AgeRule(birth_date, groups, self.terms.age_switch)

    def question(self, segment: Segment, day: date) -> Question | PriceGap:
        """What to ask the price list: the counterpart of a purchase sells, in a sale we do."""
        booking = self.placement.booking
        variant = booking.variant
        if variant == BY_AGE:
            rule = self.age_rule
            group = rule.group_on(day) if rule else None
            if rule and group is None:
                return PriceGap.AGE
            variant = group.variant if group else None
        seller = self.own if segment.direction is RowDirection.SELL else segment.counterpart
        return Question(booking.service, variant, seller)

    def price(self, book: Book, segment: Segment, wanted: Wanted, day: date) -> UnitPrice | PriceGap | None:
        """The price of `day`; None for an exchange, which has none."""
        if segment.direction is RowDirection.EXCHANGE:
            return None
        question = self.question(segment, day)
        return question if isinstance(question, PriceGap) else price_on(book, question, wanted, day)

    def gap(self, gap: PriceGap, day: date) -> Given:
        """The problem of a price that is missing or doubled on `day`."""
        return Given(problems=(self.problem(_GAP_CHECKS[gap], gap.value, day),))


_GAP_CHECKS = {
    PriceGap.NONE: Check.K12,
    PriceGap.TWO: Check.K12,
    PriceGap.VARIANT: Check.K13,
    PriceGap.AGE: Check.K14,
}


def claim(case: Case, segment: Segment, measure: Measure, price: UnitPrice | None, amount: Ore | None = None) -> Claim:
    """A claim on the counterpart of an active `segment`, rounded here, once.

    `amount` is given where shares have to add up; else it is quantity / of × price × fees.
    """
    terms = case.terms
    fees = Fees(terms.administration_fee, terms.vat_compensation)
    if amount is None:
        amount = rounded(worth(measure.quantity, measure.of, price, fees), terms.rounding)
    book = segment.book or case.book
    return Claim(
        service_month=case.service_month,
        settlement_month=case.settlement_month,
        counterpart=segment.counterpart or "",
        payer=segment.payer or "",
        direction=segment.direction,
        agreement=book.agreement.key,
        method=terms.method,
        days=measure.days,
        quantity=measure.quantity,
        of=measure.of,
        unit=measure.unit,
        price=price,
        fees=fees,
        rounding=terms.rounding,
        amount=amount,
        steps=measure.steps,
    )


def whole_unit(case: Case, segment: Segment, measure: Measure, wanted: Wanted, on: date) -> Given:
    """One claim for undivided units at the price of `on`."""
    price = case.price(governing(case.books, on) or case.book, segment, wanted, on)
    if isinstance(price, PriceGap):
        return case.gap(price, on)
    return Given((claim(case, segment, measure, price),))


def month_price_day(case: Case) -> date:
    """The price date of month-priced rules: the first day of the service month.

    Where the agreement begins inside the month that is its first day, the first on which it can have a price.
    """
    return max(case.service_month.first, case.book.agreement.days.start)


Counted = Callable[[DateRange], int]
"""How many days of a range a rule counts."""


@dataclass(frozen=True, slots=True)
class DayRule:
    """A rule that counts days: which price, which days, of how many, and in what unit."""

    wanted: Wanted
    kind: DayKind
    counted: Counted
    of: int | None = None
    unit: Unit = Unit.DAY


def per_day(case: Case, rule: DayRule) -> Given:
    """Claims of a rule that counts days, each at its own day's price; a row for each counterpart and price."""
    parts: dict[tuple[object, ...], list[Segment]] = {}
    for segment in case.inside(case.service_month.range):
        for part in (part for there in case.attended(segment) for part in _cut(case, there, rule.wanted)):
            if not rule.counted(part.days):
                continue  # nothing to pay for, so no price is needed
            price = case.price(part.book or case.book, part, rule.wanted, part.days.start)
            if isinstance(price, PriceGap):
                return case.gap(price, part.days.start)
            parts.setdefault((part.counterpart, part.direction, price), []).append(part)
    return Given(tuple(_day_claim(case, rule, same, key[2]) for key, same in parts.items()))


def _cut(case: Case, segment: Segment, wanted: Wanted) -> Iterable[Segment]:
    """The segment cut where its price may change."""
    changes: list[date] = []
    question = case.question(segment, segment.days.start)
    if isinstance(question, Question):
        changes += edges(segment.book or case.book, question, wanted)
    if rule := case.age_rule:
        changes += rule.switches()
    return [part for days in segment.days.cut(changes) if (part := segment.within(days))]


def _day_claim(case: Case, rule: DayRule, parts: Sequence[Segment], price: object) -> Claim:
    ranges = tuple(part.days for part in parts)
    count = sum(map(rule.counted, ranges))
    step = DaysCounted(rule.kind, ranges, count)
    measure = Measure(Fraction(count), rule.of, rule.unit, hull(ranges), (step,))
    return claim(case, parts[0], measure, price if isinstance(price, UnitPrice) else None)
