"""The table of what is known of each party of an agreement; who the parties are stands with the agreement."""

from __future__ import annotations

from sqlalchemy import Column, Date, Table, UniqueConstraint

from mottagning.storage.tables.base import CODE, KEY, TEXT, identifier, metadata, reference, version

party_record = Table(
    "party_record",
    metadata,
    identifier(),
    reference("agreement_id", "agreement"),
    Column("code", CODE, nullable=False),
    Column("board", TEXT),
    Column("decision", TEXT),
    Column("registry_number", KEY),
    Column("decided_on", Date),
    Column("joined_on", Date),
    Column("left_on", Date),
    Column("notice_received_on", Date),
    Column("representative", TEXT),
    Column("representative_role", TEXT),
    Column("contact", TEXT),
    Column("inclusion", CODE),
    version(),
    UniqueConstraint("agreement_id", "code"),
)
