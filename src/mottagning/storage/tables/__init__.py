"""Every table of a register, on one metadata. Enumerations are stored as their English values, months as `ÅÅÅÅ-MM`."""

from mottagning.storage.tables import (
    accepted_warnings,
    admin,
    agreement_parties,
    agreements,
    bookings,
    budgets,
    deadlines,
    deviations,
    documents,
    group_bookings,
    ledger,
    log_reviews,
    merging,
    month,
    offers,
    people,
    plans,
    received_invoices,
    reception,
    requests,
    responsibilities,
    retention,
    return_templates,
    state_compensation,
    take_in,
    waiting,
    weekly_hours,
)
from mottagning.storage.tables.base import metadata

__all__ = [
    "accepted_warnings",
    "admin",
    "agreement_parties",
    "agreements",
    "bookings",
    "budgets",
    "deadlines",
    "deviations",
    "documents",
    "group_bookings",
    "ledger",
    "log_reviews",
    "merging",
    "metadata",
    "month",
    "offers",
    "people",
    "plans",
    "received_invoices",
    "reception",
    "requests",
    "responsibilities",
    "retention",
    "return_templates",
    "state_compensation",
    "take_in",
    "waiting",
    "weekly_hours",
]

for _table in metadata.tables.values():
    if "version" in _table.columns:
        # The logs name a record by its number: what was said of one that is gone must never be told of another.
        _table.dialect_options["sqlite"]["autoincrement"] = True
