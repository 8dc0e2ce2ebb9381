"""What hangs on a person, on her card: each kind with its lines, its way to a new one, and its form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from mottagning.domain.consents import Consent, ConsentPurpose
from mottagning.domain.duplicates import Described, KnownNumber, described
from mottagning.domain.households import Living, Membership, Representative, RepresentativeKind
from mottagning.domain.housing import Housing
from mottagning.domain.identity import IdentityKind, IdentityLevel, IdentityProblem, canonical
from mottagning.domain.people import HouseholdRole, Identity, PermitGround, Protection
from mottagning.domain.permits import ResidencePermit
from mottagning.domain.profiles import Income, IncomeSource, LanguageLevel, LanguageSkill, WorkProfile
from mottagning.domain.reminders import Reminder, ReminderKind
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.people import PersonCard
from mottagning.readmodels.records import record_of, values_of
from mottagning.readmodels.reference import Reference
from mottagning.texts import person_parts as texts
from mottagning.texts import window as window_texts
from mottagning.ui.people.duplicates import DuplicateHint
from mottagning.ui.people.form import countries_or_languages
from mottagning.uikit.fields import Asks, Field, Section, choices_of
from mottagning.uikit.offers import municipalities
from mottagning.uikit.parts import Kind, button, column, holder, label, leading, row
from mottagning.uikit.records import RecordScreen, Values
from mottagning.usecases import people_parts
from mottagning.usecases.people_parts import PersonPart


@dataclass(frozen=True, slots=True)
class PartKind:
    """One kind: its record and words, what its form asks, and how a record reads."""

    record: type
    title: str
    new: str
    asks: Callable[[Reference], tuple[Field, ...]]
    said: Callable[[Any], tuple[str, str]]
    blank: Values
    is_one: bool = False


class PersonParts:
    """The parts of one person's card, on `screen`."""

    def __init__(self, screen: RecordScreen[Any, Any], card: PersonCard) -> None:
        self._screen = screen
        self._card = card
        self._ctx = screen.desk.ctx

    def kinds(self) -> dict[str, PartKind]:
        """Every kind, by the name of its list in the card."""
        return part_kinds(self._ctx.name, lambda code: self._ctx.reference.languages.get(code, code))

    def section(self, name: str, records: Sequence[Stored[Any]], *below: QWidget) -> QWidget:
        """One kind: a line for each record, each with its way to change it, and the way to a new one."""
        kind = self.kinds()[name]
        ways = [] if kind.is_one and records else [button(kind.new, partial(self._form, kind, None), Kind.QUIET)]
        parts: list[Any] = [row(label(kind.title, "section"), 0, *ways)]
        parts += [self._line(kind, one) for one in records]
        if not records:
            parts.append(label(texts.EMPTY, "muted"))
        return holder(column(*parts, *below, spacing=4))

    def reminders(self) -> list[QWidget]:
        """What is not done yet, above everything else, each with its way to be done with."""
        found = []
        for one in self._card.parts.reminders:
            if one.value.done_on is None:
                said = texts.reminder(one.value, self._card.untold, self._ctx.name)
                done = button(texts.DONE, partial(self._done, one), name=f"{texts.DONE}: {said}")
                found.append(holder(leading(label(said, "notice", wrap=True), done)))
        return found

    def _line(self, kind: PartKind, one: Stored[Any]) -> QWidget:
        title, detail = kind.said(one.value)
        edit = button(
            window_texts.EDIT, partial(self._form, kind, one), Kind.QUIET, name=f"{window_texts.EDIT} {title}"
        )
        said = [label(detail, "muted", wrap=True)] if detail else []
        return holder(leading(holder(column(label(title, wrap=True), *said, spacing=0)), edit))

    def _form(self, kind: PartKind, before: Stored[Any] | None) -> None:
        person = self._card.person.value
        values = values_of(before.value) if before else kind.blank
        asked = kind.asks(self._ctx.reference)
        if kind.record is Housing and person.protection is Protection.PROTECTED_REGISTRATION:
            asked = tuple(one for one in asked if one.name != "address")
        panel = self._screen.show_form(
            f"{kind.title}: {person.name}", [Section("", asked)], values, partial(self._save, kind, before)
        )
        if kind.record is Identity:
            DuplicateHint(self._screen, panel, self._with_number, self._card.person.id)
        if before is not None:
            work = partial(people_parts.remove_part, self._ctx, before)
            remove = partial(self._screen.removed, work, kind.said(before.value)[0], is_whole=False)
            panel.offer(button(window_texts.REMOVE, remove, Kind.QUIET))

    def _with_number(self, values: Values) -> Described:
        """The person as she would be with the number that is being entered."""
        kept = tuple(KnownNumber(one.value.kind, one.value.number, one.value.issuer) for one in self._card.identities)
        kind, number, issuer = values.get("kind"), values.get("number"), values.get("issuer")
        entered = described(self._card.person.value, kept)
        if not isinstance(kind, IdentityKind) or not number:
            return entered
        try:
            plain = canonical(kind, str(number), self._screen.desk.today)
        except IdentityProblem:
            return entered
        added = KnownNumber(kind, plain, str(issuer) if issuer else None)
        return replace(entered, numbers=(*entered.numbers, added))

    def _save(self, kind: PartKind, before: Stored[Any] | None, values: Values) -> None:
        former = values_of(before.value) if before else {}
        case_number = self._card.person.value.case_number
        part: PersonPart = record_of(kind.record, {**former, **values, "case_number": case_number})
        self._screen.saved(partial(people_parts.save_part, self._ctx, before, part), lambda _stored: None)

    def _done(self, one: Stored[Reminder]) -> None:
        done = replace(one.value, done_on=self._screen.desk.today)
        self._screen.saved(partial(people_parts.save_part, self._ctx, one, done), lambda _stored: None)


