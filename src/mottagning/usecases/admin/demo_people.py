"""Composes the people and bookings of the demonstration register: invented, and the same each time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from mottagning.domain.bookings import Booking, Outcome, Procedure
from mottagning.domain.identity import IdentityKind
from mottagning.domain.money import scaled
from mottagning.domain.people import (
    HouseholdRole,
    PermitGround,
    Person,
    Protection,
    Residence,
    ResidenceKind,
    SettlementKind,
    Sex,
)
from mottagning.domain.periods import DateRange, Month
from mottagning.domain.swedish import BY_AGE, NO_DECISION_NEEDED
from mottagning.system.demo_data import DemoData, NameGroup, TestNumber

FIRST, LAST = Month(2023, 11), Month(2024, 12)
_SHAPES = (4, 1, 3, 2, 5, 1, 2, 3, 1, 2, 4, 1, 2, 3, 1, 5, 2, 1, 3, 2, 1, 4, 2, 1, 4)
"""Sizes of 25 households, 60 people in all."""

_BOOKINGS_PER_PERSON = (3, 2)
_START = date(2023, 11, 1)
_SEED = 2023
_PROTECTED = {7: Protection.CONFIDENTIAL_FLAG, 29: Protection.PROTECTED_REGISTRATION, 43: Protection.CONFIDENTIAL_FLAG}
_ADULTS, _YOUTHS, _CHILDREN = range(1960, 2003), range(2004, 2008), range(2008, 2023)
_OWN, _NEIGHBOURS = "2380", ("2309", "2313")


@dataclass(frozen=True, slots=True)
class News:
    """What becomes known in `month`: new values for a booking or a person's residence."""

    month: Month
    booking: str | None = None
    case_number: str | None = None
    changes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class DemoPeople:
    """The people, where they belong, their bookings as first known, and the news that follows."""

    persons: list[Person] = field(default_factory=list)
    residences: list[Residence] = field(default_factory=list)
    bookings: list[Booking] = field(default_factory=list)
    news: list[News] = field(default_factory=list)


def compose(data: DemoData, number: int) -> DemoPeople:
    """`number` people in households, with one and a half bookings each."""
    people = DemoPeople()
    rng = Random(_SEED)  # noqa: S311 - the same people each time, no secret
    numbers = _Numbers(data.numbers, rng)
    for place, size in enumerate(_sizes(number)):
        _household(people, data.names[place % len(data.names)], numbers, rng, place, size)
    wanted = number * _BOOKINGS_PER_PERSON[0] // _BOOKINGS_PER_PERSON[1]
    turns = _Turns()
    stories = [list(_stories(person, people, rng, turns)) for person in people.persons]
    while len(people.bookings) < wanted and any(stories):
        for story in stories:
            if story and len(people.bookings) < wanted:
                people.bookings.append(_numbered(story.pop(0), len(people.bookings) + 1))
    people.news = list(_news(people))
    return people


def _sizes(number: int) -> Iterator[int]:
    left, place = number, 0
    while left:
        size = min(left, _SHAPES[place % len(_SHAPES)])
        yield size
        left -= size
        place += 1


class _Numbers:
    """Published test numbers, each given once; when they are used up people wait for theirs."""

    def __init__(self, numbers: Iterable[TestNumber], rng: Random) -> None:
        self._left = list(numbers)
        rng.shuffle(self._left)

    def take(self, sex: Sex, years: range) -> TestNumber | None:
        """A number of somebody of this sex born in one of these years."""
        for place, number in enumerate(self._left):
            if number.sex is sex and number.birth_date.year in years:
                return self._left.pop(place)
        return None


def _household(people: DemoPeople, names: NameGroup, numbers: _Numbers, rng: Random, place: int, size: int) -> None:
    family = rng.choice(list(names.families))
    single_parent = size > 1 and place % 3 == 2
    adults = 1 if size == 1 or single_parent else 2
    elsewhere = place % 6 == 4
    received = date(2023, 1, 9) + timedelta(days=rng.randrange(260))
    for seat in range(size):
        child = seat >= adults
        sex = Sex.WOMAN if (place + seat) % 2 == 0 else Sex.MAN
        oldest = seat == adults and place % 3 == 0
        years = _YOUTHS if oldest else _CHILDREN if child else _ADULTS
        person = _person(people, names, numbers, rng, (family, sex, years, received))
        role = HouseholdRole.CHILD if child else _adult_role(seat)
        home = _NEIGHBOURS[place % 2] if elsewhere else _OWN
        _add(people, person, f"H{place + 1:03}" if size > 1 else None, role, home)


