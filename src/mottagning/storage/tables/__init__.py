"""Every table of a register, on one metadata. Enumerations are stored as their English values, months as `ÅÅÅÅ-MM`."""

from mottagning.storage.tables import (
    admin,
    agreements,
    bookings,
    documents,
    ledger,
    merging,
    offers,
    people,
    requests,
    take_in,
)
from mottagning.storage.tables.base import metadata

__all__ = [
    "admin",
    "agreements",
    "bookings",
    "documents",
    "ledger",
    "merging",
    "metadata",
    "offers",
    "people",
    "requests",
    "take_in",
]
