"""What does a provider's answer about a booking say, and what becomes of the booking? Proposed, never done by itself.

A month's list asks of each place: is she still there, when and how did it end, when was she last present, which
course, which days was she away.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from mottagning.domain.bookings import Absence, AbsenceKind, Booking, Outcome
from mottagning.domain.periods import DateRange, Month, hull
from mottagning.domain.services import folded


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a row says. `course` is the variant that she reads; `first`, `last` and `kind` are an absence.

    `last` is None while she is still away; everything is None where nothing was said.
    """

    remains: bool | None = None
    ended_on: date | None = None
    outcome: Outcome | None = None
    last_present_on: date | None = None
    course: str | None = None
    first: date | None = None
    last: date | None = None
    kind: AbsenceKind | None = None

    @property
    def says_nothing(self) -> bool:
        """Whether the row was left as it was."""
        return self == Answer()


@dataclass(frozen=True, slots=True)
class AnswerProblem:
    """Why an answer cannot be taken: the field of it that is wrong, and a code."""

    field: str
    code: str


def answer_problems(answer: Answer, start: date, today: date) -> Iterator[AnswerProblem]:
    """What contradicts itself in an answer about a booking that began on `start`, or lies where it cannot."""
    yield from _of_end(answer, start)
    if answer.last_present_on is not None:
        if answer.last_present_on < start:
            yield AnswerProblem("last_present_on", "before_start")
        elif answer.last_present_on > today:
            yield AnswerProblem("last_present_on", "in_the_future")
        elif answer.ended_on is not None and answer.last_present_on > answer.ended_on:
            yield AnswerProblem("last_present_on", "after_end")
    yield from absence_problems(answer, start)


def _of_end(answer: Answer, start: date) -> Iterator[AnswerProblem]:
    never = answer.outcome is Outcome.NEVER_STARTED
    if answer.remains and (answer.ended_on or answer.outcome):
        yield AnswerProblem("remains", "remains_and_ended")
    elif never and (answer.ended_on or answer.last_present_on):
        yield AnswerProblem("outcome", "never_and_present")
    elif (answer.remains is False or answer.outcome) and not never and answer.ended_on is None:
        yield AnswerProblem("ended_on", "when_ended")
    elif answer.ended_on is not None and answer.ended_on < start:
        yield AnswerProblem("ended_on", "before_start")


def absence_problems(answer: Answer, start: date) -> Iterator[AnswerProblem]:
    """What an absence lacks."""
    if answer.first is None:
        if answer.last is not None or answer.kind is not None:
            yield AnswerProblem("first", "absence_from")
    elif answer.kind is None:
        yield AnswerProblem("kind", "absence_kind")
    elif answer.first < start:
        yield AnswerProblem("first", "before_start")


def absence_of(answer: Answer, booking: str) -> Absence | None:
    """The absence of an answer without problems."""
    if answer.first is None or answer.kind is None:
        return None
    return Absence(booking=booking, days=DateRange.inclusive(answer.first, answer.last), kind=answer.kind)


def was_active(booking: Booking, month: Month) -> bool:
    """Whether a booking has days in the month, as far as is known."""
    return booking.outcome is not Outcome.NEVER_STARTED and booking.days.meet(month.range) is not None


def answered(booking: Booking, answer: Answer, told_on: date) -> Booking:
    """The booking as the answer, which came on `told_on`, says it is.

    An end that nobody has told of before is told of then: from that day the agreement's limit for a credit counts.
    """
    after = booking
    if answer.ended_on is not None:
        after = replace(after, days=DateRange.inclusive(booking.days.start, answer.ended_on))
    if answer.outcome is not None:
        after = replace(after, outcome=answer.outcome)
    if (after.days, after.outcome) != (booking.days, booking.outcome) and booking.end_told_on is None:
        after = replace(after, end_told_on=told_on)
    if answer.last_present_on is not None:
        after = replace(after, last_present_on=answer.last_present_on)
    if answer.course and folded(answer.course) != folded(booking.variant or ""):
        after = replace(after, variant=answer.course)
    return after


def absence_after(kept: Sequence[Absence], told: Absence) -> tuple[Absence | None, Absence] | None:
    """What becomes of the absences by one that is told: the one it changes, None for a new one, and how it will be.

    None when it is known already. Raises ValueError when it clashes with one of another kind, or with several.
    """
    met = [one for one in kept if one.days.meet(told.days)]
    if not met:
        return None, told
    (former,) = met if len(met) == 1 else (None,)
    if former is None or (former.kind is not told.kind and former.days.start != told.days.start):
        raise ValueError(told)
    after = replace(told, days=_joined(former.days, told.days))
    return None if after == former else (former, after)


def _joined(former: DateRange, told: DateRange) -> DateRange:
    """The days of an absence of which more is told: who was away without an end has come back."""
    if former.start == told.start:
        return told
    if former.is_open and not told.is_open:
        return DateRange(min(former.start, told.start), told.end)
    return hull([former, told])
