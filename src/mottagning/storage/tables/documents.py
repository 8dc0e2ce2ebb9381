"""Tables of documents: the record, and apart from it the contents, which no list reads.

SQLCipher encrypts the contents page by page like everything else.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Date, ForeignKey, Integer, LargeBinary, Table

from mottagning.storage.tables.base import CODE, KEY, TEXT, identifier, metadata, reference, version

document = Table(
    "document",
    metadata,
    identifier(),
    Column("key", KEY, nullable=False, unique=True),
    reference("person_id", "person", nullable=True),
    reference("booking_id", "booking", nullable=True),
    reference("agreement_id", "agreement", nullable=True),
    Column("kind", CODE, nullable=False),
    Column("title", TEXT, nullable=False),
    Column("registry_number", TEXT),
    Column("link", TEXT),
    Column("dated_on", Date),
    Column("kept_until", Date, index=True),
    Column("kept_by_rule", TEXT),
    Column("file_name", TEXT),
    Column("size", BigInteger),
    Column("sha256", KEY),
    version(),
)

document_file = Table(
    "document_file",
    metadata,
    Column("document_id", Integer, ForeignKey("document.id", ondelete="CASCADE"), primary_key=True),
    Column("contents", LargeBinary, nullable=False),
)
"""The contents go with the record, whichever way it goes."""
