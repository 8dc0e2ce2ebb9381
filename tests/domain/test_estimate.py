"""What will a booking come to over the time that was planned for it?

A month price of 9 500 kr by calendar day unless a test says otherwise.
"""

from __future__ import annotations

from dataclasses import replace

from factories import OWN, agreement, booking, books, day, days, facts, month, placement, price, settled, terms
from mottagning.domain.agreements import Method, Terms, Unit
from mottagning.domain.bookings import Outcome, Report
from mottagning.domain.money import scaled
from mottagning.domain.problems import Check
from mottagning.domain.settlement.engine import Office
from mottagning.domain.settlement.estimate import Estimate, Supposition, estimate
from mottagning.domain.settlement.facts import AgreementFacts, Placement

OFFICE = Office(OWN, month("2024-01"))


def estimated(one: Placement, agreed: AgreementFacts | None = None, today: str = "2024-01-10") -> Estimate:
    return estimate(one, books(*([agreed] if agreed else [])), OFFICE, day(today))


def kronor(found: Estimate) -> str:
    return f"{found.total // 100}.{found.total % 100:02}"


def priced(how: Terms, amount: str, unit: Unit) -> AgreementFacts:
    return facts(how, price(amount, unit=unit))


def test_an_open_booking_is_counted_to_its_planned_end() -> None:
    found = estimated(placement(booking("2024-01-12", planned_until=day("2024-03-31"))))
    # 20 of 31 days: 9 500 × 20 / 31 = 6 129,03; then two whole months
    assert kronor(found) == "25129.03"
    assert (found.days, found.supposed, found.problems) == (days("2024-01-12", "2024-03-31"), (), ())


def test_without_a_plan_a_year_from_today_is_counted() -> None:
    found = estimated(placement(booking("2024-02-01")), today="2024-03-01")
    # February 2024 to February 2025: thirteen months
    assert kronor(found) == "123500.00"
    assert found.supposed == (Supposition.GOES_ON,)


def test_a_plan_that_was_overrun_no_longer_ends_it() -> None:
    found = estimated(placement(booking("2024-01-01", planned_until=day("2024-03-31"))), today="2024-04-01")
    assert found.days.last == day("2025-03-31")
    assert found.supposed == (Supposition.GOES_ON,)


def test_a_known_end_counts_whatever_was_planned() -> None:
    found = estimated(placement(booking("2024-01-01", "2024-02-29", planned_until=day("2024-12-31"))))
    assert (kronor(found), found.supposed) == ("19000.00", ())


def test_a_course_is_hoped_to_be_completed() -> None:
    agreed = priced(terms(method=Method.COURSE, unit=Unit.COURSE), "13546", Unit.COURSE)
    one = placement(booking("2024-01-08", planned_until=day("2024-05-31")))
    found = estimated(one, agreed)
    assert (kronor(found), found.supposed) == ("13546.00", (Supposition.COMPLETED,))
    assert [claim.settlement_month for claim in found.claims] == [month("2024-05")]


def test_an_interrupted_course_is_not_hoped_for() -> None:
    agreed = priced(terms(method=Method.COURSE, unit=Unit.COURSE), "13546", Unit.COURSE)
    found = estimated(placement(booking("2024-01-08", "2024-03-04", outcome=Outcome.INTERRUPTED)), agreed)
    assert (found.claims, found.supposed) == ((), ())


def test_both_parts_of_a_part_payment_are_counted() -> None:
    how = terms(method=Method.PART_PAYMENT, unit=Unit.POINT, shares=(65, 35))
    one = placement(booking("2024-01-08", planned_until=day("2024-05-31"), quantity=scaled(100)))
    found = estimated(one, priced(how, "48.10", Unit.POINT))
    assert (kronor(found), found.supposed) == ("4810.00", (Supposition.COMPLETED,))  # 100 points × 48,10


def test_hours_that_nobody_reported_yet_are_those_of_the_week() -> None:
    agreed = priced(terms(method=Method.REPORTED, unit=Unit.HOUR), "100", Unit.HOUR)
    held = Report(booking="B1", month=month("2024-01"), quantity=scaled(40))
    one = placement(booking("2024-01-01", "2024-02-29", hours_per_week=scaled(15)), reports=(held,))
    found = estimated(one, agreed)
    # January as reported: 40 × 100; February: 15 × 29 / 7 = 62,1 → 62 hours × 100
    assert [claim.amount for claim in found.claims] == [400_000, 620_000]
    assert found.supposed == (Supposition.REPORTED,)


def test_months_are_hoped_to_be_reported() -> None:
    agreed = priced(terms(method=Method.REPORTED, unit=Unit.MONTH), "3083", Unit.MONTH)
    assert kronor(estimated(placement(booking("2024-01-15", "2024-03-10")), agreed)) == "9249.00"


def test_without_hours_nothing_is_supposed() -> None:
    agreed = priced(terms(method=Method.REPORTED, unit=Unit.HOUR), "100", Unit.HOUR)
    found = estimated(placement(booking("2024-01-01", "2024-02-29")), agreed)
    assert (found.claims, found.supposed) == ((), ())


def test_a_missing_price_is_told() -> None:
    found = estimated(placement(booking("2024-01-01", "2024-01-31")), facts(terms(), agreement=agreement()))
    assert [problem.check for problem in found.problems] == [Check.K12]


def test_what_was_estimated_is_what_the_rules_give_when_the_plan_holds() -> None:
    planned = placement(booking("2024-01-12", planned_until=day("2024-06-18")))
    held = replace(planned, booking=replace(planned.booking, days=days("2024-01-12", "2024-06-18")))
    assert estimated(planned).claims == settled(held).claims
