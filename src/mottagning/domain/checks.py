"""What keeps a booking's rows back, or makes us look? The checks of a month on one booking.

Each check is a function from the facts of a booking to its problems. A stop without a month holds back every row of
the booking, one with a month those of that service month (formats/command-line: What stops a row).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from mottagning.domain.agreements import Method, MoveRule, Price, Terms, Unit
from mottagning.domain.bookings import Financing, Outcome, Procedure
from mottagning.domain.counterparts import CounterpartKind
from mottagning.domain.disclosure import paragraph_of
from mottagning.domain.money import SCALE
from mottagning.domain.people import PermitGround
from mottagning.domain.periods import Month
from mottagning.domain.problems import Check, Param, Problem, Severity
from mottagning.domain.settlement.claims import Claim, Component
from mottagning.domain.settlement.engine import Office, Span, settle
from mottagning.domain.settlement.facts import Book, Placement
from mottagning.domain.settlement.rules import RULES
from mottagning.domain.settlement.timeline import Segment, timeline


@dataclass(frozen=True, slots=True)
class Subject:
    """A booking with its agreements, oldest first, and the office that settles it."""

    placement: Placement
    books: Sequence[Book]
    office: Office

    @property
    def key(self) -> str:
        """The booking's key."""
        return self.placement.booking.key

    @property
    def terms(self) -> Iterator[Terms]:
        """Every set of terms that the booking may follow."""
        for book in self.books:
            yield from book.terms.get(self.placement.booking.service, ())

    def problem(self, check: Check, severity: Severity, reason: str, **params: Param) -> Problem:
        """A problem of the booking as a whole."""
        return Problem(check, severity, self.key, reason, None, params)


def booking_problems(subject: Subject) -> tuple[Problem, ...]:
    """What the checks say of a booking, whatever the month; of a course what concerns nobody."""
    checks = (_moms,) if subject.placement.is_about_nobody else _CHECKS
    return tuple(problem for check in checks for problem in check(subject))


def _decision(subject: Subject) -> Iterator[Problem]:
    """K05: adult education needs a decision before the start, unless the other one decides (skollagen 20:33),
    or the agreement asks for none.
    """
    booking = subject.placement.booking
    if not subject.placement.service.is_adult_education or booking.procedure is Procedure.RECEIVED_ELSEWHERE:
        return
    if any(book.agreement.needs_no_decision for book in subject.books):
        return
    if not booking.decision and booking.decided_on is None:
        yield subject.problem(Check.K05, Severity.STOP, "missing", service=booking.service)
    elif booking.decided_on is not None and booking.decided_on > booking.days.start:
        day = booking.decided_on.isoformat()
        yield subject.problem(Check.K05, Severity.WARN, "late", service=booking.service, day=day)


def _ground(subject: Subject) -> Iterator[Problem]:
    """K11: a placement needs a ground, its own or the default of the insats."""
    if not subject.placement.booking.ground and not subject.placement.service.ground:
        yield subject.problem(Check.K11, Severity.STOP, "missing", service=subject.placement.booking.service)


def _disclosure(subject: Subject) -> Iterator[Problem]:
    """K31: rows about a person leave on a paragraph or, where none applies, on a consent."""
    booking, service = subject.placement.booking, subject.placement.service
    if paragraph_of(service.disclosure_ground, booking.ground) is None and booking.consent_on is None:
        yield subject.problem(Check.K31, Severity.STOP, "missing", service=booking.service)


def _moms(subject: Subject) -> Iterator[Problem]:
    """K23: moms compensation is a private party's only."""
    if not any(terms.vat_compensation for terms in subject.terms):
        return
    for book in subject.books:
        for party, kind in zip(book.agreement.parties, book.facts.party_kinds, strict=True):
            if kind is not CounterpartKind.PRIVATE:
                yield subject.problem(Check.K23, Severity.STOP, "public", agreement=book.agreement.key, party=party)
                return


def _state_funding(subject: Subject) -> Iterator[Problem]:
    """K32: asylum seekers and relatives only with full state money (KSL's agreement of 2009 and the answers to it).

    It stops where the office has said so; else who pays must at least be known. A party may leave them out altogether.
    """
    person, booking = subject.placement.person, subject.placement.booking
    if not needs_state_funding(person.permit_ground):
        return
    if subject.office.requires_state_funding and lacks_state_funding(person.permit_ground, booking.financing):
        yield subject.problem(Check.K32, Severity.STOP, "not_state")
    elif booking.financing is None:
        yield subject.problem(Check.K32, Severity.WARN, "no_financing")
    for book in subject.books:
        for party in sorted(_involved(subject, book) & set(book.facts.excluding)):
            yield subject.problem(Check.K32, Severity.WARN, "excluded", party=party, agreement=book.agreement.key)


_WITH_STATE_FUNDING = frozenset({PermitGround.ASYLUM_SEEKER, PermitGround.RELATIVE})


def _involved(subject: Subject, book: Book) -> set[str]:
    """The municipalities of a booking: who provides, and who pays some day."""
    booking, parties = subject.placement.booking, book.agreement.parties
    provider = booking.provider_municipality or (parties[0] if len(parties) == 1 else None)
    payers = {stay.municipality for stay in subject.placement.person.stays if stay.days.meet(booking.days)}
    return {code for code in {provider, *payers} if code is not None}


def needs_state_funding(ground: PermitGround | None) -> bool:
    """Whether somebody is included only with full state money."""
    return ground in _WITH_STATE_FUNDING


