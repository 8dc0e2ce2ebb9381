"""What does the register say of a person that rules can ask about? Her records become days, traits and spans.

What two records tell (a booking of sfi and a milestone) counts from the first. Unknown stays unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from mottagning.domain.belonging import Belonging, belongings
from mottagning.domain.bookings import Absence, AbsenceKind, Booking, Outcome
from mottagning.domain.deadlines.facts import NO, NOTHING, YES, DayFact, PersonFacts, SpanFact, Trait
from mottagning.domain.deadlines.milestones import Milestone
from mottagning.domain.housing import Housing
from mottagning.domain.identity import IdentityKind
from mottagning.domain.people import BirthPrecision, Identity, PermitGround, Person, Residence, ResidenceKind
from mottagning.domain.periods import LIKELY, DateRange
from mottagning.domain.permits import ResidencePermit
from mottagning.domain.profiles import Income, IncomeSource
from mottagning.domain.services import folded

Begins = Mapping[str, DayFact]
"""What the first day of a booking tells, by the folded name of its insats (resources/services.toml)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRecords:
    """What the register holds of one person; `own` is the own municipality's code, None while nobody has said it.

    `is_anchor` tells that others have come to join her.
    """

    person: Person
    own: str | None = None
    residences: tuple[Residence, ...] = ()
    identities: tuple[Identity, ...] = ()
    permits: tuple[ResidencePermit, ...] = ()
    housings: tuple[Housing, ...] = ()
    incomes: tuple[Income, ...] = ()
    bookings: tuple[Booking, ...] = ()
    absences: tuple[Absence, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    is_anchor: bool = False
    begins: Begins = field(default_factory=dict)


def facts_of(records: PersonRecords, today: date) -> PersonFacts:
    """Everything the rules can ask about one person on `today`."""
    days: dict[DayFact, date] = {}
    for fact, day in _told(records, today):
        if day is not None:
            days[fact] = min(day, days.get(fact, day))
    days.update(_milestone_days(records.milestones, days))
    days = {fact: day for fact, day in days.items() if day in LIKELY}  # nothing is counted from a slip of the hand
    return PersonFacts(days, _traits(records, days, today), _spans(records))


def _told(records: PersonRecords, today: date) -> Iterator[tuple[DayFact, date | None]]:
    person = records.person
    yield DayFact.BORN, person.birth_date if person.birth_precision is BirthPrecision.DAY else None
    yield DayFact.ASSIGNED, person.assigned_on
    yield DayFact.RECEIVED, person.received_on
    yield DayFact.REGISTERED, person.registered_on
    yield DayFact.PERMIT_DECIDED, person.permit_decided_on
    yield DayFact.PERMIT_UNTIL, person.permit_until
    if person.first_municipality in {None, records.own}:
        yield DayFact.FIRST_RECEIVED, person.received_on
    for one in records.residences:
        if one.kind is ResidenceKind.REGISTERED:
            yield DayFact.REGISTERED, one.days.start
    yield from _numbers(records)
    yield from _moves(records, today)
    for permit in records.permits:
        yield DayFact.PERMIT_DECIDED, permit.decided_on
        if permit.ground is PermitGround.TEMPORARY_PROTECTION:
            yield DayFact.TEMPORARY_PROTECTION, permit.valid_from or permit.decided_on
    yield from _booked(records)
    yield DayFact.CONTRACT_UNTIL, _contract(records.housings, today)
    yield DayFact.SFI_ABSENT, _absent(records, today)


def _numbers(records: PersonRecords) -> Iterator[tuple[DayFact, date | None]]:
    """Since when she has a number; a personnummer whose day is not known has been there since she was born."""
    facts = {IdentityKind.PERSONAL: DayFact.PERSONAL_NUMBER, IdentityKind.COORDINATION: DayFact.COORDINATION_NUMBER}
    for one in records.identities:
        if one.kind in facts and one.is_current:
            yield facts[one.kind], one.valid_from
    if records.person.personal_number and not any(one.valid_from for one in records.identities if _is_personal(one)):
        yield DayFact.PERSONAL_NUMBER, records.person.birth_date or records.person.received_on or LIKELY.start


def _is_personal(one: Identity) -> bool:
    return one.kind is IdentityKind.PERSONAL and one.is_current


def _moves(records: PersonRecords, today: date) -> Iterator[tuple[DayFact, date | None]]:
    """When she came from another municipality, and when she belongs to another or to none any more."""
    found = belongings(records.residences, records.own, records.person.received_on)
    before: Belonging | None = None
    for one in found:
        elsewhere = before is not None and before.payer not in {None, records.own}
        if elsewhere and one.payer == records.own and records.own is not None:
            yield DayFact.MOVED_HERE, one.days.start
        before = one
    now = next((one for one in found if today in one.days), None)
    if now is None or now.residence is None:
        return
    if now.residence.kind in {ResidenceKind.EMIGRATED, ResidenceKind.DECEASED}:
        yield DayFact.GONE, now.days.start
    elif now.payer is not None and now.payer != records.own:
        yield DayFact.MOVED_AWAY, _since(found, now)


def _since(found: Sequence[Belonging], now: Belonging) -> date:
    """Since when she has belonged where she does now."""
    start = now.days.start
    for one in reversed(found):
        if one.payer == now.payer and one.days.end == start:
            start = one.days.start
    return start


_FORMS: Mapping[DayFact, str] = {
    DayFact.PRESCHOOL_STARTED: "preschool",
    DayFact.SCHOOL_STARTED: "school",
    DayFact.LANGUAGE_INTRODUCTION: "language_introduction",
    DayFact.UPPER_SECONDARY: "upper_secondary",
}
"""The school forms, from the lowest: who has begun a higher one has left the lower."""


def _booked(records: PersonRecords) -> Iterator[tuple[DayFact, date | None]]:
    for one in _begun(records.bookings):
        fact = records.begins.get(folded(one.service))
        if fact is not None:
            yield fact, one.days.start
        if fact is DayFact.CIVIC_STARTED and one.outcome is Outcome.COMPLETED:
            yield DayFact.CIVIC_COMPLETED, one.days.last


def _begun(bookings: Iterable[Booking]) -> Iterable[Booking]:
    return (one for one in bookings if one.outcome is not Outcome.NEVER_STARTED)


def _contract(housings: Iterable[Housing], today: date) -> date | None:
    """The last day of the contract of the home she has now."""
    now = [one for one in housings if today in one.days]
    return max(now, key=lambda one: one.days.start).contract_until if now else None


def _is_sfi(records: PersonRecords, booking: Booking) -> bool:
    return records.begins.get(folded(booking.service)) is DayFact.SFI_ADMITTED


def _absent(records: PersonRecords, today: date) -> date | None:
    """Since when she has stayed away from sfi without a valid reason, up to today."""
    sfi = {one.key for one in records.bookings if today in one.days and _is_sfi(records, one)}
    runs = sorted(one.days for one in records.absences if one.booking in sfi and one.kind is AbsenceKind.INVALID)
    since: date | None = None
    reached = date.min
    for days in runs:
        since = days.start if since is None or days.start > reached else since
        reached = max(reached, days.end)
    return since if since is not None and since <= today <= reached else None


def _milestone_days(milestones: Iterable[Milestone], told: Mapping[DayFact, date]) -> dict[DayFact, date]:
    days: dict[DayFact, date] = {}
    for one in milestones:
        fact = one.kind.fact
        if isinstance(fact, DayFact):
            known = [one.happened_on, *([days[fact]] if fact in days else [])]
            known += [told[fact]] if fact in told and not one.kind.is_newest else []
            days[fact] = max(known) if one.kind.is_newest else min(known)
    return days


def _traits(records: PersonRecords, days: Mapping[DayFact, date], today: date) -> dict[Trait, frozenset[str]]:
    person = records.person
    permit_known = person.permit_decided_on is not None or person.permit_until is not None
    words: dict[Trait, Iterable[str] | None] = {
        Trait.PERMIT_GROUND: _word(person.permit_ground),
        Trait.IS_PERMANENT: [_said(person.permit_until is None)] if permit_known else None,
        Trait.SETTLEMENT_KIND: _word(person.settlement_kind),
        Trait.HOUSEHOLD_ROLE: _word(person.household_role),
        Trait.IS_QUOTA: [_said(person.is_quota)],
        Trait.IS_UNACCOMPANIED: [_said(person.is_unaccompanied)],
        Trait.IS_ANCHOR: [_said(records.is_anchor)],
        Trait.IS_REGISTERED: [_said(DayFact.REGISTERED in days)],
        Trait.HAS_MOVED_HERE: [_said(DayFact.MOVED_HERE in days or _came_from_elsewhere(records))],
        Trait.HAS_PLAN: [_said(DayFact.ESTABLISHMENT_PLAN in days)],
        Trait.INCOME: [one.source.value for one in records.incomes if today in one.days] or [NOTHING],
        Trait.SCHOOL_FORM: [_form(days, today)],
        Trait.BOOKED: [folded(one.service) for one in _begun(records.bookings) if today in one.days] or [NOTHING],
    }
    return {trait: frozenset(found) for trait, found in words.items() if found is not None}


def _word(found: Enum | None) -> list[str] | None:
    return None if found is None else [str(found.value)]


def _said(holds: bool) -> str:
    return YES if holds else NO


def _came_from_elsewhere(records: PersonRecords) -> bool:
    first = records.person.first_municipality
    return first is not None and records.own is not None and first != records.own


def _form(days: Mapping[DayFact, date], today: date) -> str:
    begun = [form for fact, form in _FORMS.items() if fact in days and days[fact] <= today]
    return begun[-1] if begun else NOTHING


def _spans(records: PersonRecords) -> dict[SpanFact, tuple[DateRange, ...]]:
    spans: dict[SpanFact, list[DateRange]] = {}
    for one in records.milestones:
        fact = one.kind.fact
        if isinstance(fact, SpanFact):
            spans.setdefault(fact, []).append(DateRange.inclusive(one.happened_on, one.lasted_until))
    benefit = [one.days for one in records.incomes if one.source is IncomeSource.ESTABLISHMENT_BENEFIT]
    if benefit:
        spans[SpanFact.ESTABLISHMENT_BENEFIT] = benefit
    return {fact: tuple(_joined(filter(_is_lived, found))) for fact, found in spans.items()}


def _is_lived(days: DateRange) -> bool:
    return days.start in LIKELY and (days.is_open or days.end in LIKELY)


def _joined(spans: Iterable[DateRange]) -> Iterator[DateRange]:
    """The same days, none of them twice."""
    now: DateRange | None = None
    for one in sorted(spans):
        if now is not None and one.start <= now.end:
            now = DateRange(now.start, max(now.end, one.end))
        else:
            if now is not None:
                yield now
            now = one
    if now is not None:
        yield now
