"""Requests for places: listed, opened, entered, taken step by step, and made into bookings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from mottagning.domain.agreement_parties import Inclusion
from mottagning.domain.agreements import Agreement
from mottagning.domain.bookings import Booking
from mottagning.domain.checks import lacks_state_funding, needs_state_funding
from mottagning.domain.counterparts import CounterpartKind
from mottagning.domain.names import listed_name
from mottagning.domain.offers import Offer
from mottagning.domain.people import Person
from mottagning.domain.problems import FieldProblem, RefusalCode, Refused
from mottagning.domain.requests import (
    BookingRequest,
    Circumstances,
    NextStep,
    RequestStatus,
    RequestStep,
    Side,
    awaits,
    booking_of,
    duties_of,
    may_wait_for_us,
    next_steps,
    queue_of,
    request_problems,
    route_of,
    status_of,
    step_problems,
    told_on,
    waits_for_us,
)
from mottagning.domain.settlement.estimate import Estimate
from mottagning.readmodels.admin import ReadKind, ReadNote
from mottagning.readmodels.changes import Done, Stored
from mottagning.readmodels.requests import RequestCard, RequestLine
from mottagning.storage.reader import Reader
from mottagning.storage.unit_of_work import UnitOfWork
from mottagning.usecases.bookings import estimate_of, free_booking_keys
from mottagning.usecases.capacity import promise_problems, room_for
from mottagning.usecases.context import Context, office_of
from mottagning.usecases.doubts import same_service
from mottagning.usecases.homes import home_on
from mottagning.usecases.people import following
from mottagning.usecases.returns.planning import imagined
from mottagning.usecases.seats import is_counted
from mottagning.usecases.visible import booking_line, found_of_case, of_holder, person_of_case


def list_requests(ctx: Context) -> list[RequestLine]:
    """Every request of those that the user may see, the latest first."""
    with ctx.reading() as reader:
        found = reader.requests.visible(protected=ctx.sees_protected)
        return sorted(request_lines(reader, found), key=lambda line: -line.id)


def request_lines(reader: Reader, found: Sequence[Stored[BookingRequest]]) -> list[RequestLine]:
    """These requests as lists show them, with their places in the queue among themselves."""
    steps = reader.request_steps.of_requests([one.value.key for one in found])
    people = {one.value.case_number: one for one in reader.people.naming("case_number", _cases(found))}
    places = _places(found, steps)
    return [_line(one, steps.get(one.value.key, []), people[one.value.case_number], places) for one in found]


def _cases(found: Iterable[Stored[BookingRequest]]) -> list[object]:
    return list(dict.fromkeys(one.value.case_number for one in found))


def _places(found: Iterable[Stored[BookingRequest]], steps: Mapping[str, Sequence[RequestStep]]) -> dict[str, int]:
    """Where in the queue each stands, of those who wait for the same."""
    waiting: dict[tuple[str | None, ...], list[tuple[BookingRequest, Sequence[RequestStep]]]] = {}
    for one in found:
        waiting.setdefault(awaits(one.value), []).append((one.value, steps.get(one.value.key, [])))
    return {request.key: place for queue in waiting.values() for place, request in enumerate(queue_of(queue), start=1)}


def _line(
    one: Stored[BookingRequest], steps: Sequence[RequestStep], person: Stored[Person], places: Mapping[str, int]
) -> RequestLine:
    request = one.value
    return RequestLine(
        id=one.id,
        key=request.key,
        person_id=person.id,
        case_number=request.case_number,
        name=person.value.name,
        sort_name=listed_name(person.value.given_name, person.value.family_name),
        procedure=request.procedure,
        side=request.side,
        service=request.service,
        variant=request.variant,
        counterpart=request.counterpart,
        days=request.days,
        status=status_of(request, steps),
        since=steps[-1].on if steps else None,
        is_our_turn=waits_for_us(request, steps),
        duties=duties_of(request, steps),
        queue_place=places.get(request.key),
        has_priority=request.priority_ground is not None,
        is_protected=person.value.is_protected,
        booking=request.booking,
    )


def open_request(ctx: Context, request_id: int) -> RequestCard:
    """Everything about one request, noted in the log. Raises Refused when it is gone or may not be seen."""
    with ctx.writing() as uow:
        request = _seen(ctx, uow, request_id)
        person = person_of_case(ctx, uow, request.value.case_number)
        uow.log.read(ReadNote(ReadKind.CARD, person=person.id))
        card = _card(ctx, uow, request, person)
        uow.commit()
        return card


def _seen(ctx: Context, reader: Reader, request_id: int) -> Stored[BookingRequest]:
    request = reader.requests.get(request_id)
    person_of_case(ctx, reader, request.value.case_number)
    return request


def _card(ctx: Context, reader: Reader, request: Stored[BookingRequest], person: Stored[Person]) -> RequestCard:
    steps = reader.request_steps.of_request(request.value.key)
    done = [one.value for one in steps]
    known = _circumstances(ctx, reader, request.value, person)
    rivals = reader.requests.rivals(request.value, protected=ctx.sees_protected)
    (line,) = [one for one in request_lines(reader, rivals) if one.id == request.id]
    booking = reader.bookings.find(request.value.booking) if request.value.booking else None
    offer = reader.offers.find(request.value.offer) if request.value.offer else None
    found = _estimate(ctx, reader, request.value)
    return RequestCard(
        request=request,
        line=line,
        steps=tuple(steps),
        next=next_steps(request.value, done, known),
        estimate=found.total if found else None,
        estimated_days=found.days if found else None,
        same_service=known.same_service,
        offer=offer.value if offer else None,
        refused_before=known.refused_before,
        home_elsewhere=ctx.name(known.home_elsewhere) if known.home_elsewhere else None,
        free_seats=known.free_seats,
        permit_until=known.permit_until,
        covered=known.covered,
        booking_id=booking.id if booking else None,
    )


def possible_steps(
    ctx: Context, reader: Reader, request: BookingRequest, steps: Sequence[RequestStep], person: Stored[Person]
) -> tuple[NextStep, ...]:
    """What can be done in a request now, as far as the register knows."""
    return next_steps(request, steps, _circumstances(ctx, reader, request, person))


def _circumstances(ctx: Context, reader: Reader, request: BookingRequest, known: Stored[Person]) -> Circumstances:
    person = known.value
    agreement = reader.agreements.find(request.agreement) if request.agreement else None
    offer = reader.offers.find(request.offer) if request.offer else None
    office, room = office_of(reader), room_for(ctx, reader, request)
    return Circumstances(
        has_agreement=agreement is not None,
        asks_financing=needs_state_funding(person.permit_ground),
        is_left_out=needs_state_funding(person.permit_ground) and _is_left_out(reader, request, office.municipality),
        covered=agreement.value.covers if agreement else None,
        is_bound=agreement is None or _is_bound(reader, request, agreement.value),
        has_price=agreement is None or _has_price(reader, request, agreement.value),
        free_seats=room.free,
        seats_unseen=room.is_unseen,
        same_service=same_service(reader, request.case_number, request.service, request.days, request.booking),
        permit_until=person.permit_until,
        offer_days=offer.value.days if offer else None,
        offer_is_full=offer is not None and _says_full(reader, offer.value),
        refused_before=_refused_before(reader, request),
        home_elsewhere=_home_elsewhere(reader, request, known, office.municipality),
        lacks_state_funding=office.requires_state_funding
        and lacks_state_funding(person.permit_ground, request.financing),
    )


def _is_left_out(reader: Reader, request: BookingRequest, own: str) -> bool:
    """Whether one of the two municipalities leaves asylum seekers and relatives out of the agreement."""
    records = [reader.agreement_parties.find(request.agreement, code) for code in (own, request.counterpart)]
    return any(one is not None and one.value.inclusion is Inclusion.EXCLUDED for one in records)


def _is_bound(reader: Reader, request: BookingRequest, agreement: Agreement) -> bool:
    """Whether the other municipality is a party on the first day that is asked for."""
    record = reader.agreement_parties.find(agreement.key, request.counterpart)
    is_party = request.counterpart in agreement.parties
    return is_party and (record is None or record.value.is_bound_on(request.days.start))


def _has_price(reader: Reader, request: BookingRequest, agreement: Agreement) -> bool:
    prices = reader.prices.naming("agreement", [agreement.key])
    return any(one.value.service == request.service and request.days.start in one.value.days for one in prices)


def _says_full(reader: Reader, offer: Offer) -> bool:
    """Whether another municipality has told that there is no seat; seats of our own are counted."""
    return (offer.is_lacking or offer.seats == 0) and not is_counted(reader, offer)


def _refused_before(reader: Reader, request: BookingRequest) -> str | None:
    """An earlier request of the same person for the same, to which the answer was no."""
    hers = [one.value for one in reader.requests.naming("case_number", [request.case_number])]
    alike = [one for one in hers if one.key != request.key and awaits(one) == awaits(request)]
    steps = reader.request_steps.of_requests([one.key for one in alike])
    refused = [one.key for one in alike if status_of(one, steps.get(one.key, ())) is RequestStatus.REFUSED]
    return refused[-1] if refused else None


def _home_elsewhere(reader: Reader, request: BookingRequest, person: Stored[Person], own: str) -> str | None:
    """Who answers for the person on the first day, where it is not the one that is to pay."""
    pays = own if request.side is Side.PAYING else request.counterpart
    home = home_on(reader, person, request.days.start, own)
    return home if home != pays and not _stands_for_others(reader, pays) else None


def _stands_for_others(reader: Reader, payer: str) -> bool:
    """Whether a payer is no municipality, and nobody's home."""
    record = reader.counterparts.find(payer)
    return record is not None and record.value.kind is not CounterpartKind.MUNICIPALITY


