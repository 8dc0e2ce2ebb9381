"""Does the page Kostnader add up what is closed and what is to come, for those alone whom the user may see?

The small office: sfi bought at 9 500 kr a month (B1 since September, B2 since 7 October, B3 of somebody hidden) and
sold at 8 000 kr (B4 since 16 September). It is 3 March 2025; September and October 2024 are closed.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.test_statements import Offices, counting, office_with  # noqa: F401 - a fixture
from factories import (
    CHEAP,
    FIRST_MONTH,
    OTHER,
    OWN,
    PASSPHRASE,
    Clock,
    agreement,
    booking,
    day,
    days,
    group_booking,
    month,
    person,
    price,
    residence,
    second_holder,
    shared_offer,
    terms,
    without_right,
)
from hidden import HER_BOOKING
from mottagning.domain.agreements import Direction, Method, Unit
from mottagning.domain.bookings import Outcome, Procedure
from mottagning.domain.costs import Explanation
from mottagning.domain.money import scaled
from mottagning.domain.people import Protection
from mottagning.domain.requests import BookingRequest, RequestStep, Side, StepKind
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.readmodels.bookings import BookingCard
from mottagning.readmodels.costs import BalanceLine, CostLine, Costs, MonthCell
from mottagning.texts import costs as cost_texts
from mottagning.usecases.admin.registers import create_register
from mottagning.usecases.bookings import booking_by_key, open_booking
from mottagning.usecases.context import Context
from mottagning.usecases.costs.viewing import costs, year_of_work
from mottagning.usecases.group_bookings import estimate_group, save_group
from mottagning.usecases.returns.closing import close_month
from steps import booked

BUY, SELL, EXCHANGE = RowDirection.BUY, RowDirection.SELL, RowDirection.EXCHANGE


def estimate(ctx: Context, key: str, kronor: str, first: str, last: str) -> None:
    """A request that was estimated, approved and became the booking `key`."""
    asked = BookingRequest(
        key="F1",
        procedure=Procedure.ORDER,
        side=Side.PAYING,
        case_number="2024-0001",
        service="sfi",
        counterpart=OTHER,
        days=days(first, last),
        booking=key,
    )
    kinds = (StepKind.ESTIMATED, StepKind.ESTIMATE_APPROVED, StepKind.DECIDED)
    with ctx.writing() as uow:
        uow.requests.add(asked)
        for number, kind in enumerate(kinds):
            amount = scaled(kronor) if kind is StepKind.ESTIMATED else None
            uow.request_steps.add(
                RequestStep(request="F1", number=number, kind=kind, on=day("2024-08-01"), amount=amount)
            )
        uow.commit()


@pytest.fixture
def closed(office: Context) -> Context:
    """The small office with September and October 2024 closed."""
    for name in ("2024-09", "2024-10"):
        close_month(office, month(name))
    return office


def seen(ctx: Context, year: int | None = 2024) -> Costs:
    found = costs(ctx, year)
    assert found is not None
    return found


def card(ctx: Context, key: str) -> BookingCard:
    found = booking_by_key(ctx, key)
    assert found is not None
    return open_booking(ctx, found)


def line(found: Costs, key: str) -> CostLine:
    (one,) = [each for each in found.lines if each.booking == key]
    return one


def said(cell: MonthCell) -> str:
    return cost_texts.cell(cell).replace("\u00a0", " ").replace("\u2212", "-")


def balance(found: Costs) -> BalanceLine:
    (one,) = [each for each in found.balances if each.balance.counterpart == OTHER]
    return one


def test_each_direction_is_added_up_by_itself(closed: Context) -> None:
    found = seen(without_right(closed))
    # bought: B1 two months, B2 25 of 31 days of October (7 661,29); November and December of both are to come
    assert found.totals[BUY].closed == 2 * 950_000 + 766_129
    assert found.totals[BUY].remaining == 4 * 950_000
    # sold: 15 of 30 days of September, October; November and December are to come
    assert found.totals[SELL].closed == 400_000 + 800_000
    assert found.totals[SELL].remaining == 2 * 800_000
    assert EXCHANGE not in found.totals
    assert [(one.name, one.direction, one.bookings) for one in found.counterparts] == [
        ("Krokom", BUY, 2),
        ("Krokom", SELL, 1),
    ]
    assert [(one.key, one.id is not None) for one in found.agreements] == [("A1", True), ("A2", True)]


def test_a_month_that_is_closed_in_part_counts_once(office: Context) -> None:
    limited = without_right(office)
    for name, sums in (
        ("2024-09", (950_000, 766_129 + 5 * 950_000)),
        ("2024-10", (2 * 950_000 + 766_129, 4 * 950_000)),
    ):
        close_month(office, month(name), only=[OTHER])
        found = seen(limited).totals[BUY]
        assert (found.closed, found.remaining) == sums
        close_month(office, month(name))
        assert seen(limited).totals[BUY] == found, "nothing was left to close"


def test_month_by_month_what_is_closed_and_what_is_to_come(closed: Context) -> None:
    months = {str(one.months[0]): one for one in seen(without_right(closed)).months}
    assert list(months) == ["2024-09", "2024-10", "2024-11", "2024-12"]
    assert (months["2024-10"].closed[BUY], months["2024-10"].remaining[BUY]) == (950_000 + 766_129, 0)
    assert (months["2024-11"].closed[BUY], months["2024-11"].remaining[BUY]) == (0, 2 * 950_000)
    assert months["2024-11"].net == 800_000 - 2 * 950_000


def test_what_has_no_end_goes_on_to_the_end_of_the_year_and_is_counted(closed: Context) -> None:
    found = seen(without_right(closed), 2025)
    assert (found.going_on, found.until) == (3, day("2026-01-01"))
    assert found.totals[BUY].remaining == 2 * 12 * 950_000
    assert len(found.months) == 12
    assert found.years == (2024, 2025, 2026)


def test_all_years_are_the_sum_of_each_and_shown_year_by_year(closed: Context) -> None:
    whole = seen(closed, None)
    assert [(one.months[0].year, one.closed[BUY] + one.remaining[BUY]) for one in whole.months] == [
        (2024, seen(closed, 2024).totals[BUY].forecast),
        (2025, seen(closed, 2025).totals[BUY].forecast),
        (2026, 0),
    ]


def test_the_estimate_stands_beside_what_it_came_to(closed: Context) -> None:
    """Told 40 000 for September to December, came to four months of 9 500."""
    booked(closed, "B1", planned_until=day("2024-12-31"), days=days("2024-09-01", "2024-12-31"))
    estimate(closed, "B1", "40000", "2024-09-01", "2024-12-31")
    one = line(seen(closed), "B1")
    assert (one.sums.estimated, one.sums.planned, one.sums.forecast) == (4_000_000, 3_800_000, 3_800_000)
    assert (one.sums.difference, one.explained) == (-200_000, (Explanation.OTHER_PRICE,))


def test_an_estimate_over_the_turn_of_the_year_is_divided_as_the_plan(closed: Context) -> None:
    """Four months of 2024 and two of 2025 at the same price: 18 100 × 4 / 6 = 12 066,67."""
    booked(closed, "B1", planned_until=day("2025-02-28"))
    estimate(closed, "B1", "18100", "2024-09-01", "2025-02-28")
    assert line(seen(closed, 2024), "B1").sums.estimated == 1_206_667
    assert line(seen(closed, 2025), "B1").sums.estimated == 603_333
    assert line(seen(closed, None), "B1").sums.estimated == 1_810_000


def test_one_that_ended_early_is_set_beside_its_plan_and_says_why(closed: Context) -> None:
    """It ended on 15 October though planned to the year's end: 4 903,23 of October comes back."""
    booked(closed, "B1", planned_until=day("2024-12-31"), days=days("2024-09-01", "2024-10-15"))
    one = line(seen(closed), "B1")
    assert (one.sums.planned, one.sums.closed, one.sums.remaining) == (3_800_000, 1_900_000, -490_323)
    assert one.sums.difference == 1_900_000 - 490_323 - 3_800_000
    assert one.explained == (Explanation.ENDED_EARLY, Explanation.NOT_ESTIMATED)


