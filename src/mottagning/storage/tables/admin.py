"""Tables of the register itself: settings, users, what was read, changed and handed out."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean, Column, DateTime, Index, Integer, Table, Text, UniqueConstraint

from mottagning.storage.tables.base import CODE, KEY, TEXT, identifier, metadata, reference, version

setting = Table(
    "setting",
    metadata,
    identifier(),
    Column("key", KEY, nullable=False, unique=True),
    Column("value", TEXT, nullable=False),
    version(),
)

user = Table(
    "user_account",
    metadata,
    identifier(),
    Column("name", KEY, nullable=False, unique=True),
    Column("key_slot", CODE, nullable=False, unique=True),
    Column("role", CODE, nullable=False),
    Column("unit", CODE, nullable=False),
    Column("may_see_protected", Boolean, nullable=False),
    Column("added_at", DateTime, nullable=False),
    Column("removed_at", DateTime),
    version(),
)
"""Who may log in, and who once could: a name in the logs is never given to somebody else."""


def _linked() -> list[Column[Any]]:
    """What makes a row of a log part of its chain (see `chain`).

    `removed_by` names the retention that took its words.
    """
    return [
        Column("salt", CODE),
        Column("words_digest", KEY, nullable=False),
        Column("digest", KEY, nullable=False),
        Column("removed_by", Integer),
    ]


log_head = Table(
    "log_head",
    metadata,
    Column("log", CODE, primary_key=True),
    Column("rows", Integer, nullable=False),
    Column("digest", KEY, nullable=False),
)
"""How many rows each log has and the digest of its last: rows that are gone at the end are missed too."""


read_log = Table(
    "read_log",
    metadata,
    identifier(),
    Column("at", DateTime, nullable=False, index=True),
    Column("by", KEY, nullable=False, index=True),
    Column("unit", CODE),
    Column("what", CODE, nullable=False),
    Column("person", Integer, index=True),
    Column("detail", TEXT),
    Column("count", Integer),
    *_linked(),
)

change_log = Table(
    "change_log",
    metadata,
    identifier(),
    Column("at", DateTime, nullable=False, index=True),
    Column("by", KEY, nullable=False, index=True),
    Column("unit", CODE),
    Column("entity", CODE, nullable=False),
    Column("entity_id", Integer),
    Column("action", CODE, nullable=False),
    Column("person", Integer, index=True),
    Column("changes", Text),
    *_linked(),
    Index("ix_change_log_entity", "entity", "entity_id"),
)

disclosure = Table(
    "disclosure",
    metadata,
    identifier(),
    Column("at", DateTime, nullable=False, index=True),
    Column("by", KEY, nullable=False, index=True),
    Column("unit", CODE),
    reference("return_id", "compensation_return", nullable=True),
    Column("what", CODE, nullable=False),
    Column("recipient", TEXT),
    Column("way", CODE),
    Column("ground", TEXT),
    Column("persons", Integer, nullable=False),
    Column("person", Integer, index=True),
    Column("left_out", Text),
    *_linked(),
)

written_file = Table(
    "written_file",
    metadata,
    identifier(),
    Column("path", TEXT, nullable=False),
    Column("computer", KEY, nullable=False),
    Column("by", KEY, nullable=False, index=True),
    Column("at", DateTime, nullable=False),
    Column("what", CODE, nullable=False),
    Column("kept_because", TEXT),
    UniqueConstraint("path", "computer"),
)
"""Files with personal data that may still lie on a disk; what was in them stands in the log of disclosures."""

saved_filter = Table(
    "saved_filter",
    metadata,
    identifier(),
    Column("by", KEY, nullable=False),
    Column("list", CODE, nullable=False),
    Column("name", KEY, nullable=False),
    Column("text", TEXT, nullable=False),
    Column("choices", Text, nullable=False),
    UniqueConstraint("by", "list", "name"),
)