def _estimate(ctx: Context, reader: Reader, request: BookingRequest) -> Estimate | None:
    """What the booking would come to, by the engine that bills; None where it gives no row, or not every row."""
    if request.agreement is None:
        return None
    booking = booking_of(request, (), request.key, office_of(reader).municipality)
    found = estimate_of(ctx, imagined(reader, booking))
    return found if found is not None and found.claims and not found.problems else None


def next_request_key(ctx: Context) -> str:
    """A free key for a new request: the year and the next number."""
    with ctx.reading() as reader:
        return next(following(f"F{ctx.today.year}-", reader.requests.keys()))


def save_request(
    ctx: Context, before: Stored[BookingRequest] | None, request: BookingRequest
) -> Done[Stored[BookingRequest]]:
    """Enter a request, or change the one read as `before`. Raises Refused with every field that cannot be so.

    One that has become a booking is changed there.
    """
    with ctx.writing() as uow:
        if before is not None:
            _require_open(_seen(ctx, uow, before.id).value)
        request = of_holder(ctx, uow, request)
        steps = [one.value for one in uow.request_steps.of_request(before.value.key)] if before else []
        former = (before.value, steps) if before else None
        _require(
            *request_problems(request),
            *_unknown(ctx, uow, request),
            *promise_problems(ctx, uow, former, (request, steps)),
        )
        after = uow.requests.put(before, request)
        return Done(after, uow.commit())


