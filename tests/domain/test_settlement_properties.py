"""What holds for every booking, whatever its days, its moves, its prices and its rule?"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories import (
    OTHER,
    OWN,
    THIRD,
    UNITS,
    agreement,
    booking,
    books,
    days,
    facts,
    month,
    placement,
    price,
    settled,
    terms,
    unit_price,
)
from mottagning.domain.agreements import AgeGroup, Direction, Method, MoveRule, SchoolRun, Terms, Unit
from mottagning.domain.bookings import Outcome, Report, Supplement, SupplementKind
from mottagning.domain.canonical import text_of
from mottagning.domain.money import Rounding, rounded, scaled
from mottagning.domain.periods import OPEN, DateRange, Month
from mottagning.domain.problems import Check, Severity
from mottagning.domain.settlement.claims import Claim, Component, PartPaid, Supplemented
from mottagning.domain.settlement.engine import Office, Span, settle
from mottagning.domain.settlement.facts import AgreementFacts, Placement, Stay
from mottagning.domain.settlement.readings import Readings, parse_exceptions
from mottagning.domain.settlement.timeline import RowDirection

STEADY = settings(derandomize=True, database=None, deadline=None, max_examples=50)
YEAR = DateRange(date(2024, 1, 1), date(2025, 1, 1))
IN_2024 = st.dates(YEAR.start, date(2024, 12, 31))
KRONOR = st.integers(1, 2_000_000).map(lambda ore: str(Decimal(ore) / 100))
EXTRA = Supplement(
    booking="B1", kind=SupplementKind.NEWCOMER, amount=scaled(700), days=days("2024-03-10", "2024-09-10")
)
WHOLE_UNITS = (Method.STARTED_MONTH, Method.MEASURING_DAY, Method.ROLLING_MONTH)
SCHOOL = (
    SchoolRun(calendar="gr", days=days("2024-01-08", "2024-06-14")),
    SchoolRun(calendar="gr", days=days("2024-08-20", "2024-12-20")),
)
GROUPS = (
    AgeGroup(agreement="A1", service="sfi", variant="yngre", from_age=0, to_age=4),
    AgeGroup(agreement="A1", service="sfi", variant="äldre", from_age=5, to_age=30),
)


@st.composite
def ranges(draw: st.DrawFn) -> DateRange:
    """Days of 2024 and after."""
    start = draw(IN_2024)
    length = draw(st.none() | st.integers(1, 250))
    return DateRange(start, OPEN if length is None else start + timedelta(length))


@st.composite
def homes(draw: st.DrawFn, codes: tuple[str, ...] = (OTHER, THIRD)) -> tuple[Stay, ...]:
    """Where somebody lived since 2020, without a gap."""
    edges = sorted(draw(st.sets(IN_2024, max_size=3)))
    starts = [date(2020, 1, 1), *edges]
    ends = [*edges, OPEN]
    return tuple(Stay(DateRange(one, end), draw(st.sampled_from(codes))) for one, end in zip(starts, ends, strict=True))


@st.composite
def terms_of(draw: st.DrawFn, methods: tuple[Method, ...] = tuple(Method)) -> Terms:
    """Terms by some rule, with fees, rounding and a rule for moves."""
    method = draw(st.sampled_from(methods))
    return terms(
        method=method,
        unit=UNITS.get(method, Unit.MONTH),
        shares=(65, 35),
        school_calendar="gr",
        readings=Readings(15, parse_exceptions(draw(st.sampled_from(["", "7,8=08-31", "5,6=05-15; 7,8,9=09-15"])))),
        move_rule=draw(st.sampled_from(MoveRule)),
        administration_fee=draw(st.sampled_from([scaled(0), scaled(15)])),
        rounding=draw(st.sampled_from(Rounding)),
        yearly_reconciliation=draw(st.booleans()),
    )


@st.composite
def agreements(draw: st.DrawFn, methods: tuple[Method, ...] = tuple(Method)) -> AgreementFacts:
    """We sell to two municipalities; the price changes at most twice in 2024, and may be a year's."""
    agreed = draw(terms_of(methods))
    unit = draw(st.sampled_from([agreed.unit, Unit.YEAR]))
    edges = sorted(draw(st.sets(IN_2024, max_size=2)))
    prices = [
        price(
            str(Decimal(draw(st.integers(1, 2_000_000))) / 100), unit=unit, days=DateRange(one, end), days_per_year=178
        )
        for one, end in zip([date(2020, 1, 1), *edges], [*edges, OPEN], strict=True)
    ]
    sells = agreement(direction=Direction.SELL, parties=(OTHER, THIRD))
    return facts(agreed, *prices, agreement=sells, school_runs=SCHOOL)