def _adult_role(seat: int) -> HouseholdRole:
    return HouseholdRole.MAIN_APPLICANT if seat == 0 else HouseholdRole.CO_APPLICANT


def _person(
    people: DemoPeople, names: NameGroup, numbers: _Numbers, rng: Random, traits: tuple[str, Sex, range, date]
) -> Person:
    family, sex, years, received = traits
    place = len(people.persons)
    number = None if place % 6 == 5 else numbers.take(sex, years)
    birth = number.birth_date if number else date(rng.choice(years), rng.randrange(1, 13), rng.randrange(1, 29))
    given = rng.choice(list(names.women if sex is Sex.WOMAN else names.men))
    return Person(
        case_number=f"2023-{place + 1:04}",
        family_name=family or None,
        given_name=given,
        birth_date=birth,
        sex=sex,
        personal_number=number.number if number and number.kind is IdentityKind.PERSONAL else None,
        coordination_number=number.number if number and number.kind is IdentityKind.COORDINATION else None,
        citizenship=names.origin,
        mother_tongue=names.language,
        interpreter_language=names.language if years == _ADULTS else None,
        permit_ground=PermitGround.TEMPORARY_PROTECTION if names.origin == "UA" else PermitGround.REFUGEE,
        permit_decided_on=received - timedelta(days=60),
        permit_until=date(2026, 3, 4) if names.origin == "UA" else received + timedelta(days=3 * 365),
        received_on=received,
        settlement_kind=rng.choice([SettlementKind.ASSIGNED, SettlementKind.SELF_SETTLED, SettlementKind.QUOTA]),
        protection=_PROTECTED.get(place, Protection.NONE),
    )


def _add(people: DemoPeople, person: Person, household: str | None, role: HouseholdRole, home: str) -> None:
    person = replace(person, household=household, household_role=role if household else None)
    people.persons.append(person)
    assert person.received_on is not None  # noqa: S101 - composed above
    people.residences.append(
        Residence(
            case_number=person.case_number,
            municipality=home,
            days=DateRange(person.received_on),
            kind=ResidenceKind.REGISTERED if person.personal_number else ResidenceKind.STAYING,
        )
    )


def _age(person: Person) -> int:
    birth = person.birth_date or _START
    return _START.year - birth.year - ((_START.month, _START.day) < (birth.month, birth.day))


class _Turns:
    """Which of several stories is next, so that each is told even among few people."""

    def __init__(self) -> None:
        self._told: dict[str, int] = {}

    def take(self, kind: str, of: int) -> int:
        """0, 1, … `of` - 1, and again from 0."""
        turn = self._told.get(kind, -1) + 1
        self._told[kind] = turn
        return turn % of


def _stories(person: Person, people: DemoPeople, rng: Random, turns: _Turns) -> Iterator[Booking]:
    """The bookings that somebody of this age and home may have, the likeliest first."""
    home = next(one.municipality for one in people.residences if one.case_number == person.case_number)
    age = _age(person)
    if home != _OWN:
        yield from _sold(person, age, rng)
    elif age < 6:
        yield from _preschool(person, rng, turns)
    elif age < 16:
        yield from _school(person, age, rng, turns)
    elif age < 20:
        yield from _youth(person, rng, turns)
    else:
        yield from _adult(person, rng, turns)


def _booking(person: Person, agreement: str, service: str, days: DateRange, **more: Any) -> Booking:  # noqa: ANN401
    told = days.start - timedelta(days=6)
    values = {"ground": None, "told_on": told, "consent_on": told, "procedure": Procedure.ORDER, **more}
    return Booking(key="", case_number=person.case_number, agreement=agreement, service=service, days=days, **values)


