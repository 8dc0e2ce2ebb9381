"""What is asked about a booking, and about what happens to one."""

from __future__ import annotations

from mottagning.domain.bookings import AbsenceKind, Financing, Obstacle, Outcome, Procedure, SupplementKind
from mottagning.texts import bookings as texts
from mottagning.uikit.fields import Asks, Choice, Field, Section, all_fields, choice
from mottagning.usecases.bulk import BOOKING_FIELDS

Choices = tuple[Choice, ...]


def booking_sections(people: Choices, agreements: Choices, services: Choices, municipalities: Choices) -> list[Section]:
    """The sections of a booking's form, with what they offer."""
    return [
        Section(
            texts.SECTION_WHAT,
            (
                Field("key", texts.KEY, required=True),
                Field("case_number", texts.PERSON, Asks.CODE, required=True, choices=people),
                Field("agreement", texts.AGREEMENT, Asks.CODE, required=True, choices=agreements),
                Field("service", texts.SERVICE, Asks.CODE, required=True, choices=services),
                Field("variant", texts.VARIANT, hint=texts.VARIANT_HINT),
                Field("provider", texts.PROVIDER),
                Field(
                    "provider_municipality",
                    texts.PROVIDER_MUNICIPALITY,
                    Asks.CODE,
                    choices=municipalities,
                    hint=texts.PROVIDER_HINT,
                    wide=True,
                ),
            ),
        ),
        Section(texts.SECTION_WHEN, _when()),
        Section(texts.SECTION_DECISION, _decision()),
        Section(
            texts.SECTION_RETURN,
            (
                Field("invoice_address", texts.INVOICE_ADDRESS, Asks.LINES, hint=texts.INVOICE_HINT, wide=True),
                Field("invoice_reference", texts.INVOICE_REFERENCE),
                Field("counterpart_reference", texts.COUNTERPART_REFERENCE),
                Field("is_sensitive", texts.SENSITIVE, Asks.YES_NO, wide=True),
            ),
        ),
    ]


def _when() -> tuple[Field, ...]:
    return (
        Field("first", texts.FIRST, Asks.DAY, required=True),
        Field("last", texts.LAST, Asks.DAY, hint=texts.LAST_HINT),
        Field("planned_until", texts.PLANNED, Asks.DAY),
        choice("outcome", texts.OUTCOME, Outcome),
        choice("obstacle", texts.OBSTACLE, Obstacle, hint=texts.OBSTACLE_HINT),
        Field("graded_on", texts.GRADED, Asks.DAY),
        Field("last_present_on", texts.PRESENT, Asks.DAY),
        Field("told_on", texts.TOLD, Asks.DAY),
        Field("end_told_on", texts.END_TOLD, Asks.DAY),
        Field("hours_per_week", texts.HOURS, Asks.SCALED),
        Field("quantity", texts.QUANTITY, Asks.SCALED),
    )


def came_sections() -> list[Section]:
    """What is asked when somebody has come."""
    return [
        Section("", (Field("last_present_on", texts.PRESENT_FIRST, Asks.DAY, required=True, hint=texts.PRESENT_HINT),))
    ]


def end_sections() -> list[Section]:
    """What is asked when a place ends."""
    return [
        Section(
            "",
            (
                choice("outcome", texts.OUTCOME, Outcome),
                Field("last", texts.LAST, Asks.DAY, hint=texts.END_HINT),
                choice("obstacle", texts.OBSTACLE, Obstacle, hint=texts.OBSTACLE_HINT),
                Field("last_present_on", texts.PRESENT, Asks.DAY),
                Field("graded_on", texts.GRADED, Asks.DAY),
                Field("end_told_on", texts.END_TOLD, Asks.DAY, hint=texts.END_TOLD_HINT),
            ),
        )
    ]


def _decision() -> tuple[Field, ...]:
    return (
        choice("procedure", texts.PROCEDURE, Procedure),
        Field("ground", texts.GROUND, hint=texts.GROUND_HINT),
        Field("decision", texts.DECISION, hint=texts.DECISION_HINT),
        Field("decided_on", texts.DECIDED, Asks.DAY),
        Field("decision_scope", texts.SCOPE, hint=texts.SCOPE_HINT, wide=True),
        Field("consent_on", texts.CONSENT, Asks.DAY, hint=texts.CONSENT_HINT),
        choice("financing", texts.FINANCING, Financing),
        Field("project", texts.PROJECT),
    )


def absence_sections() -> list[Section]:
    """What is asked about an absence."""
    return [
        Section(
            "",
            (
                Field("first", texts.FIRST, Asks.DAY, required=True),
                Field("last", texts.LAST, Asks.DAY),
                choice("kind", texts.KIND, AbsenceKind, required=True),
            ),
        )
    ]


def supplement_sections() -> list[Section]:
    """What is asked about an amount on top of the price."""
    return [
        Section(
            "",
            (
                choice("kind", texts.KIND, SupplementKind, required=True),
                Field("amount", texts.AMOUNT_PER_MONTH, Asks.SCALED, required=True),
                Field("first", texts.FIRST, Asks.DAY, required=True),
                Field("last", texts.LAST, Asks.DAY),
                Field("decision", texts.DECISION),
            ),
        )
    ]


def report_sections() -> list[Section]:
    """What is asked about a month that was reported."""
    return [
        Section(
            "",
            (
                Field("month", texts.MONTH, Asks.MONTH, required=True),
                Field("quantity", texts.REPORTED, Asks.SCALED, required=True),
            ),
        )
    ]


def bulk_fields() -> tuple[Field, ...]:
    """What several bookings can be given at once, asked for as in a booking's own form."""
    every = {one.name: one for one in all_fields(booking_sections((), (), (), ()))}
    return tuple(every[name] for name in BOOKING_FIELDS)
