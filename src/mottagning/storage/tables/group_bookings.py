"""The table of courses booked by headcount. `due_month` is what a booking's is."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Date, Integer, Table

from mottagning.storage.tables.base import CODE, KEY, MONTH, TEXT, identifier, metadata, reference, version

group_booking = Table(
    "group_booking",
    metadata,
    identifier(),
    Column("key", KEY, nullable=False, unique=True),
    reference("agreement_id", "agreement"),
    reference("service_id", "service"),
    Column("variant", KEY),
    Column("provider_municipality", CODE, nullable=False),
    Column("provider", TEXT),
    Column("payer", CODE, nullable=False),
    Column("start", Date, nullable=False),
    Column("end", Date),
    Column("planned", Integer, nullable=False),
    Column("participants", Integer),
    Column("held_on", Date),
    Column("quantity", BigInteger),
    Column("fewest", Integer),
    Column("most", Integer),
    Column("is_cancelled", Boolean, nullable=False),
    Column("decision", TEXT),
    Column("decided_on", Date),
    Column("told_on", Date),
    Column("financing", CODE),
    Column("project", TEXT),
    Column("invoice_address", TEXT),
    Column("invoice_reference", TEXT),
    Column("counterpart_reference", TEXT),
    Column("due_month", MONTH, index=True),
    version(),
)
