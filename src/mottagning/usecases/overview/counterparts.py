"""How far has a month come with each counterpart? What is closed, and what closing it now would return."""

from __future__ import annotations

from collections.abc import Iterable

from mottagning.domain.periods import Month
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.domain.swedish import sort_key
from mottagning.readmodels.overview import CounterpartState, MonthByCounterpart
from mottagning.readmodels.returns import HeldNote, ReturnView
from mottagning.usecases.context import Context
from mottagning.usecases.returns.months import sum_of
from mottagning.usecases.returns.viewing import view_month


def month_by_counterpart(ctx: Context, month: Month) -> MonthByCounterpart:
    """The month with each counterpart that it has to do with, by name; people with protected data are in none of it.

    Raises Refused where the office has not said which municipality it is.
    """
    view = view_month(ctx, month)
    held = [note for note in view.notes.held if note.counterpart is not None]
    codes = {one.counterpart for one in view.returns} | {str(note.counterpart) for note in held}
    lines = [_state(ctx, code, view.returns, held) for code in codes]
    return MonthByCounterpart(month, tuple(sorted(lines, key=lambda one: (sort_key(one.name), one.code))))


def _state(ctx: Context, code: str, returns: Iterable[ReturnView], held: Iterable[HeldNote]) -> CounterpartState:
    mine = [one for one in returns if one.counterpart == code]
    replaced = {one.replaces for one in mine}
    standing = [one for one in mine if one.number not in replaced]
    return CounterpartState(
        code=code,
        name=ctx.name(code),
        bought=sum_of(standing, RowDirection.BUY),
        sold=sum_of(standing, RowDirection.SELL),
        rows=sum(one.row_count for one in standing),
        held=sum(note.counterpart == code for note in held),
        states=frozenset(one.state for one in standing),
    )
