"""What is asked about a person?"""

from __future__ import annotations

from collections.abc import Mapping

from mottagning.domain.identity import IdentityKind
from mottagning.domain.people import (
    BirthPrecision,
    HouseholdRole,
    PermitGround,
    Protection,
    SettlementKind,
    Sex,
)
from mottagning.domain.swedish import sort_key
from mottagning.readmodels.reference import Reference
from mottagning.texts import people as texts
from mottagning.uikit.choices import municipalities
from mottagning.uikit.fields import Asks, Choice, Field, Section, all_fields, choice, choices_of
from mottagning.usecases.bulk import PERSON_FIELDS


def person_sections(reference: Reference, *, protection: bool) -> list[Section]:
    """The sections of a person's form; protection only for those who may see it."""
    sections = [
        Section(texts.SECTION_PERSON, _person(reference)),
        Section(texts.SECTION_NUMBERS, _numbers()),
        Section(texts.SECTION_PERMIT, _permit(reference)),
        Section(
            texts.SECTION_HOUSEHOLD,
            (
                Field("household", texts.HOUSEHOLD_KEY, hint=texts.HOUSEHOLD_HINT),
                choice("household_role", texts.ROLE, HouseholdRole),
                Field("education_level", texts.EDUCATION, wide=True),
            ),
        ),
    ]
    if protection:
        sections.append(Section(texts.SECTION_PROTECTION, (_protection(),)))
    return sections


def _person(reference: Reference) -> tuple[Field, ...]:
    languages, countries = countries_or_languages(reference.languages), countries_or_languages(reference.countries)
    return (
        Field("given_name", texts.GIVEN_NAME),
        Field("family_name", texts.FAMILY_NAME),
        Field("personal_number", texts.PERSONAL, Asks.IDENTITY, identity=IdentityKind.PERSONAL),
        Field("case_number", texts.CASE, required=True),
        Field("called_name", texts.CALLED_NAME),
        Field("birth_date", texts.BIRTH_DATE, Asks.DAY),
        choice(
            "birth_precision", texts.BIRTH_PRECISION, BirthPrecision, required=True, hint=texts.BIRTH_PRECISION_HINT
        ),
        choice("sex", texts.SEX, Sex),
        Field("citizenship", texts.CITIZENSHIP, Asks.CODE, choices=countries),
        Field("other_citizenships", texts.OTHER_CITIZENSHIPS, Asks.CODES, choices=countries, hint=texts.SEVERAL_HINT),
        Field("birth_country", texts.BIRTH_COUNTRY, Asks.CODE, choices=countries),
        Field("mother_tongue", texts.MOTHER_TONGUE, Asks.CODE, choices=languages),
        Field("interpreter_language", texts.INTERPRETER, Asks.CODE, choices=languages),
        Field("interpreter_dialect", texts.DIALECT),
        choice("interpreter_wish", texts.INTERPRETER_WISH, Sex),
        Field("phone", texts.PHONE),
        Field("email", texts.EMAIL),
    )


def countries_or_languages(names: Mapping[str, str]) -> tuple[Choice, ...]:
    """Codes with their Swedish names, in Swedish order."""
    return tuple(sorted(names.items(), key=lambda item: sort_key(item[1])))


def _numbers() -> tuple[Field, ...]:
    return (
        Field("coordination_number", texts.COORDINATION, Asks.IDENTITY, identity=IdentityKind.COORDINATION),
        Field("dossier_number", texts.DOSSIER, Asks.IDENTITY, identity=IdentityKind.DOSSIER),
        Field("temporary_number", texts.TEMPORARY, Asks.IDENTITY, identity=IdentityKind.TEMPORARY),
    )


def _permit(reference: Reference) -> tuple[Field, ...]:
    return (
        choice("permit_ground", texts.GROUND, PermitGround),
        Field("permit_decided_on", texts.DECIDED, Asks.DAY),
        Field("permit_until", texts.UNTIL, Asks.DAY, hint=texts.UNTIL_HINT),
        Field("received_on", texts.RECEIVED, Asks.DAY, hint=texts.RECEIVED_HINT),
        Field("registered_on", texts.REGISTERED, Asks.DAY),
        choice("settlement_kind", texts.SETTLEMENT, SettlementKind),
        Field("assigned_on", texts.ASSIGNED, Asks.DAY),
        Field("first_municipality", texts.FIRST_MUNICIPALITY, Asks.CODE, choices=municipalities(reference)),
        Field("is_quota", texts.QUOTA, Asks.YES_NO),
        Field("is_unaccompanied", texts.UNACCOMPANIED, Asks.YES_NO),
    )


def _protection() -> Field:
    kinds = choices_of(Protection)
    return Field(
        "protection",
        texts.PROTECTION,
        Asks.CHOICE,
        required=True,
        kind=Protection,
        choices=kinds,
        hint=texts.PROTECTION_HINT,
        wide=True,
    )


def bulk_fields(reference: Reference) -> tuple[Field, ...]:
    """What several persons can be given at once, asked for as in a person's own form."""
    every = {one.name: one for one in all_fields(person_sections(reference, protection=False))}
    return tuple(every[name] for name in PERSON_FIELDS)
