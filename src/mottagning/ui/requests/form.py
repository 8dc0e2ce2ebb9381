"""What is asked about a request, and about a step in one."""

from __future__ import annotations

from mottagning.domain.bookings import Financing, Obstacle, Procedure
from mottagning.domain.requests import NEEDS_REASON, CrossingReason, Side, StepKind
from mottagning.texts import requests as texts
from mottagning.uikit.fields import Asks, Choice, Field, Section, choice

Choices = tuple[Choice, ...]
_DECIDING = frozenset({StepKind.DECIDED, StepKind.COMMITTED, StepKind.NOT_COMMITTED, StepKind.ADMITTED})


def request_sections(
    people: Choices,
    agreements: Choices,
    services: Choices,
    municipalities: Choices,
    offers: Choices,
    priorities: Choices,
    *,
    is_chosen: bool = False,
) -> list[Section]:
    """The sections of a request's form, with what they offer; one whose offer `is_chosen` among others says why."""
    return [
        Section(
            texts.SECTION_WISH,
            (
                Field("key", texts.KEY, required=True),
                choice("procedure", texts.PROCEDURE, Procedure, required=True),
                choice("side", texts.SIDE, Side, required=True),
                Field("case_number", texts.PERSON, Asks.CODE, required=True, choices=people),
                Field("service", texts.SERVICE, Asks.CODE, required=True, choices=services),
                Field("variant", texts.VARIANT),
                Field("first", texts.FIRST, Asks.DAY, required=True),
                Field("last", texts.LAST, Asks.DAY),
                Field("hours_per_week", texts.HOURS, Asks.SCALED),
                Field("quantity", texts.QUANTITY, Asks.SCALED),
            ),
        ),
        Section(
            texts.SECTION_WHERE,
            (
                Field("offer", texts.OFFER, Asks.CODE, choices=offers, hint=texts.OFFER_HINT, wide=True),
                Field("choice_reason", texts.CHOICE_REASON, required=is_chosen, wide=True),
                Field("counterpart", texts.COUNTERPART, Asks.CODE, required=True, choices=municipalities),
                Field("agreement", texts.AGREEMENT, Asks.CODE, choices=agreements),
                Field("provider", texts.PROVIDER),
                choice("crossing_reason", texts.REASON, CrossingReason),
                Field("consent_on", texts.CONSENT, Asks.DAY, hint=texts.CONSENT_HINT),
                Field(
                    "priority_ground",
                    texts.PRIORITY,
                    Asks.CODE,
                    choices=priorities,
                    is_open=True,
                    hint=texts.PRIORITY_HINT,
                ),
            ),
        ),
        Section(
            texts.SECTION_PAPER,
            (
                choice("financing", texts.FINANCING, Financing),
                Field("project", texts.PROJECT),
                Field("counterpart_reference", texts.COUNTERPART_REFERENCE),
                Field("invoice_address", texts.INVOICE_ADDRESS, Asks.LINES, wide=True),
                Field("invoice_reference", texts.INVOICE_REFERENCE),
            ),
        ),
    ]


def step_sections(kind: StepKind) -> list[Section]:
    """What is asked about a step: its day, and what this one is about."""
    asked = [Field("on", texts.ON, Asks.DAY, required=True), Field("by", texts.BY)]
    if kind in NEEDS_REASON:
        asked += [
            Field("reason", texts.WHY, required=True, wide=True),
            choice("obstacle", texts.OBSTACLE, Obstacle, wide=True),
        ]
    if kind is StepKind.ESTIMATED:
        asked.append(Field("amount", texts.AMOUNT, Asks.SCALED, required=True))
    if kind in _DECIDING:
        asked += [Field("reference", texts.DECISION), Field("ground", texts.GROUND)]
        asked.append(Field("scope", texts.SCOPE, hint=texts.SCOPE_HINT, wide=True))
    return [Section("", tuple(asked))]