def _choice(name: str, word: str, kind: type, *, required: bool = False) -> Field:
    return Field(name, word, Asks.CHOICE, required=required, kind=kind, choices=choices_of(kind))


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
    }


def _identity(_reference: Reference) -> tuple[Field, ...]:
    return (
        _choice("kind", texts.KIND, IdentityKind, required=True),
        Field("number", texts.NUMBER, required=True),
        Field("valid_from", texts.FROM, Asks.DAY),
        Field("valid_until", texts.UNTIL, Asks.DAY),
        Field("issuer", texts.ISSUER, hint=texts.ISSUER_HINT),
        Field("source", texts.SOURCE),
        _choice("level", texts.LEVEL, IdentityLevel),
        Field("dormant_on", texts.DORMANT, Asks.DAY),
        Field("is_current", texts.IS_CURRENT, Asks.YES_NO),
    )


def _permit(_reference: Reference) -> tuple[Field, ...]:
    return (
        _choice("ground", texts.GROUND, PermitGround),
        Field("decided_on", texts.DECIDED, Asks.DAY, required=True),
        Field("valid_from", texts.FROM, Asks.DAY),
        Field("valid_until", texts.UNTIL, Asks.DAY, hint=texts.PERMIT_UNTIL_HINT),
        Field("card_number", texts.CARD),
        Field("source", texts.SOURCE),
    )


def _membership(_reference: Reference) -> tuple[Field, ...]:
    return (
        Field("household", texts.HOUSEHOLD, required=True, hint=texts.HOUSEHOLD_HINT),
        _choice("role", texts.ROLE, HouseholdRole),
        Field("joined_on", texts.FROM, Asks.DAY),
        Field("left_on", texts.UNTIL, Asks.DAY),
        Field(
            "living",
            texts.LIVING,
            Asks.CHOICE,
            required=True,
            kind=Living,
            choices=choices_of(Living),
            hint=texts.LIVING_HINT,
        ),
    )


def _representative(reference: Reference) -> tuple[Field, ...]:
    return (
        _choice("kind", texts.KIND, RepresentativeKind, required=True),
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
        _choice("level", texts.LEVEL_OF_LANGUAGE, LanguageLevel, required=True),
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
        _choice("source", texts.INCOME_KIND, IncomeSource, required=True),
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
        _choice("purpose", texts.PURPOSE, ConsentPurpose, required=True),
        Field("given_on", texts.GIVEN, Asks.DAY, required=True),
        Field("withdrawn_on", texts.WITHDRAWN, Asks.DAY),
        Field("data", texts.DATA, wide=True),
    )


def _reminder(_reference: Reference) -> tuple[Field, ...]:
    return (
        Field("detail", texts.WHAT, required=True, wide=True),
        Field("due_on", texts.DUE, Asks.DAY),
        Field("done_on", texts.DONE_ON, Asks.DAY),
    )
