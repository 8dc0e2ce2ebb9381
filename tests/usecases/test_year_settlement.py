"""Is it told before December is closed what a year's settlement comes to, booking by booking, as it then is returned?

A year price of 8 000 kr billed in whole kronor, 667 kr a month: 12 × 667 = 8 004, so that 4 kr come back (the domain
notes on settlement, E19).
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from factories import agreement, booking, days, month, person, price, residence, terms, without_right
from mottagning.domain.agreements import Unit
from mottagning.domain.ledger import RowKind
from mottagning.domain.money import Rounding
from mottagning.domain.people import Protection
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.usecases.admin.settings import read_settings, save_settings
from mottagning.usecases.context import Context
from mottagning.usecases.returns.closing import close_month
from mottagning.usecases.returns.viewing import view_month
from mottagning.usecases.year_end.settling import year_settlement

MONTHS = [month(f"2024-{number:02}") for number in range(1, 13)]


@pytest.fixture
def yearly(ctx: Context) -> Context:
    """Three bookings of 2024 at a year price: B1 the whole year, B2 from 16 April, B3 of somebody hidden."""
    settings = read_settings(ctx)
    assert settings is not None
    save_settings(ctx, replace(settings, first_month=MONTHS[0]))
    with ctx.writing() as uow:
        cases = [f"2024-000{number}" for number in (1, 2, 3)]
        uow.people.add_many([person(case_number=case) for case in cases[:2]])
        uow.people.add(person(case_number=cases[2], protection=Protection.CONFIDENTIAL_FLAG))
        uow.residences.add_many([residence(case) for case in cases])
        uow.agreements.add(agreement(title="Riksgymnasiet"))
        uow.terms.add(terms(yearly_reconciliation=True, rounding=Rounding.KRONA))
        uow.prices.add(price("8000", unit=Unit.YEAR))
        uow.bookings.add_many(
            [
                booking("2024-01-01", key="B1", case_number=cases[0]),
                booking("2024-04-16", key="B2", case_number=cases[1]),
                booking("2024-01-01", key="B3", case_number=cases[2]),
            ]
        )
        uow.commit()
    return ctx


def test_it_is_told_before_the_last_month_is_closed_and_returned_as_told(yearly: Context) -> None:
    for each in MONTHS[:-1]:
        close_month(yearly, each)
    found = year_settlement(without_right(yearly), 2024)
    # B2: 15/30 of April and eight months are 8,5/12 of 8 000 = 5 666,67, in whole kronor 5 667; 333 + 8 × 667 = 5 669
    told = [(one.booking, one.months, one.due, one.billed, one.amount) for one in found.lines]
    assert told == [
        ("B1", Fraction(12), 800_000, 800_400, -400),
        ("B2", Fraction(17, 2), 566_700, 566_900, -200),
    ]
    assert {(str(one.settled_in), one.is_closed) for one in found.lines} == {("2024-12", False)}
    assert [(one.agreement_name, one.direction, one.bookings, one.amount) for one in found.sums] == [
        ("Riksgymnasiet", RowDirection.BUY, 2, -600)
    ]
    rows = [row.entry for row in view_month(yearly, MONTHS[-1]).rows if row.entry.kind is RowKind.RECONCILIATION]
    assert {one.booking: one.amount for one in rows} == {one.booking: one.amount for one in found.lines}
    close_month(yearly, MONTHS[-1])
    assert [(one.amount, one.is_closed) for one in year_settlement(without_right(yearly), 2024).lines] == [
        (-400, True),
        (-200, True),
    ]
    with yearly.reading() as reader:
        returned = reader.ledger.rows_of_bookings(["B1"])["B1"]
    assert sum(row.entry.amount for row in returned) == 800_000, "twelve months and the settlement are the year's price"


def test_somebody_hidden_is_in_neither_line_nor_sum(yearly: Context) -> None:
    assert [one.booking for one in year_settlement(yearly, 2024).lines] == ["B1", "B2", "B3"]
    assert year_settlement(yearly, 2024).sums[0].amount == -1000
    limited = year_settlement(without_right(yearly), 2024)
    assert [one.booking for one in limited.lines] == ["B1", "B2"]
    assert limited.sums[0].amount == -600


def test_one_that_ends_in_the_year_is_settled_with_its_last_month(yearly: Context) -> None:
    with yearly.writing() as uow:
        kept = uow.bookings.find("B1")
        assert kept is not None
        uow.bookings.change(kept, replace(kept.value, days=days("2024-01-01", "2024-06-30")))
        uow.commit()
    (line,) = [one for one in year_settlement(yearly, 2024).lines if one.booking == "B1"]
    # 6/12 of 8 000 = 4 000; six months are 4 002
    assert (line.amount, str(line.settled_in)) == (-200, "2024-06")


def test_what_is_not_settled_by_the_year_and_other_years_are_not_there(yearly: Context) -> None:
    assert {one.settled_in.year for one in year_settlement(yearly, 2025).lines} == {2025}
    with yearly.writing() as uow:
        (kept,) = uow.terms.every()
        uow.terms.change(kept, replace(kept.value, yearly_reconciliation=False))
        uow.commit()
    assert year_settlement(yearly, 2024).lines == ()


def test_a_year_that_lacks_a_price_is_said_to_be_uncounted(yearly: Context) -> None:
    with yearly.writing() as uow:
        (kept,) = uow.prices.every()
        uow.prices.change(kept, replace(kept.value, days=days("2020-01-01", "2024-10-31")))
        uow.commit()
    assert year_settlement(without_right(yearly), 2024).uncounted == ("B1", "B2")


def test_what_is_supposed_of_months_ahead_is_said(yearly: Context) -> None:
    assert {one.is_supposed for one in year_settlement(yearly, 2024).lines} == {False}
    assert {one.is_supposed for one in year_settlement(yearly, 2025).lines} == {True}
