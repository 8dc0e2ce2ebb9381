"""What is asked about an agreement, its terms and its prices."""

from __future__ import annotations

from collections.abc import Mapping

from mottagning.domain.agreements import (
    AgeSwitch,
    AgreementKind,
    Direction,
    Method,
    MoveRule,
    PaymentMethod,
    ReadingCondition,
    Unit,
)
from mottagning.domain.money import Rounding
from mottagning.domain.severities import QUIETABLE
from mottagning.texts import agreements as texts
from mottagning.texts import checks
from mottagning.uikit.fields import Asks, Choice, Field, Section, all_fields, choice

_QUIETABLE = tuple((check.value, checks.name(check)) for check in QUIETABLE)


def agreement_sections(parties: tuple[Choice, ...], others: tuple[Choice, ...]) -> list[Section]:
    """The sections of an agreement's form. `parties` offers counterparts, `others` the other agreements."""
    return [
        Section(
            texts.SECTION_AGREEMENT,
            (
                Field("key", texts.KEY, required=True),
                choice("direction", texts.DIRECTION, Direction, required=True),
                Field("title", texts.NAME, hint=texts.NAME_HINT, wide=True),
                Field(
                    "parties",
                    texts.PARTIES,
                    Asks.CODES,
                    required=True,
                    choices=parties,
                    hint=texts.PARTIES_HINT,
                    wide=True,
                ),
                choice("kind", texts.KIND, AgreementKind),
                Field("registry_number", texts.REGISTRY),
                Field("rests_on", texts.RESTS_ON, Asks.CODE, choices=others),
                Field("replaces", texts.REPLACES, Asks.CODE, choices=others, hint=texts.REPLACES_HINT),
            ),
        ),
        Section(
            texts.SECTION_TIME,
            (
                Field("first", texts.FIRST, Asks.DAY, required=True),
                Field("last", texts.LAST, Asks.DAY),
                Field("notice_on", texts.NOTICE, Asks.DAY, hint=texts.NOTICE_HINT),
                Field("notice_months", texts.NOTICE_MONTHS, Asks.WHOLE, hint=texts.NOTICE_MONTHS_HINT),
            ),
        ),
        Section(
            texts.SECTION_PAYMENT,
            (
                choice("payment", texts.PAYMENT, PaymentMethod, required=True),
                Field("reference", texts.REFERENCE),
                Field("retroactive_limit", texts.RETROACTIVE, Asks.WHOLE, hint=texts.LIMIT_HINT),
                Field("credit_limit", texts.CREDIT, Asks.WHOLE, hint=texts.LIMIT_HINT),
            ),
        ),
        Section(
            texts.SECTION_CHECKS,
            (
                Field(
                    "needs_no_decision", texts.NEEDS_NO_DECISION, Asks.YES_NO, hint=texts.NO_DECISION_HINT, wide=True
                ),
                Field("quiet", texts.QUIET, Asks.CODES, choices=_QUIETABLE, hint=texts.QUIET_HINT, wide=True),
            ),
        ),
        Section(
            texts.SECTION_PROCUREMENT,
            (
                Field("responsible", texts.RESPONSIBLE),
                Field("signatory", texts.SIGNATORY),
                Field("procurement_reference", texts.PROCUREMENT),
                Field("is_open_in_procurement", texts.OPEN_TO_OTHERS, Asks.YES_NO, wide=True),
            ),
        ),
    ]