def test_a_correction_that_is_closed_counts_in_the_month_it_is_about(closed: Context) -> None:
    booked(closed, "B1", days=days("2024-09-01", "2024-10-15"))
    close_month(closed, month("2024-11"))
    one = line(seen(closed), "B1")
    assert (one.sums.closed, one.sums.remaining) == (1_900_000 - 490_323, 0)
    october = seen(without_right(closed)).months[1]
    assert october.closed[BUY] == 950_000 + 766_129 - 490_323


def test_the_matrix_says_what_is_closed_to_come_waiting_and_corrected(closed: Context) -> None:
    def cells(key: str) -> list[str]:
        return [said(cell) for cell in line(seen(closed), key).months]

    assert cells("B1") == ["9 500", "9 500", "(9 500)", "(9 500)"]
    booked(closed, "B1", days=days("2024-09-01", "2024-10-15"))
    # 15 of 31 days of October are 4 596,77: 4 903,23 of what is closed waits to be taken back
    assert cells("B1") == ["9 500", "9 500 (-4 903)", "–", "–"]
    assert [cell.waits for cell in line(seen(closed), "B1").months] == [False, True, False, False]
    close_month(closed, month("2024-11"))
    assert cells("B1") == ["9 500", "4 597 R", "–", "–"]
    assert line(seen(closed, None), "B1").months == ()


