"""Tables of deadlines: days that are counted from, extensions, and the rules that the office has loaded."""

from __future__ import annotations

from sqlalchemy import Column, Date, Table, Text, UniqueConstraint

from mottagning.storage.tables.base import CODE, KEY, TEXT, identifier, metadata, reference, version

milestone = Table(
    "milestone",
    metadata,
    identifier(),
    reference("person_id", "person"),
    Column("kind", CODE, nullable=False),
    Column("happened_on", Date, nullable=False),
    Column("lasted_until", Date),
    Column("source", TEXT),
    version(),
    UniqueConstraint("person_id", "kind", "happened_on"),
)

extension = Table(
    "extension",
    metadata,
    identifier(),
    reference("person_id", "person"),
    Column("rule", KEY, nullable=False),
    Column("old_day", Date, nullable=False),
    Column("new_day", Date, nullable=False),
    Column("granted_by", TEXT, nullable=False),
    Column("granted_on", Date, nullable=False),
    Column("applied_on", Date),
    Column("decision", TEXT),
    version(),
    UniqueConstraint("person_id", "rule", "new_day"),
)

loaded_rule = Table(
    "loaded_rule",
    metadata,
    identifier(),
    Column("key", KEY, nullable=False, unique=True),
    Column("text", Text, nullable=False),
    Column("file", TEXT, nullable=False),
    Column("loaded_on", Date, nullable=False),
    version(),
)
