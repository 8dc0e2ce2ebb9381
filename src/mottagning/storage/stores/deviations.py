"""The store of deviations."""

from __future__ import annotations

from mottagning.domain.deviations import Deviation
from mottagning.readmodels.changes import Area
from mottagning.storage.stores.bookings import BOOKING, NamingBookingStore
from mottagning.storage.stores.keyed import Shape, optional
from mottagning.storage.tables import deviations as tables


class DeviationStore(NamingBookingStore[Deviation]):
    """Deviations, open and closed."""

    shape = Shape(Deviation, tables.deviation, Area.DEVIATIONS, ("key",), references=(optional(BOOKING),))