@st.composite
def placements(draw: st.DrawFn) -> Placement:
    """A booking with everything that may decide its price."""
    booked = draw(ranges())
    graded = draw(st.none() | st.integers(0, 60))
    one = booking(
        booked.start.isoformat(),
        booked.last.isoformat() if booked.last else None,
        planned_until=booked.start + timedelta(draw(st.integers(0, 200))),
        quantity=scaled(draw(st.integers(1, 400))),
        outcome=draw(st.sampled_from([None, Outcome.COMPLETED, Outcome.INTERRUPTED])),
        graded_on=booked.start + timedelta(graded) if graded is not None else None,
    )
    reported = sorted(draw(st.sets(st.integers(1, 12))))
    found = placement(
        one,
        supplements=(EXTRA,) if draw(st.booleans()) else (),
        reports=tuple(Report(booking="B1", month=Month(2024, each), quantity=scaled(each)) for each in reported),
    )
    return replace(found, person=replace(found.person, stays=draw(homes())))


def give(one: Placement, agreed: AgreementFacts, first: str = "2024-01", last: str = "2025-12") -> tuple[Claim, ...]:
    """The claims of settlement months `first` to `last`."""
    return settled(one, [agreed], first=first, last=last).claims


def part_paid(claim: Claim) -> bool:
    """Whether it is one of several shares that a month may have."""
    return isinstance(claim.steps[0], PartPaid)


def exact(claim: Claim) -> Fraction:
    """What a claim is worth before its rounding, in kronor."""
    assert claim.price is not None
    return claim.quantity / (claim.of or 1) * claim.price.kronor * claim.fees.factor


# One claim


@STEADY
@given(placements(), agreements())
def test_every_claim_is_explained_by_its_steps_and_its_amount(one: Placement, agreed: AgreementFacts) -> None:
    for claim in give(one, agreed):
        assert claim.steps
        assert claim.price is not None
        step = {Rounding.ORE: 1, Rounding.KRONA: 100}[claim.rounding]
        assert claim.amount % step == 0
        if claim.component is Component.RECONCILIATION:
            continue
        if part_paid(claim):
            assert abs(claim.amount - exact(claim) * 100) <= step  # shares add up, so that one may be a step off
        else:
            assert claim.amount == rounded(exact(claim), claim.rounding)
        if isinstance(claim.steps[0], Supplemented):
            assert claim.component is Component.SUPPLEMENT


@STEADY
@given(placements(), agreements())
def test_every_claim_is_on_a_party_and_lies_in_its_year(one: Placement, agreed: AgreementFacts) -> None:
    for claim in give(one, agreed):
        assert claim.counterpart == claim.payer
        assert claim.counterpart in {OTHER, THIRD}
        assert claim.direction is RowDirection.SELL
        assert claim.settlement_month.year == claim.service_month.year
        assert claim.service_month >= Month(one.booking.days.start.year, 1)


@STEADY
@given(placements(), agreements())
def test_a_month_has_one_row_for_each_counterpart_and_price(one: Placement, agreed: AgreementFacts) -> None:
    """But for shares of a part payment: the month's own, those that are left, and the second part."""
    service = [claim for claim in give(one, agreed) if claim.component is Component.SERVICE]
    keys = Counter((claim.service_month, claim.counterpart, claim.price) for claim in service if not part_paid(claim))
    assert all(many == 1 for many in keys.values())


# The order in which things are told, and the months in which they are asked for


@STEADY
@given(placements(), agreements(), st.randoms(use_true_random=False))
def test_the_order_in_which_facts_were_told_does_not_matter(
    one: Placement, agreed: AgreementFacts, shuffler: random.Random
) -> None:
    prices, reports = list(agreed.prices), list(one.reports)
    shuffler.shuffle(prices)
    shuffler.shuffle(reports)
    other = replace(one, reports=tuple(reports))
    again = replace(agreed, prices=tuple(prices), school_runs=tuple(reversed(agreed.school_runs)))
    assert [text_of(claim) for claim in give(one, agreed)] == [text_of(claim) for claim in give(other, again)]


@STEADY
@given(placements(), agreements(), st.integers(1, 11))
def test_month_by_month_gives_what_all_months_give_together(one: Placement, agreed: AgreementFacts, cut: int) -> None:
    until, after = Month(2024, cut), Month(2024, cut + 1)
    whole = settled(one, [agreed], first="2024-01", last="2024-12")
    early = settled(one, [agreed], first="2024-01", last=str(until))
    late = settled(one, [agreed], first=str(after), last="2024-12")
    assert sorted(map(text_of, early.claims + late.claims)) == sorted(map(text_of, whole.claims))
    assert sorted(map(text_of, early.problems + late.problems)) == sorted(map(text_of, whole.problems))


