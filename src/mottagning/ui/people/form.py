"""What is asked about a person?"""

from __future__ import annotations

from collections.abc import Iterable

from mottagning.domain.identity import IdentityKind
from mottagning.domain.people import HouseholdRole, PermitGround, Protection, SettlementKind, Sex
from mottagning.domain.swedish import sort_key
from mottagning.readmodels.reference import Reference
from mottagning.texts import people as texts
from mottagning.uikit.fields import Asks, Choice, Field, Section, choices_of


def person_sections(reference: Reference, *, protection: bool) -> list[Section]:
    """The sections of a person's form; protection only for those who may see it."""
    sections = [
        Section(texts.SECTION_PERSON, _person(reference)),
        Section(texts.SECTION_NUMBERS, _numbers()),
        Section(texts.SECTION_PERMIT, _permit()),
        Section(
            texts.SECTION_HOUSEHOLD,
            (
                Field("household", texts.HOUSEHOLD_KEY, hint=texts.HOUSEHOLD_HINT),
                _choice("household_role", texts.ROLE, HouseholdRole),
                Field("education_level", texts.EDUCATION, wide=True),
            ),
        ),
    ]
    if protection:
        sections.append(Section(texts.SECTION_PROTECTION, (_protection(),)))
    return sections


def _choice(name: str, label: str, kind: type) -> Field:
    return Field(name, label, Asks.CHOICE, kind=kind, choices=choices_of(kind))


def _person(reference: Reference) -> tuple[Field, ...]:
    languages = _sorted(reference.languages.items())
    return (
        Field("given_name", texts.GIVEN_NAME),
        Field("family_name", texts.FAMILY_NAME),
        Field("personal_number", texts.PERSONAL, Asks.IDENTITY, identity=IdentityKind.PERSONAL),
        Field("case_number", texts.CASE, required=True),
        Field("called_name", texts.CALLED_NAME),
        Field("birth_date", texts.BIRTH_DATE, Asks.DAY),
        _choice("sex", texts.SEX, Sex),
        Field("citizenship", texts.CITIZENSHIP, Asks.CODE, choices=_sorted(reference.countries.items())),
        Field("mother_tongue", texts.MOTHER_TONGUE, Asks.CODE, choices=languages),
        Field("interpreter_language", texts.INTERPRETER, Asks.CODE, choices=languages),
    )


def _sorted(items: Iterable[tuple[str, str]]) -> tuple[Choice, ...]:
    return tuple(sorted(items, key=lambda item: sort_key(item[1])))


def _numbers() -> tuple[Field, ...]:
    return (
        Field("coordination_number", texts.COORDINATION, Asks.IDENTITY, identity=IdentityKind.COORDINATION),
        Field("dossier_number", texts.DOSSIER, Asks.IDENTITY, identity=IdentityKind.DOSSIER),
        Field("temporary_number", texts.TEMPORARY, Asks.IDENTITY, identity=IdentityKind.TEMPORARY),
    )


def _permit() -> tuple[Field, ...]:
    return (
        _choice("permit_ground", texts.GROUND, PermitGround),
        Field("permit_decided_on", texts.DECIDED, Asks.DAY),
        Field("permit_until", texts.UNTIL, Asks.DAY, hint=texts.UNTIL_HINT),
        Field("received_on", texts.RECEIVED, Asks.DAY, hint=texts.RECEIVED_HINT),
        _choice("settlement_kind", texts.SETTLEMENT, SettlementKind),
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
