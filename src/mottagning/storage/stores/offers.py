"""The store of what can be had, of us and of others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mottagning.domain.offers import Offer
from mottagning.domain.weekly_times import parse_times, written_times
from mottagning.readmodels.changes import Area
from mottagning.storage.stores.agreements import SERVICE
from mottagning.storage.stores.keyed import KeyedStore, Shape
from mottagning.storage.tables import offers as tables


class OfferStore(KeyedStore[Offer]):
    """Offers. Their times stand in one column, `1-5 09:00-12:00`, 1 being Monday."""

    shape = Shape(Offer, tables.offer, Area.OFFERS, ("key",), references=(SERVICE,), special=frozenset({"times"}))

    def _special(self, rows: Sequence[Any]) -> list[dict[str, Any]]:
        return [{"times": parse_times(row["times"] or "", int)} for row in rows]

    def _values(self, value: Offer) -> dict[str, Any]:
        return {**super()._values(value), "times": written_times(value.times, str) or None}
