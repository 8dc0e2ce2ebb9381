"""The tables of state compensation: claims for each person, ground and period, and what came without one."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Date, Table, UniqueConstraint

from mottagning.storage.tables.base import CODE, KEY, MONTH, TEXT, identifier, metadata, reference, version

state_compensation_claim = Table(
    "state_compensation_claim",
    metadata,
    identifier(),
    reference("person_id", "person"),
    Column("ground", KEY, nullable=False),
    Column("start", Date, nullable=False),
    Column("end", Date),
    Column("cost", BigInteger),
    Column("application", KEY),
    Column("registry_number", TEXT),
    Column("applied_on", Date),
    Column("applied", BigInteger),
    Column("asked_on", Date),
    Column("answer_by", Date),
    Column("completed_on", Date),
    Column("decided_on", Date),
    Column("granted", BigInteger),
    Column("refusal", TEXT),
    Column("received_on", Date),
    Column("received", BigInteger),
    Column("evidence", TEXT),
    Column("school_form", CODE),
    Column("school_from", Date),
    Column("school_until", Date),
    version(),
    UniqueConstraint("person_id", "ground", "start"),
)

received_state_payment = Table(
    "received_state_payment",
    metadata,
    identifier(),
    reference("person_id", "person"),
    Column("kind", CODE, nullable=False),
    Column("month", MONTH, nullable=False),
    Column("received_on", Date, nullable=False),
    Column("received", BigInteger, nullable=False),
    Column("reference", KEY),
    version(),
    UniqueConstraint("person_id", "kind", "month"),
)
