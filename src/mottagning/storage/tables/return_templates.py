"""Tables of counterparts' own forms: the record, and apart from it the workbook, which no list reads."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Integer, LargeBinary, Table

from mottagning.storage.tables.base import KEY, TEXT, identifier, metadata, version

return_template = Table(
    "return_template",
    metadata,
    identifier(),
    Column("agreement_id", Integer, ForeignKey("agreement.id"), nullable=False, unique=True),
    Column("file_name", TEXT, nullable=False),
    Column("size", Integer, nullable=False),
    Column("sha256", KEY, nullable=False),
    Column("chosen_by", TEXT, nullable=False),
    Column("chosen_on", Date, nullable=False),
    version(),
)

return_template_file = Table(
    "return_template_file",
    metadata,
    Column("template_id", Integer, ForeignKey("return_template.id", ondelete="CASCADE"), primary_key=True),
    Column("contents", LargeBinary, nullable=False),
)
"""The workbook goes with the record, whichever way it goes."""
