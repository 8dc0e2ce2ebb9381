"""What are a booking's facts worth? Every claim of a booking that is settled in a span of months.

The engine walks the service months, finds the terms each follows, and lets the rule of the terms speak. It knows
no rule by name and asks for nothing: facts in, claims and problems out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import reduce

from mottagning.domain.agreements import MoveRule, Terms
from mottagning.domain.periods import DAY, DateRange, Month, months_between
from mottagning.domain.problems import Check, Problem, Severity
from mottagning.domain.settlement.claims import Claim, Given
from mottagning.domain.settlement.facts import Book, Placement, governing, terms_for
from mottagning.domain.settlement.reconciliation import reconciliations
from mottagning.domain.settlement.rules import RULES
from mottagning.domain.settlement.rules.case import Case
from mottagning.domain.settlement.rules.heads import of_all
from mottagning.domain.settlement.rules.shared_cost import of_each, terms_of_shares
from mottagning.domain.settlement.supplements import supplements
from mottagning.domain.settlement.timeline import DayState, Segment, timeline


@dataclass(frozen=True, slots=True)
class Office:
    """The own municipality's code, and the first settlement month of its register.

    What belongs to an earlier settlement month is never billed. `requires_state_funding` is the office's word that
    asylum seekers and relatives are booked only when the state pays in full (K32).
    """

    own: str
    first_month: Month
    requires_state_funding: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """Settlement months from `first` to `last`, both included."""

    first: Month
    last: Month

    def __contains__(self, month: Month) -> bool:
        return self.first <= month <= self.last


def settle(placement: Placement, books: Sequence[Book], office: Office, span: Span) -> Given:
    """The claims of `placement` whose settlement month lies in `span`, and what keeps others back.

    `books` are the agreements of the booking's chain, oldest first.
    """
    if placement.shared is not None:
        parts = [_settle(one, books, office, span) for one in of_each(placement, placement.shared)]
        return reduce(Given.__add__, parts, Given())
    return _settle(placement, books, office, span)


def _settle(placement: Placement, books: Sequence[Book], office: Office, span: Span) -> Given:
    span = Span(max(span.first, office.first_month), span.last)
    study = _Study(placement, books, office)
    claims: list[Claim] = []
    problems: list[Problem] = []
    years = set()
    for month in study.service_months(span):
        found = study.terms(month)
        if found is None:
            problems += study.without_terms(month) if month in span else ()
            continue
        _, terms = found
        if terms.yearly_reconciliation:
            years.add(month.year)
        if RULES[terms.method].settles(terms, month) in span:
            given = study.month(study.case(month, *found))
            claims += given.claims
            problems += given.problems
    for year in sorted(years):
        claims += [claim for claim in study.reconciled(year) if claim.settlement_month in span]
    return Given(tuple(claims), tuple(problems))


@dataclass(frozen=True, slots=True)
class _Study:
    """One booking under study; what was worked out once is kept for the call."""

    placement: Placement
    books: Sequence[Book]
    office: Office
    _segments: dict[MoveRule, tuple[Segment, ...]] = field(default_factory=dict)
    _months: dict[Month, Given] = field(default_factory=dict)

    def service_months(self, span: Span) -> Iterator[Month]:
        """The months that can be settled in `span`: those of `span` itself, unless some terms settle elsewhere.

        A reading may lie in another month of the same year, and a year's settlement speaks of all its months.
        """
        started = Month.of(self.placement.booking.days.start)
        if not self._settles_elsewhere():
            return months_between(max(span.first, started), span.last)
        first = max(Month(span.first.year, 1), Month(started.year, 1))
        return months_between(first, Month(span.last.year, 12))

    def _settles_elsewhere(self) -> bool:
        service = self.placement.booking.service
        return any(
            terms.yearly_reconciliation or RULES[terms.method].settles_elsewhere(terms)
            for one in self.books
            for terms in one.terms.get(service, ())
        )

    def segments(self, rule: MoveRule) -> tuple[Segment, ...]:
        """The days of the booking, with who pays after a move by `rule`."""
        found = self._segments.get(rule)
        if found is None:
            found = self._segments[rule] = timeline(self.placement, self.books, self.office.own, rule)
        return found

    def case(self, month: Month, book: Book, terms: Terms) -> Case:
        """The service month with the terms it follows."""
        settled_in = RULES[terms.method].settles(terms, month)
        segments = self.segments(terms.move_rule)
        return Case(self.placement, self.books, book, terms, month, settled_in, segments, self.office.own)

    def terms(self, month: Month) -> tuple[Book, Terms] | None:
        """The terms that a service month follows, and whose they are; None when there are none."""
        booking = self.placement.booking
        found = terms_for(self.books, booking.service, month.first, month.last)
        if self.placement.shared is None:
            return found
        one = governing(self.books, month.first) or governing(self.books, month.last)
        return (one, terms_of_shares(found[1] if found else None, booking)) if one else None

    def month(self, case: Case) -> Given:
        """What one service month gives."""
        given = self._months.get(case.service_month)
        if given is None:
            given = RULES[case.terms.method].claims(case)
            given += supplements(case, given.claims)
            if self.placement.heads is not None:
                given = of_all(case, self.placement.heads, given)
            given = self._months[case.service_month] = Given(problems=tuple(_inactive_days(case))) + given
        return given

    def without_terms(self, month: Month) -> tuple[Problem, ...]:
        """An agreement that says nothing of the insats does not cover the booking (K07)."""
        wanted = {DayState.ACTIVE, DayState.NOT_COVERED, DayState.NOT_A_PARTY}
        for segment in self.segments(MoveRule.DIRECT):
            part = segment.within(month.range)
            if part and part.state in wanted:
                return (_uncovered(self.placement, month, "no_terms", part),)
        return ()

    def reconciled(self, year: int) -> tuple[Claim, ...]:
        """The reconciliations of a calendar year, of what was billed since the register's first month."""
        months = ((month, self.terms(month)) for month in months_between(Month(year, 1), Month(year, 12)))
        cases = [self.case(month, *found) for month, found in months if found]
        billed = [case for case in cases if case.terms.yearly_reconciliation]
        claims = [
            claim
            for case in billed
            if case.settlement_month >= self.office.first_month
            for claim in self.month(case).claims
        ]
        return reconciliations(claims, self.placement.booking.days, billed[-1].settlement_month)