def terms_sections(services: tuple[Choice, ...]) -> list[Section]:
    """The sections of a form for how an insats is counted."""
    return [
        Section(
            texts.SECTION_TERMS,
            (
                Field("service", texts.SERVICE, Asks.CODE, required=True, choices=services),
                Field("valid_from", texts.VALID_FROM, Asks.DAY, hint=texts.VALID_FROM_HINT),
                choice("method", texts.METHOD, Method, required=True),
                choice("unit", texts.UNIT, Unit, required=True),
            ),
        ),
        Section(
            texts.SECTION_READING,
            (
                Field("reading_day", texts.READING_DAY, Asks.WHOLE),
                choice("condition", texts.CONDITION, ReadingCondition, required=True),
                Field("reading_exceptions", texts.READINGS, Asks.READINGS, hint=texts.READINGS_HINT, wide=True),
            ),
        ),
        Section(
            texts.SECTION_MORE,
            (
                choice("move_rule", texts.MOVE_RULE, MoveRule, required=True),
                Field("shares", texts.SHARES, Asks.SHARES, hint=texts.SHARES_HINT),
                Field("administration_fee", texts.ADMINISTRATION, Asks.SCALED),
                Field("vat_compensation", texts.VAT, Asks.SCALED),
                choice("rounding", texts.ROUNDING, Rounding, required=True),
                choice("age_switch", texts.AGE_SWITCH, AgeSwitch, required=True),
                Field("school_calendar", texts.CALENDAR),
                Field("one_unit_per_month", texts.ONE_UNIT, Asks.YES_NO, wide=True),
                Field("yearly_reconciliation", texts.RECONCILE, Asks.YES_NO, wide=True),
                Field("counts_discharge_day", texts.DISCHARGE, Asks.YES_NO, wide=True),
                Field("absence_limit", texts.ABSENCE_LIMIT, Asks.WHOLE, hint=texts.ABSENCE_LIMIT_HINT),
                Field("no_show_limit", texts.NO_SHOW_LIMIT, Asks.WHOLE, hint=texts.NO_SHOW_LIMIT_HINT),
            ),
        ),
    ]


def terms_fields(method: Method) -> frozenset[str]:
    """The names of what matters to a Beräkningssätt; the rest need not be seen."""
    every = {one.name for one in all_fields(terms_sections(()))}
    return frozenset(every - {name for name, methods in _MATTERS_TO.items() if method not in methods})


_READ = frozenset({Method.MEASURING_DAY, Method.TERM})
_MATTERS_TO: Mapping[str, frozenset[Method]] = {
    "reading_day": frozenset({Method.MEASURING_DAY}),
    "condition": _READ,
    "reading_exceptions": _READ,
    "shares": frozenset({Method.PART_PAYMENT}),
    "school_calendar": frozenset({Method.SCHOOL_DAY}),
    "counts_discharge_day": frozenset({Method.NIGHT}),
}


def age_group_sections(services: tuple[Choice, ...]) -> list[Section]:
    """Which variant children of some ages belong to."""
    return [
        Section(
            "",
            (
                Field("service", texts.SERVICE, Asks.CODE, required=True, choices=services),
                Field("variant", texts.VARIANT, required=True, hint=texts.AGE_VARIANT_HINT),
                Field("from_age", texts.FROM_AGE, Asks.WHOLE, required=True),
                Field("to_age", texts.TO_AGE, Asks.WHOLE, required=True, hint=texts.TO_AGE_HINT),
            ),
        )
    ]


def price_sections(services: tuple[Choice, ...], sellers: tuple[Choice, ...]) -> list[Section]:
    """The section of a form for a price as published."""
    return [
        Section(
            "",
            (
                Field("service", texts.SERVICE, Asks.CODE, required=True, choices=services),
                Field("variant", texts.VARIANT, hint=texts.VARIANT_HINT),
                Field("amount", texts.AMOUNT, Asks.SCALED, required=True),
                choice("unit", texts.UNIT, Unit, required=True),
                Field("first", texts.FIRST, Asks.DAY, required=True),
                Field("last", texts.LAST, Asks.DAY),
                Field("source", texts.SOURCE, required=True, hint=texts.SOURCE_HINT, wide=True),
                Field("seller", texts.SELLER, Asks.CODE, choices=sellers),
                Field("days_per_year", texts.DAYS_PER_YEAR, Asks.WHOLE, hint=texts.DAYS_PER_YEAR_HINT),
                Field("is_preliminary", texts.PRELIMINARY, Asks.YES_NO),
            ),
        )
    ]
