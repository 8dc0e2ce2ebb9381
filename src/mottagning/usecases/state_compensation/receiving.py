"""Note what has come of what the state pays unasked: of one payment, or of a whole month as it was worked out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from mottagning.domain.periods import Month
from mottagning.domain.problems import FieldProblem, RefusalCode, Refused
from mottagning.domain.state_compensation.received import ReceivedPayment, received_problems
from mottagning.readmodels.changes import Done, Stored
from mottagning.usecases.context import Context
from mottagning.usecases.state_compensation.viewing import expected_in
from mottagning.usecases.visible import person_of_case

Came = Stored[ReceivedPayment]


def save_received(ctx: Context, before: Came | None, came: ReceivedPayment) -> Done[Came]:
    """Note that a payment came, or put the note read as `before` right. A former case number leads to who has it now.

    Raises Refused with every field that cannot be so, when it is noted already, when the person may not be seen, or
    when it was changed since.
    """
    with ctx.writing() as uow:
        if before is not None:
            person_of_case(ctx, uow, before.value.case_number)
        person = person_of_case(ctx, uow, came.case_number)
        problems = [*received_problems(came), *_too_early(ctx, came.received_on)]
        if problems:
            raise Refused(RefusalCode.INVALID_FIELDS, *problems)
        kept = replace(came, case_number=person.value.case_number)
        return Done(uow.received_state_payments.put(before, kept), uow.commit())


def remove_received(ctx: Context, before: Came) -> Done[None]:
    """Take a note away that was a mistake. Raises Refused when she may not be seen, or when it was changed since."""
    with ctx.writing() as uow:
        person_of_case(ctx, uow, before.value.case_number)
        uow.received_state_payments.remove(before)
        return Done(None, uow.commit())


def note_month(ctx: Context, month: Month, on: date) -> Done[int]:
    """Note that all of a month came as it was worked out, on one day; what is noted already stands. Gives how many.

    Raises Refused when nothing is left to note, or the day has not come.
    """
    problems = _too_early(ctx, on)
    if problems:
        raise Refused(RefusalCode.INVALID_FIELDS, *problems)
    with ctx.writing() as uow:
        awaited = [one for one in expected_in(ctx, uow, month, month) if one.came is None and one.amount is not None]
        if not awaited:
            raise Refused(RefusalCode.INVALID_FIELDS, FieldProblem("month", "nothing_awaited"))
        uow.received_state_payments.add_many(
            [
                ReceivedPayment(
                    case_number=one.whose.case_number, kind=one.kind, month=month, received_on=on, received=one.amount
                )
                for one in awaited
                if one.kind is not None and one.amount is not None
            ]
        )
        return Done(len(awaited), uow.commit())


def _too_early(ctx: Context, day: date) -> list[FieldProblem]:
    return [FieldProblem("received_on", "in_the_future")] if day > ctx.today else []