def test_corrections_of_somebody_hidden_are_in_no_matrix(closed: Context) -> None:
    booked(closed, "B3", days=days("2024-09-01", "2024-10-15"))
    close_month(closed, month("2024-11"))
    assert any(cell.is_corrected for cell in line(seen(closed), "B3").months)
    assert "B3" not in {one.booking for one in seen(without_right(closed)).lines}


def test_one_that_never_started_is_taken_back(closed: Context) -> None:
    booked(closed, "B4", outcome=Outcome.NEVER_STARTED, planned_until=day("2024-12-31"))
    one = line(seen(closed), "B4")
    assert (one.direction, one.sums.closed, one.sums.remaining, one.sums.forecast) == (SELL, 1_200_000, -1_200_000, 0)
    assert one.sums.planned == 400_000 + 3 * 800_000
    assert one.explained == (Explanation.NEVER_STARTED,)


def test_a_course_held_together_stands_there_though_it_is_about_nobody(closed: Context) -> None:
    with closed.writing() as uow:
        uow.shared_offers.add(shared_offer("24000", f"{OWN}=1; {OTHER}=1", days=days("2024-11-01", "2024-12-31")))
        uow.commit()
    one = line(seen(closed), "GK1")
    # half of 24 000, in two months
    assert (one.direction, one.sums.remaining, one.person_id) == (BUY, 1_200_000, None)
    assert balance(seen(closed)).balance.ours.value == seen(closed).totals[BUY].forecast - 1_200_000


@pytest.mark.parametrize(
    ("unit", "each", "sums", "uncounted"),
    [
        (Unit.HOUR, "6", 840_000, 0),  # 14 planned × 6 hours × 100 kr
        (Unit.PIECE, "3", 420_000, 0),  # 14 × 3 × 100 kr
        (Unit.PIECE, None, 140_000, 0),  # once each
        (Unit.HOUR, None, 0, 1),  # how many hours is not known
    ],
)
def test_a_planned_group_is_counted_as_its_form_estimates_it(
    closed: Context, unit: Unit, each: str | None, sums: int, uncounted: int
) -> None:
    course = "utbildning för gode män"
    with closed.writing() as uow:
        uow.terms.add(terms(method=Method.REPORTED, unit=unit, service=course))
        uow.prices.add(price("100", unit=unit, service=course))
        uow.commit()
    quantity = None if each is None else scaled(each)
    group = group_booking(service=course, days=days("2025-03-10", "2025-03-20"), quantity=quantity)
    save_group(closed, None, group)
    found, estimated = seen(closed, 2025), estimate_group(closed, group)
    assert estimated is not None
    ahead = sum(one.sums.remaining or 0 for one in found.lines if one.booking == "GB1")
    assert (ahead, found.uncounted) == (sums, uncounted)
    assert (estimated.total, len(estimated.problems)) == (sums, uncounted)