def _inactive_days(case: Case) -> Iterator[Problem]:
    """K07 and K08: the first day that the booking covers and that nobody can be made to pay."""
    inactive = [segment for segment in case.segments if segment.state in _INACTIVE]
    for days in _watched(case) if inactive else ():
        for segment in inactive:
            if part := segment.within(days):
                yield _inactive(case, part)
                return


_INACTIVE = frozenset({DayState.NOT_COVERED, DayState.NOT_A_PARTY, DayState.NO_HOME})


def _watched(case: Case) -> list[DateRange]:
    """The days whose state concerns the service month: its own, and the reading date if it lies elsewhere."""
    days = [case.service_month.range]
    if case.settlement_month != case.service_month:
        reading = case.terms.readings.of_month(case.service_month)
        days.append(DateRange(reading, reading + DAY))
    return days


def _inactive(case: Case, part: Segment) -> Problem:
    if part.state is DayState.NO_HOME:
        return _homeless(case, part)
    reason = "not_covered" if part.state is DayState.NOT_COVERED else "not_a_party"
    return _uncovered(case.placement, case.service_month, reason, part)


def _uncovered(placement: Placement, month: Month, reason: str, part: Segment) -> Problem:
    booking = placement.booking
    params = {
        "day": part.days.start.isoformat(),
        "agreement": (part.book.agreement.key if part.book else None) or booking.agreement,
        "service": booking.service,
        "party": booking.provider_municipality if part.is_bought else part.payer,
    }
    return Problem(Check.K07, Severity.STOP, booking.key, reason, str(month), params)


def _homeless(case: Case, part: Segment) -> Problem:
    """A sold day needs somebody who pays; a bought one only makes us look."""
    severity, reason = (Severity.WARN, "bought") if part.is_bought else (Severity.STOP, "sold")
    params = {"day": part.days.start.isoformat()}
    return Problem(Check.K08, severity, case.placement.booking.key, reason, str(case.service_month), params)
