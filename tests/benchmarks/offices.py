"""Registers with many bookings that are billed every month, made straight through the stores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from factories import OWN, agreement, booking, person, price, residence, terms
from mottagning.domain.agreements import Method, Price, Terms, Unit
from mottagning.domain.people import Person
from mottagning.storage.unit_of_work import UnitOfWork
from mottagning.usecases.context import Context

PARTIES = ("2309", "2313", "2321", "2326", "2303", "2305", "2361", "2284")
METHODS: Sequence[tuple[Terms, Price]] = (
    (terms(), price()),
    (terms(method=Method.MEASURING_DAY), price()),
    (terms(method=Method.STARTED_MONTH), price()),
    (terms(method=Method.WEEKDAY, unit=Unit.DAY), price("435", unit=Unit.DAY)),
)
"""Rules that give each booking a row every month."""
GIVEN = ("Amina", "Bo", "Yusuf", "Åsa", "Olena", "Çelik", "Mohammed Ali", "Zahra", "Petra", "Anna-Lena")
FAMILY = ("Öberg", "Provlund", "al-Hassan", "Ek", "Nguyễn", "Ström", "Åkesson", "Doldin", "O’Neill", "Zell", "Ärling")
BORN = date(1950, 1, 1)


def employ(ctx: Context, bookings: int, first: str = "2024-09-01") -> None:
    """Add this many people with a booking each, under one agreement per counterpart."""
    with ctx.writing() as uow:
        _agree(uow)
        cases = [f"P{number:06}" for number in range(bookings)]
        added = uow.people.add_many([person(case_number=case, given_name=f"Prov {case}") for case in cases])
        _know(uow, "case_number", {one.value.case_number: one.id for one in added})
        uow.residences.add_many([residence(case) for case in cases])
        uow.bookings.add_many(
            [
                booking(first, key=f"B{number:06}", case_number=case, agreement=f"A{number % len(PARTIES)}")
                for number, case in enumerate(cases)
            ]
        )
        uow.commit()


def populate(ctx: Context, people: int) -> None:
    """Add this many people as offices have them: most with a number and a municipality, some with a booking."""
    with ctx.writing() as uow:
        _agree(uow)
        cases = [f"P{number:06}" for number in range(people)]
        added = uow.people.add_many([_somebody(case, number) for number, case in enumerate(cases)])
        _know(uow, "case_number", {one.value.case_number: one.id for one in added})
        towns = (OWN, *PARTIES)
        settled = [(case, towns[number % len(towns)]) for number, case in enumerate(cases) if number % 7]
        uow.residences.add_many([residence(case, town) for case, town in settled])
        uow.bookings.add_many(
            [booking("2024-09-01", key=f"B{case}", case_number=case, agreement="A0") for case in cases[::4]]
        )
        uow.commit()


def _somebody(case: str, number: int) -> Person:
    born = BORN + timedelta(days=number) if number % 11 else None
    return person(
        case_number=case,
        given_name=GIVEN[number * 7 % len(GIVEN)],
        family_name=FAMILY[number * 3 % len(FAMILY)],
        birth_date=born,
        personal_number=f"{born or BORN:%Y%m%d}{number % 10_000:04}" if number % 5 else None,
        household=f"H{number // 3}",
    )


def _agree(uow: UnitOfWork) -> None:
    for number, party in enumerate(PARTIES):
        key = f"A{number}"
        given_terms, given_price = METHODS[number % len(METHODS)]
        uow.agreements.add(agreement(key=key, parties=(party,), registry_number=f"KS {number}"))
        uow.terms.add(replace(given_terms, agreement=key))
        uow.prices.add(replace(given_price, agreement=key))


def _know(uow: UnitOfWork, field: str, ids: dict[object, int]) -> None:
    """Spare the stores one question per row."""
    uow.residences.know(field, ids)
    uow.bookings.know(field, ids)
