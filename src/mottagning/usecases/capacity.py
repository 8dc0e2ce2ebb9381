"""Is there room in what we offer ourselves? Counted inside the transaction that promises a seat.

A seat is taken by a booking made from a request that names the offer, and by a request that we have accepted and not
booked yet. The count is always true, so it counts people with protected data; whoever may not see them must therefore
not be told it: capacity less those she sees would be those she does not. What the seller has said – a number, its day
and source – is nobody's secret and told to all, but how many are taken or free is told only to who may see everybody,
and only she may accept somebody for a counted seat, change their number, or move one that is promised. Others are told
the same whether the offer is full, empty or nobody's: they put people in the queue, where they see those they may see.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from mottagning.domain.offers import free_seats, is_promised, seat_days
from mottagning.domain.periods import DateRange
from mottagning.domain.problems import FieldProblem
from mottagning.domain.requests import BookingRequest, RequestStep, Side
from mottagning.storage.reader import Reader
from mottagning.usecases.context import Context
from mottagning.usecases.seats import is_counted, seats_taken


@dataclass(frozen=True, slots=True)
class Room:
    """Whether a request has a seat: `free` without itself, None where nothing is counted or `is_unseen`."""

    free: int | None = None
    is_unseen: bool = False


def taken_seats(
    reader: Reader, offers: Sequence[str], today: date, without: str | None = None
) -> Mapping[str, Sequence[DateRange]]:
    """The days on which each seat of these offers is taken, by their keys; `without` the request of this key."""
    return seats_taken(reader, offers, partial(seat_days, today=today), without)


def room_for(ctx: Context, reader: Reader, request: BookingRequest, without: str | None = None) -> Room:
    """The room that a request would have in our own offer; `without` is its key in the register, if it is another."""
    found = reader.offers.find(request.offer) if request.offer and request.side is Side.PROVIDING else None
    if found is None or not is_counted(reader, found.value):
        return Room()
    if not ctx.sees_protected:
        return Room(is_unseen=True)
    offer = found.value
    taken = taken_seats(reader, [offer.key], ctx.today, without=without or request.key)
    return Room(free_seats(offer, taken.get(offer.key, ()), request.days))


Standing = tuple[BookingRequest, Sequence[RequestStep]]
"""A request with its steps."""


def promise_problems(ctx: Context, reader: Reader, before: Standing | None, after: Standing) -> Sequence[FieldProblem]:
    """What keeps a request from standing as `after`: a seat promised anew, or over more days, must be free."""
    request, steps = after
    if not is_promised(request, steps):
        return ()
    had_seat = before is not None and is_promised(*before) and before[0].offer == request.offer
    if before is not None and had_seat and before[0].days.meet(request.days) == request.days:
        return ()
    room = room_for(ctx, reader, request, without=before[0].key if before else None)
    if room.is_unseen:
        return (FieldProblem("first", "seats_unseen"),)
    return (FieldProblem("first", "no_seat"),) if room.free is not None and room.free < 1 else ()