def _from(rng: Random, first: date, spread: int) -> date:
    day = first + timedelta(days=rng.randrange(spread))
    return day + timedelta(days=(7 - day.weekday()) % 7)


def _preschool(person: Person, rng: Random, turns: _Turns) -> Iterator[Booking]:
    start = _from(rng, date(2023, 10, 30), 120)
    turns_six = person.birth_date is not None and person.birth_date.year <= 2018
    days = DateRange.inclusive(start, date(2024, 7, 31) if turns_six else None)
    if turns.take("preschool", 3) == 1:
        yield _booking(person, "LINKÖPING-FSK", "förskola", days, variant=BY_AGE, provider="Förskolan Lärkan")
        return
    yield _booking(person, "KROKOM-FSK", "förskola", days, variant=BY_AGE, provider="Förskolan Hissmon")


def _school(person: Person, age: int, rng: Random, turns: _Turns) -> Iterator[Booking]:
    start = _from(rng, date(2023, 10, 30), 90)
    days = DateRange.inclusive(start, date(2024, 12, 20))
    if age == 6:
        spring = DateRange.inclusive(start, date(2024, 6, 12))
        yield _booking(person, "STRÖMSUND-SKOLA", "förskoleklass", spring, provider="Vattudalsskolan")
    elif turns.take("school", 2) == 0:
        variant = "F–6" if age < 13 else "7–9"
        yield _booking(person, "KROKOM-SKOLA", "grundskola", days, variant=variant, provider="Hissmoskolan")
    else:
        variant = "åk 1–3" if age < 10 else "åk 4–6" if age < 13 else "åk 7–9"
        yield _booking(person, "STRÖMSUND-SKOLA", "grundskola", days, variant=variant, provider="Bredgårdsskolan")
    if age < 10:
        yield _booking(person, "KROKOM-SKOLA", "fritidshem", days, provider="Fritids Hissmon")


def _youth(person: Person, rng: Random, turns: _Turns) -> Iterator[Booking]:
    start = _from(rng, date(2023, 10, 30), 60)
    days = DateRange.inclusive(start, date(2024, 12, 20))
    by_agreement = {"ground": "särskilt avtal"}
    turn = turns.take("youth", 3)
    if turn == 1:
        yield _booking(person, "ÖRNSKÖLDSVIK-IM", "språkintroduktion", days, **by_agreement)
    elif turn == 0:
        yield _booking(person, "LINDESBERG-GY", "språkintroduktion", days, **by_agreement)
    else:
        yield _booking(person, "LINDESBERG-GY", "gymnasium", days, variant="BF", provider="Lindeskolan")


def _adult(person: Person, rng: Random, turns: _Turns) -> Iterator[Booking]:
    decision = f"AMN {2023}/{rng.randrange(200, 999)}"
    first = rng.choice(["A distans", "B distans", "C distans"])
    second = {"A distans": "B distans", "B distans": "C distans", "C distans": "D distans"}[first]
    courses = (
        (first, _from(rng, date(2023, 10, 30), 28), _from(rng, date(2024, 2, 19), 30)),
        (second, _from(rng, date(2024, 3, 25), 21), _from(rng, date(2024, 6, 3), 12)),
        ("D distans", _from(rng, date(2024, 8, 12), 14), _from(rng, date(2024, 11, 25), 14)),
    )
    yield _sfi(person, decision, courses[0])
    if turns.take("orientation", 3) == 0:
        days = DateRange.inclusive(_from(rng, date(2024, 1, 8), 60), date(2024, 4, 30))
        yield _booking(
            person,
            "JÄMTLAND-BYTE",
            "samhällsorientering",
            days,
            provider_municipality=rng.choice(_NEIGHBOURS),
            ground="förordning (2010:1138) 9 §",
        )
    yield _sfi(person, decision, courses[1])
    if turns.take("komvux", 2) == 0:
        yield _komvux(person, rng)
    yield _sfi(person, decision, courses[2])


