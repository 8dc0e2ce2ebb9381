"""What do all tables share? One metadata with names for every constraint, and the columns that recur.

Named constraints are what lets a migration change them later.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, MetaData, String

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

CODE = String(40)
KEY = String(120)
TEXT = String(400)
MONTH = String(7)


def identifier() -> Column[int]:
    """The row's own number."""
    return Column("id", Integer, primary_key=True)


def version() -> Column[int]:
    """Counts the changes of an editable row, so that nobody overwrites what she has not seen."""
    return Column("version", Integer, nullable=False, default=1)


def reference(name: str, target: str, *, nullable: bool = False) -> Column[int]:
    """A reference to the row `target.id`, which cannot be removed while it is referred to."""
    return Column(name, Integer, ForeignKey(f"{target}.id"), nullable=nullable, index=True)