def lacks_state_funding(ground: PermitGround | None, financing: Financing | None) -> bool:
    """Whether somebody who is included only with full state money has none (the county's agreement of 2009)."""
    return needs_state_funding(ground) and financing is not Financing.STATE


_CHECKS: tuple[Callable[[Subject], Iterable[Problem]], ...] = (_decision, _ground, _disclosure, _moms, _state_funding)


def clash_problems(subject: Subject, claims: Sequence[Claim], siblings: Sequence[Subject]) -> Iterator[Problem]:
    """K01 and K02: months of `subject` that another booking of the same person and insats is paid for.

    `claims` are those of the subject; `siblings` the person's other bookings of the same insats.
    """
    for sibling in siblings:
        if _one_unit(subject) and _one_unit(sibling):
            yield from _second_unit(subject, claims, sibling)
        elif _comes_after(subject, sibling) and _same_thing(subject, sibling):
            yield from _billed_twice(subject, claims, sibling)


def _one_unit(subject: Subject) -> bool:
    return any(terms.one_unit_per_month for terms in subject.terms)


def _comes_after(subject: Subject, sibling: Subject) -> bool:
    """Whether of two bookings this has the later start, or the higher key when they start together."""
    return _age(subject) > _age(sibling)


def _age(subject: Subject) -> tuple[date, str]:
    return subject.placement.booking.days.start, subject.key


def _same_thing(subject: Subject, sibling: Subject) -> bool:
    """Courses of different Variant are different courses."""
    per_course = all(RULES[terms.method].per_course for terms in subject.terms)
    return not per_course or subject.placement.booking.variant == sibling.placement.booking.variant


def _billed_twice(subject: Subject, claims: Sequence[Claim], sibling: Subject) -> Iterator[Problem]:
    active = [segment.days for segment in _segments(sibling) if segment.is_active]
    own = [segment.days for segment in _segments(subject) if segment.is_active]
    shared = [both for one in own for other in active if (both := one.meet(other))]
    for month in sorted({claim.service_month for claim in claims}):
        if any(days.meet(month.range) for days in shared):
            yield Problem(Check.K01, Severity.STOP, subject.key, "overlap", str(month), {"other": sibling.key})


def _segments(subject: Subject) -> tuple[Segment, ...]:
    rule = next((terms.move_rule for terms in subject.terms), MoveRule.DIRECT)
    return timeline(subject.placement, subject.books, subject.office.own, rule)


def _second_unit(subject: Subject, claims: Sequence[Claim], sibling: Subject) -> Iterator[Problem]:
    """The booking with the latest start is paid for the month, the lower key when they start together."""
    start, key = _age(subject)
    other_start, other_key = _age(sibling)
    if (start, other_key) > (other_start, key):
        return
    months = sorted({claim.service_month for claim in claims if claim.component is Component.SERVICE})
    if not months:
        return
    settled = [claim.settlement_month for claim in claims]
    others = settle(sibling.placement, sibling.books, sibling.office, Span(min(settled), max(settled)))
    paid = {claim.service_month for claim in others.claims}
    for month in months:
        if month in paid:
            yield Problem(Check.K02, Severity.STOP, subject.key, "second_unit", str(month), {"other": sibling.key})


def price_warnings(book: Book) -> Iterator[Problem]:
    """K15: a published month or day price that is more than a krona from the year price's share."""
    for price in book.facts.prices:
        for year in book.prices.get((price.service, Unit.YEAR), ()):
            parts = _parts_of_year(price, year)
            if parts and _same_price(price, year) and abs(price.amount * parts - year.amount) > SCALE * parts:
                yield Problem(
                    Check.K15,
                    Severity.WARN,
                    "",
                    "disagrees",
                    None,
                    {
                        "agreement": book.agreement.key,
                        "service": price.service,
                        "variant": price.variant,
                        "unit": price.unit.value,
                        "published": price.amount,
                        "year": year.amount,
                        "parts": parts,
                    },
                )


def _parts_of_year(price: Price, year: Price) -> int | None:
    if price.unit is Unit.MONTH:
        return 12
    if price.unit is Unit.TERM:
        return 2
    return (year.days_per_year or price.days_per_year) if price.unit is Unit.DAY else None


def _same_price(price: Price, year: Price) -> bool:
    return price.variant == year.variant and price.seller == year.seller and price.days.meet(year.days) is not None


def report_warning(subject: Subject, month: Month) -> Problem | None:
    """K20: a course booked by headcount is over, and nobody has said how many came."""
    booking, heads = subject.placement.booking, subject.placement.heads
    if heads is None or not heads.is_planned or booking.outcome is not None or booking.days.end > month.range.end:
        return None
    return Problem(Check.K20, Severity.WARN, subject.key, "no_headcount", str(month), {"service": booking.service})


def summer_warning(subject: Subject, month: Month) -> Problem | None:
    """K29: a measuring day in July or August without a summer rule in the agreement."""
    booking = subject.placement.booking
    if month.number not in {7, 8} or booking.outcome is Outcome.NEVER_STARTED or not booking.days.meet(month.range):
        return None
    if subject.placement.is_about_nobody:
        return None
    for terms in subject.terms:
        read = {number for exception in terms.readings.exceptions for number in exception.months}
        if terms.method is Method.MEASURING_DAY and month.number not in read:
            return Problem(
                Check.K29, Severity.WARN, subject.key, "no_summer_rule", str(month), {"agreement": terms.agreement}
            )
    return None
