"""Tables of what has been agreed: counterparts, the catalogue of insatser, agreements, terms, prices, school days."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Date, Integer, Table, Text, UniqueConstraint

from mottagning.storage.tables.base import CODE, KEY, MONTH, TEXT, identifier, metadata, reference, version

counterpart = Table(
    "counterpart",
    metadata,
    identifier(),
    Column("code", CODE, nullable=False, unique=True),
    Column("name", TEXT),
    Column("kind", CODE, nullable=False),
    Column("invoice_address", TEXT),
    Column("reference", TEXT),
    Column("peppol_id", TEXT),
    Column("secure_channel", TEXT),
    Column("contact", TEXT),
    version(),
)

service = Table(
    "service",
    metadata,
    identifier(),
    Column("name", KEY, nullable=False, unique=True),
    Column("folded", KEY, nullable=False, unique=True),
    Column("code", CODE, nullable=False),
    Column("is_adult_education", Boolean, nullable=False),
    Column("ground", TEXT),
    Column("disclosure_ground", TEXT),
    Column("ground_from", Date),
    Column("source", TEXT),
    Column("account_buy", CODE),
    Column("account_sell", CODE),
    Column("cost_centre", CODE),
    Column("activity_code", CODE),
    Column("project", CODE),
    version(),
)

agreement = Table(
    "agreement",
    metadata,
    identifier(),
    Column("key", KEY, nullable=False, unique=True),
    Column("direction", CODE, nullable=False),
    Column("start", Date, nullable=False),
    Column("end", Date),
    Column("kind", CODE),
    Column("rests_on", KEY),
    Column("replaces", KEY, index=True),
    Column("payment", CODE, nullable=False),
    Column("notice_on", Date),
    Column("notice_months", Integer),
    Column("registry_number", KEY),
    Column("reference", TEXT),
    Column("retroactive_limit", Integer),
    Column("credit_limit", Integer),
    Column("needs_no_decision", Boolean, nullable=False, default=False),
    Column("quiet", TEXT),
    Column("title", TEXT),
    Column("is_open_in_procurement", Boolean, nullable=False),
    Column("procurement_reference", TEXT),
    Column("responsible", TEXT),
    Column("signatory", TEXT),
    version(),
)

agreement_party = Table(
    "agreement_party",
    metadata,
    identifier(),
    reference("agreement_id", "agreement"),
    Column("position", Integer, nullable=False),
    Column("code", CODE, nullable=False, index=True),
    UniqueConstraint("agreement_id", "code"),
)

terms = Table(
    "terms",
    metadata,
    identifier(),
    reference("agreement_id", "agreement"),
    reference("service_id", "service"),
    Column("valid_from", Date),
    Column("unit", CODE, nullable=False),
    Column("method", CODE, nullable=False),
    Column("reading_day", Integer, nullable=False),
    Column("reading_exceptions", TEXT, nullable=False),
    Column("condition", CODE, nullable=False),
    Column("move_rule", CODE, nullable=False),
    Column("shares", CODE),
    Column("administration_fee", BigInteger, nullable=False),
    Column("vat_compensation", BigInteger, nullable=False),
    Column("rounding", CODE, nullable=False),
    Column("school_calendar", KEY),
    Column("age_switch", CODE, nullable=False),
    Column("one_unit_per_month", Boolean, nullable=False),
    Column("yearly_reconciliation", Boolean, nullable=False),
    Column("counts_discharge_day", Boolean, nullable=False),
    Column("absence_limit", Integer),
    Column("no_show_limit", Integer),
    version(),
    UniqueConstraint("agreement_id", "service_id", "valid_from"),
)

price = Table(
    "price",
    metadata,
    identifier(),
    reference("agreement_id", "agreement"),
    reference("service_id", "service"),
    Column("variant", KEY),
    Column("seller", CODE),
    Column("unit", CODE, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("start", Date, nullable=False),
    Column("end", Date),
    Column("days_per_year", Integer),
    Column("is_preliminary", Boolean, nullable=False),
    Column("source", TEXT, nullable=False),
    version(),
    UniqueConstraint("agreement_id", "service_id", "variant", "seller", "unit", "start"),
)

age_group = Table(
    "age_group",
    metadata,
    identifier(),
    reference("agreement_id", "agreement"),
    reference("service_id", "service"),
    Column("variant", KEY, nullable=False),
    Column("from_age", Integer, nullable=False),
    Column("to_age", Integer, nullable=False),
    version(),
    UniqueConstraint("agreement_id", "service_id", "variant"),
)

shared_offer = Table(
    "shared_offer",
    metadata,
    identifier(),
    Column("key", KEY, nullable=False, unique=True),
    reference("agreement_id", "agreement"),
    reference("service_id", "service"),
    Column("variant", KEY),
    Column("provider_municipality", CODE, nullable=False),
    Column("provider", TEXT),
    Column("start", Date, nullable=False),
    Column("end", Date),
    Column("cost", BigInteger, nullable=False),
    Column("sharing", CODE, nullable=False),
    Column("shares", Text, nullable=False),
    Column("payment", CODE, nullable=False),
    Column("source", TEXT, nullable=False),
    Column("decision", TEXT),
    Column("told_on", Date),
    Column("counterpart_reference", TEXT),
    Column("is_preliminary", Boolean, nullable=False),
    Column("due_month", MONTH, index=True),
    version(),
)
"""Courses held together. `due_month` is what a booking's is: the first settlement month that has to look again."""

school_run = Table(
    "school_run",
    metadata,
    identifier(),
    Column("calendar", KEY, nullable=False),
    Column("start", Date, nullable=False),
    Column("end", Date),
    version(),
    UniqueConstraint("calendar", "start"),
)
