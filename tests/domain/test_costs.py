"""Are estimate and outcome set beside one another, and is what plainly explains the difference said?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from factories import OTHER, booking, day, days, month
from mottagning.domain.bookings import Outcome, Procedure
from mottagning.domain.costs import (
    Amount,
    Explanation,
    Measure,
    Story,
    Tally,
    Told,
    by_year,
    explanations,
    net,
    tally,
    told_of,
)
from mottagning.domain.money import Ore, scaled
from mottagning.domain.outlook import MonthAmount
from mottagning.domain.requests import BookingRequest, RequestStep, Side, StepKind
from mottagning.domain.settlement.timeline import RowDirection

APPROVED = Told(Ore(4_200_000), days("2024-10-01", "2025-03-31"), is_approved=True)


def amount(measure: Measure, ore: int, booked: str = "B1") -> Amount:
    return Amount(booked, measure, MonthAmount(OTHER, "A1", RowDirection.BUY, month("2024-10"), Ore(ore)))


def steps(*told: tuple[StepKind, str | None]) -> list[RequestStep]:
    return [
        RequestStep(
            request="F1",
            number=number,
            kind=kind,
            on=day("2024-08-01"),
            amount=scaled(kronor) if kronor is not None else None,
        )
        for number, (kind, kronor) in enumerate(told)
    ]


def request(**values: Any) -> BookingRequest:
    given: dict[str, Any] = {
        "key": "F1",
        "procedure": Procedure.ORDER,
        "side": Side.PAYING,
        "case_number": "2024-0001",
        "service": "sfi",
        "counterpart": OTHER,
        "days": days("2024-10-01", "2025-03-31"),
    }
    return BookingRequest(**{**given, **values})


def test_the_forecast_is_what_is_closed_and_what_is_to_come() -> None:
    found = tally(
        [
            amount(Measure.ESTIMATED, 4_200_000),
            amount(Measure.PLANNED, 4_100_000),
            amount(Measure.CLOSED, 1_900_000),
            amount(Measure.CLOSED, -50_000),
            amount(Measure.REMAINING, 2_250_000),
        ]
    )
    # 19 000 - 500 + 22 500 = 41 000, a thousand less than the 42 000 that was estimated
    assert found == Tally(Ore(4_200_000), Ore(4_100_000), Ore(1_850_000), Ore(2_250_000), Ore(-100_000))
    assert found.forecast == 4_100_000


def test_where_nothing_was_estimated_the_plan_is_what_it_is_set_beside() -> None:
    assert tally([amount(Measure.PLANNED, 100), amount(Measure.CLOSED, 70)]).difference == -30


def test_where_nothing_was_planned_either_nothing_is_said() -> None:
    assert tally([amount(Measure.CLOSED, 70)]).difference is None


def test_the_difference_of_several_leaves_out_those_that_cannot_be_compared() -> None:
    """B1 comes to 10 more than estimated, B2 to 30 less than planned; of B3 nothing was told."""
    found = tally(
        [
            *(amount(Measure.ESTIMATED, 100), amount(Measure.CLOSED, 110)),
            *(amount(Measure.PLANNED, 100, "B2"), amount(Measure.REMAINING, 70, "B2")),
            amount(Measure.CLOSED, 5_000, "B3"),
        ]
    )
    assert (found.difference, found.estimated, found.planned, found.forecast) == (-20, 100, 100, 5_180)


def test_an_estimate_of_nothing_is_an_estimate() -> None:
    assert tally([amount(Measure.ESTIMATED, 0), amount(Measure.CLOSED, 70)]).difference == 70


def test_the_estimate_that_was_approved_last_is_the_one_that_counts() -> None:
    estimated, approved = StepKind.ESTIMATED, StepKind.ESTIMATE_APPROVED
    found = told_of(request(), steps((estimated, "40000"), (approved, None), (estimated, "42000"), (approved, None)))
    assert found == APPROVED
    found = told_of(request(), steps((estimated, "42000"), (approved, None), (estimated, "50000")))
    assert found == APPROVED, "one that nobody approved does not count"


def test_one_that_nobody_approved_counts_where_none_was() -> None:
    found = told_of(request(), steps((StepKind.REQUESTED, None), (StepKind.ESTIMATED, "42000")))
    assert found == replace(APPROVED, is_approved=False)
    assert told_of(request(), steps((StepKind.REQUESTED, None))) is None


def test_an_estimate_is_divided_over_the_years_as_the_plan_falls() -> None:
    """A course that is paid at its end is all of 2025; one of three months of 10 and three of 12 is 30 to 36."""
    assert list(by_year(APPROVED, {2025: 1_354_600})) == [(month("2024-10"), 0), (month("2025-01"), 4_200_000)]
    found = list(by_year(APPROVED, {2024: 30, 2025: 36}))
    assert found == [(month("2024-10"), 1_909_091), (month("2025-01"), 2_290_909)]


def test_where_nothing_is_planned_it_is_divided_by_days() -> None:
    """92 days of 2024 and 90 of 2025: 42 000 × 92 / 182 = 21 230,769… and the rest."""
    assert list(by_year(APPROVED, {})) == [(month("2024-10"), 2_123_077), (month("2025-01"), 2_076_923)]


def test_an_estimate_without_an_end_was_made_for_twelve_months() -> None:
    found = told_of(request(days=days("2024-07-01")), steps((StepKind.ESTIMATED, "36500")))
    assert found is not None
    # 184 days of 2024 and 181 of 2025, 100 kr each
    assert list(by_year(found, {})) == [(month("2024-07"), 1_840_000), (month("2025-01"), 1_810_000)]


PLANNED = {"planned_until": day("2025-03-31")}


@pytest.mark.parametrize(
    ("values", "story", "said"),
    [
        (PLANNED, {}, ()),
        (PLANNED, {"told": None}, (Explanation.NOT_ESTIMATED,)),
        (PLANNED, {"told": None, "is_bought": False}, ()),
        ({}, {"told": None}, (Explanation.NOT_ESTIMATED, Explanation.NO_PLAN)),
        ({}, {}, (Explanation.NO_PLAN, Explanation.OTHER_DAYS)),
        ({}, {"seen_on": day("2025-04-01")}, (Explanation.LONGER, Explanation.NO_PLAN)),
        ({"last": "2025-02-14"}, {}, (Explanation.ENDED_EARLY,)),
        ({"last": "2025-02-14"}, {"told": None}, (Explanation.NOT_ESTIMATED,)),
        ({"last": "2025-02-14", **PLANNED}, {}, (Explanation.ENDED_EARLY,)),
        ({"last": "2025-04-30", **PLANNED}, {}, (Explanation.LONGER,)),
        (PLANNED, {"seen_on": day("2025-04-01")}, (Explanation.LONGER,)),
        ({"outcome": Outcome.NEVER_STARTED, **PLANNED}, {}, (Explanation.NEVER_STARTED,)),
        ({"last": "2025-03-31", "outcome": Outcome.INTERRUPTED, **PLANNED}, {}, (Explanation.ENDED_EARLY,)),
        ({"planned_until": day("2025-06-30")}, {}, (Explanation.OTHER_DAYS,)),
        ({"first": "2024-10-07", **PLANNED}, {}, (Explanation.OTHER_DAYS,)),
        (PLANNED, {"sums": Tally(Ore(4_200_000), Ore(4_300_000), Ore(0), Ore(0), None)}, (Explanation.OTHER_PRICE,)),
        (PLANNED, {"sums": Tally(Ore(4_200_000), Ore(4_160_000), Ore(0), Ore(0), None)}, ()),
        (PLANNED, {"sums": Tally(Ore(4_200_000), Ore(1), Ore(0), Ore(0), None), "is_whole": False}, ()),
        (PLANNED, {"is_uncounted": True}, (Explanation.UNCOUNTED,)),
        (PLANNED, {"first_month": month("2024-11")}, (Explanation.BEFORE_REGISTER,)),
    ],
)
def test_what_can_be_worked_out_is_said_and_nothing_else(
    values: dict[str, Any], story: dict[str, Any], said: tuple[Explanation, ...]
) -> None:
    values = dict(values)
    booked = booking(values.pop("first", "2024-10-01"), values.pop("last", None), **values)
    given: dict[str, Any] = {
        "booking": booked,
        "told": APPROVED,
        "sums": Tally(APPROVED.amount, APPROVED.amount, Ore(0), Ore(0), Ore(0)),
        "seen_on": day("2025-01-10"),
        "first_month": month("2024-09"),
        "is_whole": True,
        "is_uncounted": False,
        "is_bought": True,
    }
    assert explanations(Story(**{**given, **story})) == said


def test_what_is_sold_less_what_is_bought_is_for_information() -> None:
    found = net([(RowDirection.BUY, Ore(500)), (RowDirection.SELL, Ore(300)), (RowDirection.EXCHANGE, Ore(0))])
    assert found == -200
