"""What is asked about an assignment and those who come, a quota, a flat, a reservation, a rent norm."""

from __future__ import annotations

from collections.abc import Sequence

from mottagning.domain.assignments import AssignmentKind, AssignmentStatus
from mottagning.domain.people import HouseholdRole, Protection, Sex
from mottagning.domain.quotas import QuotaKind
from mottagning.texts import reception as texts
from mottagning.uikit.fields import Asks, Choice, Field, Section, choice


def assignment_sections(languages: Sequence[Choice], others: Sequence[Choice]) -> list[Section]:
    """The sections of an assignment; `others` are those that it may replace."""
    return [
        Section(
            texts.SECTION_DECISION,
            (
                choice("kind", texts.KIND, AssignmentKind, required=True),
                Field("persons", texts.PERSONS, Asks.WHOLE, required=True),
                Field("decided_on", texts.DECIDED, Asks.DAY, required=True),
                Field("due_on", texts.LAST_DAY, Asks.DAY, hint=texts.DUE_HINT),
                Field("agency_case", texts.AGENCY_CASE),
                Field("contact", texts.CONTACT),
                Field("quota_year", texts.QUOTA_YEAR, Asks.WHOLE, hint=texts.QUOTA_HINT),
                Field("replaces", texts.REPLACES, Asks.CODE, choices=others),
            ),
        ),
        Section(
            texts.SECTION_HERE,
            (
                choice("status", texts.STATUS, AssignmentStatus, required=True),
                Field("officer", texts.OFFICER),
                Field("arrives_on", texts.ARRIVES, Asks.DAY),
                Field("interpreter_language", texts.LANGUAGE, Asks.CODE, choices=languages),
                choice("protection", texts.PROTECTION, Protection, required=True, hint=texts.PROTECTION_HINT),
                Field("note", texts.NOTE, Asks.LINES, wide=True),
            ),
        ),
        Section(
            texts.SECTION_RECEPTION,
            (
                Field("received_on", texts.RECEIVED, Asks.DAY, hint=texts.RECEIVED_HINT),
                Field("persons_received", texts.CAME, Asks.WHOLE, hint=texts.CAME_HINT),
            ),
        ),
    ]


def expected_sections(people: Sequence[Choice]) -> list[Section]:
    """The sections of somebody expected; `people` are those she may be already."""
    return [
        Section(
            "",
            (
                Field("given_name", texts.GIVEN_NAME),
                Field("family_name", texts.FAMILY_NAME),
                Field("birth_date", texts.BIRTH_DATE, Asks.DAY),
                Field("age", texts.AGE, Asks.WHOLE, hint=texts.AGE_HINT),
                choice("sex", texts.SEX, Sex),
                choice("role", texts.ROLE, HouseholdRole),
                Field("case_number", texts.CASE, Asks.CODE, choices=people, hint=texts.CASE_HINT, wide=True),
            ),
        )
    ]


def preparation_sections() -> list[Section]:
    """The sections of who sees to an item."""
    return [
        Section(
            "",
            (
                Field("responsible", texts.RESPONSIBLE, required=True),
                Field("days_before", texts.DAYS_BEFORE, Asks.WHOLE, required=True, hint=texts.DAYS_BEFORE_HINT),
            ),
        )
    ]


def quota_sections() -> list[Section]:
    """The sections of a quota."""
    return [
        Section(
            "",
            (
                Field("year", texts.YEAR, Asks.WHOLE, required=True),
                choice("kind", texts.KIND, QuotaKind, required=True),
                Field("persons", texts.PERSONS, Asks.WHOLE, required=True),
                Field("decided_on", texts.DECIDED, Asks.DAY),
                Field("source", texts.SOURCE, required=True, wide=True, hint=texts.SOURCE_HINT),
                Field("note", texts.NOTE, Asks.LINES, wide=True),
            ),
        )
    ]


def flat_sections() -> list[Section]:
    """The sections of a flat."""
    return [
        Section(
            texts.SECTION_FLAT,
            (
                Field("address", texts.ADDRESS, required=True, wide=True),
                Field("first", texts.FREE_FROM, Asks.DAY, required=True),
                Field("last", texts.FREE_UNTIL, Asks.DAY, hint=texts.UNTIL_HINT),
                Field("rooms", texts.ROOMS, Asks.SCALED),
                Field("area", texts.AREA, Asks.SCALED),
            ),
        ),
        Section(
            texts.SECTION_CONTRACT,
            (
                Field("rent", texts.RENT, Asks.SCALED),
                Field("landlord", texts.LANDLORD),
                Field("contact", texts.LANDLORD_CONTACT),
                Field("contract", texts.CONTRACT),
                Field("contract_until", texts.CONTRACT_UNTIL, Asks.DAY),
                Field("keys_on", texts.KEYS, Asks.DAY),
                Field("note", texts.NOTE, Asks.LINES, wide=True),
            ),
        ),
    ]


def reservation_sections() -> list[Section]:
    """The sections of a reservation."""
    return [
        Section(
            "",
            (
                Field("first", texts.FROM, Asks.DAY, required=True),
                Field("last", texts.UNTIL, Asks.DAY, hint=texts.UNTIL_HINT),
            ),
        )
    ]


def norm_sections() -> list[Section]:
    """The sections of a rent norm."""
    return [
        Section(
            "",
            (
                Field("persons", texts.NORM_PERSONS, Asks.WHOLE, required=True),
                Field("amount", texts.NORM_AMOUNT, Asks.SCALED, required=True),
                Field("first", texts.FROM, Asks.DAY, required=True),
                Field("last", texts.UNTIL, Asks.DAY, hint=texts.UNTIL_HINT),
                Field("source", texts.SOURCE, required=True, wide=True),
            ),
        )
    ]
