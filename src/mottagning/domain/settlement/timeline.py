"""Who settles what with whom on each day of a booking?

The days of a booking are cut into segments in which nothing changes: the agreement that governs, the
municipality that pays, the counterpart. A day is *active* when the booking covers it, the buyer is the paying
municipality and the agreement holds (formats/register-workbook: What a row is).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from mottagning.domain.agreements import Direction, MoveRule
from mottagning.domain.bookings import Outcome
from mottagning.domain.periods import OPEN, DateRange
from mottagning.domain.settlement.facts import Book, PersonFacts, Placement, Stay, governing
from mottagning.domain.settlement.moves import paying


class RowDirection(Enum):
    """K, S or B in a return's number."""

    BUY = "buy"
    SELL = "sell"
    EXCHANGE = "exchange"


class DayState(Enum):
    """What a day of a booking is worth."""

    ACTIVE = "active"
    NOT_OURS = "not_ours"
    """We neither pay for it nor are paid."""
    NOT_COVERED = "not_covered"
    """No agreement holds (K07)."""
    NOT_A_PARTY = "not_a_party"
    """The agreement does not bind the municipality that would be the counterpart (K07)."""
    NO_HOME = "no_home"
    """Nobody is known to pay (K08)."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Days of a booking in which nothing changes. `counterpart` is set when active.

    `is_covered` says that booking and agreement hold, whoever pays.
    """

    days: DateRange
    state: DayState
    is_covered: bool
    book: Book | None
    payer: str | None
    counterpart: str | None
    direction: RowDirection
    is_bought: bool

    @property
    def is_active(self) -> bool:
        """Whether the days count."""
        return self.state is DayState.ACTIVE

    def within(self, days: DateRange) -> Segment | None:
        """The part of the segment inside `days`."""
        part = self.days.meet(days)
        if part is None:
            return None
        if part == self.days:
            return self
        return Segment(  # every month of every booking asks, and `replace` takes three times as long
            part,
            self.state,
            self.is_covered,
            self.book,
            self.payer,
            self.counterpart,
            self.direction,
            self.is_bought,
        )


def timeline(placement: Placement, books: Sequence[Book], own: str, rule: MoveRule) -> tuple[Segment, ...]:
    """The segments of a booking in order; none for one that never started.

    `books` are the agreements of the booking's chain, oldest first; `own` is the own municipality's code.
    """
    booking = placement.booking
    if booking.outcome is Outcome.NEVER_STARTED or not books:
        return ()
    chain = _for_counterpart(books, booking.provider_municipality)
    homes = paying(rule, home_by_day(placement.person, own, buying=takes(chain[0], placement, own)), booking.days)
    edges = [stay.days.start for stay in homes] + [stay.days.end for stay in homes]
    for one in chain:
        edges.append(one.agreement.days.start)
        edges += [one.covers.start, one.covers.end] if one.covers else []
    return tuple(
        _segment(days, governing(chain, days.start), chain[0], _payer(homes, days.start), placement, own)
        for days in booking.days.cut(edges)
    )


def home_by_day(person: PersonFacts, own: str, *, buying: bool) -> tuple[Stay, ...]:
    """Where the person belongs. For what we buy, one without any row belongs to us from reception on."""
    if person.stays or not buying or person.received_on is None:
        return person.stays
    return (Stay(DateRange(person.received_on, OPEN), own),)


def takes(one: Book, placement: Placement, own: str) -> bool:
    """Whether we are the buyer: we give what our own municipality provides."""
    direction = one.agreement.direction
    if direction is Direction.BUY:
        return True
    return direction is not Direction.SELL and placement.booking.provider_municipality != own


def _for_counterpart(books: Sequence[Book], provider: str | None) -> Sequence[Book]:
    """A successor that leaves the provider out does not take its bookings over."""
    if provider is None or len(books) == 1:
        return books
    bound = [one for one in books if provider in one.agreement.parties]
    return bound or books


def _payer(homes: Sequence[Stay], day: date) -> str | None:
    for stay in homes:
        if day in stay.days:
            return stay.municipality
    return None


def _segment(
    days: DateRange, book: Book | None, first: Book, payer: str | None, placement: Placement, own: str
) -> Segment:
    lead = book or first
    taking = takes(lead, placement, own)
    state, counterpart = (
        _bought(days, book, lead, payer, placement.booking.provider_municipality, own)
        if taking
        else _sold(days, book, payer, own)
    )
    covered = book is not None and _holds(book, days.start)
    return Segment(days, state, covered, book, payer, counterpart, _row_direction(lead, taking=taking), taking)


def _bought(
    days: DateRange, book: Book | None, lead: Book, payer: str | None, provider: str | None, own: str
) -> tuple[DayState, str | None]:
    if payer != own:
        return (DayState.NO_HOME if payer is None else DayState.NOT_OURS), None
    if book is None or not _holds(book, days.start):
        return DayState.NOT_COVERED, None
    parties = lead.agreement.parties
    counterpart = provider or (parties[0] if len(parties) == 1 else None)
    if counterpart not in parties:
        return DayState.NOT_A_PARTY, None
    return DayState.ACTIVE, counterpart


def _sold(days: DateRange, book: Book | None, payer: str | None, own: str) -> tuple[DayState, str | None]:
    if payer is None or payer == own:
        return (DayState.NO_HOME if payer is None else DayState.NOT_OURS), None
    if book is None or not _holds(book, days.start):
        return DayState.NOT_COVERED, None
    if payer not in book.agreement.parties:
        return DayState.NOT_A_PARTY, None
    return DayState.ACTIVE, payer


def _holds(book: Book, day: date) -> bool:
    return book.covers is not None and day in book.covers


_ROW_DIRECTIONS: Mapping[bool, RowDirection] = {True: RowDirection.BUY, False: RowDirection.SELL}


def _row_direction(book: Book, *, taking: bool) -> RowDirection:
    if book.agreement.direction is Direction.EXCHANGE:
        return RowDirection.EXCHANGE
    return _ROW_DIRECTIONS[taking]
