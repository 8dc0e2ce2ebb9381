"""The store of the office's own lines in the map of responsibilities."""

from __future__ import annotations

from mottagning.domain.responsibilities import Responsibility
from mottagning.readmodels.changes import Area
from mottagning.storage.stores.agreements import SERVICE
from mottagning.storage.stores.keyed import KeyedStore, Shape, optional
from mottagning.storage.tables import responsibilities as tables


class ResponsibilityStore(KeyedStore[Responsibility]):
    """Who answers for what, as the office says."""

    shape = Shape(
        Responsibility, tables.responsibility, Area.RESPONSIBILITIES, ("key",), references=(optional(SERVICE),)
    )
