"""Tables of retention: proposals, answers to what the register does not know, the office's own rules, protocols.

A proposal and its answers go with the persons. A protocol is only ever added (by trigger), is kept for ever, and knows
numbers and rules alone: no name, no personal number, no case.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, DateTime, Integer, Table, Text

from mottagning.storage.tables.base import CODE, KEY, TEXT, identifier, metadata, reference, version

retention_proposal = Table(
    "retention_proposal",
    metadata,
    identifier(),
    Column("at", DateTime, nullable=False),
    Column("by", KEY, nullable=False),
    Column("is_protected", Boolean, nullable=False),
    Column("approved_at", DateTime),
    Column("approved_by", KEY),
    version(),
)

retention_item = Table(
    "retention_item",
    metadata,
    identifier(),
    reference("proposal_id", "retention_proposal"),
    reference("person_id", "person", nullable=True),
    reference("document_id", "document", nullable=True),
    Column("rule", TEXT, nullable=False),
    Column("kept_until", Date, nullable=False),
)
"""Somebody or a document that is proposed: one of the two is named."""

retention_answer = Table(
    "retention_answer",
    metadata,
    identifier(),
    reference("person_id", "person"),
    Column("question", KEY, nullable=False),
    Column("answer", Boolean, nullable=False),
    Column("at", DateTime, nullable=False),
    Column("by", KEY, nullable=False),
)
"""What somebody has answered of a person; the latest answer to a question is the one that counts."""

retention_rules = Table(
    "retention_rules",
    metadata,
    identifier(),
    Column("text", Text, nullable=False),
    Column("file", TEXT, nullable=False),
    Column("loaded_at", DateTime, nullable=False),
    Column("loaded_by", KEY, nullable=False),
)
"""The office's own rules as they stand in the file that was read last; one row or none."""

retention_protocol = Table(
    "retention_protocol",
    metadata,
    identifier(),
    Column("at", DateTime, nullable=False),
    Column("by", KEY, nullable=False),
    Column("proposed_at", DateTime, nullable=False),
    Column("proposed_by", KEY, nullable=False),
    Column("approved_at", DateTime, nullable=False),
    Column("approved_by", KEY, nullable=False),
    Column("persons", Integer, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("is_protected", Boolean, nullable=False),
)

retention_protocol_line = Table(
    "retention_protocol_line",
    metadata,
    identifier(),
    reference("protocol_id", "retention_protocol"),
    Column("of", CODE, nullable=False),
    Column("what", TEXT, nullable=False),
    Column("count", Integer, nullable=False),
)
"""So many removed by one rule, or of one kind of record."""
