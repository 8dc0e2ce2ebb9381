"""The store of deviations."""

from __future__ import annotations

from sqlalchemy import select

from mottagning.domain.deviations import Deviation
from mottagning.readmodels.changes import Area, Stored
from mottagning.storage.stores.bookings import BOOKING, of_nobody_hidden
from mottagning.storage.stores.keyed import KeyedStore, Shape, optional
from mottagning.storage.tables import deviations as tables
from mottagning.storage.tables.bookings import booking


class DeviationStore(KeyedStore[Deviation]):
    """Deviations, open and closed."""

    shape = Shape(Deviation, tables.deviation, Area.DEVIATIONS, ("key",), references=(optional(BOOKING),))

    def visible(self, *, protected: bool) -> list[Stored[Deviation]]:
        """All; those of bookings of people with protected data only when `protected` is set."""
        if protected:
            return self.every()
        return self.every(of_nobody_hidden(tables.deviation.c.booking_id))

    def keys(self) -> list[str]:
        """The keys that are taken."""
        return list(self._connection.scalars(select(tables.deviation.c.key)))

    def _person(self, value: Deviation, _record_id: int) -> int | None:
        if value.booking is None:
            return None
        return self._connection.scalar(select(booking.c.person_id).where(booking.c.key == value.booking))
