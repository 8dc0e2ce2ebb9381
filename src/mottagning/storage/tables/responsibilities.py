"""The table of the office's own lines in the map of responsibilities. The shipped ones are no rows of the register."""

from __future__ import annotations

from sqlalchemy import Column, Date, Table, Text

from mottagning.storage.tables.base import CODE, KEY, TEXT, identifier, metadata, reference, version

responsibility = Table(
    "responsibility",
    metadata,
    identifier(),
    Column("key", KEY, nullable=False, unique=True),
    reference("service_id", "service", nullable=True),
    Column("area", TEXT, nullable=False),
    Column("what", Text, nullable=False),
    Column("actor_kind", CODE, nullable=False),
    Column("actor", TEXT),
    Column("unit", TEXT),
    Column("contact", TEXT),
    Column("phone", TEXT),
    Column("email", TEXT),
    Column("document", TEXT),
    Column("source", TEXT),
    Column("valid_from", Date),
    Column("valid_until", Date),
    version(),
)
