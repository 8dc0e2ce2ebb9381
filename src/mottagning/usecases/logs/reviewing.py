"""The monthly review of the logs: drawn by rule and chance, each row's result noted, then finished.

Nobody reviews what she did herself: such rows wait for somebody else.
"""

from __future__ import annotations

import secrets
from dataclasses import replace

from mottagning.domain.log_review import LogEntry, ReviewResult, sample
from mottagning.domain.periods import Month
from mottagning.domain.problems import FieldProblem, RefusalCode, Refused
from mottagning.domain.rights import Act
from mottagning.readmodels.changes import Done
from mottagning.readmodels.logs import LogLine, LogReview, ReviewLine
from mottagning.storage.reader import Reader
from mottagning.system.clock import shown
from mottagning.system.log_review import review_rules
from mottagning.usecases.context import Context
from mottagning.usecases.logs.viewing import bounds, in_words

_SEED_BITS = 48


def open_review(ctx: Context, month: Month) -> LogReview | None:
    """The review of a month as far as it has come; None where nobody has begun it. Raises Refused without the right."""
    ctx.require(Act.SEE_LOG)
    with ctx.reading() as reader:
        found = reader.log_reviews.of_month(month, protected=ctx.sees_protected)
        if found is None:
            return None
        said = in_words(reader, [one.line for one in found.lines])
        lines = [replace(one, line=line) for one, line in zip(found.lines, said, strict=True)]
        return replace(found, lines=tuple(lines))


def begin_review(ctx: Context, month: Month) -> Done[LogReview]:
    """Draw what is looked at of a month that has ended; what has been drawn stays.

    The sample is drawn of all rows, also of those about people whom who draws it may not see: another reviewer sees
    them. Raises Refused without the right, or when the month has not ended.
    """
    ctx.require(Act.SEE_LOG)
    if ctx.today <= month.last:
        raise Refused(RefusalCode.MONTH_NOT_ENDED, month=str(month))
    with ctx.writing() as uow:
        if uow.log_reviews.of_month(month, protected=True) is None:
            since, until = bounds(ctx, month.range)
            entries = [_entry(one) for one in reversed(uow.logs.lines(since, until, protected=True))]
            seed = secrets.randbits(_SEED_BITS)
            uow.log_reviews.add(month, seed, sample(entries, review_rules(), seed))
        changed = uow.commit()
    found = open_review(ctx, month)
    assert found is not None  # noqa: S101 - it was just drawn
    return Done(found, changed)


def note_result(ctx: Context, line: ReviewLine, result: ReviewResult, note: str | None) -> Done[None]:
    """Note what was found of a row.

    Raises Refused without the right, for what one did oneself, or without a word on what is not right.
    """
    ctx.require(Act.SEE_LOG)
    if line.line.by == ctx.user.name:
        raise Refused(RefusalCode.OWN_LOG_ROW)
    if result is not ReviewResult.RIGHT and not (note or "").strip():
        raise Refused(RefusalCode.INVALID_FIELDS, FieldProblem("note", "missing"))
    with ctx.writing() as uow:
        uow.log_reviews.note(line.id, result, note)
        return Done(None, uow.commit())


def finish_review(ctx: Context, month: Month, conclusion: str | None) -> Done[None]:
    """The review is done. Raises Refused without the right, or while a row has no result."""
    ctx.require(Act.SEE_LOG)
    with ctx.writing() as uow:
        found = uow.log_reviews.of_month(month, protected=True)
        if found is None or found.left:
            raise Refused(RefusalCode.NOT_REVIEWED)
        uow.log_reviews.finish(found.id, conclusion)
        return Done(None, uow.commit())


def month_to_review(ctx: Context, reader: Reader) -> Month | None:
    """The month before this one, while its review is not finished; None for who does not review."""
    if not ctx.may(Act.SEE_LOG):
        return None
    month = Month.of(ctx.today).plus(-1)
    if (month, True) in reader.log_reviews.months():
        return None
    since, until = bounds(ctx, month.range)
    return month if reader.logs.any_row(since, until) else None


def _entry(line: LogLine) -> LogEntry:
    return LogEntry(line.log, line.row, shown(line.at), line.by, line.what, line.person, line.is_protected)
