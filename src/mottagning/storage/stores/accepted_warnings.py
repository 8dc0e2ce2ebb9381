"""The store of warnings that were accepted."""

from __future__ import annotations

from sqlalchemy import select

from mottagning.domain.accepted_warnings import AcceptedWarning
from mottagning.readmodels.changes import Area, Stored
from mottagning.storage.stores.bookings import BOOKING, of_nobody_hidden
from mottagning.storage.stores.keyed import KeyedStore, Shape, optional
from mottagning.storage.tables import accepted_warnings as tables
from mottagning.storage.tables.bookings import booking


class AcceptedWarningStore(KeyedStore[AcceptedWarning]):
    """Acceptances: of bookings, and of what is none."""

    shape = Shape(AcceptedWarning, tables.accepted_warning, Area.RETURNS, ("key",), references=(optional(BOOKING),))

    def visible(self, *, protected: bool) -> list[Stored[AcceptedWarning]]:
        """All; those of bookings of people with protected data only when `protected` is set."""
        if protected:
            return self.every()
        return self.every(of_nobody_hidden(tables.accepted_warning.c.booking_id))

    def keys(self) -> list[str]:
        """The keys that are taken."""
        return list(self._connection.scalars(select(tables.accepted_warning.c.key)))

    def _person(self, value: AcceptedWarning, _record_id: int) -> int | None:
        if value.booking is None:
            return None
        return self._connection.scalar(select(booking.c.person_id).where(booking.c.key == value.booking))
