"""The table of budgets."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, Table, Text

from mottagning.storage.tables.base import CODE, identifier, metadata, reference, version

budget = Table(
    "budget",
    metadata,
    identifier(),
    Column("year", Integer, nullable=False),
    Column("direction", CODE, nullable=False),
    Column("amount", BigInteger, nullable=False),
    reference("service_id", "service", nullable=True),
    Column("counterpart", CODE),
    Column("note", Text),
    version(),
)
