"""The reviews of the logs: drawn once for each month, noted row by row, finished."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from mottagning.domain.log_review import Log, ReviewResult, Sampled, SampleReason
from mottagning.domain.periods import Month
from mottagning.readmodels.changes import Area
from mottagning.readmodels.logs import LogReview, ReviewLine
from mottagning.storage.journal import Journal
from mottagning.storage.queries.logs import LogQueries
from mottagning.storage.tables.log_reviews import log_review, log_review_row


class LogReviewStore:
    """Reviews in one transaction."""

    def __init__(self, connection: Connection, journal: Journal | None = None) -> None:
        self._connection = connection
        self._journal = journal

    def months(self) -> list[tuple[Month, bool]]:
        """The months that have been drawn, and whether each is finished."""
        statement = select(log_review.c.month, log_review.c.finished_at).order_by(log_review.c.month)
        return [(Month.parse(row.month), row.finished_at is not None) for row in self._connection.execute(statement)]

    def of_month(self, month: Month, *, protected: bool) -> LogReview | None:
        """The review of a month, with the rows that the user may know of."""
        row = self._connection.execute(select(log_review).where(log_review.c.month == str(month))).first()
        if row is None:
            return None
        lines = self._lines(row.id, protected=protected)
        return LogReview(row.id, month, row.by, row.begun_at, row.finished_at, row.conclusion, tuple(lines))

    def _lines(self, review: int, *, protected: bool) -> list[ReviewLine]:
        statement = select(log_review_row).where(log_review_row.c.review_id == review).order_by(log_review_row.c.id)
        rows = self._connection.execute(statement).all()
        queries = LogQueries(self._connection)
        known = {
            one.id: one
            for log in Log
            for one in queries.of_rows(log, [row.row for row in rows if row.log == log.value], protected=protected)
        }
        return [
            ReviewLine(
                row.id,
                known[row.log, row.row],
                SampleReason(row.reason),
                ReviewResult(row.result) if row.result else None,
                row.note,
            )
            for row in rows
            if (row.log, row.row) in known
        ]

    def add(self, month: Month, seed: int, drawn: Sequence[Sampled]) -> None:
        """Begin the review of a month with what was drawn for it."""
        journal = self._writing
        values = {"month": str(month), "begun_at": journal.at, "by": journal.by, "seed": seed}
        number = self._connection.scalars(log_review.insert().returning(log_review.c.id), [values]).one()
        rows = [
            {"review_id": number, "log": one.entry.log.value, "row": one.entry.row, "reason": one.reason.value}
            for one in drawn
        ]
        if rows:
            self._connection.execute(log_review_row.insert(), rows)
        journal.note(Area.LOGS, "log_review", number, "added", {"month": str(month), "rows": len(rows)})

    def note(self, row: int, result: ReviewResult, note: str | None) -> None:
        """What was found of one row."""
        changed = log_review_row.update().where(log_review_row.c.id == row)
        self._connection.execute(changed.values(result=result.value, note=note))
        self._writing.note(Area.LOGS, "log_review_row", row, "changed", {"result": result.value})

    def finish(self, review: int, conclusion: str | None) -> None:
        """The review is done."""
        journal = self._writing
        changed = log_review.update().where(log_review.c.id == review)
        self._connection.execute(changed.values(finished_at=journal.at, conclusion=conclusion, by=journal.by))
        journal.note(Area.LOGS, "log_review", review, "finished", {})

    @property
    def _writing(self) -> Journal:
        assert self._journal is not None  # noqa: S101 - a reading transaction writes nothing
        return self._journal
