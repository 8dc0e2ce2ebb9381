"""Offers: listed, opened, entered, changed and removed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from mottagning.domain.offers import (
    Offer,
    Waiting,
    days_old,
    free_seats,
    has_too_few,
    most_at_once,
    offer_problems,
    waiting_time,
)
from mottagning.domain.periods import OPEN, DateRange
from mottagning.domain.problems import FieldProblem, RefusalCode, Refused
from mottagning.domain.requests import BookingRequest, RequestStatus, RequestStep
from mottagning.readmodels.changes import Done, Stored
from mottagning.readmodels.offers import OfferCard, OfferLine, Seats
from mottagning.storage.reader import Reader
from mottagning.usecases.capacity import taken_seats
from mottagning.usecases.context import Context, own_municipality
from mottagning.usecases.people import following
from mottagning.usecases.requests import request_lines
from mottagning.usecases.seats import is_counted


def list_offers(ctx: Context) -> list[OfferLine]:
    """Every offer, the latest first."""
    with ctx.reading() as reader:
        return sorted(offer_lines(ctx, reader, reader.offers.every()), key=lambda line: -line.id)


def offers_to_ask_for(ctx: Context) -> list[OfferLine]:
    """The offers that a request can name."""
    return [line for line in list_offers(ctx) if not line.is_lacking]


def open_offer(ctx: Context, offer_id: int) -> OfferCard:
    """Everything about one offer. Raises Refused when it is gone."""
    with ctx.reading() as reader:
        offer = reader.offers.get(offer_id)
        (line,) = offer_lines(ctx, reader, [offer])
        requests = reader.requests.of_offers([offer.value.key], protected=ctx.sees_protected)
        lines = [one for one in request_lines(reader, requests) if one.status is RequestStatus.QUEUED]
        queue = tuple(sorted(lines, key=lambda one: one.queue_place or 0))
        return OfferCard(offer, line, queue, _too_few(ctx, reader, offer.value, line))


def _too_few(ctx: Context, reader: Reader, offer: Offer, line: OfferLine) -> int | None:
    """How many have a seat where that is fewer than the offer is held for; told to who may see everybody."""
    if offer.fewest is None or not line.is_ours or not ctx.sees_protected:
        return None
    taken = most_at_once(taken_seats(reader, [offer.key], ctx.today).get(offer.key, ()), offer.days)
    return taken if has_too_few(offer, taken, ctx.today) else None


def offer_lines(ctx: Context, reader: Reader, found: Sequence[Stored[Offer]]) -> list[OfferLine]:
    """These offers as lists show them."""
    own = own_municipality(reader)
    free = _free(ctx, reader, [one.value for one in found])
    waiting = _waiting(ctx, reader, [one.value.key for one in found])
    return [
        OfferLine(
            id=one.id,
            key=one.value.key,
            service=one.value.service,
            variant=one.value.variant,
            municipality=one.value.municipality,
            provider=one.value.provider,
            provider_kind=one.value.provider_kind,
            place=one.value.place,
            language=one.value.language,
            days=one.value.days,
            eligibility=one.value.eligibility,
            speciality=one.value.speciality,
            seats=_seats(one.value, ctx.today),
            free=free.get(one.value.key),
            is_ours=one.value.municipality == own,
            is_lacking=one.value.is_lacking,
            waiting=waiting.get(one.value.key),
        )
        for one in found
    ]


def _seats(offer: Offer, today: date) -> Seats | None:
    age = days_old(offer, today)
    if offer.seats is None or offer.seats_on is None or age is None:
        return None
    return Seats(offer.seats, offer.seats_on, offer.source or "", age)


def _free(ctx: Context, reader: Reader, offers: Sequence[Offer]) -> Mapping[str, int | None]:
    """Our own free seats on every day that is left of each offer; nothing of them without the right to see all."""
    counted = [one for one in offers if ctx.sees_protected and is_counted(reader, one)]
    left = {one.key: DateRange(ctx.today, OPEN).meet(one.days) for one in counted}
    taken = taken_seats(reader, list(left), ctx.today) if left else {}
    return {
        one.key: free_seats(one, taken.get(one.key, ()), days) for one in counted if (days := left[one.key]) is not None
    }


def _waiting(ctx: Context, reader: Reader, keys: Sequence[str]) -> Mapping[str, Waiting | None]:
    """How long those have waited whom the user may see."""
    requests = [one.value for one in reader.requests.of_offers(keys, protected=ctx.sees_protected)]
    steps = reader.request_steps.of_requests([one.key for one in requests])
    handled: dict[str | None, list[tuple[BookingRequest, Sequence[RequestStep]]]] = defaultdict(list)
    for one in requests:
        handled[one.offer].append((one, steps.get(one.key, ())))
    return {key: waiting_time(handled.get(key, ())) for key in keys}


def next_offer_key(ctx: Context) -> str:
    """A free key for a new offer: the year and the next number."""
    with ctx.reading() as reader:
        return next(following(f"U{ctx.today.year}-", reader.offers.keys()))


def save_offer(ctx: Context, before: Stored[Offer] | None, offer: Offer) -> Done[Stored[Offer]]:
    """Enter an offer, or change the one read as `before`. Raises Refused with every field that cannot be so."""
    with ctx.writing() as uow:
        require_offer(ctx, uow, before, offer)
        after = uow.offers.put(before, offer)
        return Done(after, uow.commit())


def require_offer(ctx: Context, reader: Reader, before: Stored[Offer] | None, offer: Offer) -> None:
    """Raises Refused with what keeps an offer from being entered or changed so."""
    problems = offer_problems_here(ctx, reader, before, offer)
    if problems:
        raise Refused(RefusalCode.INVALID_FIELDS, *problems)


def offer_problems_here(ctx: Context, reader: Reader, before: Stored[Offer] | None, offer: Offer) -> list[FieldProblem]:
    """What is wrong with an offer, by itself and beside what the register holds."""
    return [*told_offer_problems(ctx, offer), *_seat_problems(ctx, reader, before.value if before else None, offer)]


def told_offer_problems(ctx: Context, offer: Offer) -> list[FieldProblem]:
    """What is wrong with an offer by itself; whether its seats suffice is not asked."""
    problems = list(offer_problems(offer))
    if offer.municipality and offer.municipality not in ctx.reference.municipalities:
        problems.append(FieldProblem("municipality", "not_a_municipality"))
    return problems


def _seat_problems(ctx: Context, reader: Reader, before: Offer | None, offer: Offer) -> Iterable[FieldProblem]:
    """The number of our own seats never goes below those that are taken on one day from today on."""
    told = (offer.seats, offer.municipality)
    if before is None or told == (before.seats, before.municipality):
        return
    if not ctx.sees_protected:
        if is_counted(reader, before) or is_counted(reader, offer):
            yield FieldProblem("seats", "seats_unseen")
        return
    if not is_counted(reader, offer) or offer.seats is None:
        return
    taken = taken_seats(reader, [before.key], ctx.today).get(before.key, ())
    most = most_at_once(taken, DateRange(ctx.today, OPEN))
    if offer.seats < most and (before.seats is None or offer.seats < before.seats):
        yield FieldProblem("seats", "below_taken", {"taken": most})


def remove_offer(ctx: Context, before: Stored[Offer]) -> Done[None]:
    """Remove an offer that no request names. Raises Refused otherwise.

    Whether one does may not be told to who may not see everybody's, so she may not remove any.
    """
    if not ctx.sees_protected:
        raise Refused(RefusalCode.NO_RIGHT)
    with ctx.writing() as uow:
        if uow.requests.of_offers([before.value.key]):
            raise Refused(RefusalCode.IN_USE)
        uow.offers.remove(before)
        return Done(None, uow.commit())
