"""Tables of persons: who they are, the numbers they carry, where they belong, their household, their consents."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, Table, UniqueConstraint

from mottagning.storage.tables.base import CODE, KEY, TEXT, identifier, metadata, reference, version

person = Table(
    "person",
    metadata,
    identifier(),
    Column("case_number", KEY, nullable=False, unique=True),
    Column("family_name", TEXT),
    Column("given_name", TEXT),
    Column("called_name", TEXT),
    Column("birth_date", Date),
    Column("sex", CODE),
    Column("citizenship", CODE),
    Column("mother_tongue", CODE),
    Column("interpreter_language", CODE),
    Column("permit_ground", CODE),
    Column("is_quota", Boolean, nullable=False),
    Column("is_unaccompanied", Boolean, nullable=False),
    Column("permit_decided_on", Date),
    Column("permit_until", Date),
    Column("received_on", Date),
    Column("settlement_kind", CODE),
    Column("education_level", TEXT),
    Column("protection", CODE, nullable=False),
    Column("neutral_number", CODE, unique=True),
    version(),
    sqlite_autoincrement=True,  # a number once given to somebody is never given to another
)

identity = Table(
    "identity",
    metadata,
    identifier(),
    reference("person_id", "person"),
    Column("kind", CODE, nullable=False),
    Column("number", KEY, nullable=False),
    Column("valid_from", Date),
    Column("valid_until", Date),
    Column("issuer", TEXT),
    Column("source", TEXT),
    Column("is_current", Boolean, nullable=False),
    version(),
    UniqueConstraint("person_id", "kind", "number"),
    Index("ix_identity_number", "number"),
)

household = Table("household", metadata, identifier(), Column("key", KEY, nullable=False, unique=True))

household_member = Table(
    "household_member",
    metadata,
    identifier(),
    reference("person_id", "person"),
    reference("household_id", "household"),
    Column("role", CODE),
    Column("joined_on", Date),
    Column("left_on", Date),
)

residence = Table(
    "residence",
    metadata,
    identifier(),
    reference("person_id", "person"),
    Column("municipality", CODE, nullable=False),
    Column("start", Date, nullable=False),
    Column("end", Date),
    Column("kind", CODE, nullable=False),
    Column("known_on", Date),
    Column("source", TEXT),
    version(),
    UniqueConstraint("person_id", "start"),
)

consent = Table(
    "consent",
    metadata,
    identifier(),
    reference("person_id", "person"),
    reference("booking_id", "booking", nullable=True),
    Column("recipient", KEY),
    Column("purpose", CODE, nullable=False),
    Column("given_on", Date, nullable=False),
    Column("withdrawn_on", Date),
)

person_term = Table(
    "person_term",
    metadata,
    Column("person_id", Integer, ForeignKey("person.id"), primary_key=True),
    Column("term", KEY, primary_key=True),
    Column("is_former", Boolean, nullable=False),
    Index("ix_person_term_term", "term"),
    sqlite_with_rowid=False,  # the table is its own index by person; the other gives persons by term
)