def _unknown(ctx: Context, reader: Reader, request: BookingRequest) -> Iterable[FieldProblem]:
    """To those without the right a person with protected data is nobody."""
    if request.case_number and found_of_case(ctx, reader, request.case_number) is None:
        yield FieldProblem("case_number", "unknown", {"value": request.case_number})
    if request.offer and reader.offers.find(request.offer) is None:
        yield FieldProblem("offer", "unknown", {"value": request.offer})
    if request.booking and booking_line(ctx, reader, request.booking) is None:
        yield FieldProblem("booking", "unknown", {"value": request.booking})


def _require(*problems: FieldProblem) -> None:
    if problems:
        raise Refused(RefusalCode.INVALID_FIELDS, *problems)


def _require_open(request: BookingRequest) -> None:
    if request.booking is not None:
        raise Refused(RefusalCode.ALREADY_BOOKED, key=request.booking)


def take_step(ctx: Context, request_id: int, step: RequestStep) -> Done[Stored[BookingRequest]]:
    """Note what was done in a request; `step.number` is set here. A step that concludes it makes the booking.

    Raises Refused when the step cannot be taken now, with what it lacks, or with the fields that cannot be so.
    """
    with ctx.writing() as uow:
        return Done(taken(ctx, uow, request_id, step), uow.commit())


