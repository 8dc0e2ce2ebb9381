"""What decides a booking's price? The facts of one booking, without anybody's identity.

They are what a closing keeps beside its rows, so that any month can be recomputed from them.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise, zip_longest
from typing import Any

from mottagning.domain.agreements import AgeGroup, Agreement, Price, SchoolRun, Terms, Unit
from mottagning.domain.bookings import Absence, Booking, Outcome, Report, Supplement
from mottagning.domain.counterparts import CounterpartKind
from mottagning.domain.group_bookings import GroupBooking
from mottagning.domain.money import Scaled, scaled
from mottagning.domain.people import NOBODY, PermitGround, Residence
from mottagning.domain.periods import DateRange, Month
from mottagning.domain.shared_offers import SharedOffer


@dataclass(frozen=True, slots=True)
class Stay:
    """Days on which `municipality` answers for a person; None when nobody is known to."""

    days: DateRange
    municipality: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFacts:
    """The part of a person that decides who pays and for what. `id` is the register's own number, or NOBODY."""

    id: int
    birth_date: date | None
    received_on: date | None
    permit_ground: PermitGround | None
    stays: tuple[Stay, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceFacts:
    """What the catalogue says of the booked insats."""

    is_adult_education: bool = False
    ground: str | None = None
    disclosure_ground: str | None = None


@dataclass(frozen=True, slots=True)
class Heads:
    """How many take part in a course booked by headcount; `is_planned` while nobody has said how many came.

    `each` are the hours or pieces of each one.
    """

    count: int
    is_planned: bool = False
    each: Scaled | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """A booking with all that decides its price but the agreements (`chain`: their keys, oldest first).

    The booking's `case_number` is empty here: facts carry no identity.
    """

    booking: Booking
    person: PersonFacts
    chain: tuple[str, ...]
    service: ServiceFacts = ServiceFacts()
    absences: tuple[Absence, ...] = ()
    supplements: tuple[Supplement, ...] = ()
    reports: tuple[Report, ...] = ()
    shared: SharedOffer | None = None
    """The course held together that the booking stands for: it is about nobody, and each share is a claim."""
    heads: Heads | None = None
    """How many the booking stands for where it is about nobody in the register."""

    @property
    def is_about_nobody(self) -> bool:
        """Whether no person is behind it."""
        return self.person.id == NOBODY


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementFacts:
    """An agreement with its terms, prices and what they need."""

    agreement: Agreement
    party_kinds: tuple[CounterpartKind, ...]
    terms: tuple[Terms, ...]
    prices: tuple[Price, ...]
    age_groups: tuple[AgeGroup, ...] = ()
    school_runs: tuple[SchoolRun, ...] = ()
    excluding: tuple[str, ...] = ()
    """The parties that have neither asylum seekers nor relatives take part."""


@dataclass(frozen=True, slots=True)
class Book:
    """An agreement's facts made ready for looking up: terms by insats in time, prices by insats and unit."""

    facts: AgreementFacts
    covers: DateRange | None
    terms: Mapping[str, tuple[Terms, ...]]
    prices: Mapping[tuple[str, Unit], tuple[Price, ...]]
    answers: dict[Hashable, Any] = field(init=False, default_factory=dict, repr=False, compare=False)
    """What its prices were asked before, with what they said: its bookings all ask the same."""

    @property
    def agreement(self) -> Agreement:
        """The agreement itself."""
        return self.facts.agreement

    def terms_on(self, service: str, day: date) -> Terms | None:
        """The terms of `service` that hold on `day`."""
        found = None
        for terms in self.terms.get(service, ()):
            if self.valid_from(terms) <= day:
                found = terms
        return found

    def first_terms(self, service: str, by: date) -> Terms | None:
        """The earliest terms of `service` if they begin no later than `by`."""
        terms = self.terms.get(service, ())
        return terms[0] if terms and self.valid_from(terms[0]) <= by else None

    def valid_from(self, terms: Terms) -> date:
        """The first day of `terms`; the agreement's own when they name none."""
        return terms.valid_from or self.agreement.days.start


def book(facts: AgreementFacts) -> Book:
    """Make `facts` ready for looking up."""
    start = facts.agreement.days.start
    terms: dict[str, list[Terms]] = {}
    for one in sorted(facts.terms, key=lambda item: item.valid_from or start):
        terms.setdefault(one.service, []).append(one)
    prices: dict[tuple[str, Unit], list[Price]] = {}
    for price in sorted(facts.prices, key=lambda item: item.days.start):
        prices.setdefault((price.service, price.unit), []).append(price)
    return Book(
        facts,
        facts.agreement.covers,
        {service: tuple(items) for service, items in terms.items()},
        {thing: tuple(items) for thing, items in prices.items()},
    )


def governing(books: Sequence[Book], day: date) -> Book | None:
    """The agreement that a booking follows on `day`: the last of its chain that has begun."""
    found = None
    for one in books:
        if one.agreement.days.start <= day:
            found = one
    return found


def terms_for(books: Sequence[Book], service: str, first: date, last: date) -> tuple[Book, Terms] | None:
    """The terms valid on `first`; where agreement or terms begin after it but by `last`, those."""
    found = governing(books, first) or governing(books, last)
    if found is None:
        return None
    terms = found.terms_on(service, first) or found.first_terms(service, last)
    return (found, terms) if terms else None


def shared_placement(offer: SharedOffer, chain: tuple[str, ...]) -> Placement:
    """A course held together, as the settlement sees it: a booking of nobody."""
    booking = Booking(
        key=offer.key,
        case_number="",
        agreement=offer.agreement,
        service=offer.service,
        days=offer.days,
        variant=offer.variant,
        provider_municipality=offer.provider_municipality,
        provider=offer.provider,
        decision=offer.decision,
        told_on=offer.told_on,
        counterpart_reference=offer.counterpart_reference,
    )
    nobody = PersonFacts(id=NOBODY, birth_date=None, received_on=None, permit_ground=None, stays=())
    return Placement(booking=booking, person=nobody, chain=chain, shared=offer)


def group_placement(group: GroupBooking, chain: tuple[str, ...]) -> Placement:
    """A course booked by headcount, as the settlement sees it: a booking of nobody, whose payer is known."""
    is_held = group.participants is not None
    outcome = Outcome.NEVER_STARTED if group.is_cancelled else Outcome.COMPLETED if is_held else None
    booking = Booking(
        key=group.key,
        case_number="",
        agreement=group.agreement,
        service=group.service,
        days=group.days,
        variant=group.variant,
        provider_municipality=group.provider_municipality,
        provider=group.provider,
        outcome=outcome,
        graded_on=group.held_on,
        decision=group.decision,
        decided_on=group.decided_on,
        told_on=group.told_on,
        financing=group.financing,
        project=group.project,
        invoice_address=group.invoice_address,
        invoice_reference=group.invoice_reference,
        counterpart_reference=group.counterpart_reference,
    )
    nobody = PersonFacts(
        id=NOBODY, birth_date=None, received_on=None, permit_ground=None, stays=(Stay(group.days, group.payer),)
    )
    heads = Heads(group.headcount, not is_held, group.quantity)
    reports = (reported_of_each(booking, heads),) if is_held else ()
    return Placement(booking=booking, person=nobody, chain=chain, reports=reports, heads=heads)


def reported_of_each(booking: Booking, heads: Heads) -> Report:
    """What is reported of each one of a course booked by headcount, in the course's last month.

    One hour or piece where nothing is said of them; 0 is nothing at all.
    """
    last = Month.of(booking.days.last or booking.days.start)
    return Report(booking=booking.key, month=last, quantity=scaled(1) if heads.each is None else heads.each)


def stays(residences: Iterable[Residence]) -> tuple[Stay, ...]:
    """The residences of one person in order; each ends at the latest where the next begins."""
    ordered = sorted(residences, key=lambda residence: residence.days.start)
    following = [residence.days.start for residence in ordered[1:]]
    result = []
    for residence, after in zip_longest(ordered, following):
        days = residence.days
        if after is not None and after < days.end:
            days = DateRange(days.start, after)
        result.append(Stay(days, residence.municipality if residence.kind.pays else None))
    return tuple(result)


def moves(stays: Iterable[Stay]) -> tuple[date, ...]:
    """The days on which another municipality, or nobody known, begins to answer for a person."""
    found: list[date] = []
    for before, after in pairwise(sorted(stays, key=lambda stay: stay.days.start)):
        if before.days.end < after.days.start and before.municipality is not None:
            found.append(before.days.end)
        if before.municipality != after.municipality or before.days.end < after.days.start:
            found.append(after.days.start)
    return tuple(found)


def chain(key: str, successors: Mapping[str, Iterable[Agreement]]) -> tuple[str, ...]:
    """The keys of the agreement `key` and of all that follow it, in order of their first days.

    `successors` tells which agreements replace a key; a ring of replacements is walked once.
    """
    found: dict[str, date] = {key: date.min}
    waiting = [key]
    while waiting:
        for follower in successors.get(waiting.pop(), ()):
            if follower.key not in found:
                found[follower.key] = follower.days.start
                waiting.append(follower.key)
    return tuple(sorted(found, key=lambda one: (found[one], one)))
