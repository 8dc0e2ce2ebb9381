"""What can a rule of deadlines ask about a person? Days, traits and spans of days, each by its name in rule files.

A fact that nobody knows is not there: a rule that needs it says so, and never guesses.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from types import MappingProxyType

from mottagning.domain.people import HouseholdRole, PermitGround, SettlementKind
from mottagning.domain.periods import DateRange
from mottagning.domain.profiles import IncomeSource


class DayFact(Enum):
    """A day in a person's life that deadlines are counted from, or stopped by."""

    BORN = "born"
    ASSIGNED = "assigned"
    RECEPTION_DUE = "reception_due"
    RECEIVED = "received"
    FIRST_RECEIVED = "first_received"
    REGISTERED = "registered"
    """The first folkbokföring that is known."""
    MOVED_HERE = "moved_here"
    MOVED_AWAY = "moved_away"
    GONE = "gone"
    PERMIT_DECIDED = "permit_decided"
    """The first decision of those that are known."""
    PERMIT_UNTIL = "permit_until"
    TEMPORARY_PROTECTION = "temporary_protection"
    PERSONAL_NUMBER = "personal_number"
    COORDINATION_NUMBER = "coordination_number"
    CONTRACT_UNTIL = "contract_until"
    ESTABLISHMENT_PLAN = "establishment_plan"
    CIVIC_STARTED = "civic_started"
    CIVIC_COMPLETED = "civic_completed"
    SFI_APPLIED = "sfi_applied"
    SFI_ADMITTED = "sfi_admitted"
    SFI_COMPLETED = "sfi_completed"
    SFI_ABSENT = "sfi_absent"
    PRESCHOOL_REQUESTED = "preschool_requested"
    PRESCHOOL_STARTED = "preschool_started"
    SCHOOL_STARTED = "school_started"
    SCHOOL_ASSESSED = "school_assessed"
    PREPARATORY_CLASS = "preparatory_class"
    STUDY_PLAN = "study_plan"
    LANGUAGE_INTRODUCTION = "language_introduction"
    UPPER_SECONDARY = "upper_secondary"
    HEALTH_EXAMINATION = "health_examination"
    FIRST_CLAIM = "first_claim"
    CLAIMED_UNTIL = "claimed_until"


class SpanFact(Enum):
    """Days that do not count in a deadline, or that use up what somebody has a right to."""

    PARENTAL_LEAVE = "parental_leave"
    SFI_FOR_PARENTS = "sfi_for_parents"
    ESTABLISHMENT_BENEFIT = "establishment_benefit"


class Trait(Enum):
    """What a person is, one or several words of a closed list."""

    PERMIT_GROUND = "permit_ground"
    IS_PERMANENT = "is_permanent"
    SETTLEMENT_KIND = "settlement_kind"
    HOUSEHOLD_ROLE = "household_role"
    IS_QUOTA = "is_quota"
    IS_UNACCOMPANIED = "is_unaccompanied"
    IS_ANCHOR = "is_anchor"
    IS_REGISTERED = "is_registered"
    HAS_MOVED_HERE = "has_moved_here"
    HAS_PLAN = "has_plan"
    INCOME = "income"
    SCHOOL_FORM = "school_form"
    BOOKED = "booked"


YES, NO = "yes", "no"
NOTHING = "nothing"
"""The trait is known to be none: no income, no school form, nothing booked."""

_YES_NO = frozenset({YES, NO})
SCHOOL_FORMS = frozenset({"preschool", "school", "language_introduction", "upper_secondary", NOTHING})

TRAIT_WORDS: Mapping[Trait, frozenset[str] | None] = MappingProxyType(
    {
        Trait.PERMIT_GROUND: frozenset(one.value for one in PermitGround),
        Trait.IS_PERMANENT: _YES_NO,
        Trait.SETTLEMENT_KIND: frozenset(one.value for one in SettlementKind),
        Trait.HOUSEHOLD_ROLE: frozenset(one.value for one in HouseholdRole),
        Trait.IS_QUOTA: _YES_NO,
        Trait.IS_UNACCOMPANIED: _YES_NO,
        Trait.IS_ANCHOR: _YES_NO,
        Trait.IS_REGISTERED: _YES_NO,
        Trait.HAS_MOVED_HERE: _YES_NO,
        Trait.HAS_PLAN: _YES_NO,
        Trait.INCOME: frozenset({*(one.value for one in IncomeSource), NOTHING}),
        Trait.SCHOOL_FORM: SCHOOL_FORMS,
        Trait.BOOKED: None,
    }
)
"""The words that each trait can have; None: the names of insatser, which the office decides."""


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What is known of one person. What is not there is not known."""

    days: Mapping[DayFact, date] = field(default_factory=dict)
    traits: Mapping[Trait, frozenset[str]] = field(default_factory=dict)
    spans: Mapping[SpanFact, tuple[DateRange, ...]] = field(default_factory=dict)
