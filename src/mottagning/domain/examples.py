"""What do terms come to in kronor? A worked example with the agreement's own price, for somebody who does not exist."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from mottagning.domain.agreements import AgeGroup, Agreement, Direction, Method, Price, SchoolRun, Terms
from mottagning.domain.bookings import Booking
from mottagning.domain.counterparts import CounterpartKind
from mottagning.domain.ledger import Entry, entry_of
from mottagning.domain.money import scaled
from mottagning.domain.people import NOBODY
from mottagning.domain.periods import DateRange, Month
from mottagning.domain.problems import Problem
from mottagning.domain.settlement.engine import Office
from mottagning.domain.settlement.estimate import Estimate, estimate
from mottagning.domain.settlement.facts import AgreementFacts, PersonFacts, Placement, Stay, book, shared_placement
from mottagning.domain.shared_offers import Share, SharedOffer, SharingKey
from mottagning.domain.swedish import BY_AGE

_DAY = 12
"""A first day inside a month, before the usual reading date: it shows what a part of a month costs."""
_MONTHS = 6
"""Calendar months that the example touches."""


@dataclass(frozen=True, slots=True)
class Example:
    """Rows of an invented booking over `days` under one set of terms; or what keeps them back."""

    days: DateRange
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """An agreement as far as it has been entered, and the own municipality's code."""

    own: str
    agreement: Agreement
    prices: Sequence[Price] = ()
    age_groups: Sequence[AgeGroup] = ()
    school_runs: Sequence[SchoolRun] = ()


def example(agreed: Agreed, terms: Terms) -> Example | None:
    """The example for `terms`: at the newest price that it can use, else with the problem; None without a price."""
    terms = replace(terms, agreement=agreed.agreement.key)
    if terms.method is Method.SHARED_COST:
        return _of_a_course(agreed, terms)
    mine = [price for price in agreed.prices if price.service == terms.service]
    found = [_at(agreed, terms, price) for price in sorted(mine, key=lambda one: one.days.start, reverse=True)]
    return next((one for one in found if one.entries), found[0] if found else None)


def _at(agreed: Agreed, terms: Terms, price: Price) -> Example:
    days = _days(max(price.days.start, _first_day(agreed, terms)), price.days)
    return _come_to(agreed, terms, _somebody(agreed, terms, price, days))


def _first_day(agreed: Agreed, terms: Terms) -> date:
    return max(agreed.agreement.days.start, terms.valid_from or agreed.agreement.days.start)


def _of_a_course(agreed: Agreed, terms: Terms) -> Example:
    """A course of half a year, invented: ten of its forty persons are the payer's."""
    own, party, sells = _two(agreed)
    offer = SharedOffer(
        key="",
        agreement=agreed.agreement.key,
        service=terms.service,
        provider_municipality=own if sells else party,
        days=_days(_first_day(agreed, terms), DateRange(agreed.agreement.days.start)),
        cost=scaled(240_000),
        sharing=SharingKey.PERSONS,
        shares=(Share(party if sells else own, scaled(10)), Share(own if sells else party, scaled(30))),
        source="",
    )
    return _come_to(agreed, terms, shared_placement(offer, (agreed.agreement.key,)))


def _two(agreed: Agreed) -> tuple[str, str, bool]:
    """The own municipality, its first counterpart, and whether we sell."""
    parties = agreed.agreement.parties
    return agreed.own, parties[0] if parties else agreed.own, agreed.agreement.direction is Direction.SELL


def _come_to(agreed: Agreed, terms: Terms, placement: Placement) -> Example:
    agreement, days = agreed.agreement, placement.booking.days
    facts = AgreementFacts(
        agreement=agreement,
        party_kinds=tuple(CounterpartKind.MUNICIPALITY for _ in agreement.parties),
        terms=(terms,),
        prices=tuple(agreed.prices),
        age_groups=tuple(agreed.age_groups),
        school_runs=tuple(agreed.school_runs),
    )
    office = Office(agreed.own, Month.of(days.start))
    given: Estimate = estimate(placement, [book(facts)], office, days.start)
    entries = tuple(entry_of(claim, placement.booking, placement.person.id, None) for claim in given.claims)
    return Example(days, entries, given.problems)


def _days(earliest: date, valid: DateRange) -> DateRange:
    """Half a year from the twelfth of the first whole month in which the price holds."""
    month = Month.of(earliest) if earliest.day == 1 else Month.of(earliest).plus(1)
    start = month.day(_DAY)
    if start not in valid:
        start, month = earliest, Month.of(earliest)
    return DateRange.inclusive(start, month.plus(_MONTHS - 1).last)


def _somebody(agreed: Agreed, terms: Terms, price: Price, days: DateRange) -> Placement:
    """Somebody who is there as long as was planned, and of whom all is known."""
    own, party, sells = _two(agreed)
    booking = Booking(
        key="",
        case_number="",
        agreement=agreed.agreement.key,
        service=terms.service,
        days=days,
        variant=None if price.variant == BY_AGE else price.variant,
        provider_municipality=own if sells else price.seller or party,
        planned_until=days.last,
        hours_per_week=scaled(15),
        quantity=scaled(100),
        told_on=days.start,
    )
    person = PersonFacts(
        id=NOBODY,
        birth_date=None,
        received_on=None,
        permit_ground=None,
        stays=(Stay(DateRange(date(1900, 1, 1)), party if sells else own),),
    )
    return Placement(booking=booking, person=person, chain=(agreed.agreement.key,))
