"""How many should be removed before the year is over? Asked each time the first page is shown, so cheap while none."""

from __future__ import annotations

from mottagning.domain.periods import add_months
from mottagning.domain.retention.rules import CountsFrom
from mottagning.domain.rights import Act
from mottagning.storage.reader import Reader
from mottagning.usecases.context import Context
from mottagning.usecases.retention.gathering import rules_of, weighed

_MONTHS = 12


def to_finish_this_year(ctx: Context, reader: Reader) -> int:
    """How many should be removed by the end of this year at the latest, as far as the user may see."""
    if not ctx.may(Act.RETAIN) or not _is_anybody_old(ctx, reader):
        return 0
    found = weighed(ctx, reader)
    ends = [one.verdict.finish_by for one in (*found.due, *found.asked)]
    return sum(end is not None and end.year <= ctx.today.year for end in ends)


def _is_anybody_old(ctx: Context, reader: Reader) -> bool:
    """Whether the log has been silent about anybody for as long as the rule of the last note says."""
    years = [one.years for one in rules_of(ctx, reader).rules if one.counts_from is CountsFrom.LAST_NOTE]
    return reader.retained.is_anybody_silent_since(add_months(ctx.today, -_MONTHS * max(years, default=0)))
