"""What does a month's closing return, hold back and lose? A function from facts to ledger entries.

The rows of one booking and service month that a stop holds back stay out; all else can be closed, and what was held
comes in a later return once it is mended (formats/command-line: What stops a row).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from mottagning.domain.checks import (
    Subject,
    booking_problems,
    clash_problems,
    price_warnings,
    report_warning,
    summer_warning,
)
from mottagning.domain.circumstances import UNKNOWN, Circumstances
from mottagning.domain.ledger import (
    Difference,
    Entry,
    LedgerRow,
    Limits,
    Lost,
    Reason,
    RowKind,
    Triple,
    differences,
    entry_of,
)
from mottagning.domain.looks import month_looks, reading_warnings
from mottagning.domain.money import ZERO, Ore
from mottagning.domain.periods import Month
from mottagning.domain.problems import Check, Param, Problem, Severity
from mottagning.domain.reasons import reason_of
from mottagning.domain.settlement.claims import Given
from mottagning.domain.settlement.engine import Office, Span, settle
from mottagning.domain.settlement.facts import Book, Placement
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.domain.severities import heard


@dataclass(frozen=True, slots=True)
class Candidate:
    """A booking that a closing has to look at, with what is known of it.

    `span` is the closed month alone for a booking that was in balance, else all months since the register's first.
    `previous` are the facts of its last closing, `was_held` whether rows were held back then; `siblings` the other
    bookings of the same person and insats. `known` is what else is known of the person; it only warns.
    """

    placement: Placement
    span: Span
    returned: tuple[LedgerRow, ...] = ()
    lost: tuple[Lost, ...] = ()
    siblings: tuple[Placement, ...] = ()
    previous: Placement | None = None
    was_held: bool = False
    is_protected: bool = False
    known: Circumstances = UNKNOWN


@dataclass(frozen=True, slots=True)
class Held:
    """Rows that a stop keeps back: one service month of a booking.

    `amount` in öre, None when it cannot be told; `counterpart` as far as it is known. `direction` is named where the
    rows of one direction alone are kept back.
    """

    problem: Problem
    service_month: Month
    amount: Ore | None
    counterpart: str | None
    direction: RowDirection | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a closing makes of one booking. `lost` is what the limits take in addition to what they took before.

    `waits` says that something of it is left to another closing.
    """

    booking: str
    is_protected: bool
    entries: tuple[Entry, ...]
    held: tuple[Held, ...]
    lost: tuple[Lost, ...]
    problems: tuple[Problem, ...]
    waits: bool = False

    @property
    def is_open(self) -> bool:
        """Whether a later closing has to look at all of the booking's months again."""
        return self.waits or bool(self.held)


@dataclass(frozen=True, slots=True)
class Ledger:
    """The books and the office that every booking of a closing shares."""

    office: Office
    books: Mapping[str, Book]

    def chain(self, placement: Placement) -> list[Book]:
        """The agreements of a booking, oldest first."""
        return [self.books[key] for key in placement.chain if key in self.books]

    def subject(self, placement: Placement) -> Subject:
        """A booking as the checks see it."""
        return Subject(placement, self.chain(placement), self.office)


def close(month: Month, ledger: Ledger, candidates: Iterable[Candidate]) -> tuple[Outcome, ...]:
    """What closing `month` makes of each candidate."""
    return tuple(close_booking(month, ledger, candidate) for candidate in candidates)


def close_booking(month: Month, ledger: Ledger, candidate: Candidate) -> Outcome:
    """What closing `month` makes of one booking."""
    subject = ledger.subject(candidate.placement)
    given = settle(candidate.placement, subject.books, ledger.office, candidate.span)
    found = unreturned(month, subject, candidate, given)
    problems = _problems(month, ledger, subject, candidate, given)
    stops = [problem for problem in problems if problem.severity is Severity.STOP]
    free = [one for one in found if _stop(stops, one.triple.service_month) is None]
    entries = [_explained(month, candidate, one, entry) for one in free for entry in one.entries]
    return Outcome(
        booking=subject.key,
        is_protected=candidate.is_protected,
        entries=tuple(entries),
        held=tuple(_held(subject, stops, found, given)),
        lost=tuple(_newly_lost(free, stops, candidate)),
        problems=problems,
    )


def unreturned(month: Month, subject: Subject, candidate: Candidate, given: Given) -> tuple[Difference, ...]:
    """What is left to return of a booking in its span when `month` is closed, stops or not."""
    booking, person = subject.placement.booking, subject.placement.person.id
    ground = booking.ground or subject.placement.service.ground
    limits = {book.agreement.key: Limits.of(book.agreement, booking, month) for book in subject.books}
    returned = [row for row in candidate.returned if row.entry.settlement_month in candidate.span]
    return differences((entry_of(claim, booking, person, ground) for claim in given.claims), returned, limits)


