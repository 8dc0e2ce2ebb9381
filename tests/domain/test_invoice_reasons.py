"""Is a likely reason named exactly when the engine gives their amount for it?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from factories import OTHER, OWN, booking, books, day, days, facts, month, placement, price, terms
from mottagning.domain.agreements import AgeGroup, Method
from mottagning.domain.bookings import Outcome
from mottagning.domain.invoice_reasons import Claimed, Likely, likely
from mottagning.domain.money import Ore
from mottagning.domain.settlement.engine import Office
from mottagning.domain.settlement.facts import AgreementFacts, Placement
from mottagning.domain.settlement.timeline import RowDirection

OFFICE = Office(OWN, month("2023-01"))


def why(one: Placement, kronor: float, first: str, last: str | None = None, *agreed: AgreementFacts) -> list[Likely]:
    claimed = Claimed(
        counterpart=OTHER,
        direction=RowDirection.BUY,
        first=month(first),
        last=month(last or first),
        amount=Ore(round(kronor * 100)),
    )
    return list(likely(one, books(*agreed), OFFICE, claimed))


def named(found: list[Likely]) -> list[str]:
    return [one.reason.value for one in found]


TWO_YEARS = facts(
    terms(),
    price("9000", days=days("2023-01-01", "2023-12-31")),
    price("9500", days=days("2024-01-01", "2024-12-31")),
)


def test_the_price_of_another_year() -> None:
    found = why(placement(), 9000, "2024-10", None, TWO_YEARS)
    assert named(found) == ["other_price"]
    assert found[0].days == days("2023-01-01", "2023-12-31")


def test_a_preliminary_price_that_they_still_use() -> None:
    old = price("9300", days=days("2024-01-01", "2024-06-30"), is_preliminary=True)
    found = why(placement(), 9300, "2024-10", None, facts(terms(), old, price("9500", days=days("2024-07-01"))))
    assert named(found) == ["preliminary_price"]


def test_an_end_that_they_were_not_told_of() -> None:
    ended = placement(booking("2024-09-01", "2024-10-10"))
    whole = why(ended, 9500, "2024-10")
    assert "end_not_told" in named(whole)
    assert whole[0].day == day("2024-10-10")
    assert named(why(ended, 19000, "2024-11", "2024-12")) == ["end_not_told"]


def test_a_booking_that_never_started() -> None:
    never = placement(booking("2024-10-01", "2024-10-31", outcome=Outcome.NEVER_STARTED))
    assert "never_started" in named(why(never, 9500, "2024-10"))


def test_a_start_before_ours_or_the_whole_of_a_month_that_was_begun() -> None:
    late = placement(booking("2024-10-07"))
    assert named(why(late, 9500, "2024-10")) == ["earlier_start", "method"]


def test_another_day_of_reading() -> None:
    agreed = facts(terms(method=Method.MEASURING_DAY), price())
    late = placement(booking("2024-10-12"))
    assert "reading_day" not in named(why(late, 8000, "2024-10", None, agreed))
    early_end = placement(booking("2024-09-01", "2024-10-12"))
    found = [one for one in why(early_end, 9500, "2024-10", None, agreed) if one.reason.value == "reading_day"]
    assert [one.number for one in found] == [1]


def test_another_age_group() -> None:
    agreed = facts(
        terms(),
        price("12050", variant="1-2"),
        price("11367", variant="3-5"),
        age_groups=(
            AgeGroup(agreement="A1", service="sfi", variant="1-2", from_age=1, to_age=2),
            AgeGroup(agreement="A1", service="sfi", variant="3-5", from_age=3, to_age=5),
        ),
    )
    child = placement(booking(variant="efter ålder"), birth_date=day("2021-05-01"))
    found = why(child, 12050, "2024-10", None, agreed)
    assert (named(found), found[0].word) == (["age_group"], "1-2")
    older = replace(child, booking=booking(variant="3-5"))
    assert named(why(older, 12050, "2024-10", None, agreed)) == ["variant"]


def test_a_home_that_they_still_believe_to_be_ours() -> None:
    moved = placement(homes=((OWN, "2020-01-01", "2024-09-30"), (OTHER, "2024-10-01", None)))
    assert named(why(moved, 9500, "2024-10")) == ["home"]


@pytest.mark.parametrize("kronor", [9502, 8000, 0, -9500, 9499.99 - 1.01])
def test_no_reason_is_named_that_does_not_give_their_amount(kronor: float) -> None:
    ended = placement(booking("2024-09-01", "2024-10-10"))
    assert why(ended, kronor, "2024-10") == []
