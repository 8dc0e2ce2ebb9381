"""Tables of what has been booked, and of what happens to a booking.

`booking.due_month` is the first settlement month that has to look at the booking again: empty when its facts have
changed since it was last closed, NULL when nothing more can come of it. It keeps the cost of a closing with the
bookings of the month instead of the years behind it.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Date, Index, Table, UniqueConstraint

from mottagning.storage.tables.base import CODE, KEY, MONTH, TEXT, identifier, metadata, reference, version

booking = Table(
    "booking",
    metadata,
    identifier(),
    Column("key", KEY, nullable=False, unique=True),
    reference("person_id", "person"),
    reference("agreement_id", "agreement"),
    reference("service_id", "service"),
    Column("variant", KEY),
    Column("provider_municipality", CODE),
    Column("provider", TEXT),
    Column("start", Date, nullable=False),
    Column("end", Date),
    Column("planned_until", Date),
    Column("outcome", CODE),
    Column("graded_on", Date),
    Column("last_present_on", Date),
    Column("hours_per_week", BigInteger),
    Column("quantity", BigInteger),
    Column("procedure", CODE),
    Column("ground", TEXT),
    Column("decision", TEXT),
    Column("decided_on", Date),
    Column("told_on", Date),
    Column("end_told_on", Date),
    Column("financing", CODE),
    Column("project", TEXT),
    Column("obstacle", CODE),
    Column("decision_scope", TEXT),
    Column("invoice_address", TEXT),
    Column("invoice_reference", TEXT),
    Column("counterpart_reference", TEXT),
    Column("is_sensitive", Boolean, nullable=False),
    Column("due_month", MONTH),
    version(),
    Index("ix_booking_due_month", "due_month"),
    Index("ix_booking_decision", "decision"),
)

absence = Table(
    "absence",
    metadata,
    identifier(),
    reference("booking_id", "booking"),
    Column("start", Date, nullable=False),
    Column("end", Date),
    Column("kind", CODE, nullable=False),
    version(),
    UniqueConstraint("booking_id", "start"),
)

supplement = Table(
    "supplement",
    metadata,
    identifier(),
    reference("booking_id", "booking"),
    Column("kind", CODE, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("start", Date, nullable=False),
    Column("end", Date),
    Column("decision", TEXT),
    version(),
    UniqueConstraint("booking_id", "kind", "start"),
)

report = Table(
    "report",
    metadata,
    identifier(),
    reference("booking_id", "booking"),
    Column("month", MONTH, nullable=False),
    Column("quantity", BigInteger, nullable=False),
    version(),
    UniqueConstraint("booking_id", "month"),
)