def taken(ctx: Context, uow: UnitOfWork, request_id: int, step: RequestStep) -> Stored[BookingRequest]:
    """The request after a step, in a transaction that may do more. Raises Refused as `take_step` does."""
    request = _seen(ctx, uow, request_id)
    person = person_of_case(ctx, uow, request.value.case_number)
    done = [one.value for one in uow.request_steps.of_request(request.value.key)]
    found = possible_steps(ctx, uow, request.value, done, person)
    offered = next((one for one in found if one.kind is step.kind), None)
    if offered is None or offered.lacks:
        lacks = offered.lacks if offered else ()
        raise Refused(RefusalCode.STEP_NOT_NOW, lacks=",".join(lack.value for lack in lacks))
    ahead = [FieldProblem("on", "in_the_future")] if step.on > ctx.today else []
    _require(*step_problems(done, step), *ahead)
    number = done[-1].number + 1 if done else 1
    uow.request_steps.add(replace(step, request=request.value.key, number=number))
    steps = [*done, step]
    if offered.concludes:
        request = _conclude(ctx, uow, request, steps)
    elif request.value.booking is not None:
        _tell_booking(uow, request.value, steps)
    return request


def _conclude(
    ctx: Context, uow: UnitOfWork, request: Stored[BookingRequest], steps: Sequence[RequestStep]
) -> Stored[BookingRequest]:
    """Make the booking of what is agreed."""
    booking: Booking = booking_of(request.value, steps, next(free_booking_keys(ctx, uow)), office_of(uow).municipality)
    uow.bookings.add(booking)
    return uow.requests.change(request, replace(request.value, booking=booking.key))


def _tell_booking(uow: UnitOfWork, request: BookingRequest, steps: Sequence[RequestStep]) -> None:
    """A duty that is done is known of the booking: the day on which the municipality that pays was told."""
    booking = uow.bookings.find(request.booking) if request.booking else None
    told = told_on(request, steps)
    if booking is not None and booking.value.told_on is None and told is not None:
        uow.bookings.change(booking, replace(booking.value, told_on=told))


def take_back_step(ctx: Context, request_id: int) -> Done[None]:
    """Remove the last step: it was a mistake.

    Raises Refused when a booking has been made of the request, or when a seat that it would have again is taken.
    """
    with ctx.writing() as uow:
        request = _seen(ctx, uow, request_id)
        steps = uow.request_steps.of_request(request.value.key)
        if not steps:
            raise Refused(RefusalCode.GONE)
        if steps[-1].value.kind is route_of(request.value).concludes:
            _require_open(request.value)
        done = [one.value for one in steps]
        _require(*promise_problems(ctx, uow, (request.value, done), (request.value, done[:-1])))
        uow.request_steps.remove(steps[-1])
        return Done(None, uow.commit())


def remove_request(ctx: Context, before: Stored[BookingRequest]) -> Done[None]:
    """Remove a request that came to nothing. Raises Refused when a booking has been made of it."""
    with ctx.writing() as uow:
        _require_open(_seen(ctx, uow, before.id).value)
        for step in reversed(uow.request_steps.of_request(before.value.key)):
            uow.request_steps.remove(step)
        uow.requests.remove(before)
        return Done(None, uow.commit())


def waiting_requests(ctx: Context, reader: Reader) -> list[int]:
    """The numbers of the requests in which it is our turn, the one that has waited longest first."""
    found = [one for one in reader.requests.visible(protected=ctx.sees_protected) if may_wait_for_us(one.value)]
    steps = reader.request_steps.of_requests([one.value.key for one in found])
    told = [(one, steps.get(one.value.key, ())) for one in found]
    ours = [(done[-1].on if done else ctx.today, one.id) for one, done in told if waits_for_us(one.value, done)]
    return [number for _, number in sorted(ours)]
