"""The tables of planned reception: assignments, who is expected, who sees to what, the quota, flats.

What an assignment replaces is its key, and what is prepared the key of an item, both no foreign keys:
`domain.assignments`.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Date, Integer, Table, Text, UniqueConstraint

from mottagning.storage.tables.base import CODE, KEY, TEXT, identifier, metadata, reference, version

assignment = Table(
    "assignment",
    metadata,
    identifier(),
    Column("key", KEY, nullable=False, unique=True),
    Column("kind", CODE, nullable=False),
    Column("decided_on", Date, nullable=False),
    Column("persons", Integer, nullable=False),
    Column("due_on", Date),
    Column("status", CODE, nullable=False),
    Column("agency_case", KEY),
    Column("contact", TEXT),
    Column("officer", TEXT),
    Column("interpreter_language", CODE),
    Column("arrives_on", Date),
    Column("received_on", Date),
    Column("persons_received", Integer),
    Column("quota_year", Integer),
    reference("household_id", "household", nullable=True),
    Column("replaces", KEY),
    Column("protection", CODE, nullable=False),
    Column("note", Text),
    version(),
)

expected_person = Table(
    "expected_person",
    metadata,
    identifier(),
    reference("assignment_id", "assignment"),
    Column("number", Integer, nullable=False),
    Column("given_name", TEXT),
    Column("family_name", TEXT),
    Column("birth_date", Date),
    Column("birth_precision", CODE, nullable=False),
    Column("age", Integer),
    Column("sex", CODE),
    Column("role", CODE),
    reference("person_id", "person", nullable=True),
    version(),
    UniqueConstraint("assignment_id", "number"),
)

preparation = Table(
    "preparation",
    metadata,
    identifier(),
    reference("assignment_id", "assignment"),
    Column("item", KEY, nullable=False),
    Column("responsible", TEXT, nullable=False),
    Column("days_before", Integer, nullable=False),
    version(),
    UniqueConstraint("assignment_id", "item"),
)

municipal_quota = Table(
    "municipal_quota",
    metadata,
    identifier(),
    Column("year", Integer, nullable=False),
    Column("kind", CODE, nullable=False),
    Column("persons", Integer, nullable=False),
    Column("source", TEXT, nullable=False),
    Column("decided_on", Date),
    Column("note", Text),
    version(),
    UniqueConstraint("year", "kind"),
)

flat = Table(
    "flat",
    metadata,
    identifier(),
    Column("key", KEY, nullable=False, unique=True),
    Column("address", TEXT, nullable=False),
    Column("start", Date, nullable=False),
    Column("end", Date),
    Column("landlord", TEXT),
    Column("contact", TEXT),
    Column("rooms", BigInteger),
    Column("area", BigInteger),
    Column("rent", BigInteger),
    Column("contract", TEXT),
    Column("contract_until", Date),
    Column("keys_on", Date),
    Column("note", Text),
    version(),
)

flat_reservation = Table(
    "flat_reservation",
    metadata,
    identifier(),
    reference("flat_id", "flat"),
    reference("assignment_id", "assignment"),
    Column("start", Date, nullable=False),
    Column("end", Date),
    version(),
    UniqueConstraint("flat_id", "start"),
)

rent_norm = Table(
    "rent_norm",
    metadata,
    identifier(),
    Column("persons", Integer, nullable=False),
    Column("start", Date, nullable=False),
    Column("end", Date),
    Column("amount", BigInteger, nullable=False),
    Column("source", TEXT, nullable=False),
    version(),
    UniqueConstraint("persons", "start"),
)
