"""Tables of invoices that others send: the invoice, the steps it takes, its rows, and what of ours they pay.

What a payment is for has no foreign key: it stays when a booking's person is removed, and a course has no booking. That
a booking and month are paid once is the unique key of `invoice_payment`; a voided invoice has no payments.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Date, Index, Integer, Table, Text, UniqueConstraint, text

from mottagning.storage.tables.base import CODE, KEY, MONTH, TEXT, identifier, metadata, reference, version

received_invoice = Table(
    "received_invoice",
    metadata,
    identifier(),
    Column("key", KEY, nullable=False, unique=True),
    Column("counterpart", CODE, nullable=False),
    Column("number", KEY, nullable=False),
    Column("arrived_on", Date, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("first_month", MONTH, nullable=False),
    Column("last_month", MONTH, nullable=False),
    Column("invoiced_on", Date),
    Column("their_reference", TEXT),
    Column("our_reference", TEXT),
    Column("is_protected", Boolean, nullable=False),
    Column("note", Text),
    Column("specification", TEXT),
    Column("voided_on", Date),
    version(),
    Index(
        "uq_received_invoice_number",
        "counterpart",
        "number",
        unique=True,
        sqlite_where=text("voided_on IS NULL"),
        postgresql_where=text("voided_on IS NULL"),
    ),
    Index("ix_received_invoice_begins", "number"),
)

invoice_step = Table(
    "invoice_step",
    metadata,
    identifier(),
    reference("invoice_id", "received_invoice"),
    Column("number", Integer, nullable=False),
    Column("kind", CODE, nullable=False),
    Column("on", Date, nullable=False),
    Column("by", KEY, nullable=False),
    Column("note", Text),
    Column("amount", BigInteger),
    version(),
    UniqueConstraint("invoice_id", "number"),
)

invoice_row = Table(
    "invoice_row",
    metadata,
    identifier(),
    reference("invoice_id", "received_invoice"),
    Column("row", Integer, nullable=False),
    Column("head", Integer, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("verdict", CODE, nullable=False),
    Column("stance", CODE, nullable=False),
    Column("our_amount", BigInteger, nullable=False),
    Column("our_booking", KEY, index=True),
    Column("our_first", MONTH),
    Column("our_last", MONTH),
    Column("first_month", MONTH),
    Column("last_month", MONTH),
    Column("name", TEXT),
    Column("identity", KEY),
    Column("reference", TEXT),
    Column("service", TEXT),
    Column("why", Text),
    version(),
    UniqueConstraint("invoice_id", "row"),
)

invoice_payment = Table(
    "invoice_payment",
    metadata,
    identifier(),
    reference("invoice_id", "received_invoice"),
    Column("head", Integer, nullable=False),
    Column("our_booking", KEY, nullable=False),
    Column("service_month", MONTH, nullable=False),
    Column("line", Integer, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("our_rows", TEXT),
    version(),
    UniqueConstraint("our_booking", "service_month", "line"),
)
