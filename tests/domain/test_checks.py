"""What do the checks say of a booking and its agreement, and do they hold back or only warn?

K07, K08, K12, K13, K14 and K20 are found while a month is counted (test_what_stops_a_row), K22 with the supplements
(test_supplements) and K18 when a limit takes something (test_closing).
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from factories import (
    OTHER,
    OWN,
    THIRD,
    Desk,
    agreement,
    booking,
    books,
    day,
    days,
    facts,
    month,
    placement,
    price,
    terms,
)
from mottagning.domain.agreements import Method, Price, Terms, Unit
from mottagning.domain.bookings import Booking, Financing, Outcome, Procedure, Report
from mottagning.domain.checks import Subject, booking_problems, price_warnings, summer_warning
from mottagning.domain.counterparts import CounterpartKind
from mottagning.domain.money import scaled
from mottagning.domain.people import PermitGround
from mottagning.domain.problems import Check, Problem, Severity
from mottagning.domain.settlement.engine import Office
from mottagning.domain.settlement.facts import AgreementFacts, Placement, ServiceFacts, book
from mottagning.domain.settlement.readings import Readings, parse_exceptions
from mottagning.domain.swedish import NO_DECISION_NEEDED

STOP, WARN = Severity.STOP, Severity.WARN
Told = list[tuple[Check, Severity, str]]


def subject(one: Placement, *agreements: AgreementFacts, requires_state_funding: bool = False) -> Subject:
    """A booking as the checks see it."""
    office = Office(OWN, month("2020-01"), requires_state_funding)
    return Subject(one, books(*(agreements or (facts(),))), office)


def told(problems: tuple[Problem, ...]) -> Told:
    """Check, severity and reason of each problem."""
    return [(one.check, one.severity, one.reason) for one in problems]


def of(one: Placement, *agreements: AgreementFacts) -> Told:
    """What the checks say of a booking as a whole."""
    return told(booking_problems(subject(one, *agreements)))


def test_a_booking_that_has_everything_is_silent() -> None:
    assert of(placement(booking())) == []


# K05: a decision for adult education

ADULT = ServiceFacts(is_adult_education=True)


def adult(**values: object) -> Told:
    """What is said of a course for adults that starts on 1 October."""
    return of(placement(booking("2024-10-01", **values), service=ADULT))


def test_adult_education_needs_a_decision() -> None:
    assert adult(decision=None, decided_on=None) == [(Check.K05, STOP, "missing")]
    assert adult(decision="", decided_on=None) == [(Check.K05, STOP, "missing")]


def test_an_agreement_that_asks_for_no_decision_needs_none_and_no_day_is_too_late() -> None:
    for values in ({"decision": None, "decided_on": None}, {"decided_on": day("2024-10-02")}):
        one = placement(booking("2024-10-01", **values), service=ADULT)
        assert told(booking_problems(subject(one, facts(agreement=agreement(needs_no_decision=True))))) == []


@pytest.mark.parametrize(
    "values",
    [
        {"decision": "Dnr 1", "decided_on": None},
        {"decision": None, "decided_on": day("2024-10-01")},
        {"decision": NO_DECISION_NEEDED, "decided_on": None},
        {"decision": None, "decided_on": None, "procedure": Procedure.RECEIVED_ELSEWHERE},
    ],
)
def test_a_number_a_day_the_words_that_none_is_needed_or_the_others_decision_is_enough(
    values: dict[str, object],
) -> None:
    assert adult(**values) == []


def test_a_decision_after_the_start_is_worth_a_look() -> None:
    assert adult(decided_on=day("2024-10-02")) == [(Check.K05, WARN, "late")]


def test_other_insatser_need_no_decision() -> None:
    assert of(placement(booking(decision=None, decided_on=None))) == []


# K11 and K31: a ground for the placement, and one for handing out its rows


@pytest.mark.parametrize(
    ("own", "default", "disclosure", "consent", "expected"),
    [
        (None, None, None, None, {Check.K11, Check.K31}),
        ("", "", "", None, {Check.K11, Check.K31}),
        ("skollagen 20 kap. 11 d §", None, None, None, set()),  # a paragraph serves both
        ("avtal 2024", None, None, None, {Check.K31}),  # no paragraph: somebody must consent
        ("avtal 2024", None, None, "2024-09-01", set()),
        ("avtal 2024", None, "skollagen 20 kap. 33 §", None, set()),
        (None, "skollagen 20 kap. 11 d §", None, None, {Check.K31}),
        (None, "skollagen 20 kap. 11 d §", "skollagen 20 kap. 33 §", None, set()),
        (None, None, "skollagen 20 kap. 33 §", None, {Check.K11}),
        (None, None, None, "2024-09-01", {Check.K11}),
    ],
)
def test_a_placement_needs_a_ground_and_its_rows_a_ground_to_leave_on(
    own: str | None, default: str | None, disclosure: str | None, consent: str | None, expected: set[Check]
) -> None:
    one = placement(
        booking(ground=own, consent_on=day(consent) if consent else None),
        service=ServiceFacts(ground=default, disclosure_ground=disclosure),
    )
    found = of(one)
    assert {check for check, _, _ in found} == expected
    assert {severity for _, severity, _ in found} <= {STOP}


# K23: moms compensation


@pytest.mark.parametrize("kind", CounterpartKind)
def test_moms_compensation_is_a_private_partys_only(kind: CounterpartKind) -> None:
    agreed = facts(terms(vat_compensation=scaled(6)), price(), kinds=(kind,))
    expected = [] if kind is CounterpartKind.PRIVATE else [(Check.K23, STOP, "public")]
    assert of(placement(booking()), agreed) == expected
    assert of(placement(booking()), facts(terms(), price(), kinds=(kind,))) == []


def test_one_public_party_among_private_ones_is_enough() -> None:
    kinds = (CounterpartKind.PRIVATE, CounterpartKind.REGION)
    agreed = facts(terms(vat_compensation=scaled(6)), agreement=agreement(parties=("5560001234", THIRD)), kinds=kinds)
    (problem,) = booking_problems(subject(placement(booking()), agreed))
    assert (problem.check, problem.params["party"]) == (Check.K23, THIRD)


# K32: the state's money


@pytest.mark.parametrize("ground", [*PermitGround, None])
@pytest.mark.parametrize("financing", [*Financing, None])
@pytest.mark.parametrize("asked", [True, False])
def test_asylum_seekers_and_relatives_only_with_the_states_money_where_the_office_says_so(
    ground: PermitGround | None, financing: Financing | None, asked: bool
) -> None:
    one = placement(booking(financing=financing))
    one = replace(one, person=replace(one.person, permit_ground=ground))
    stops = (
        asked
        and ground in {PermitGround.ASYLUM_SEEKER, PermitGround.RELATIVE}
        and financing in {Financing.OWN, Financing.PROJECT, None}
    )
    concerned = ground in {PermitGround.ASYLUM_SEEKER, PermitGround.RELATIVE}
    asks = concerned and not stops and financing is None
    found = told(booking_problems(subject(one, requires_state_funding=asked)))
    assert found == [(Check.K32, STOP, "not_state")] * stops + [(Check.K32, WARN, "no_financing")] * asks


@pytest.mark.parametrize(
    ("ground", "excluding", "named"),
    [
        (PermitGround.ASYLUM_SEEKER, (OTHER,), [OTHER]),
        (PermitGround.RELATIVE, (OWN, OTHER), [OTHER, OWN]),
        (PermitGround.RELATIVE, (THIRD,), []),
        (PermitGround.RELATIVE, (), []),
        (PermitGround.REFUGEE, (OTHER,), []),
    ],
)
def test_a_party_that_leaves_them_out_is_named(
    ground: PermitGround, excluding: tuple[str, ...], named: list[str]
) -> None:
    one = placement(booking(financing=Financing.STATE))
    one = replace(one, person=replace(one.person, permit_ground=ground))
    found = booking_problems(subject(one, facts(terms(), price(), excluding=excluding)))
    assert [(problem.reason, problem.params["party"]) for problem in found] == [("excluded", code) for code in named]


# K01: the same insats twice


def clashes(one: Booking, other: Booking, *parts: Terms | Price, **more: object) -> list[tuple[Check, str | None]]:
    """Check and month of what is said of `one` beside `other` when December 2024 is closed."""
    at = Desk((facts(*parts),))
    outcome = at.outcome("2024-12", placement(one, **more), siblings=[placement(other, **more)])
    assert {problem.severity for problem in outcome.problems} <= {STOP}
    return [(problem.check, problem.month) for problem in outcome.problems]


FIRST = booking("2024-09-10", "2024-10-20", key="B1")
SECOND = booking("2024-10-20", "2024-11-30", key="B2")


def test_of_two_bookings_that_overlap_the_later_is_held_back_in_the_months_they_share() -> None:
    assert clashes(SECOND, FIRST) == [(Check.K01, "2024-10")]
    assert clashes(FIRST, SECOND) == []


def test_bookings_in_turn_do_not_clash_though_they_share_a_month() -> None:
    assert clashes(replace(SECOND, days=days("2024-10-21", "2024-11-30")), FIRST) == []


def test_of_two_that_start_together_the_higher_key_is_held_back() -> None:
    twin = replace(FIRST, key="B2")
    assert clashes(twin, FIRST) == [(Check.K01, "2024-09"), (Check.K01, "2024-10")]
    assert clashes(FIRST, twin) == []


def test_one_that_never_started_clashes_with_nothing() -> None:
    assert clashes(SECOND, replace(FIRST, outcome=Outcome.NEVER_STARTED)) == []


def test_another_variant_is_the_same_insats_where_time_is_paid() -> None:
    one, other = replace(SECOND, variant="1A"), replace(FIRST, variant="2B")
    assert clashes(one, other) == [(Check.K01, "2024-10")]


def test_courses_of_different_variants_are_different_courses() -> None:
    places = terms(unit=Unit.PLACE, method=Method.PLACE), price(unit=Unit.PLACE)
    one, other = replace(SECOND, variant="1A"), replace(FIRST, variant="2B")
    assert clashes(one, other, *places) == []
    assert clashes(replace(one, variant="2B"), other, *places) == [(Check.K01, "2024-10")]


def test_only_days_that_somebody_pays_here_can_clash() -> None:
    """The first booking's last days are another municipality's."""
    at = Desk((facts(),))
    moved = placement(FIRST, homes=((OWN, "2020-01-01", "2024-10-19"), (THIRD, "2024-10-20", None)))
    assert at.outcome("2024-12", placement(SECOND), siblings=[moved]).problems == ()


# K02: one unit per person and month (Dubbelregel)

ONE_UNIT = terms(method=Method.MEASURING_DAY, one_unit_per_month=True), price()


def test_of_two_units_read_in_a_month_the_latest_start_is_paid() -> None:
    one = booking("2024-09-01", "2024-10-31", key="B1")
    other = booking("2024-10-05", "2024-11-30", key="B2")
    assert clashes(one, other, *ONE_UNIT) == [(Check.K02, "2024-10")]
    assert clashes(other, one, *ONE_UNIT) == []


def test_of_two_units_that_start_together_the_lower_key_is_paid() -> None:
    one = booking("2024-10-01", "2024-10-31", key="B1")
    twin = replace(one, key="B2")
    assert clashes(twin, one, *ONE_UNIT) == [(Check.K02, "2024-10")]
    assert clashes(one, twin, *ONE_UNIT) == []


def test_a_unit_that_was_not_read_takes_no_month_from_another() -> None:
    one = booking("2024-09-01", "2024-10-31", key="B1")
    too_late = booking("2024-10-16", "2024-11-30", key="B2")  # after the reading of the fifteenth
    left = booking("2024-10-02", "2024-10-14", key="B3")  # before it
    assert clashes(one, too_late, *ONE_UNIT) == []
    assert clashes(one, left, *ONE_UNIT) == []


def test_without_the_rule_two_readings_of_one_day_are_the_same_thing_twice() -> None:
    one = booking("2024-09-01", "2024-10-31", key="B1")
    other = booking("2024-10-05", "2024-11-30", key="B2")
    plain = terms(method=Method.MEASURING_DAY), price()
    assert clashes(one, other, *plain) == []
    assert clashes(other, one, *plain) == [(Check.K01, "2024-10")]


def test_where_a_month_is_reported_only_a_reported_month_is_a_unit() -> None:
    at = Desk((facts(terms(method=Method.REPORTED, one_unit_per_month=True), price()),))
    report = Report(booking="B1", month=month("2024-10"), quantity=scaled(1))
    one = placement(booking("2024-09-01", "2024-11-30", key="B1"), reports=(report,))
    other = placement(booking("2024-10-01", "2024-11-30", key="B2"))
    assert at.outcome("2024-12", one, siblings=[other]).problems == ()
    both = replace(other, reports=(replace(report, booking="B2"),))
    assert [problem.check for problem in at.outcome("2024-12", one, siblings=[both]).problems] == [Check.K02]


# K15: prices that disagree

OF_2024 = days("2024-01-01", "2024-12-31")


@pytest.mark.parametrize(
    ("published", "year", "warns"),
    [
        (price("11621"), price("139450", unit=Unit.YEAR), False),  # 11 620.83: 17 öre apart
        (price("11622"), price("139450", unit=Unit.YEAR), True),  # 1.17 kr
        (price("10001"), price("120000", unit=Unit.YEAR), False),  # a krona exactly
        (price("9999"), price("120000", unit=Unit.YEAR), False),
        (price("9998.99"), price("120000", unit=Unit.YEAR), True),
        (price("50000", unit=Unit.TERM), price("100004", unit=Unit.YEAR), True),  # 2 kr from a half
        (price("1000", unit=Unit.DAY), price("178000", unit=Unit.YEAR, days_per_year=178), False),
        (price("1000", unit=Unit.DAY), price("178000", unit=Unit.YEAR, days_per_year=177), True),  # 1 005.65
        (price("1000", unit=Unit.DAY), price("500000", unit=Unit.YEAR), False),  # no days to divide by
        (price("9000", unit=Unit.WEEK), price("100", unit=Unit.YEAR), False),  # weeks are no share of a year
        (price("11622", variant="1–2"), price("139450", unit=Unit.YEAR), False),  # not the same thing
        (price("11622", seller=OTHER), price("139450", unit=Unit.YEAR), False),
        (
            price("11622", days=days("2025-01-01")),
            price("139450", unit=Unit.YEAR, days=days("2024-01-01", "2024-12-31")),
            False,
        ),
    ],
)
def test_a_published_price_more_than_a_krona_from_the_years_share_is_worth_a_look(
    published: Price, year: Price, warns: bool
) -> None:
    found = list(price_warnings(book(facts(terms(), published, year))))
    assert [(one.check, one.severity, one.reason) for one in found] == (
        [(Check.K15, WARN, "disagrees")] if warns else []
    )


# K29, for months of summer


def summer(closed: str, exceptions: str = "", **values: object) -> Problem | None:
    """What is said of a booking with a measuring day."""
    measured = terms(method=Method.MEASURING_DAY, readings=Readings(15, parse_exceptions(exceptions)))
    one = booking(**{"first": "2024-06-01", "last": "2024-08-10", **values})
    return summer_warning(subject(placement(one), facts(measured, price())), month(closed))


@pytest.mark.parametrize(
    ("closed", "exceptions", "warns"),
    [
        ("2024-06", "", False),
        ("2024-07", "", True),
        ("2024-08", "", True),
        ("2024-07", "7,8=08-31", False),
        ("2024-08", "7=08-31", True),
        ("2025-07", "", False),  # the booking has ended
    ],
)
def test_a_summer_month_without_a_summer_rule_is_worth_a_look(closed: str, exceptions: str, warns: bool) -> None:
    found = summer(closed, exceptions)
    assert (found is not None) is warns
    if found is not None:
        assert (found.check, found.severity, found.month) == (Check.K29, WARN, closed)


def test_summer_is_nothing_to_one_that_never_started_or_that_is_not_read() -> None:
    assert summer("2024-07", outcome=Outcome.NEVER_STARTED) is None
    assert summer_warning(subject(placement(booking("2024-06-01"))), month("2024-07")) is None