def _problems(
    month: Month, ledger: Ledger, subject: Subject, candidate: Candidate, given: Given
) -> tuple[Problem, ...]:
    siblings = [ledger.subject(sibling) for sibling in candidate.siblings]
    looks = [summer_warning(subject, month), report_warning(subject, month)]
    found = (
        *given.problems,
        *clash_problems(subject, given.claims, siblings),
        *(booking_problems(subject) if given.claims or candidate.returned else ()),
        *(look for look in looks if look is not None),
        *month_looks(subject, month, candidate.known),
    )
    return heard(found, subject.books)


def _stop(stops: Sequence[Problem], month: Month) -> Problem | None:
    """The first stop that holds `month` back: one of its own, or one of the whole booking."""
    own = [problem for problem in stops if problem.month in {None, str(month)}]
    return own[0] if own else None


def _held(subject: Subject, stops: Sequence[Problem], found: Sequence[Difference], given: Given) -> Iterable[Held]:
    """A line for each service month that has rows a stop keeps back, or that could not be counted."""
    amounts: dict[Month, int] = {}
    counterparts: dict[Month, str] = {}
    for one in found:
        month = one.triple.service_month
        amounts[month] = amounts.get(month, 0) + one.amount
        counterparts[month] = one.triple.counterpart
    uncounted = {Month.parse(problem.month) for problem in given.problems if problem.month and problem in stops}
    for month in sorted({*amounts, *uncounted}):
        problem = _stop(stops, month)
        if problem is not None:
            amount = None if month in uncounted else Ore(amounts[month])
            yield Held(problem, month, amount, counterparts.get(month) or likely_counterpart(subject))


def likely_counterpart(subject: Subject) -> str | None:
    """Who would be settled with, had the rows been counted."""
    parties = subject.books[0].agreement.parties if subject.books else ()
    provider = subject.placement.booking.provider_municipality
    if provider in parties:
        return provider
    return parties[0] if len(parties) == 1 else None


def _newly_lost(free: Sequence[Difference], stops: Sequence[Problem], candidate: Candidate) -> Iterable[Lost]:
    """What the limits take now, less what earlier closings wrote off; a loss undone comes back with its sign.

    Of a month that a stop holds back nothing can be said, so nothing is taken and nothing comes back.
    """
    before: dict[Triple, int] = {}
    for lost in candidate.lost:
        if _stop(stops, lost.triple.service_month) is not None:
            continue
        before[lost.triple] = before.get(lost.triple, 0) + lost.amount
    now = {one.triple: one.lost for one in free}
    for triple in sorted({*before, *now}, key=lambda one: (one.service_month, one.counterpart)):
        amount = now.get(triple, ZERO) - before.get(triple, 0)
        if amount:
            yield Lost(candidate.placement.booking.key, triple, Ore(amount))


def _explained(month: Month, candidate: Candidate, difference: Difference, entry: Entry) -> Entry:
    """The entry with its Orsak: only what is settled in its own month needs none.

    It is about whoever has the booking now: what was returned of a record that was merged into hers is corrected under
    her number.
    """
    if entry.person != candidate.placement.person.id:
        entry = replace(entry, person=candidate.placement.person.id)
    if entry.kind is RowKind.REGULAR and entry.settlement_month == month:
        return entry
    if entry.kind is RowKind.REGULAR:
        return replace(entry, reason=Reason.HELD if candidate.was_held else Reason.LATE)
    if entry.kind is RowKind.RECONCILIATION and entry.corrects is None:
        return entry
    return replace(entry, reason=reason_of(candidate.previous, candidate.placement, difference, candidate.returned))


def warnings(month: Month, books: Iterable[Book]) -> tuple[Problem, ...]:
    """What the agreements themselves give reason to look at when `month` is settled."""
    return tuple(
        problem
        for book in books
        if book.covers and book.covers.meet(month.range)
        for problem in heard((*price_warnings(book), *reading_warnings(month, book)), [book])
    )


def lost_check(lost: Lost) -> Problem:
    """A loss as a warning (K18): beyond a limit the row is lost, not held."""
    params: dict[str, Param] = {"amount": lost.amount, "month": str(lost.triple.service_month)}
    return Problem(Check.K18, Severity.WARN, lost.booking, "lost", str(lost.triple.service_month), params)
