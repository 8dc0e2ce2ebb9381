"""What did a command change? The areas whose screens have to look again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

T_co = TypeVar("T_co", covariant=True)
"""What is read and never written to: a `Stored[Terms]` is a `Stored[Terms | Price]`."""


class Area(Enum):
    """A part of the register that a screen can be interested in."""

    PEOPLE = "people"
    SERVICES = "services"
    AGREEMENTS = "agreements"
    OFFERS = "offers"
    REQUESTS = "requests"
    BOOKINGS = "bookings"
    DEVIATIONS = "deviations"
    RESPONSIBILITIES = "responsibilities"
    DOCUMENTS = "documents"
    RETURNS = "returns"
    RECEIVED_INVOICES = "received_invoices"
    BUDGETS = "budgets"
    STATE_COMPENSATION = "state_compensation"
    SETTINGS = "settings"
    RETENTION = "retention"
    USERS = "users"
    PLANS = "plans"
    CHECKLISTS = "checklists"
    """Ticked where they stand, which reads no plan anew."""
    WEEKS = "weeks"
    """Weekly hours, which the week of a household reads for itself."""
    RECEPTION = "reception"
    WAITS = "waits"
    LOGS = "logs"
    """The review of the logs; what is logged itself is no change that a screen waits for."""


Changed = frozenset[Area]


@dataclass(frozen=True, slots=True)
class Done(Generic[T_co]):
    """The outcome of a command: its value and what it changed."""

    value: T_co
    changed: Changed


@dataclass(frozen=True, slots=True)
class Stored(Generic[T_co]):
    """A record as it stands in the register: its number, the version that was read, and the value."""

    id: int
    version: int
    value: T_co
