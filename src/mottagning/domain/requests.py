"""How does a place come about? A request between municipalities, its steps, and what the next one lacks.

A request is not a booking: a booking counts as agreed and is billed. Where a request stands is derived from its
steps, which are facts with a day; nothing else says it. Three procedures lead to a booking (skollagen 20 kap.; the
county's agreement of 2009, § 4):

* *order*: request, cost estimate approved before the decision, answer, decision;
* *opinion*: the person applies, the home municipality says whether it answers for the cost, the other admits;
* *received elsewhere* (sfi since 2026): the municipality that admits decides and tells the home municipality.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from mottagning.domain.bookings import Booking, Financing, Obstacle, Procedure
from mottagning.domain.money import Scaled
from mottagning.domain.periods import OPEN, DateRange
from mottagning.domain.permits import outlasts
from mottagning.domain.problems import FieldProblem


class Side(Enum):
    """Which part we have: the home municipality that pays, or the one that provides."""

    PAYING = "paying"
    PROVIDING = "providing"


class CrossingReason(Enum):
    """Why somebody has an insats in another municipality than her own (Stockholm's answer, 2009)."""

    SPECIAL_REASONS = "special_reasons"
    LANGUAGE = "language"
    VOCATIONAL_TRACK = "vocational_track"
    TRAVEL_TIME = "travel_time"
    PROXIMITY = "proximity"
    OTHER = "other"


class StepKind(Enum):
    """What was done in a request."""

    REQUESTED = "requested"
    ESTIMATED = "estimated"
    ESTIMATE_APPROVED = "estimate_approved"
    ACCEPTED = "accepted"
    QUEUED = "queued"
    REFUSED = "refused"
    OPINION_ASKED = "opinion_asked"
    COMMITTED = "committed"
    NOT_COMMITTED = "not_committed"
    ADMITTED = "admitted"
    NOT_ADMITTED = "not_admitted"
    HOME_TOLD = "home_told"
    FIRST_ADMISSION_TOLD = "first_admission_told"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"


class RequestStatus(Enum):
    """Where a request stands, derived from its steps."""

    BEGUN = "begun"
    ASKED = "asked"
    QUEUED = "queued"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    AGREED = "agreed"
    WITHDRAWN = "withdrawn"


class Lack(Enum):
    """What a step lacks."""

    ANSWER = "answer"
    ESTIMATE = "estimate"
    APPROVAL = "approval"
    COMMITMENT = "commitment"
    CONSENT = "consent"
    START = "start"
    AGREEMENT = "agreement"
    AGREEMENT_OVER = "agreement_over"
    NOT_BOUND = "not_bound"
    SEAT = "seat"
    SEATS_UNSEEN = "seats_unseen"
    STATE_FUNDING = "state_funding"


class Doubt(Enum):
    """What is told at a step without stopping it."""

    NO_FINANCING = "no_financing"
    LEFT_OUT = "left_out"
    SAME_SERVICE = "same_service"
    PERMIT_ENDS = "permit_ends"
    NO_PRICE = "no_price"
    ENDS_AFTER_AGREEMENT = "ends_after_agreement"
    OFFER_FULL = "offer_full"
    OUTSIDE_OFFER = "outside_offer"
    REFUSED_BEFORE = "refused_before"
    HOME_ELSEWHERE = "home_elsewhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingRequest:
    """A wish for a place. `counterpart` is the other municipality; `booking` the key of what came of it.

    `days` begins on the day that is asked for; its end is the last planned day. `consent_on` is the day on which the
    person said that she wants it: co-operation is voluntary for her. `priority_ground` says why she
    goes before others in a queue. `choice_reason` says why this offer and no other, chosen on `chosen_on` among
    `offers_compared` that were shown.
    """

    key: str
    procedure: Procedure
    side: Side
    case_number: str
    service: str
    counterpart: str
    days: DateRange
    variant: str | None = None
    agreement: str | None = None
    offer: str | None = None
    provider: str | None = None
    hours_per_week: Scaled | None = None
    quantity: Scaled | None = None
    crossing_reason: CrossingReason | None = None
    priority_ground: str | None = None
    consent_on: date | None = None
    financing: Financing | None = None
    invoice_address: str | None = None
    invoice_reference: str | None = None
    counterpart_reference: str | None = None
    booking: str | None = None
    choice_reason: str | None = None
    chosen_on: date | None = None
    offers_compared: int | None = None
    project: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestStep:
    """Something that was done on a day. `number` orders the steps of a request.

    `reason` and `obstacle` say why of a refusal; `reference` is a decision's number, `ground` its paragraph and `scope`
    what it covers; `amount` is an estimate in ten-thousandths of a krona. `by` is who did it: one of ours, or the other
    municipality.
    """

    request: str
    number: int
    kind: StepKind
    on: date
    by: str | None = None
    reason: str | None = None
    reference: str | None = None
    ground: str | None = None
    amount: Scaled | None = None
    obstacle: Obstacle | None = None
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """The steps of one procedure on one side.

    `begins` opens it, `answers` are what the one who is asked may say, `concludes` makes a booking of it, `duties` are
    what remains to be told afterwards. `waits_for_us` are the steps after which it is our turn.
    """

    begins: StepKind
    answers: tuple[StepKind, ...]
    concludes: StepKind
    between: tuple[StepKind, ...] = ()
    duties: tuple[StepKind, ...] = ()
    waits_for_us: frozenset[StepKind] = frozenset()


_K = StepKind
_ANSWERS = (_K.ACCEPTED, _K.QUEUED, _K.REFUSED)
_OPINIONS = (_K.COMMITTED, _K.NOT_COMMITTED)
ROUTES: Mapping[tuple[Procedure, Side], Route] = {
    (Procedure.ORDER, Side.PAYING): Route(
        _K.REQUESTED,
        _ANSWERS,
        _K.DECIDED,
        between=(_K.ESTIMATED, _K.ESTIMATE_APPROVED),
        waits_for_us=frozenset({_K.ACCEPTED}),
    ),
    (Procedure.ORDER, Side.PROVIDING): Route(
        _K.REQUESTED, _ANSWERS, _K.DECIDED, waits_for_us=frozenset({_K.REQUESTED, _K.QUEUED})
    ),
    (Procedure.OPINION, Side.PAYING): Route(
        _K.REQUESTED,
        _OPINIONS,
        _K.ADMITTED,
        between=(_K.ESTIMATED, _K.ESTIMATE_APPROVED, _K.NOT_ADMITTED),
        duties=(_K.FIRST_ADMISSION_TOLD,),
        waits_for_us=frozenset({_K.REQUESTED}),
    ),
    (Procedure.OPINION, Side.PROVIDING): Route(
        _K.REQUESTED,
        _OPINIONS,
        _K.ADMITTED,
        between=(_K.OPINION_ASKED, _K.QUEUED, _K.NOT_ADMITTED),
        waits_for_us=frozenset({_K.REQUESTED, _K.COMMITTED, _K.QUEUED}),
    ),
    (Procedure.RECEIVED_ELSEWHERE, Side.PAYING): Route(_K.ADMITTED, (), _K.ADMITTED, duties=(_K.FIRST_ADMISSION_TOLD,)),
    (Procedure.RECEIVED_ELSEWHERE, Side.PROVIDING): Route(
        _K.REQUESTED,
        (_K.QUEUED, _K.NOT_ADMITTED),
        _K.ADMITTED,
        duties=(_K.HOME_TOLD,),
        waits_for_us=frozenset({_K.REQUESTED, _K.QUEUED}),
    ),
}
"""First admission: SFS 2011:1108 16 § (the home municipality passes it on); telling home: skollagen 20 kap. 33 b §."""

_ENDINGS = frozenset({_K.REFUSED, _K.NOT_COMMITTED, _K.NOT_ADMITTED})
NEEDS_REASON = _ENDINGS
"""A refusal says why: one of a commitment can be appealed against (Skolväsendets överklagandenämnd)."""


_TAKE_A_SEAT = frozenset({_K.ACCEPTED, _K.ADMITTED})
"""By these we promise a seat of ours."""


_DECISIONS = frozenset({_K.DECIDED, _K.COMMITTED, _K.ADMITTED})


def route_of(request: BookingRequest) -> Route:
    """The steps of a request's procedure on our side."""
    return ROUTES[request.procedure, request.side]


def status_of(request: BookingRequest, steps: Sequence[RequestStep]) -> RequestStatus:
    """Where a request stands."""
    route, kinds = route_of(request), [step.kind for step in steps]
    if _K.WITHDRAWN in kinds:
        return RequestStatus.WITHDRAWN
    if route.concludes in kinds:
        return RequestStatus.AGREED
    last = last_answer(request, steps)
    if last in _ENDINGS:
        return RequestStatus.REFUSED
    if last is _K.QUEUED:
        return RequestStatus.QUEUED
    if last is not None:
        return RequestStatus.ACCEPTED
    return RequestStatus.ASKED if route.begins in kinds else RequestStatus.BEGUN


def last_answer(request: BookingRequest, steps: Sequence[RequestStep]) -> StepKind | None:
    """What the one who was asked said last; None while nothing has been said."""
    heard = {*route_of(request).answers, _K.QUEUED, *_ENDINGS}
    return next((step.kind for step in reversed(steps) if step.kind in heard), None)


OPEN_STATUSES = frozenset({RequestStatus.BEGUN, RequestStatus.ASKED, RequestStatus.QUEUED, RequestStatus.ACCEPTED})
"""The request may still become a booking."""


def duties_of(request: BookingRequest, steps: Sequence[RequestStep]) -> tuple[StepKind, ...]:
    """What remains to be told after it was agreed."""
    done = {step.kind for step in steps}
    if status_of(request, steps) is not RequestStatus.AGREED:
        return ()
    return tuple(kind for kind in route_of(request).duties if kind not in done)


def waits_for_us(request: BookingRequest, steps: Sequence[RequestStep]) -> bool:
    """Whether it is our turn."""
    if duties_of(request, steps):
        return True
    status = status_of(request, steps)
    if status not in OPEN_STATUSES:
        return False
    if status is RequestStatus.BEGUN:
        return True
    heard = [step.kind for step in steps if step.kind not in {_K.ESTIMATED, _K.ESTIMATE_APPROVED}]
    return bool(heard) and heard[-1] in route_of(request).waits_for_us


def may_wait_for_us(request: BookingRequest) -> bool:
    """Whether it can be our turn, whatever its steps: not once it is booked and nobody needs to be told."""
    return request.booking is None or bool(route_of(request).duties)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the register knows that decides whether a step can be taken.

    `covered` are the days that the agreement covers, None without one, and `is_bound` whether the other municipality is
    its party on the first day; `free_seats` are those of our own offer over the days it takes, None where seats are not
    ours to count; `seats_unseen` says that they are counted, but not by this user; `lacks_state_funding` says that the
    office takes nobody of the kind without full state money (Stockholm's county agreement 2009, Utgångspunkter),
    `asks_financing` that she is one, and `is_left_out` that one of the two municipalities leaves them out.
    `offer_days` are those of the offer that is asked for, `offer_is_full` whether another municipality has said that it
    has no seat; `refused_before` is the key of an earlier request for the same; `home_elsewhere` is the municipality
    that answers for her on the first day, where it is not the one that is to pay.
    """

    has_agreement: bool = False
    covered: DateRange | None = None
    is_bound: bool = True
    has_price: bool = True
    free_seats: int | None = None
    seats_unseen: bool = False
    same_service: str | None = None
    permit_until: date | None = None
    lacks_state_funding: bool = False
    offer_days: DateRange | None = None
    offer_is_full: bool = False
    refused_before: str | None = None
    home_elsewhere: str | None = None
    asks_financing: bool = False
    is_left_out: bool = False


@dataclass(frozen=True, slots=True)
class NextStep:
    """A step that may be taken now; with `lacks` it waits until they are mended.

    Doubts are told at the first and at the concluding step.
    """

    kind: StepKind
    lacks: tuple[Lack, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    concludes: bool = False


def next_steps(request: BookingRequest, steps: Sequence[RequestStep], known: Circumstances) -> tuple[NextStep, ...]:
    """What can be done now, in the order of the procedure, each with what it lacks."""
    status = status_of(request, steps)
    if status is RequestStatus.WITHDRAWN:
        return ()
    if status is RequestStatus.AGREED:
        return tuple(NextStep(kind) for kind in duties_of(request, steps))
    kinds = _possible(request, steps, status)
    return tuple(_judged(request, steps, known, kind) for kind in kinds)


def _possible(request: BookingRequest, steps: Sequence[RequestStep], status: RequestStatus) -> Iterable[StepKind]:
    route, done = route_of(request), [step.kind for step in steps]
    approved = frozenset[StepKind]() if any(_of_estimate(done)) else {_K.ESTIMATE_APPROVED}
    if route.begins not in done:
        yield route.begins
        yield from (kind for kind in route.between if kind in {_K.ESTIMATED, _K.ESTIMATE_APPROVED} - approved)
        yield _K.WITHDRAWN
        return
    once = {kind for kind in done if kind is _K.OPINION_ASKED} | approved | {done[-1], last_answer(request, steps)}
    closed = {route.concludes} if status is RequestStatus.REFUSED else set()
    yield from (kind for kind in (*route.between, *route.answers, route.concludes) if kind not in once | closed)
    yield _K.WITHDRAWN


def _judged(request: BookingRequest, steps: Sequence[RequestStep], known: Circumstances, kind: StepKind) -> NextStep:
    route = route_of(request)
    concludes = kind is route.concludes
    doubts = _doubts(request, known) if concludes or kind is route.begins else ()
    lacks = [*_lacks(request, steps, known, kind), *(_of_conclusion(request, steps, known) if concludes else ())]
    return NextStep(kind, tuple(dict.fromkeys(lacks)), tuple(doubts), concludes)


def _lacks(
    request: BookingRequest, steps: Sequence[RequestStep], known: Circumstances, kind: StepKind
) -> Iterable[Lack]:
    done = [step.kind for step in steps]
    if kind is _K.ESTIMATE_APPROVED and _K.ESTIMATED not in done:
        yield Lack.ESTIMATE
    if kind in _TAKE_A_SEAT and request.side is Side.PROVIDING:
        if known.seats_unseen:
            yield Lack.SEATS_UNSEEN
        elif known.free_seats is not None and known.free_seats < 1:
            yield Lack.SEAT


def _of_conclusion(request: BookingRequest, steps: Sequence[RequestStep], known: Circumstances) -> Iterable[Lack]:
    if request.procedure is Procedure.ORDER:
        yield from _of_order(request, steps)
    if request.procedure is Procedure.OPINION and _last_opinion(steps) is not _K.COMMITTED:
        yield Lack.COMMITMENT
    yield from _of_agreement(request, known)
    if known.lacks_state_funding:
        yield Lack.STATE_FUNDING


def _last_opinion(steps: Sequence[RequestStep]) -> StepKind | None:
    """What the home municipality said last about the cost, also when she was put in the queue since."""
    return next((step.kind for step in reversed(steps) if step.kind in _OPINIONS), None)


def _of_order(request: BookingRequest, steps: Sequence[RequestStep]) -> Iterable[Lack]:
    if last_answer(request, steps) is not _K.ACCEPTED:
        yield Lack.ANSWER
    if request.side is Side.PAYING:
        yield from _of_estimate([step.kind for step in steps])
        if request.consent_on is None:
            yield Lack.CONSENT


def _of_agreement(request: BookingRequest, known: Circumstances) -> Iterable[Lack]:
    if not known.has_agreement:
        yield Lack.AGREEMENT
    elif known.covered is None or request.days.start not in known.covered:
        yield Lack.AGREEMENT_OVER
    if known.has_agreement and not known.is_bound:
        yield Lack.NOT_BOUND


def _of_estimate(done: Sequence[StepKind]) -> Iterable[Lack]:
    """The last estimate is approved, not an earlier one."""
    if _K.ESTIMATED not in done:
        yield Lack.ESTIMATE
        return
    last = len(done) - 1 - done[::-1].index(_K.ESTIMATED)
    if _K.ESTIMATE_APPROVED not in done[last:]:
        yield Lack.APPROVAL


def _doubts(request: BookingRequest, known: Circumstances) -> Iterable[Doubt]:
    return (doubt for doubt, holds in _DOUBTS.items() if holds(request, known))


def _outlasts_agreement(request: BookingRequest, known: Circumstances) -> bool:
    days, covered = request.days, known.covered
    return covered is not None and days.start in covered and days.end > covered.end != OPEN


def _is_outside_offer(request: BookingRequest, known: Circumstances) -> bool:
    return known.offer_days is not None and known.offer_days.meet(request.days) != request.days


_DOUBTS: Mapping[Doubt, Callable[[BookingRequest, Circumstances], bool]] = {
    Doubt.NO_FINANCING: lambda request, known: known.asks_financing and request.financing is None,
    Doubt.LEFT_OUT: lambda _request, known: known.is_left_out,
    Doubt.SAME_SERVICE: lambda _request, known: known.same_service is not None,
    Doubt.PERMIT_ENDS: lambda request, known: outlasts(request.days, known.permit_until),
    Doubt.NO_PRICE: lambda _request, known: not known.has_price,
    Doubt.ENDS_AFTER_AGREEMENT: _outlasts_agreement,
    Doubt.OFFER_FULL: lambda _request, known: known.offer_is_full,
    Doubt.OUTSIDE_OFFER: _is_outside_offer,
    Doubt.REFUSED_BEFORE: lambda _request, known: known.refused_before is not None,
    Doubt.HOME_ELSEWHERE: lambda _request, known: known.home_elsewhere is not None,
}


def request_problems(request: BookingRequest) -> tuple[FieldProblem, ...]:
    """What keeps `request` from being registered."""
    needed = ("key", "case_number", "service", "counterpart")
    problems = [FieldProblem(name, "missing") for name in needed if not getattr(request, name)]
    amounts = ("hours_per_week", "quantity", "offers_compared")
    problems += [FieldProblem(name, "negative") for name in amounts if (getattr(request, name) or 0) < 0]
    return tuple(problems)


def step_problems(steps: Sequence[RequestStep], step: RequestStep) -> tuple[FieldProblem, ...]:
    """What keeps `step` from following `steps`."""
    problems = []
    if step.kind in NEEDS_REASON and not step.reason:
        problems.append(FieldProblem("reason", "missing"))
    if step.kind is _K.ESTIMATED and step.amount is None:
        problems.append(FieldProblem("amount", "missing"))
    if steps and step.on < steps[-1].on:
        problems.append(FieldProblem("on", "before_last_step", {"day": str(steps[-1].on)}))
    return tuple(problems)


def awaits(request: BookingRequest) -> tuple[str | None, ...]:
    """What a request waits for, the same for all who stand in one queue: an offer, or an insats of a municipality."""
    if request.offer is not None:
        return (request.offer,)
    seller = request.counterpart if request.side is Side.PAYING else None
    return (request.side.value, seller, request.service, request.variant)


def queue_of(queued: Iterable[tuple[BookingRequest, Sequence[RequestStep]]]) -> list[BookingRequest]:
    """Those who wait for a place, the first first: who has a ground of priority, then who has waited longest."""
    waiting = [(request, steps) for request, steps in queued if status_of(request, steps) is RequestStatus.QUEUED]

    def place(one: tuple[BookingRequest, Sequence[RequestStep]]) -> tuple[bool, date, str]:
        request, steps = one
        since = next(step.on for step in steps if step.kind in {_K.QUEUED, route_of(request).begins})
        return request.priority_ground is None, since, request.key

    return [request for request, _ in sorted(waiting, key=place)]


def booking_of(request: BookingRequest, steps: Sequence[RequestStep], key: str, home: str) -> Booking:
    """The booking that a request becomes when it is agreed; `home` is our own municipality's code.

    The ground is the one that was named last: a commitment names the paragraph by which the home municipality answers
    for the cost, and the admission that follows need not say it again.

    That she wanted the place is no consent to hand out rows about her: the booking's own consent stays open.

    Raises ValueError without an agreement: what is agreed rests on one.
    """
    if request.agreement is None:
        raise ValueError(request.key)
    decisions = [step for step in reversed(steps) if step.kind in _DECISIONS]
    decision = decisions[0] if decisions else None
    pays = request.side is Side.PAYING
    return Booking(
        key=key,
        case_number=request.case_number,
        agreement=request.agreement,
        service=request.service,
        variant=request.variant,
        days=DateRange(request.days.start, OPEN),
        planned_until=None if request.days.end == OPEN else request.days.last,
        provider_municipality=request.counterpart if pays else home,
        provider=request.provider,
        hours_per_week=request.hours_per_week,
        quantity=request.quantity,
        procedure=request.procedure,
        ground=next((step.ground for step in decisions if step.ground), None),
        decision=decision.reference if decision else None,
        decided_on=decision.on if decision else None,
        told_on=told_on(request, steps),
        financing=request.financing,
        project=request.project,
        decision_scope=decision.scope if decision else None,
        invoice_address=request.invoice_address,
        invoice_reference=request.invoice_reference,
        counterpart_reference=request.counterpart_reference,
    )


def told_on(request: BookingRequest, steps: Sequence[RequestStep]) -> date | None:
    """The day on which the municipality that pays knew of the start; None while somebody still has to tell it."""
    telling = {_K.HOME_TOLD} if _K.HOME_TOLD in route_of(request).duties else {_K.DECIDED, _K.ADMITTED}
    return next((step.on for step in steps if step.kind in telling), None)
