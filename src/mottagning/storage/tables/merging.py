"""Tables of records that were merged: what each merge changed, so that it can be undone.

`person_merge_row` has a row for each record that is otherwise than before: of a changed one the columns that were
changed, of one that was removed all of them before, of one that was added all of them after. It goes when its person
goes.
"""

from __future__ import annotations

from sqlalchemy import Column, DateTime, Integer, Table, Text

from mottagning.storage.tables.base import CODE, KEY, identifier, metadata, reference

person_merge = Table(
    "person_merge",
    metadata,
    identifier(),
    Column("at", DateTime, nullable=False),
    Column("by", KEY, nullable=False),
    Column("kept", Integer, nullable=False, index=True),
    Column("gone", Integer, nullable=False),
    Column("kept_case", KEY, nullable=False),
    Column("gone_case", KEY, nullable=False),
    Column("undone_at", DateTime),
    Column("undone_by", KEY),
)

person_merge_row = Table(
    "person_merge_row",
    metadata,
    identifier(),
    reference("merge_id", "person_merge"),
    Column("entity", CODE, nullable=False),
    Column("record", Integer, nullable=False),
    Column("before", Text),
    Column("after", Text),
)
