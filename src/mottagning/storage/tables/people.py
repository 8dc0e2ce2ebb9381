"""Tables of persons: who they are, the numbers they carry, where they belong, their household, their consents."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Date, ForeignKey, Index, Integer, Table, UniqueConstraint

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
    Column("birth_precision", CODE, nullable=False),
    Column("birth_country", CODE),
    Column("other_citizenships", TEXT, nullable=False),
    Column("interpreter_dialect", TEXT),
    Column("interpreter_wish", CODE),
    Column("phone", TEXT),
    Column("email", TEXT),
    Column("registered_on", Date),
    Column("assigned_on", Date),
    Column("first_municipality", CODE),
    version(),
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
    Column("level", CODE),
    Column("dormant_on", Date),
    version(),
    UniqueConstraint("person_id", "kind", "number"),
    Index("ix_identity_number", "number"),
)

household = Table(
    "household",
    metadata,
    identifier(),
    Column("key", KEY, nullable=False, unique=True),
    reference("anchor_id", "person", nullable=True),
    version(),
)

household_member = Table(
    "household_member",
    metadata,
    identifier(),
    reference("person_id", "person"),
    reference("household_id", "household"),
    Column("role", CODE),
    Column("joined_on", Date),
    Column("left_on", Date),
    Column("living", CODE, nullable=False),
    version(),
    UniqueConstraint("person_id", "household_id", "joined_on"),
)

representative = Table(
    "representative",
    metadata,
    identifier(),
    reference("person_id", "person"),
    Column("kind", CODE, nullable=False),
    Column("name", TEXT, nullable=False),
    reference("representative_id", "person", nullable=True),
    Column("municipality", CODE),
    Column("phone", TEXT),
    Column("email", TEXT),
    Column("valid_from", Date),
    Column("valid_until", Date),
    Column("decision", TEXT),
    version(),
    UniqueConstraint("person_id", "kind", "name"),
)

permit = Table(
    "permit",
    metadata,
    identifier(),
    reference("person_id", "person"),
    Column("decided_on", Date, nullable=False),
    Column("ground", CODE),
    Column("valid_from", Date),
    Column("valid_until", Date),
    Column("card_number", KEY),
    Column("source", TEXT),
    version(),
    UniqueConstraint("person_id", "decided_on"),
)

language_skill = Table(
    "language_skill",
    metadata,
    identifier(),
    reference("person_id", "person"),
    Column("language", CODE, nullable=False),
    Column("level", CODE, nullable=False),
    Column("is_read", Boolean, nullable=False),
    version(),
    UniqueConstraint("person_id", "language"),
)

work_profile = Table(
    "work_profile",
    metadata,
    identifier(),
    reference("person_id", "person"),
    Column("schooling_years", BigInteger),
    Column("education", TEXT),
    Column("validation", TEXT),
    Column("profession", TEXT),
    Column("experience_years", BigInteger),
    Column("driving_licence", TEXT),
    Column("digital_skills", TEXT),
    Column("goal", TEXT),
    version(),
    UniqueConstraint("person_id"),
)

income = Table(
    "income",
    metadata,
    identifier(),
    reference("person_id", "person"),
    Column("source", CODE, nullable=False),
    Column("start", Date, nullable=False),
    Column("end", Date),
    Column("amount", BigInteger),
    version(),
    UniqueConstraint("person_id", "source", "start"),
)

housing = Table(
    "housing",
    metadata,
    identifier(),
    reference("person_id", "person"),
    Column("start", Date, nullable=False),
    Column("end", Date),
    Column("address", TEXT),
    Column("landlord", TEXT),
    Column("is_temporary", Boolean, nullable=False),
    Column("contract_until", Date),
    Column("rent", BigInteger),
    Column("area", BigInteger),
    Column("rooms", BigInteger),
    Column("persons", Integer),
    Column("wished_municipality", CODE),
    version(),
    UniqueConstraint("person_id", "start"),
)

reminder = Table(
    "reminder",
    metadata,
    identifier(),
    reference("person_id", "person"),
    Column("kind", CODE, nullable=False),
    Column("detail", TEXT, nullable=False),
    Column("due_on", Date),
    Column("done_on", Date),
    version(),
    UniqueConstraint("person_id", "kind", "detail"),
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
    Column("data", TEXT),
    version(),
)
"""Consents; one with a booking is that booking's, to the disclosure of its rows."""

apart = Table(
    "apart",
    metadata,
    identifier(),
    reference("person_id", "person"),
    reference("other_id", "person"),
    Column("shares_number", Boolean, nullable=False),
    version(),
    UniqueConstraint("person_id", "other_id"),
)
"""Two of whom somebody has said that they are not the same person."""

former_case = Table(
    "former_case",
    metadata,
    identifier(),
    reference("person_id", "person"),
    Column("former_case", KEY, nullable=False, unique=True),
    Column("former_id", Integer, index=True),
    Column("neutral_number", CODE),
    version(),
)
"""Case numbers of records that were merged into a person's. `former_id` is the number that the record had in this
register, by which the logs still name it."""

person_term = Table(
    "person_term",
    metadata,
    Column("person_id", Integer, ForeignKey("person.id"), primary_key=True),
    Column("term", KEY, primary_key=True),
    Column("is_former", Boolean, nullable=False),
    Index("ix_person_term_term", "term"),
    sqlite_with_rowid=False,  # the table is its own index by person; the other gives persons by term
)
