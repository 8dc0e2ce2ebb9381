"""Letting a warning stand: it is kept who did and why, and undone by removing it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mottagning.domain.accepted_warnings import (
    Acceptances,
    AcceptedWarning,
    acceptance_problems,
    fingerprint,
    subject_of,
)
from mottagning.domain.periods import Month
from mottagning.domain.problems import Problem, RefusalCode, Refused, Severity
from mottagning.readmodels.changes import Done, Stored
from mottagning.readmodels.returns import AcceptedProblem
from mottagning.storage.reader import Reader
from mottagning.usecases.context import Context
from mottagning.usecases.people import following
from mottagning.usecases.visible import booking_line


@dataclass(frozen=True, slots=True)
class SortedOut:
    """Problems that still ask something, and warnings that were accepted."""

    open: tuple[Problem, ...]
    accepted: tuple[AcceptedProblem, ...]


def accept_warning(
    ctx: Context, problem: Problem, reason: str, *, every_month: bool = True
) -> Done[Stored[AcceptedWarning]]:
    """Let a warning stand: in every month as long as its facts stand, or in its own month alone.

    Raises Refused when it is a stop, when no reason is given, and when the booking is gone or may not be seen.
    """
    with ctx.writing() as uow:
        if problem.severity is Severity.STOP:
            raise Refused(RefusalCode.CANNOT_ACCEPT)
        record = _acceptance(ctx, uow, problem, reason.strip(), None if every_month else problem.month)
        found = acceptance_problems(record)
        if found:
            raise Refused(RefusalCode.INVALID_FIELDS, *found)
        return Done(uow.accepted_warnings.add(record), uow.commit())


def _acceptance(ctx: Context, reader: Reader, problem: Problem, reason: str, month: str | None) -> AcceptedWarning:
    is_booking = bool(problem.booking) and reader.bookings.find(problem.booking) is not None
    if is_booking and booking_line(ctx, reader, problem.booking) is None:
        raise Refused(RefusalCode.GONE)
    return AcceptedWarning(
        key=next(following(f"G{ctx.today.year}-", reader.accepted_warnings.keys())),
        check=problem.check,
        reason=reason,
        by=ctx.user.name,
        on=ctx.today,
        fingerprint=fingerprint(problem),
        booking=problem.booking if is_booking else None,
        about=None if is_booking else subject_of(problem),
        month=Month.parse(month) if month else None,
    )


def take_back(ctx: Context, before: Stored[AcceptedWarning]) -> Done[None]:
    """Have an accepted warning told again. Raises Refused when it is gone, changed since or may not be seen."""
    with ctx.writing() as uow:
        seen = {one.id for one in uow.accepted_warnings.visible(protected=ctx.sees_protected)}
        if before.id not in seen:
            raise Refused(RefusalCode.GONE)
        uow.accepted_warnings.remove(before)
        return Done(None, uow.commit())


def sorted_out(reader: Reader, problems: Iterable[Problem]) -> SortedOut:
    """Which of `problems` still ask something. They are of people whom the user may see."""
    stored = {one.value: one for one in reader.accepted_warnings.every()}
    acceptances = Acceptances(stored)
    found = [(problem, acceptances.of(problem)) for problem in problems]
    return SortedOut(
        tuple(problem for problem, accepted in found if accepted is None),
        tuple(AcceptedProblem(problem, stored[accepted]) for problem, accepted in found if accepted is not None),
    )
