"""Is what is accrued at the end of a month right to the öre, whatever of it is returned, invoiced, held or not closed?

The small office: sfi bought at 9 500 kr a month (B1 since September 2024, B2 since 7 October, B3 of somebody hidden),
and sold at 8 000 kr (B4 since 16 September).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from factories import OTHER, THIRD, agreement, booking, day, days, month, person, price, residence, terms, without_right
from mottagning.domain.accruals import Accrued, Basis
from mottagning.domain.agreements import Direction, Method, Unit
from mottagning.domain.bookings import Outcome
from mottagning.domain.people import Protection
from mottagning.domain.periods import Month
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.domain.returns import HandOutWay
from mottagning.domain.services import Service
from mottagning.domain.settlement.readings import parse_exceptions
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.readmodels.year_end import Accruals
from mottagning.usecases.context import Context
from mottagning.usecases.returns.closing import close_month
from mottagning.usecases.returns.documents import hand_out, mark_invoiced
from mottagning.usecases.returns.mending import cancel_rows
from mottagning.usecases.year_end.accruals import accruals, months_to_ask, usual_month
from steps import booked

BUY, SELL = RowDirection.BUY, RowDirection.SELL
DECEMBER = month("2024-12")


def seen(ctx: Context, asked: Month = DECEMBER, **how: Any) -> Accruals:
    return accruals(ctx, asked, **how)


def amounts(found: Accruals, basis: Basis | None = None) -> list[Accrued]:
    every = [line.accrued for one in found.accounts for line in one.lines]
    return [one for one in every if basis is None or one.basis is basis]


def sums(found: Accruals) -> tuple[int, int]:
    return found.total(BUY), found.total(SELL)


def closed(ctx: Context, *names: str) -> Context:
    for name in names:
        close_month(ctx, month(name))
    return ctx


def invoice(ctx: Context, number: str, on: date) -> None:
    with ctx.reading() as reader:
        found = next(one for one in reader.ledger.returns() if one.number == number)
    hand_out(ctx, found.id, HandOutWay.SDK, "Ekonomi")
    mark_invoiced(ctx, found.id, "F1", on)


# bought by the end of 2024: B1 4 × 9 500; B2 25/31 × 9 500 = 7 661,29 and 2 × 9 500; sold: 15/30 and 3 × 8 000
BOUGHT, SOLD = 4 * 950_000 + 766_129 + 2 * 950_000, 400_000 + 3 * 800_000


def test_everything_given_is_accrued_before_anything_is_closed(office: Context) -> None:
    found = seen(office)
    assert sums(found) == (BOUGHT, SOLD)
    assert {one.basis for one in amounts(found)} == {Basis.OPEN}
    assert {one.number for one in amounts(found)} == {None}
    assert all(account.estimated == account.amount for account in found.accounts)


def test_closing_and_handing_out_move_nothing_but_what_is_known_of_it(office: Context) -> None:
    found = seen(closed(office, "2024-09", "2024-10"))
    assert sums(found) == (BOUGHT, SOLD)
    returned = amounts(found, Basis.RETURNED)
    assert sum(one.amount for one in returned if one.direction is BUY) == 2 * 950_000 + 766_129
    assert {one.number for one in returned if one.direction is BUY} == {"2024-09 2309 K 1", "2024-10 2309 K 1"}
    assert {str(one.service_month) for one in amounts(found, Basis.OPEN)} == {"2024-11", "2024-12"}


def test_a_month_that_is_closed_in_part_counts_once(office: Context) -> None:
    close_month(office, month("2024-09"), only=[OTHER])
    found = seen(office)
    assert sums(found) == (BOUGHT, SOLD)
    assert sum(one.amount for one in amounts(found, Basis.RETURNED) if one.direction is BUY) == 950_000


def test_what_an_invoice_carried_by_the_day_is_accrued_no_longer(office: Context) -> None:
    closed(office, "2024-09", "2024-10")
    invoice(office, "2024-09 2309 K 1", day("2024-12-31"))
    invoice(office, "2024-10 2309 K 1", day("2025-01-01"))
    assert sums(seen(office)) == (BOUGHT - 950_000, SOLD), "an invoice of the day after is none of the day"
    assert sums(seen(office, month("2024-10"))) == (2 * 950_000 + 766_129, 400_000 + 800_000)
    assert sums(seen(office, month("2025-01")))[0] == BOUGHT - 950_000 - 950_000 - 766_129 + 2 * 950_000


def test_only_what_is_about_the_month_or_an_earlier_one_counts(office: Context) -> None:
    assert sums(seen(office, month("2024-09"))) == (950_000, 400_000)
    closed(office, "2024-09", "2024-10", "2024-11", "2024-12")
    assert sums(seen(office, month("2024-09"))) == (950_000, 400_000)


def test_late_news_of_a_closed_month_waits_with_its_sign(office: Context) -> None:
    """B1 ended on 15 October: 16/31 × 9 500 = 4 903,23 of what is closed comes back, and no more follows."""
    closed(office, "2024-09", "2024-10")
    booked(office, "B1", days=days("2024-09-01", "2024-10-15"), outcome=Outcome.INTERRUPTED)
    found = seen(office)
    (waiting,) = amounts(found, Basis.WAITING)
    assert (waiting.booking, str(waiting.service_month), waiting.amount) == ("B1", "2024-10", -490_323)
    assert sums(found)[0] == BOUGHT - 2 * 950_000 - 490_323
    closed(office, "2024-11")
    assert sums(seen(office))[0] == BOUGHT - 2 * 950_000 - 490_323


def test_what_is_held_back_is_counted_as_waiting(office: Context) -> None:
    booked(office, "B1", ground=None)
    with office.writing() as uow:
        kept = uow.services.find("sfi")
        assert kept is not None
        uow.services.change(kept, replace(kept.value, ground=None, disclosure_ground=None))
        uow.commit()
    closed(office, "2024-09")
    found = seen(office, month("2024-09"))
    assert [(one.booking, one.amount) for one in amounts(found, Basis.WAITING)] == [("B1", 950_000)]


def test_a_booking_without_a_price_is_named_as_uncounted_and_not_as_nothing(office: Context) -> None:
    with office.writing() as uow:
        (kept,) = uow.prices.of_agreement("A2")
        uow.prices.change(kept, replace(kept.value, days=days("2020-01-01", "2024-11-30")))
        uow.commit()
    assert seen(office).uncounted == ("B4",)
    assert sums(seen(office))[1] == 400_000 + 2 * 800_000
    assert seen(office, month("2024-11")).uncounted == ()


def test_a_mended_return_counts_once(office: Context) -> None:
    closed(office, "2024-09")
    with office.reading() as reader:
        first = next(one for one in reader.ledger.returns() if one.number == "2024-09 2309 K 1")
    cancel_rows(office, first.id, "B1", month("2024-09"), "dubbelt")
    found = seen(office, month("2024-09"))
    assert sums(found)[0] == 950_000, "what was given is given; it waits for a later return"
    assert {one.basis for one in amounts(found) if one.direction is BUY} == {Basis.WAITING}


def test_a_new_version_that_is_invoiced_leaves_nothing_of_the_former(office: Context) -> None:
    closed(office, "2024-09", "2024-10")
    booked(office, "B2", days=days("2024-10-14"))  # 18 of 31 days, said before anybody was given the return
    with office.reading() as reader:
        first = next(one for one in reader.ledger.returns() if one.number == "2024-10 2309 K 1")
    cancel_rows(office, first.id, "B2", month("2024-10"), "fel dag")
    invoice(office, "2024-10 2309 K 2", day("2024-11-05"))
    october = [one for one in amounts(seen(office, month("2024-11"))) if str(one.service_month) == "2024-10"]
    bought = [(one.booking, one.basis, one.amount) for one in october if one.direction is BUY]
    assert bought == [("B2", Basis.WAITING, 551_613)], "18 of 31 days wait for a later return"


def test_a_month_that_is_read_later_is_given_when_it_ends(office: Context) -> None:
    """July and August are read on 31 August: July is accrued at its own end though it is settled in August."""
    with office.writing() as uow:
        uow.agreements.add(agreement(key="A3", registry_number="KS 3"))
        rule = terms(agreement="A3", service="fritidshem", method=Method.MEASURING_DAY)
        uow.terms.add(replace(rule, readings=replace(rule.readings, exceptions=parse_exceptions("7,8=08-31"))))
        uow.prices.add(price("1000", agreement="A3", service="fritidshem"))
        given = booking("2025-07-01", key="B7", agreement="A3", service="fritidshem", case_number="2024-0002")
        uow.bookings.add(given)
        uow.commit()
    found = [one for one in amounts(seen(office, month("2025-07"))) if one.booking == "B7"]
    assert [(str(one.service_month), one.amount) for one in found] == [("2025-07", 100_000)]


def test_hours_that_nobody_has_reported_are_supposed_and_said_to_be(office: Context) -> None:
    with office.writing() as uow:
        uow.agreements.add(agreement(key="A3", registry_number="KS 3"))
        uow.services.add(Service(name="samtal", code="I77"))
        uow.terms.add(terms(agreement="A3", service="samtal", unit=Unit.MONTH, method=Method.REPORTED))
        uow.prices.add(price("1000", agreement="A3", service="samtal"))
        uow.bookings.add(
            booking(
                "2024-12-01", key="B7", agreement="A3", service="samtal", case_number="2024-0002", is_sensitive=True
            )
        )
        uow.commit()
    found = seen(office)
    lines = [line for one in found.accounts for line in one.lines if line.accrued.booking == "B7"]
    assert [(one.service, one.accrued.amount, one.accrued.is_supposed) for one in lines] == [("I77", 100_000, True)]


def test_an_exchange_is_nobodys_debt(office: Context) -> None:
    with office.writing() as uow:
        uow.people.add(person(case_number="2024-0009"))
        uow.residences.add(residence("2024-0009"))
        uow.agreements.add(agreement(key="A3", parties=(THIRD,), direction=Direction.EXCHANGE, registry_number="KS 3"))
        uow.terms.add(terms(agreement="A3"))
        uow.bookings.add(
            booking("2024-09-01", key="B9", agreement="A3", case_number="2024-0009", provider_municipality=THIRD)
        )
        uow.commit()
    closed(office, "2024-09")
    assert sums(seen(office)) == (BOUGHT, SOLD)
    assert all(one.counterpart == OTHER for one in amounts(seen(office)))


def test_each_account_with_its_codes_is_a_sum_of_its_bookings(office: Context) -> None:
    with office.writing() as uow:
        kept = uow.services.find("sfi")
        assert kept is not None
        coded = replace(kept.value, account_buy="4630", account_sell="3530", cost_centre="2200")
        uow.services.change(kept, coded)
        uow.commit()
    bought, sold = seen(office).accounts
    assert (bought.coding.account, bought.coding.cost_centre, bought.coding.party_code) == ("4630", "2200", "82")
    assert (sold.coding.account, sold.amount) == ("3530", SOLD)
    assert {line.accrued.booking for line in bought.lines} == {"B1", "B2"}


# people with protected data


def test_somebody_hidden_is_in_no_sum_but_her_own(office: Context) -> None:
    """The ordinary list is the same for everybody: nothing is left when one is taken from the other."""
    closed(office, "2024-09")
    limited = without_right(office)
    assert seen(office).accounts == seen(limited).accounts
    assert (seen(office).has_protected, seen(limited).has_protected) == (True, False)
    hers = seen(office, protected=True)
    assert sums(hers) == (4 * 950_000, 0)
    assert {one.booking for one in amounts(hers)} == {"B3"}
    with pytest.raises(Refused) as caught:
        seen(limited, protected=True)
    assert caught.value.code is RefusalCode.NO_RIGHT


def test_who_is_hidden_since_her_rows_were_returned_leaves_the_ordinary_list(office: Context) -> None:
    closed(office, "2024-09")
    with office.writing() as uow:
        amina = uow.people.find("2024-0001")
        assert amina is not None
        uow.people.change(amina, replace(amina.value, protection=Protection.CONFIDENTIAL_FLAG))
        uow.commit()
    assert {one.booking for one in amounts(seen(office))} == {"B2", "B4"}
    assert {one.booking for one in amounts(seen(office, protected=True))} == {"B1", "B3"}


def test_a_hidden_booking_that_cannot_be_counted_is_named_to_nobody_else(office: Context) -> None:
    with office.writing() as uow:
        (kept,) = uow.prices.of_agreement("A1")
        uow.prices.change(kept, replace(kept.value, days=days("2020-01-01", "2024-11-30")))
        uow.commit()
    assert seen(without_right(office)).uncounted == ("B1", "B2")
    assert seen(office, protected=True).uncounted == ("B3",)


# which month


@pytest.mark.parametrize(
    ("today", "expected"),
    [("2025-01-10", "2024-12"), ("2025-06-30", "2024-12"), ("2025-07-01", "2025-12"), ("2024-10-01", "2024-12")],
)
def test_the_nearest_turn_of_the_year_is_asked_for_first(today: str, expected: str) -> None:
    assert usual_month(day(today), month("2020-01")) == month(expected)


def test_every_month_of_the_register_can_be_asked_for(office: Context) -> None:
    asked = months_to_ask(office)
    assert asked is not None
    every, usual = asked
    assert (every[0], every[-1], usual) == (month("2025-12"), month("2024-09"), DECEMBER)
    assert usual_month(day("2025-01-10"), month("2025-02")) == month("2025-02"), "none before the register's first"
