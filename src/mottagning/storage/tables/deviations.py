"""The table of deviations."""

from __future__ import annotations

from sqlalchemy import Column, Date, Table, Text

from mottagning.storage.tables.base import CODE, KEY, TEXT, identifier, metadata, reference, version

deviation = Table(
    "deviation",
    metadata,
    identifier(),
    Column("key", KEY, nullable=False, unique=True),
    reference("booking_id", "booking", nullable=True),
    Column("kind", CODE, nullable=False),
    Column("noticed_on", Date, nullable=False),
    Column("what", Text, nullable=False),
    Column("counterpart", CODE),
    Column("provider", TEXT),
    Column("responsible", TEXT),
    Column("measure", Text),
    Column("due_on", Date),
    Column("closed_on", Date),
    Column("result", Text),
    version(),
)
