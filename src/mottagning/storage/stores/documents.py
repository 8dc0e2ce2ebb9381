"""The store of documents: their records like any other kind's, and their contents, read one at a time."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select

from mottagning.domain.documents import Document, Owner
from mottagning.domain.people import Protection
from mottagning.readmodels.changes import Area, Stored
from mottagning.storage.parts import MOST
from mottagning.storage.stores.agreements import AGREEMENT
from mottagning.storage.stores.bookings import BOOKING
from mottagning.storage.stores.keyed import KeyedStore, Shape, optional
from mottagning.storage.stores.people import CASE
from mottagning.storage.tables import documents as tables
from mottagning.storage.tables.bookings import booking
from mottagning.storage.tables.people import person


class DocumentStore(KeyedStore[Document]):
    """Documents. Nothing but `contents` reads what is in a file."""

    shape = Shape(
        Document,
        tables.document,
        Area.DOCUMENTS,
        ("key",),
        references=(optional(CASE), optional(BOOKING), optional(AGREEMENT)),
    )

    def of_owner(self, owner: Owner) -> list[Stored[Document]]:
        """Those of one person, booking or agreement, in the order they were added."""
        return self.having(self._column(owner.kind.value), owner.key)

    def visible(self, *, protected: bool) -> list[Stored[Document]]:
        """All; those about people with protected data only when `protected` is set."""
        return self.every(*([] if protected else [_OPEN_TO_ALL]))

    def due(self, today: date, *, protected: bool) -> list[Stored[Document]]:
        """Those whose last day to be kept has passed, the oldest first; protected as in `visible`."""
        passed = tables.document.c.kept_until < today
        found = self.every(passed, *([] if protected else [_OPEN_TO_ALL]))
        return sorted(found, key=lambda one: (one.value.kept_until or today, one.value.key))

    def person_of(self, value: Document) -> int | None:
        """The number of the person whom a document is about; None of an agreement's."""
        if value.booking is not None:
            return self._connection.scalar(select(booking.c.person_id).where(booking.c.key == value.booking))
        return self._id(CASE, value.case_number) if value.case_number is not None else None

    # contents

    def held(self, ids: Collection[int]) -> set[int]:
        """Which of these documents have their contents here."""
        statement = select(tables.document_file.c.document_id)
        if len(ids) <= MOST:
            statement = statement.where(tables.document_file.c.document_id.in_(ids))
        return set(self._connection.scalars(statement)) & set(ids)

    def contents(self, document_id: int) -> bytes | None:
        """The file of a document, None where there is none."""
        file = tables.document_file
        return self._connection.scalar(select(file.c.contents).where(file.c.document_id == document_id))

    def keep(self, one: Stored[Document], contents: bytes) -> None:
        """Keep the file that a record tells of, in place of any it had."""
        file = tables.document_file
        self._connection.execute(file.delete().where(file.c.document_id == one.id))
        self._connection.execute(file.insert().values(document_id=one.id, contents=contents))
        self._note(one.id, "file_kept", {"size": one.value.size, "sha256": one.value.sha256}, one.value)

    def _person(self, value: Document, _record_id: int) -> int | None:
        return self.person_of(value)


def _of_nobody_hidden(column: Any, visible: Any) -> ColumnElement[bool]:  # noqa: ANN401 - SQLAlchemy constructs
    return or_(column.is_(None), column.in_(visible))


_SEEN = select(person.c.id).where(person.c.protection == Protection.NONE.value)
_OPEN_TO_ALL = and_(
    _of_nobody_hidden(tables.document.c.person_id, _SEEN),
    _of_nobody_hidden(tables.document.c.booking_id, select(booking.c.id).where(booking.c.person_id.in_(_SEEN))),
)
"""About nobody with protected data."""
