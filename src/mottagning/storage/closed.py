"""Which tables belong to an area? What the database refuses to those who do not see it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from mottagning.readmodels.changes import Area
from mottagning.storage.stores.keyed import KeyedStore, Shape


def tables_of(areas: Collection[Area]) -> frozenset[str]:
    """The names of the tables whose records belong to these areas, by the stores that keep them."""
    return frozenset(shape.table.name for shape in _shapes(KeyedStore) if shape.area in areas)


def _shapes(store: type[KeyedStore[Any]]) -> Iterator[Shape[Any]]:
    if "shape" in vars(store):
        yield store.shape
    for each in store.__subclasses__():
        yield from _shapes(each)