@STEADY
@given(placements(), agreements(), st.integers(1, 12))
def test_what_belongs_before_the_registers_first_month_is_never_billed(
    one: Placement, agreed: AgreementFacts, number: int
) -> None:
    first = Month(2024, number)
    found = settle(one, books(agreed), Office(OWN, first), Span(month("2020-01"), month("2025-12")))
    service = [claim for claim in found.claims if claim.component is not Component.RECONCILIATION]
    wanted = [claim for claim in give(one, agreed) if claim.settlement_month >= first]
    assert service == [claim for claim in wanted if claim.component is not Component.RECONCILIATION]
    assert all(claim.settlement_month >= first for claim in found.claims)


# Rules that count days


@pytest.mark.parametrize("method", [Method.CALENDAR_DAY, Method.WEEKDAY, Method.SCHOOL_DAY, Method.NIGHT])
def test_two_bookings_in_turn_cost_what_one_would(method: Method) -> None:
    """Cut anywhere, quantities and exact values add up. Nights with the day of discharge counted, else one is lost."""
    agreed = terms(method=method, unit=UNITS.get(method, Unit.MONTH), school_calendar="gr", counts_discharge_day=True)
    changed = [
        price("310.55", unit=agreed.unit, days=days("2020-01-01", "2024-05-16")),
        price("317.1", unit=agreed.unit, days=days("2024-05-17")),
    ]
    sells = agreement(direction=Direction.SELL, parties=(OTHER, THIRD))
    costs = facts(agreed, *changed, agreement=sells, school_runs=SCHOOL)

    def worth(booked: DateRange, stays: tuple[Stay, ...]) -> Counter[tuple[Month, str]]:
        one = placement(booking(booked.start.isoformat(), booked.last.isoformat() if booked.last else None))
        sums: Counter[tuple[Month, str]] = Counter()
        for claim in give(replace(one, person=replace(one.person, stays=stays)), costs):
            sums[claim.service_month, claim.counterpart] += exact(claim)
        return sums

    @STEADY
    @given(IN_2024, st.integers(2, 250), st.integers(1, 249), homes())
    def adds_up(start: date, length: int, cut: int, stays: tuple[Stay, ...]) -> None:
        whole = DateRange(start, start + timedelta(length))
        middle = start + timedelta(1 + cut % (length - 1))
        first, second = whole.cut([middle])
        assert worth(first, stays) + worth(second, stays) == worth(whole, stays)

    adds_up()


@STEADY
@given(IN_2024, st.integers(1, 250), homes((OWN, THIRD)), st.integers(1, 2_000_000))
def test_calendar_days_are_those_that_a_walk_through_the_days_finds(
    start: date, length: int, stays: tuple[Stay, ...], ore: int
) -> None:
    """We buy: every day on which the person belongs to us costs a day's share of its month."""
    booked = DateRange(start, start + timedelta(length))
    one = placement(booking(start.isoformat(), booked.last.isoformat() if booked.last else None))
    one = replace(one, person=replace(one.person, stays=stays))
    mine = Counter(
        Month.of(each)
        for each in booked.each()
        if any(each in stay.days and stay.municipality == OWN for stay in stays)
    )
    found = give(one, facts(terms(), price(str(Decimal(ore) / 100))))
    assert {claim.service_month: claim.quantity for claim in found} == dict(mine)
    for claim in found:
        assert claim.amount == rounded(
            Fraction(ore, 100) * mine[claim.service_month] / claim.service_month.days, Rounding.ORE
        )


# Whole units


@STEADY
@given(st.integers(1, 12), st.integers(1, 20_000_000), st.sampled_from(Rounding), st.sampled_from([0, 15]))
def test_a_whole_month_is_the_month_price(number: int, amount: int, rounding: Rounding, fee: int) -> None:
    of = Month(2024, number)
    cost = unit_price(str(Decimal(amount) / 10_000))
    wanted = rounded(cost.kronor * (100 + fee) / 100, rounding)
    one = placement(booking(of.first.isoformat(), of.last.isoformat()))
    for method in (Method.CALENDAR_DAY, Method.HALF_MONTH, *WHOLE_UNITS):
        agreed = terms(method=method, rounding=rounding, administration_fee=scaled(fee))
        found = give(one, facts(agreed, price(str(Decimal(amount) / 10_000))))
        assert [claim.amount for claim in found] == [wanted]


