"""The table of warnings that were accepted."""

from __future__ import annotations

from sqlalchemy import Column, Date, Table, Text

from mottagning.storage.tables.base import CODE, KEY, MONTH, TEXT, identifier, metadata, reference, version

accepted_warning = Table(
    "accepted_warning",
    metadata,
    identifier(),
    Column("key", KEY, nullable=False, unique=True),
    Column("check", CODE, nullable=False),
    reference("booking_id", "booking", nullable=True),
    Column("about", KEY),
    Column("month", MONTH),
    Column("reason", Text, nullable=False),
    Column("by", TEXT, nullable=False),
    Column("on", Date, nullable=False),
    Column("fingerprint", CODE, nullable=False),
    version(),
)
