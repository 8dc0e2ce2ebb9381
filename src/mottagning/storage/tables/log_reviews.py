"""Tables of the review of the logs: one for each month, and the rows that were looked at."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, DateTime, Integer, Table, Text, UniqueConstraint

from mottagning.storage.tables.base import CODE, KEY, MONTH, identifier, metadata, reference

log_review = Table(
    "log_review",
    metadata,
    identifier(),
    Column("month", MONTH, nullable=False, unique=True),
    Column("begun_at", DateTime, nullable=False),
    Column("by", KEY, nullable=False),
    Column("seed", BigInteger, nullable=False),
    Column("finished_at", DateTime),
    Column("conclusion", Text),
)

log_review_row = Table(
    "log_review_row",
    metadata,
    identifier(),
    reference("review_id", "log_review"),
    Column("log", CODE, nullable=False),
    Column("row", Integer, nullable=False),
    Column("reason", CODE, nullable=False),
    Column("result", CODE),
    Column("note", Text),
    UniqueConstraint("review_id", "log", "row"),
)
