"""Which places were bought and sold, how were they asked for, and why was there none? Deviations too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from mottagning.domain.bookings import status_on
from mottagning.domain.requests import BookingRequest, RequestStatus, RequestStep, Side, StepKind, status_of
from mottagning.domain.services import folded
from mottagning.domain.statistics.facts import UNKNOWN, Fact
from mottagning.usecases.statistics.known import Known, once_each
from mottagning.usecases.statistics.of_people import timed

PRACTICE = "praktikplats"
"""The insats in the catalogue, folded."""
NOT_ASKED = "not_asked"
_REFUSALS = frozenset({StepKind.REFUSED, StepKind.NOT_ADMITTED})


def by_service(known: Known, *, is_bought: bool) -> Iterator[Fact]:
    """The bookings that began, by insats."""
    for one in known.begun(is_bought=is_bought):
        yield known.fact(one.case_number, one.days.start, one.service)


def by_municipality(known: Known, *, is_bought: bool) -> Iterator[Fact]:
    """The bookings that began, by who sells to us, or whose people come to us."""
    for one in known.begun(is_bought=is_bought):
        other = one.counterpart if is_bought else known.home(one.case_number, one.days.start)
        yield known.fact(one.case_number, one.days.start, other or UNKNOWN)


def persons(known: Known, *, is_bought: bool) -> list[Fact]:
    """The people of those bookings, each once, as they were when the first of hers began."""
    ordered = sorted(known.begun(is_bought=is_bought), key=lambda one: one.days.start)
    return once_each(known.fact(one.case_number, one.days.start) for one in ordered)


def _asked(known: Known, side: Side) -> Iterator[tuple[BookingRequest, Sequence[RequestStep]]]:
    return ((one, steps) for one, steps in known.requests if one.side is side and steps)


def reasons(known: Known) -> Iterator[Fact]:
    """What was asked of others in the period, by why it is asked of another municipality."""
    for one, steps in _asked(known, Side.PAYING):
        if known.holds(steps[0].on):
            yield known.fact(
                one.case_number, steps[0].on, one.crossing_reason.value if one.crossing_reason else UNKNOWN
            )


def waited(known: Known, *, is_bought: bool) -> Iterator[Fact]:
    """How soon after they were asked for the bookings of the period began; those that nobody asked for apart."""
    asked = {one.booking: steps[0].on for one, steps in known.requests if one.booking and steps}
    for one in known.begun(is_bought=is_bought):
        start, since = one.days.start, asked.get(one.key)
        if since is None:
            yield known.fact(one.case_number, start, NOT_ASKED)
        else:
            yield timed(known, one.case_number, start, since, start)


def refused(known: Known, side: Side) -> Iterator[Fact]:
    """Refusals of the period, by what was in the way."""
    return _ended_by(known, side, _REFUSALS)


def not_committed(known: Known) -> Iterator[Fact]:
    """Where we did not answer for the cost, by why."""
    return _ended_by(known, Side.PAYING, frozenset({StepKind.NOT_COMMITTED}))


def _ended_by(known: Known, side: Side, kinds: frozenset[StepKind]) -> Iterator[Fact]:
    for one, steps in _asked(known, side):
        for step in steps:
            if step.kind in kinds and known.holds(step.on):
                yield known.fact(one.case_number, step.on, step.obstacle.value if step.obstacle else UNKNOWN)


def queued(known: Known, side: Side) -> Iterator[Fact]:
    """Who stood in a queue at the end of the period."""
    for one, steps in _asked(known, side):
        then = _until(steps, known.last)
        if then and status_of(one, then) is RequestStatus.QUEUED:
            yield known.fact(one.case_number, known.last)


def _until(steps: Sequence[RequestStep], day: date) -> Sequence[RequestStep]:
    return [step for step in steps if step.on <= day]


def practice(known: Known) -> Iterator[Fact]:
    """Work placements that began, by how they stood at the end of the period."""
    for case, records in known.records.items():
        for one in records.bookings:
            if folded(one.service) == PRACTICE and known.holds(one.days.start):
                yield known.fact(case, one.days.start, status_on(one.days, one.outcome, known.last).value)


def deviations(known: Known) -> Iterator[Fact]:
    """Deviations that were noticed, by kind; one of a booking is its person's, any other is nobody's."""
    cases = {one.key: one.case_number for one in known.every_booking}
    for each in known.reader.deviations.every():
        one = each.value
        if not known.holds(one.noticed_on):
            continue
        if one.booking is None:
            yield Fact(person=-each.id, category=one.kind.value)
        elif one.booking in cases:
            yield known.fact(cases[one.booking], one.noticed_on, one.kind.value)
