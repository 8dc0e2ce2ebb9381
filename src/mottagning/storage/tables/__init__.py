"""Every table of a register, on one metadata. Enumerations are stored as their English values, months as `ÅÅÅÅ-MM`."""

from mottagning.storage.tables import (
    accepted_warnings,
    admin,
    agreement_parties,
    agreements,
    bookings,
    budgets,
    deviations,
    documents,
    group_bookings,
    ledger,
    merging,
    month,
    offers,
    people,
    requests,
    responsibilities,
    take_in,
)
from mottagning.storage.tables.base import metadata

__all__ = [
    "accepted_warnings",
    "admin",
    "agreement_parties",
    "agreements",
    "bookings",
    "budgets",
    "deviations",
    "documents",
    "group_bookings",
    "ledger",
    "merging",
    "metadata",
    "month",
    "offers",
    "people",
    "requests",
    "responsibilities",
    "take_in",
]
