"""Registers with many bookings that are billed every month, made straight through the stores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from factories import agreement, booking, person, price, residence, terms
from mottagning.domain.agreements import Method, Price, Terms, Unit
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
