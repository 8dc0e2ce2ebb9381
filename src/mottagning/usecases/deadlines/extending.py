"""Extend a deadline, and take an extension back. No further than its rule allows."""

from __future__ import annotations

from mottagning.domain.deadlines.engine import DeadlineStatus
from mottagning.domain.deadlines.extensions import Extension, extension_problems
from mottagning.domain.problems import FieldProblem, RefusalCode, Refused
from mottagning.readmodels.changes import Done, Stored
from mottagning.usecases.context import Context
from mottagning.usecases.deadlines.viewing import person_deadlines
from mottagning.usecases.visible import person_of_case

_OVER = frozenset({DeadlineStatus.STOPPED, DeadlineStatus.NOT_APPLICABLE, DeadlineStatus.UNKNOWN})


def extend_deadline(ctx: Context, extension: Extension) -> Done[Stored[Extension]]:
    """Note that a deadline was extended. Its present day is the one that `extension` says, else it changed meanwhile.

    Raises Refused with every field that cannot be so, and when the person or the deadline is gone.
    """
    with ctx.writing() as uow:
        person = person_of_case(ctx, uow, extension.case_number)
        found = person_deadlines(ctx, uow, person).deadlines
        deadline = next((one for one in found if one.rule.key == extension.rule), None)
        if deadline is None or deadline.at_first is None or deadline.day is None or deadline.status in _OVER:
            raise Refused(RefusalCode.GONE)
        if deadline.day != extension.old_day:
            now = {"now": deadline.day.isoformat(), "yours": extension.old_day.isoformat()}
            raise Refused(RefusalCode.CHANGED_MEANWHILE, FieldProblem("old_day", "changed_meanwhile", now))
        problems = extension_problems(deadline.rule, deadline.at_first, extension, ctx.today)
        if problems:
            raise Refused(RefusalCode.INVALID_FIELDS, *problems)
        after = uow.extensions.add(extension)
        return Done(after, uow.commit())


def take_back(ctx: Context, before: Stored[Extension]) -> Done[None]:
    """Undo an extension: the deadline has the day that it had before. Only the last one of a rule can be taken back.

    Raises Refused when it is not the last or was changed since, and when the person may not be seen.
    """
    with ctx.writing() as uow:
        person = person_of_case(ctx, uow, before.value.case_number)
        others = [one.value for one in uow.extensions.of_person(person.id) if one.value.rule == before.value.rule]
        if any(one.new_day > before.value.new_day for one in others):
            raise Refused(RefusalCode.IN_USE)
        uow.extensions.remove(before)
        return Done(None, uow.commit())
