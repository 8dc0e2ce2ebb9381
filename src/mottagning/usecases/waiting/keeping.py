"""Enter what waits for somebody, end it, take that back, remove it."""

from __future__ import annotations

from dataclasses import replace

from mottagning.domain.problems import RefusalCode, Refused
from mottagning.domain.waiting import Wait, wait_problems
from mottagning.readmodels.changes import Done, Stored
from mottagning.usecases.context import Context
from mottagning.usecases.people import following
from mottagning.usecases.visible import require_seen


def save_wait(ctx: Context, before: Stored[Wait] | None, wait: Wait) -> Done[Stored[Wait]]:
    """Enter a wait, or change the one read as `before`; a new one gets its key here.

    Raises Refused with every field that cannot be so, or when the person or the household may not be seen.
    """
    with ctx.writing() as uow:
        if before is not None:
            require_seen(ctx, uow, before.value)
        require_seen(ctx, uow, wait)
        problems = wait_problems(wait, ctx.today)
        if problems:
            raise Refused(RefusalCode.INVALID_FIELDS, *problems)
        if before is None:
            wait = replace(wait, key=next(following(f"VN{ctx.today.year}-", uow.waits.keys())))
        after = uow.waits.put(before, wait)
        return Done(after, uow.commit())


def end_wait(ctx: Context, before: Stored[Wait]) -> Done[Stored[Wait]]:
    """Say that a wait is over today. Raises Refused as `save_wait` does."""
    return save_wait(ctx, before, replace(before.value, ended_on=ctx.today))


def resume_wait(ctx: Context, before: Stored[Wait]) -> Done[Stored[Wait]]:
    """Take back that a wait is over. Raises Refused as `save_wait` does."""
    return save_wait(ctx, before, replace(before.value, ended_on=None, why_ended=None))


def remove_wait(ctx: Context, before: Stored[Wait]) -> Done[None]:
    """Remove a wait. Raises Refused when it was changed since, or may not be seen."""
    with ctx.writing() as uow:
        require_seen(ctx, uow, before.value)
        uow.waits.remove(before)
        return Done(None, uow.commit())