def test_what_cannot_be_counted_is_told(closed: Context) -> None:
    with closed.writing() as uow:
        uow.agreements.add(agreement(key="A3"))
        uow.terms.add(terms(agreement="A3"))
        uow.bookings.add(booking("2024-11-01", key="B9", agreement="A3", case_number="2024-0002"))
        uow.commit()
    found = seen(closed)
    assert found.uncounted == 1
    assert Explanation.UNCOUNTED in line(found, "B9").explained


def test_the_card_of_a_booking_says_the_same_as_the_page(closed: Context) -> None:
    booked(closed, "B1", planned_until=day("2024-12-31"), days=days("2024-09-01", "2024-10-15"))
    estimate(closed, "B1", "40000", "2024-09-01", "2024-12-31")
    found = card(closed, "B1").cost
    sums = line(seen(closed, None), "B1").sums
    assert found == replace(sums, planned=None)


def test_a_card_is_silent_before_anything_is_estimated_or_closed(office: Context) -> None:
    assert card(office, "B1").cost is None


# what is exchanged


def test_the_balance_is_of_the_months_that_have_ended(closed: Context) -> None:
    """Of 2025 those are January and February: two persons of ours there, one of theirs here, two months each."""
    found = seen(without_right(closed), 2025)
    assert found.balanced == days("2025-01-01", "2025-02-28")
    one = balance(found).balance
    assert (one.ours.persons, one.ours.months, one.ours.value) == (2, 4, 4 * 950_000)
    assert (one.theirs.persons, one.theirs.months, one.theirs.value) == (1, 2, 2 * 800_000)
    assert (one.months, one.value) == (-2, 2 * 800_000 - 4 * 950_000)


def test_before_a_month_has_ended_there_is_no_balance(closed: Context) -> None:
    found = seen(closed, 2026)
    assert (found.balanced, found.balances) == (None, ())


def swap(ctx: Context, *, priced: bool) -> None:
    """Somebody of theirs reads with us since 1 January in exchange."""
    with ctx.writing() as uow:
        uow.agreements.add(agreement(key="BYTE", direction=Direction.EXCHANGE))
        uow.terms.add(terms(agreement="BYTE"))
        if priced:
            uow.prices.add(price("7000", agreement="BYTE"))
        uow.people.add(person(case_number="2024-0009"))
        uow.residences.add(residence("2024-0009", OTHER))
        uow.bookings.add(
            booking("2025-01-01", key="B9", case_number="2024-0009", agreement="BYTE", provider_municipality=OWN)
        )
        uow.commit()


def test_an_exchange_costs_nothing_and_is_worth_its_price(closed: Context) -> None:
    swap(closed, priced=True)
    found = seen(without_right(closed), 2025)
    one = line(found, "B9")
    assert (one.direction, one.sums.forecast) == (EXCHANGE, 0)
    row = balance(found)
    assert (row.exchanged, row.unpriced) == (1, 0)
    assert (row.balance.theirs.persons, row.balance.theirs.months) == (2, 4)
    assert row.balance.theirs.value == 2 * 800_000 + 2 * 700_000
    assert found.totals[SELL].forecast == 12 * 800_000, "what is exchanged is never billed"


def test_an_exchange_without_a_price_is_counted_and_said_to_have_none(closed: Context) -> None:
    swap(closed, priced=False)
    row = balance(seen(without_right(closed), 2025))
    assert (row.exchanged, row.unpriced, row.balance.theirs.months) == (1, 1, 4)
    assert row.balance.theirs.value == 2 * 800_000


