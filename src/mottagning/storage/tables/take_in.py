"""Tables of the lists that were taken in: what each made and changed, so that it can be undone, and saved mappings.

`take_in_record` has a row for everything that is kept about the persons of a list, as it stood right after, or for each
booking of a list of bookings; `former` is what a changed record said before, in the words of `domain.canonical`. It
goes when its person goes.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, DateTime, Index, Integer, Table, Text

from mottagning.storage.tables.base import CODE, KEY, TEXT, identifier, metadata, reference

take_in = Table(
    "take_in",
    metadata,
    identifier(),
    Column("at", DateTime, nullable=False),
    Column("by", KEY, nullable=False),
    Column("file", TEXT, nullable=False),
    Column("created", Integer, nullable=False),
    Column("changed", Integer, nullable=False),
    Column("of", CODE, nullable=False),
    Column("undone_at", DateTime),
    Column("undone_by", KEY),
)

take_in_record = Table(
    "take_in_record",
    metadata,
    identifier(),
    reference("take_in_id", "take_in"),
    Column("person", Integer, nullable=False, index=True),
    Column("entity", CODE, nullable=False),
    Column("record", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("is_new", Boolean, nullable=False),
    Column("former_version", Integer),
    Column("former", Text),
    Index("ix_take_in_record_record", "entity", "record"),
)

list_mapping = Table(
    "list_mapping",
    metadata,
    identifier(),
    Column("headings", Text, nullable=False, unique=True),
    Column("meanings", Text, nullable=False),
)
