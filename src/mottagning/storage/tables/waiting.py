"""The table of waits that were entered by hand, for a person or for a household: one of the two is named."""

from __future__ import annotations

from sqlalchemy import Column, Date, Table, Text

from mottagning.storage.tables.base import CODE, KEY, TEXT, identifier, metadata, reference, version

wait = Table(
    "wait",
    metadata,
    identifier(),
    Column("key", KEY, nullable=False, unique=True),
    reference("person_id", "person", nullable=True),
    reference("household_id", "household", nullable=True),
    Column("what", TEXT, nullable=False),
    Column("actor_kind", CODE),
    Column("actor", TEXT),
    Column("since", Date, nullable=False),
    Column("note", Text),
    Column("ended_on", Date),
    Column("why_ended", TEXT),
    version(),
)