def _sfi(person: Person, decision: str, course: tuple[str, date, date]) -> Booking:
    variant, start, end = course
    return _booking(
        person,
        "NACKA-SFI",
        "sfi",
        DateRange.inclusive(start, end),
        variant=variant,
        outcome=Outcome.COMPLETED,
        graded_on=end,
        decision=decision,
        decided_on=start - timedelta(days=20),
        ground="särskilt avtal",
    )


def _komvux(person: Person, rng: Random) -> Booking:
    start = _from(rng, date(2024, 1, 8), 21)
    end = date(2024, 6, 7)
    return _booking(
        person,
        "NACKA-VUX",
        "komvux gymnasial",
        DateRange.inclusive(start, end),
        variant=rng.choice(["distans", "allmänna ämnen"]),
        quantity=scaled(rng.choice([100, 150, 200])),
        outcome=Outcome.COMPLETED,
        graded_on=end,
        decision=NO_DECISION_NEEDED,
        procedure=Procedure.OPINION,
    )


def _sold(person: Person, age: int, rng: Random) -> Iterator[Booking]:
    start = _from(rng, date(2023, 10, 30), 60)
    ours = {"provider_municipality": _OWN}
    if age < 6:
        variant = "0–2 år" if age < 3 else "3–5 år"
        yield _booking(person, "ÖSTERSUND-SÄLJ", "förskola", DateRange(start), variant=variant, **ours)
    elif age < 16:
        variant = "F–3" if age < 10 else "4–6" if age < 13 else "7–9"
        days = DateRange.inclusive(start, date(2024, 12, 20))
        yield _booking(person, "ÖSTERSUND-SÄLJ", "grundskola", days, variant=variant, **ours)
        if age < 13:
            yield _booking(person, "ÖSTERSUND-SÄLJ", "fritidshem", days, **ours)
    else:
        days = DateRange.inclusive(_from(rng, date(2024, 1, 15), 30), date(2024, 5, 31))
        ground = "förordning (2010:1138) 9 §"
        yield _booking(person, "JÄMTLAND-BYTE", "samhällsorientering", days, ground=ground, **ours)


def _numbered(booking: Booking, number: int) -> Booking:
    key = f"B{number:04}"
    return replace(booking, key=key, counterpart_reference=f"REF-{number:04}" if number % 4 == 0 else None)


def _news(people: DemoPeople) -> Iterator[News]:
    """What the office is told late; the first booking of each kind that fits."""
    open_names = {one.case_number for one in people.persons if one.protection is Protection.NONE}
    bookings = [one for one in people.bookings if one.case_number in open_names]
    earlier = _first(bookings, "KROKOM-FSK")
    if earlier:
        week = DateRange(earlier.days.start - timedelta(days=7), earlier.days.end)
        yield News(Month(2024, 2), booking=earlier.key, changes={"days": week})
    ended = _first(bookings, "KROKOM-SKOLA")
    if ended:
        known = {
            "days": DateRange.inclusive(ended.days.start, date(2024, 2, 29)),
            "outcome": Outcome.MOVED,
            "end_told_on": date(2024, 5, 6),
        }
        yield News(Month(2024, 5), booking=ended.key, changes=known)
    moved = _first(bookings, "STRÖMSUND-SKOLA")
    if moved:
        yield News(Month(2024, 7), case_number=moved.case_number, changes={"to": "2313", "on": date(2024, 5, 20)})
    never = _last(bookings, "JÄMTLAND-BYTE")
    if never:
        yield News(Month(2024, 9), booking=never.key, changes={"outcome": Outcome.NEVER_STARTED})
    undecided = _last(bookings, "NACKA-SFI")
    if undecided:
        yield News(Month(2024, 8), booking=undecided.key, changes={"decision": None, "decided_on": None})
    homeless = _last(bookings, "ÖSTERSUND-SÄLJ")
    if homeless:
        yield News(Month(2024, 11), case_number=homeless.case_number, changes={"until": date(2024, 11, 14)})


def _first(bookings: list[Booking], agreement: str) -> Booking | None:
    return next((one for one in bookings if one.agreement == agreement), None)


def _last(bookings: list[Booking], agreement: str) -> Booking | None:
    return _first(bookings[::-1], agreement)
