"""The table of what can be had, of us and of others. How many seats are free is stored nowhere."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Date, Integer, Table

from mottagning.storage.tables.base import CODE, KEY, TEXT, identifier, metadata, reference, version

offer = Table(
    "offer",
    metadata,
    identifier(),
    Column("key", KEY, nullable=False, unique=True),
    reference("service_id", "service"),
    Column("municipality", CODE, nullable=False, index=True),
    Column("start", Date, nullable=False),
    Column("end", Date),
    Column("variant", KEY),
    Column("provider", TEXT),
    Column("provider_kind", CODE),
    Column("place", TEXT),
    Column("language", CODE),
    Column("times", TEXT),
    Column("price", BigInteger),
    Column("unit", CODE),
    Column("eligibility", CODE),
    Column("speciality", TEXT),
    Column("seats", Integer),
    Column("seats_on", Date),
    Column("source", TEXT),
    Column("is_lacking", Boolean, nullable=False),
    Column("fewest", Integer),
    version(),
)
