"""What is asked about a claim for state compensation, and about what came without one."""

from __future__ import annotations

from mottagning.domain.state_compensation.rules import SchoolForm
from mottagning.texts import state_compensation as texts
from mottagning.uikit.fields import Asks, Choice, Field, Section, choice


def claim_sections(people: tuple[Choice, ...], grounds: tuple[Choice, ...]) -> list[Section]:
    """The sections of a claim's form, with the people and grounds it offers."""
    return [
        Section(
            texts.SECTION_WHAT,
            (
                Field("case_number", texts.PERSON, Asks.CODE, required=True, choices=people),
                Field("ground", texts.GROUND, Asks.CODE, required=True, choices=grounds),
                Field("first", texts.FIRST, Asks.DAY, required=True),
                Field("last", texts.LAST, Asks.DAY, hint=texts.LAST_HINT),
                Field("cost", texts.COST, Asks.ORE),
                Field("application", texts.APPLICATION, hint=texts.APPLICATION_HINT, longest=120),
                Field("registry_number", texts.REGISTRY),
            ),
        ),
        Section(
            texts.SECTION_SCHOOL,
            (
                choice("school_form", texts.SCHOOL_FORM, SchoolForm),
                Field("school_from", texts.SCHOOL_FROM, Asks.DAY),
                Field("school_until", texts.SCHOOL_UNTIL, Asks.DAY, hint=texts.SCHOOL_UNTIL_HINT),
            ),
        ),
        Section(
            texts.SECTION_APPLIED,
            (
                Field("applied_on", texts.APPLIED_ON, Asks.DAY),
                Field("applied", texts.APPLIED, Asks.ORE),
                Field("asked_on", texts.ASKED_ON, Asks.DAY),
                Field("answer_by", texts.ANSWER_BY, Asks.DAY),
                Field("completed_on", texts.COMPLETED_ON, Asks.DAY),
            ),
        ),
        Section(
            texts.SECTION_DECIDED,
            (
                Field("decided_on", texts.DECIDED_ON, Asks.DAY),
                Field("granted", texts.GRANTED, Asks.ORE, hint=texts.GRANTED_HINT),
                Field("refusal", texts.REFUSAL, wide=True),
                Field("received_on", texts.RECEIVED_ON, Asks.DAY),
                Field("received", texts.RECEIVED, Asks.ORE),
            ),
        ),
    ]


def came_sections() -> list[Section]:
    """What is noted of a payment that came."""
    return [
        Section(
            texts.SECTION_DECIDED,
            (
                Field("received_on", texts.RECEIVED_ON, Asks.DAY, required=True),
                Field("received", texts.RECEIVED, Asks.ORE, required=True),
                Field("reference", texts.REFERENCE, hint=texts.REFERENCE_HINT, longest=120),
            ),
        ),
    ]


def month_sections(months: tuple[Choice, ...]) -> list[Section]:
    """Which month came, and when."""
    return [
        Section(
            texts.SECTION_MONTH,
            (
                Field("month", texts.MONTH, Asks.CODE, required=True, choices=months),
                Field("received_on", texts.RECEIVED_ON, Asks.DAY, required=True),
            ),
        ),
    ]
