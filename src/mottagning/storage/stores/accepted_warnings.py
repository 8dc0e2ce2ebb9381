"""The store of warnings that were accepted."""

from __future__ import annotations

from mottagning.domain.accepted_warnings import AcceptedWarning
from mottagning.readmodels.changes import Area
from mottagning.storage.stores.bookings import BOOKING, NamingBookingStore
from mottagning.storage.stores.keyed import Shape, optional
from mottagning.storage.tables import accepted_warnings as tables


class AcceptedWarningStore(NamingBookingStore[AcceptedWarning]):
    """Acceptances: of bookings, and of what is none."""

    shape = Shape(AcceptedWarning, tables.accepted_warning, Area.RETURNS, ("key",), references=(optional(BOOKING),))
