"""The store of courses booked by headcount."""

from __future__ import annotations

from collections.abc import Sequence

from mottagning.domain.group_bookings import GroupBooking
from mottagning.readmodels.changes import Area, Stored
from mottagning.storage import due
from mottagning.storage.stores.agreements import AGREEMENT, SERVICE
from mottagning.storage.stores.keyed import KeyedStore, Shape
from mottagning.storage.tables import agreements as agreement_tables
from mottagning.storage.tables import group_bookings as tables


class GroupBookingStore(KeyedStore[GroupBooking]):
    """Courses whose participants are nobody in the register."""

    shape = Shape(GroupBooking, tables.group_booking, Area.AGREEMENTS, ("key",), references=(AGREEMENT, SERVICE))

    def of_agreement(self, key: str) -> list[Stored[GroupBooking]]:
        """Those of one agreement."""
        return self.having(agreement_tables.agreement.c.key, key)

    def _touch(self, before: Stored[GroupBooking]) -> None:
        due.of_course(self._connection, tables.group_booking, [before.id])

    def _remember(self, stored: Sequence[Stored[GroupBooking]]) -> None:
        due.of_course(self._connection, tables.group_booking, [one.id for one in stored])
