"""The store of what waits for somebody, as entered by hand."""

from __future__ import annotations

from collections.abc import Collection

from mottagning.domain.waiting import Wait
from mottagning.readmodels.changes import Area, Stored
from mottagning.storage.stores.keyed import Shape, optional
from mottagning.storage.stores.people import CASE, OfPerson
from mottagning.storage.stores.plans import HOUSEHOLD
from mottagning.storage.tables import waiting as tables


class WaitStore(OfPerson[Wait]):
    """Waits of persons and of households."""

    shape = Shape(Wait, tables.wait, Area.WAITS, ("key",), references=(optional(CASE), optional(HOUSEHOLD)))

    def of_households(self, keys: Collection[str]) -> list[Stored[Wait]]:
        """Those of these households."""
        return self.naming("household", list(keys))

    def _person(self, value: Wait, record_id: int) -> int | None:
        return None if value.case_number is None else super()._person(value, record_id)
