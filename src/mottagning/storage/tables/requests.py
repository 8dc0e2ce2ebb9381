"""Tables of requests for places, and of the steps by which they are handled. Where one stands is stored nowhere."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Date, Integer, Table, UniqueConstraint

from mottagning.storage.tables.base import CODE, KEY, TEXT, identifier, metadata, reference, version

booking_request = Table(
    "booking_request",
    metadata,
    identifier(),
    Column("key", KEY, nullable=False, unique=True),
    Column("procedure", CODE, nullable=False),
    Column("side", CODE, nullable=False),
    reference("person_id", "person"),
    reference("service_id", "service"),
    reference("agreement_id", "agreement", nullable=True),
    reference("booking_id", "booking", nullable=True),
    reference("offer_id", "offer", nullable=True),
    Column("counterpart", CODE, nullable=False),
    Column("start", Date, nullable=False),
    Column("end", Date),
    Column("variant", KEY),
    Column("provider", TEXT),
    Column("hours_per_week", BigInteger),
    Column("quantity", BigInteger),
    Column("crossing_reason", CODE),
    Column("priority_ground", TEXT),
    Column("consent_on", Date),
    Column("financing", CODE),
    Column("project", TEXT),
    Column("invoice_address", TEXT),
    Column("invoice_reference", TEXT),
    Column("counterpart_reference", TEXT),
    Column("choice_reason", TEXT),
    Column("chosen_on", Date),
    Column("offers_compared", Integer),
    version(),
)

request_step = Table(
    "request_step",
    metadata,
    identifier(),
    reference("request_id", "booking_request"),
    Column("number", Integer, nullable=False),
    Column("kind", CODE, nullable=False),
    Column("on", Date, nullable=False),
    Column("by", TEXT),
    Column("reason", TEXT),
    Column("reference", TEXT, index=True),
    Column("ground", TEXT),
    Column("amount", BigInteger),
    Column("obstacle", CODE),
    Column("scope", TEXT),
    version(),
    UniqueConstraint("request_id", "number"),
)