@STEADY
@given(ranges(), homes(), st.sampled_from(WHOLE_UNITS), st.sampled_from(MoveRule))
def test_a_whole_unit_is_never_paid_by_two(
    booked: DateRange, stays: tuple[Stay, ...], method: Method, rule: MoveRule
) -> None:
    one = placement(booking(booked.start.isoformat(), booked.last.isoformat() if booked.last else None))
    one = replace(one, person=replace(one.person, stays=stays))
    sells = agreement(direction=Direction.SELL, parties=(OTHER, THIRD))
    found = settled(one, [facts(terms(method=method, move_rule=rule), price(), agreement=sells)], last="2024-12")
    counted = Counter(claim.service_month for claim in found.claims)
    assert found.problems == ()
    assert all(many == 1 for many in counted.values())
    if method is Method.STARTED_MONTH:
        last = min(booked.last or date.max, date(2024, 12, 31))
        assert set(counted) == {Month.of(each) for each in DateRange(booked.start, last + timedelta(1)).each()}


@STEADY
@given(ranges(), homes(), st.sampled_from(MoveRule))
def test_whoever_pays_the_days_of_a_booking_cost_the_same_in_all(
    booked: DateRange, stays: tuple[Stay, ...], rule: MoveRule
) -> None:
    """We sell, and one of the two always pays: a move shifts money between them and makes none."""
    one = placement(booking(booked.start.isoformat(), booked.last.isoformat() if booked.last else None))
    sells = agreement(direction=Direction.SELL, parties=(OTHER, THIRD))
    agreed = facts(terms(move_rule=rule), price(), agreement=sells)
    moved = replace(one, person=replace(one.person, stays=stays))
    settler = replace(one, person=replace(one.person, stays=(Stay(DateRange(date(2020, 1, 1)), OTHER),)))

    def days_of(who: Placement) -> Counter[Month]:
        counts: Counter[Month] = Counter()
        for claim in give(who, agreed, last="2024-12"):
            counts[claim.service_month] += int(claim.quantity)
        return counts

    assert days_of(moved) == days_of(settler)


# Ages


@STEADY
@given(st.dates(date(2015, 1, 1), date(2023, 12, 31)), ranges())
def test_a_child_costs_each_day_the_price_of_its_group(born: date, booked: DateRange) -> None:
    agreed = facts(
        terms(unit=Unit.DAY),
        price("300", unit=Unit.DAY, variant="yngre"),
        price("200", unit=Unit.DAY, variant="äldre"),
        age_groups=GROUPS,
    )
    last = min(booked.last or date.max, date(2024, 12, 31))
    child = placement(booking(booked.start.isoformat(), last.isoformat(), variant="efter ålder"), birth_date=born)
    found = settled(child, [agreed])
    assert found.problems == ()
    five = (born.year + 5, born.month, born.day)
    expected = sum(
        300 if (each.year, each.month, each.day) < five else 200
        for each in DateRange(booked.start, last + timedelta(1)).each()
    )
    if (born.month, born.day) != (2, 29):
        assert sum(claim.amount for claim in found.claims) == expected * 100


# Stops


@STEADY
@given(placements(), agreements(), IN_2024, st.integers(1, 60))
def test_days_without_a_price_hold_back_their_months_and_change_no_other(
    one: Placement, agreed: AgreementFacts, hole: date, length: int
) -> None:
    """Take the price of some days away: a month is either held back or worth what it was."""
    missing = DateRange(hole, hole + timedelta(length))
    kept = [
        replace(each, days=part)
        for each in agreed.prices
        for part in each.days.cut([missing.start, missing.end])
        if not part.meet(missing)
    ]
    before, after = settled(one, [agreed]), settled(one, [replace(agreed, prices=tuple(kept))])
    stopped = {problem.month for problem in after.problems if problem.severity is Severity.STOP}

    def worth(claims: tuple[Claim, ...]) -> dict[tuple[Month, str], Fraction]:
        sums: dict[tuple[Month, str], Fraction] = {}
        for claim in claims:
            if str(claim.service_month) not in stopped and claim.component is not Component.RECONCILIATION:
                key = claim.service_month, claim.counterpart
                sums[key] = sums.get(key, Fraction(0)) + exact(claim)
        return sums

    assert {problem.month for problem in before.problems} <= stopped
    assert worth(after.claims) == worth(before.claims)
    without_price = {problem.month for problem in after.problems if problem.check is Check.K12}
    service = [claim for claim in after.claims if claim.component is Component.SERVICE]
    assert without_price.isdisjoint(str(claim.service_month) for claim in service if not part_paid(claim))
