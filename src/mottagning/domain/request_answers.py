"""What does the other municipality answer to our request, and what becomes of it? Proposed, never done by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from mottagning.domain.bookings import Procedure
from mottagning.domain.money import Scaled
from mottagning.domain.periods import DateRange
from mottagning.domain.requests import (
    OPEN_STATUSES,
    BookingRequest,
    RequestStep,
    Side,
    StepKind,
    status_of,
)

ANSWERS = (StepKind.ACCEPTED, StepKind.QUEUED, StepKind.REFUSED)
"""What the one who is asked for a place may answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestAnswer:
    """What a file that came back says. `amount` is the price of the whole time, in ten-thousandths of a krona."""

    kind: StepKind | None = None
    reason: str | None = None
    on: date | None = None
    first: date | None = None
    provider: str | None = None
    amount: Scaled | None = None
    reference: str | None = None
    contact: str | None = None


def may_be_asked_by_file(request: BookingRequest, steps: Sequence[RequestStep]) -> bool:
    """Whether it is a place that we ask another municipality for, and still may get."""
    ours = request.side is Side.PAYING and request.procedure is Procedure.ORDER
    return ours and status_of(request, steps) in OPEN_STATUSES


def request_answer_problems(
    answer: RequestAnswer, request: BookingRequest, steps: Sequence[RequestStep], today: date
) -> Iterator[tuple[str, str]]:
    """What keeps an answer from being taken: the field that is wrong, and a code."""
    if answer.kind is None and answer != RequestAnswer():
        yield "kind", "answer_missing"
    if answer.kind is StepKind.REFUSED and not answer.reason:
        yield "reason", "reason_missing"
    if answer.on is not None and answer.on > today:
        yield "on", "in_the_future"
    elif answer.on is not None and steps and answer.on < steps[-1].on:
        yield "on", "before_last_step"
    if answer.first is not None and not answer.first < request.days.end:
        yield "first", "after_last_day"


def answered_request(request: BookingRequest, answer: RequestAnswer) -> BookingRequest:
    """The request with what the answer says of day, provider and reference."""
    after = request
    if answer.first is not None:
        after = replace(after, days=DateRange(answer.first, request.days.end))
    if answer.provider:
        after = replace(after, provider=answer.provider)
    if answer.reference:
        after = replace(after, counterpart_reference=answer.reference)
    return after


def steps_of(answer: RequestAnswer, request: BookingRequest, today: date) -> list[RequestStep]:
    """The steps that an answer means, in order: a price is an estimate of theirs, and comes before the answer."""
    on = answer.on or today
    found = []
    if answer.amount is not None:
        estimate = RequestStep(
            request=request.key, number=0, kind=StepKind.ESTIMATED, on=on, by=answer.contact, amount=answer.amount
        )
        found.append(estimate)
    if answer.kind is not None:
        found.append(
            RequestStep(request=request.key, number=0, kind=answer.kind, on=on, by=answer.contact, reason=answer.reason)
        )
    return found
