"""Tables of what an office says of a month before it is closed: attests, parked rows, internal notes.

An attest is only ever added (by trigger): it is of rows as they were then, and says nothing of others.
"""

from __future__ import annotations

from sqlalchemy import Column, Date, DateTime, Index, Table, Text

from mottagning.storage.tables.base import CODE, KEY, MONTH, TEXT, identifier, metadata, reference, version

attest = Table(
    "attest",
    metadata,
    identifier(),
    Column("booking", KEY, nullable=False),
    Column("service_month", MONTH, nullable=False),
    Column("counterpart", CODE, nullable=False),
    Column("direction", CODE, nullable=False),
    Column("kind", CODE, nullable=False),
    Column("fingerprint", TEXT, nullable=False),
    Column("by", KEY, nullable=False),
    Column("at", DateTime, nullable=False),
    Index("ix_attest_booking", "booking", "service_month"),
)

parked_rows = Table(
    "parked_rows",
    metadata,
    identifier(),
    Column("key", KEY, nullable=False, unique=True),
    Column("reason", Text, nullable=False),
    Column("by", TEXT, nullable=False),
    Column("on", Date, nullable=False),
    reference("booking_id", "booking", nullable=True),
    Column("course", KEY),
    Column("counterpart", CODE),
    Column("month", MONTH),
    version(),
)

return_note = Table(
    "return_note",
    metadata,
    identifier(),
    Column("key", KEY, nullable=False, unique=True),
    Column("month", MONTH, nullable=False),
    Column("counterpart", CODE, nullable=False),
    Column("text", Text, nullable=False),
    Column("by", TEXT, nullable=False),
    Column("on", Date, nullable=False),
    version(),
)
