"""What can hang on a person? Each kind with its words, what its form asks, and how a record of it reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from mottagning.domain.consents import Consent, ConsentPurpose
from mottagning.domain.deadlines.milestones import Milestone, MilestoneKind
from mottagning.domain.households import Living, Membership, Representative, RepresentativeKind
from mottagning.domain.housing import Housing
from mottagning.domain.identity import IdentityKind, IdentityLevel
from mottagning.domain.people import HouseholdRole, Identity, PermitGround
from mottagning.domain.permits import ResidencePermit
from mottagning.domain.profiles import Income, IncomeSource, LanguageLevel, LanguageSkill, WorkProfile
from mottagning.domain.reminders import Reminder, ReminderKind
from mottagning.readmodels.reference import Reference
from mottagning.texts import deadlines
from mottagning.texts import person_parts as texts
from mottagning.ui.people.form import countries_or_languages
from mottagning.uikit.choices import municipalities
from mottagning.uikit.fields import Asks, Field, choice


@dataclass(frozen=True, slots=True)
class PartKind:
    """One kind: its record and words, what its form asks, and how a record reads."""

    record: type
    title: str
    new: str
    asks: Callable[[Reference], tuple[Field, ...]]
    said: Callable[[Any], tuple[str, str]]
    blank: Mapping[str, object]
    is_one: bool = False


def part_kinds(names: texts.Names, languages: texts.Names) -> dict[str, PartKind]:
    """Every kind by the name of its list; `names` and `languages` tell municipalities and languages by code."""
    return {
        "identities": PartKind(
            Identity, texts.IDENTITIES, texts.NEW_IDENTITY, _identity, texts.identity, {"is_current": True}
        ),
        "permits": PartKind(ResidencePermit, texts.PERMITS, texts.NEW_PERMIT, _permit, texts.permit, {}),
        "memberships": PartKind(
            Membership,
            texts.MEMBERSHIPS,
            texts.NEW_MEMBERSHIP,
            _membership,
            texts.membership,
            {"living": Living.ALWAYS},
        ),
        "representatives": PartKind(
            Representative,
            texts.REPRESENTATIVES,
            texts.NEW_REPRESENTATIVE,
            _representative,
            lambda one: texts.representative(one, names),
            {"kind": RepresentativeKind.GUARDIAN},
        ),
        "languages": PartKind(
            LanguageSkill,
            texts.LANGUAGES,
            texts.NEW_LANGUAGE,
            _language,
            lambda one: texts.language(one, languages),
            {"level": LanguageLevel.GOOD},
        ),
        "profiles": PartKind(WorkProfile, texts.PROFILES, texts.NEW_PROFILE, _profile, texts.profile, {}, is_one=True),
        "incomes": PartKind(Income, texts.INCOMES, texts.NEW_INCOME, _income, texts.income, {}),
        "housings": PartKind(
            Housing, texts.HOUSINGS, texts.NEW_HOUSING, _housing, lambda one: texts.housing(one, names), {}
        ),
        "consents": PartKind(
            Consent, texts.CONSENTS, texts.NEW_CONSENT, _consent, lambda one: texts.consent(one, names), {}
        ),
        "reminders": PartKind(
            Reminder,
            texts.REMINDERS,
            texts.NEW_REMINDER,
            _reminder,
            lambda one: (texts.reminder(one, (), names), ""),
            {"kind": ReminderKind.OWN},
        ),
        "milestones": PartKind(
            Milestone, deadlines.MILESTONES, deadlines.NEW_MILESTONE, _milestone, deadlines.milestone, {}
        ),
    }


def _identity(_reference: Reference) -> tuple[Field, ...]:
    return (
        choice("kind", texts.KIND, IdentityKind, required=True),
        Field("number", texts.NUMBER, required=True),
        Field("valid_from", texts.FROM, Asks.DAY),
        Field("valid_until", texts.UNTIL, Asks.DAY),
        Field("issuer", texts.ISSUER, hint=texts.ISSUER_HINT),
        Field("source", texts.SOURCE),
        choice("level", texts.LEVEL, IdentityLevel),
        Field("dormant_on", texts.DORMANT, Asks.DAY),
        Field("is_current", texts.IS_CURRENT, Asks.YES_NO),
    )


def _permit(_reference: Reference) -> tuple[Field, ...]:
    return (
        choice("ground", texts.GROUND, PermitGround),
        Field("decided_on", texts.DECIDED, Asks.DAY, required=True),
        Field("valid_from", texts.FROM, Asks.DAY),
        Field("valid_until", texts.UNTIL, Asks.DAY, hint=texts.PERMIT_UNTIL_HINT),
        Field("card_number", texts.CARD),
        Field("source", texts.SOURCE),
    )


def _membership(_reference: Reference) -> tuple[Field, ...]:
    return (
        Field("household", texts.HOUSEHOLD, required=True, hint=texts.HOUSEHOLD_HINT),
        choice("role", texts.ROLE, HouseholdRole),
        Field("joined_on", texts.FROM, Asks.DAY),
        Field("left_on", texts.UNTIL, Asks.DAY),
        choice("living", texts.LIVING, Living, required=True, hint=texts.LIVING_HINT),
    )


def _representative(reference: Reference) -> tuple[Field, ...]:
    return (
        choice("kind", texts.KIND, RepresentativeKind, required=True),
        Field("name", texts.NAME, required=True),
        Field("representative_case", texts.OWN_CASE, hint=texts.OWN_CASE_HINT),
        Field("municipality", texts.MUNICIPALITY, Asks.CODE, choices=municipalities(reference)),
        Field("phone", texts.PHONE),
        Field("email", texts.EMAIL),
        Field("valid_from", texts.FROM, Asks.DAY),
        Field("valid_until", texts.UNTIL, Asks.DAY),
        Field("decision", texts.DECISION),
    )


def _language(reference: Reference) -> tuple[Field, ...]:
    return (
        Field(
            "language",
            texts.LANGUAGE,
            Asks.CODE,
            required=True,
            choices=countries_or_languages(reference.languages),
        ),
        choice("level", texts.LEVEL_OF_LANGUAGE, LanguageLevel, required=True),
        Field("is_read", texts.IS_READ, Asks.YES_NO),
    )


def _profile(_reference: Reference) -> tuple[Field, ...]:
    return (
        Field("schooling_years", texts.SCHOOLING, Asks.SCALED),
        Field("education", texts.EDUCATION),
        Field("profession", texts.PROFESSION),
        Field("experience_years", texts.EXPERIENCE, Asks.SCALED),
        Field("validation", texts.VALIDATION),
        Field("driving_licence", texts.LICENCE),
        Field("digital_skills", texts.DIGITAL),
        Field("goal", texts.GOAL, wide=True),
    )


def _income(_reference: Reference) -> tuple[Field, ...]:
    return (
        choice("source", texts.INCOME_KIND, IncomeSource, required=True),
        Field("amount", texts.AMOUNT, Asks.SCALED),
        Field("first", texts.FROM, Asks.DAY, required=True),
        Field("last", texts.UNTIL, Asks.DAY),
    )


def _housing(reference: Reference) -> tuple[Field, ...]:
    return (
        Field("address", texts.ADDRESS, wide=True),
        Field("first", texts.FROM, Asks.DAY, required=True),
        Field("last", texts.UNTIL, Asks.DAY),
        Field("landlord", texts.LANDLORD),
        Field("contract_until", texts.CONTRACT, Asks.DAY),
        Field("rent", texts.RENT, Asks.SCALED),
        Field("area", texts.AREA, Asks.SCALED),
        Field("rooms", texts.ROOMS, Asks.SCALED),
        Field("persons", texts.PERSONS, Asks.WHOLE),
        Field("wished_municipality", texts.WISHED, Asks.CODE, choices=municipalities(reference)),
        Field("is_temporary", texts.TEMPORARY, Asks.YES_NO),
    )


def _consent(reference: Reference) -> tuple[Field, ...]:
    return (
        Field(
            "recipient",
            texts.RECIPIENT,
            Asks.CODE,
            required=True,
            choices=municipalities(reference),
            is_open=True,
            hint=texts.RECIPIENT_HINT,
        ),
        choice("purpose", texts.PURPOSE, ConsentPurpose, required=True),
        Field("given_on", texts.GIVEN, Asks.DAY, required=True),
        Field("withdrawn_on", texts.WITHDRAWN, Asks.DAY),
        Field("data", texts.DATA, wide=True),
    )


def _milestone(_reference: Reference) -> tuple[Field, ...]:
    return (
        choice("kind", deadlines.MILESTONE_KIND, MilestoneKind, required=True),
        Field("happened_on", deadlines.HAPPENED, Asks.DAY, required=True),
        Field("lasted_until", deadlines.LASTED, Asks.DAY, hint=deadlines.LASTED_HINT),
        Field("source", deadlines.MILESTONE_SOURCE),
    )


def _reminder(_reference: Reference) -> tuple[Field, ...]:
    return (
        Field("detail", texts.WHAT, required=True, wide=True),
        Field("due_on", texts.DUE, Asks.DAY),
        Field("done_on", texts.DONE_ON, Asks.DAY),
    )
