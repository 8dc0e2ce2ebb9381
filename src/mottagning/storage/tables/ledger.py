"""Tables of what has been closed: months, returns, rows, losses, and the facts they rest on. Append-only by trigger.

A row holds numbers, codes and the register's own number of the case. Names and identities as sent lie in
`ledger_identity`, which alone may be masked or emptied later. Nothing here refers to a booking or person by foreign
key: rows stay when a person is removed.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from mottagning.storage.tables.base import CODE, KEY, MONTH, TEXT, identifier, metadata, reference

frozen_facts = Table(
    "frozen_facts",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("body", Text, nullable=False),
)

closing = Table(
    "closing",
    metadata,
    identifier(),
    Column("month", MONTH, nullable=False),
    Column("part", Integer, nullable=False),
    Column("scope", Text, nullable=False),
    Column("closes_month", Boolean, nullable=False),
    Column("closed_at", DateTime),
    Column("closed_by", KEY),
    Column("program", CODE, nullable=False),
    Column("office", Text, nullable=False),
    Column("notes", Text, nullable=False),
    Column("is_recomputable", Boolean, nullable=False),
    UniqueConstraint("month", "part"),
)

closing_booking = Table(
    "closing_booking",
    metadata,
    identifier(),
    reference("closing_id", "closing"),
    Column("booking", KEY, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("span_first", MONTH, nullable=False),
    Column("siblings", Text, nullable=False),
    Column("is_protected", Boolean, nullable=False),
    Column("is_held", Boolean, nullable=False),
    Index("ix_closing_booking_booking", "booking", "closing_id"),
)

closing_agreement = Table(
    "closing_agreement",
    metadata,
    identifier(),
    reference("closing_id", "closing"),
    Column("agreement", KEY, nullable=False),
    Column("digest", String(64), nullable=False),
)

compensation_return = Table(
    "compensation_return",
    metadata,
    identifier(),
    reference("closing_id", "closing"),
    Column("number", KEY, nullable=False, unique=True),
    Column("counterpart", CODE, nullable=False),
    Column("direction", CODE, nullable=False),
    Column("version", Integer, nullable=False),
    reference("replaces_id", "compensation_return", nullable=True),
    Column("is_protected", Boolean, nullable=False),
    Column("row_count", Integer, nullable=False),
    Column("total", BigInteger, nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("cover", Text, nullable=False),
    UniqueConstraint("replaces_id"),
)

ledger_row = Table(
    "ledger_row",
    metadata,
    identifier(),
    reference("return_id", "compensation_return"),
    Column("row", Integer, nullable=False),
    Column("booking", KEY, nullable=False),
    Column("person", Integer, nullable=False),
    Column("service", KEY, nullable=False),
    Column("variant", KEY),
    Column("provider", TEXT),
    Column("provider_municipality", CODE),
    Column("counterpart", CODE, nullable=False),
    Column("payer", CODE, nullable=False),
    Column("direction", CODE, nullable=False),
    Column("agreement", KEY, nullable=False),
    Column("method", CODE, nullable=False),
    Column("service_month", MONTH, nullable=False),
    Column("settlement_month", MONTH, nullable=False),
    Column("start", Date, nullable=False),
    Column("end", Date),
    Column("quantity", KEY, nullable=False),
    Column("of", Integer),
    Column("unit", CODE, nullable=False),
    Column("price", Text),
    Column("administration_fee", BigInteger, nullable=False),
    Column("vat_compensation", BigInteger, nullable=False),
    Column("rounding", CODE, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("component", CODE, nullable=False),
    Column("kind", CODE, nullable=False),
    Column("corrects_number", KEY),
    Column("corrects_row", Integer),
    Column("corrects_invoice", KEY),
    Column("reason", CODE),
    Column("ground", TEXT),
    Column("decision", TEXT),
    Column("counterpart_reference", TEXT),
    Column("is_sensitive", Boolean, nullable=False),
    Column("steps", Text, nullable=False),
    UniqueConstraint("return_id", "row"),
    Index("ix_ledger_row_booking", "booking"),
)

ledger_identity = Table(
    "ledger_identity",
    metadata,
    Column("ledger_row_id", Integer, primary_key=True),
    Column("person", Integer, nullable=False, index=True),
    Column("case_number", KEY),
    Column("name", TEXT),
    Column("kind", CODE),
    Column("number", KEY),
    Column("previous_number", KEY),
)

ledger_lost = Table(
    "ledger_lost",
    metadata,
    identifier(),
    reference("closing_id", "closing"),
    Column("booking", KEY, nullable=False, index=True),
    Column("service_month", MONTH, nullable=False),
    Column("counterpart", CODE, nullable=False),
    Column("direction", CODE, nullable=False),
    Column("amount", BigInteger, nullable=False),
)

return_event = Table(
    "return_event",
    metadata,
    identifier(),
    reference("return_id", "compensation_return"),
    Column("at", DateTime, nullable=False),
    Column("by", KEY, nullable=False),
    Column("state", CODE, nullable=False),
    Column("way", CODE),
    Column("recipient", TEXT),
    Column("invoice_number", KEY),
    Column("invoiced_on", Date),
)