@pytest.mark.parametrize(("first", "then"), [(Direction.EXCHANGE, Direction.BUY), (Direction.BUY, Direction.EXCHANGE)])
def test_a_swap_that_became_a_purchase_is_counted_once(closed: Context, first: Direction, then: Direction) -> None:
    """January and February 2025 at 7 000 kr each, one exchanged and one bought: 14 000 kr, and not 21 000."""
    with closed.writing() as uow:
        uow.agreements.add(agreement(key="A8", direction=first))
        uow.agreements.add(agreement(key="A9", direction=then, days=days("2025-02-01"), replaces="A8"))
        for key in ("A8", "A9"):
            uow.terms.add(terms(agreement=key))
            uow.prices.add(price("7000", agreement=key))
        uow.bookings.add(
            booking("2025-01-01", key="B9", case_number="2024-0002", agreement="A8", provider_municipality=OTHER)
        )
        uow.commit()
    row = balance(seen(without_right(closed), 2025))
    assert row.balance.ours.value == 4 * 950_000 + 2 * 700_000
    assert (row.exchanged, row.unpriced) == (1, 0)


# who is left out


def sums_of(found: Costs) -> object:
    """Everything that a view says but of whom."""
    return replace(found, lines=(), agreements=tuple(replace(one, id=None) for one in found.agreements))


def test_without_the_right_somebody_hidden_is_in_no_sum(closed: Context) -> None:
    limited = without_right(closed)
    before = {year: seen(limited, year) for year in (2024, 2025, None)}
    assert all(HER_BOOKING not in {one.booking for one in found.lines} for found in before.values())
    assert line(seen(closed), HER_BOOKING).is_protected
    with closed.writing() as uow:
        stored = uow.bookings.find(HER_BOOKING)
        assert stored is not None
        uow.bookings.change(stored, replace(stored.value, planned_until=day("2031-12-31")))
        uow.commit()
    assert {year: seen(limited, year) for year in before} == before, "nothing of hers moves anything"
    assert seen(closed).years[-1] == 2031


def test_somebody_hidden_since_it_was_closed_is_left_out_too(closed: Context) -> None:
    limited = without_right(closed)
    with closed.writing() as uow:
        amina = uow.people.find("2024-0001")
        assert amina is not None
        uow.people.change(amina, replace(amina.value, protection=Protection.CONFIDENTIAL_FLAG))
        uow.commit()
    found = seen(limited)
    assert {one.booking for one in found.lines} == {"B2", "B4"}
    assert found.totals[BUY].closed == 766_129
    assert balance(found).balance.ours.persons == 1


def test_somebody_no_longer_hidden_has_one_sum_on_page_and_card(closed: Context) -> None:
    """What was returned while she was hidden stays out of both for whom may not see it: 0 of 2 × 9 500 kr."""
    with closed.writing() as uow:
        hidden = uow.bookings.find(HER_BOOKING)
        assert hidden is not None
        she = uow.people.find(hidden.value.case_number)
        assert she is not None
        uow.people.change(she, replace(she.value, protection=Protection.NONE))
        uow.commit()
    limited = without_right(closed)
    assert line(seen(limited), HER_BOOKING).sums.closed == 0
    assert card(limited, HER_BOOKING).cost is None, "nothing that she may see is closed"
    told = card(closed, HER_BOOKING).cost
    assert told is not None
    assert told.closed == line(seen(closed), HER_BOOKING).sums.closed == 2 * 950_000


# how it works


def test_it_begins_with_the_year_that_is_worked_with(closed: Context) -> None:
    assert year_of_work(closed) == 2024
    for name in ("2024-11", "2024-12"):
        close_month(closed, month(name))
    assert year_of_work(closed) == 2025


def test_a_register_without_settings_has_nothing_to_show(tmp_path: Path, clock: Clock) -> None:
    ctx = second_holder(create_register(tmp_path / "ny.mottagning", PASSPHRASE, "prov", clock, cost=CHEAP).ctx)
    assert costs(ctx, 2024) is None
    assert year_of_work(ctx) == 2025
    ctx.db.close()


def test_ten_times_the_bookings_need_no_more_statements(office_with: Offices) -> None:  # noqa: F811 - the fixture
    sent = []
    for bookings in (20, 200):
        ctx = office_with(bookings)
        close_month(ctx, FIRST_MONTH)
        with counting() as statements:
            found = costs(ctx, None)
        assert found is not None
        assert len(found.lines) == bookings
        sent.append(len(statements))
    assert sent[0] == sent[1]
