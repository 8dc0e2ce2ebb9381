"""Do facts come back as they were written, and is the same always written in the same words?"""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factories import (
    agreement,
    booking,
    day,
    days,
    facts,
    group_booking,
    month,
    placement,
    price,
    row,
    settled,
    shared_offer,
    terms,
    unit_price,
)
from mottagning.domain.agreements import AgeGroup, Method, SchoolRun, Unit
from mottagning.domain.bookings import Absence, AbsenceKind, Report, Supplement, SupplementKind
from mottagning.domain.canonical import digest, from_text, plain, text_of
from mottagning.domain.ledger import Entry, LedgerRow, entry_of
from mottagning.domain.money import Ore, scaled
from mottagning.domain.office import OfficeSettings
from mottagning.domain.periods import OPEN, DateRange, Month
from mottagning.domain.settlement.claims import (
    Claim,
    CostShared,
    DayKind,
    DayRead,
    DaysCounted,
    HeadsCounted,
    PaidOnce,
    PartPaid,
    PeriodsStarted,
    Reconciled,
    Reported,
    Step,
    Supplemented,
    TakenBack,
)
from mottagning.domain.settlement.facts import AgreementFacts, Placement, group_placement, shared_placement
from mottagning.domain.settlement.prices import UnitPrice
from mottagning.domain.settlement.readings import ReadingException, Readings
from mottagning.domain.shared_offers import SharingKey

STEADY = settings(
    derandomize=True, database=None, deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow]
)
DATES = st.dates(date(1900, 1, 1), date(2100, 12, 31))
MONTHS = st.builds(Month, st.integers(1900, 2100), st.integers(1, 12))
RANGES = st.builds(
    lambda start, length: DateRange(start, OPEN if length is None else date.fromordinal(start.toordinal() + length)),
    DATES,
    st.none() | st.integers(1, 1000),
)
st.register_type_strategy(DateRange, RANGES)
st.register_type_strategy(Month, MONTHS)

STEPS: tuple[Step, ...] = (
    DaysCounted(DayKind.NIGHTS, (days("2024-10-01", "2024-10-10"), days("2024-10-20", "2024-10-31")), 22),
    DayRead(day("2024-10-15"), terms().condition),
    PeriodsStarted((days("2024-02-20", "2024-03-19"),)),
    PaidOnce(day("2024-10-01")),
    PartPaid(65, 1, 3, 5),
    Reported(month("2024-10")),
    Supplemented(SupplementKind.NEWCOMER, None),
    CostShared(SharingKey.PERSONS, 1, 6, Ore(-1)),
    HeadsCounted(12, is_planned=True),
    TakenBack(),
    Reconciled(2024, Fraction(37, 3), Ore(950_000), Ore(949_999)),
)
"""One step of every kind."""


def full_placement() -> Placement:
    """A placement with something in every list."""
    return placement(
        booking(last="2024-12-20", variant="1A", quantity=scaled("100.5"), graded_on=day("2024-12-20")),
        absences=(Absence(booking="B1", days=days("2024-11-01", "2024-11-07"), kind=AbsenceKind.LEAVE),),
        supplements=(
            Supplement(booking="B1", kind=SupplementKind.NEWCOMER, amount=scaled(500), days=days("2024-10-01")),
        ),
        reports=(Report(booking="B1", month=month("2024-10"), quantity=scaled("12.5")),),
    )


def full_agreement() -> AgreementFacts:
    """An agreement with something in every list."""
    return facts(
        terms(
            method=Method.PART_PAYMENT,
            shares=(65, 35),
            readings=Readings(10, (ReadingException((7, 8), None, 8, 31), ReadingException((), "VT", 2, 15))),
        ),
        price("48.1", unit=Unit.POINT, variant="1A"),
        agreement=agreement(notice_on=day("2024-01-01"), parties=("2309", "2313")),
        age_groups=(AgeGroup(agreement="A1", service="sfi", variant="1–3", from_age=1, to_age=3),),
        school_runs=(SchoolRun(calendar="gr", days=days("2024-08-20", "2024-12-20")),),
    )


@pytest.mark.parametrize(
    "value",
    [
        full_placement(),
        shared_placement(shared_offer(), ("A1",)),
        group_placement(group_booking(), ("A1",)),
        full_agreement(),
        placement(),
        facts(),
    ],
    ids=lambda one: type(one).__name__,
)
def test_facts_come_back_as_they_were_written(value: Placement | AgreementFacts) -> None:
    text = text_of(value)
    again = from_text(type(value), text)
    assert again == value
    assert text_of(again) == text


@pytest.mark.parametrize("step", STEPS, ids=lambda one: one.IS)
def test_each_kind_of_step_comes_back_as_its_own_kind(step: Step) -> None:
    (again,) = from_text(tuple[Step, ...], text_of((step,)))
    assert type(again) is type(step)
    assert again == step


def test_every_kind_of_step_is_tried() -> None:
    assert {type(step) for step in STEPS} == set(Step.__args__)


@pytest.mark.parametrize(
    "kind",
    [Placement, AgreementFacts, OfficeSettings, UnitPrice, Claim, Entry, LedgerRow],
    ids=lambda kind: kind.__name__,
)
def test_whatever_facts_of_a_kind_say_comes_back(kind: type[Any]) -> None:
    @STEADY
    @given(st.from_type(kind))
    def comes_back(value: object) -> None:
        assert from_text(kind, text_of(value)) == value

    comes_back()


def test_a_row_comes_back_with_its_price_and_steps() -> None:
    claim = settled(placement(booking(last="2024-10-20"))).claims[0]
    one = row(entry_of(claim, booking(), 1, None))
    assert from_text(LedgerRow, text_of(one)) == one


def test_fields_at_their_default_are_left_out() -> None:
    assert text_of(days("2024-10-01")) == '{"start":"2024-10-01"}'
    assert text_of(terms()) == '{"agreement":"A1","method":"calendar_day","service":"sfi","unit":"month"}'


def test_keys_stand_in_order_and_letters_as_they_are() -> None:
    assert text_of({"ö": 1, "a": [True, None, Fraction(1, 3)]}) == '{"a":[true,null,"1/3"],"ö":1}'


def test_facts_of_an_older_program_are_still_read() -> None:
    """What a closing has kept must be readable for ever: this text may not be changed with the program."""
    text = (
        '{"booking":{"agreement":"A1","case_number":"","days":{"end":"2024-12-21","start":"2024-10-01"},"key":"B1",'
        '"outcome":"completed","graded_on":"2024-12-20","service":"sfi"},"chain":["A1","A2"],"person":{"birth_date":null,'
        '"id":7,"permit_ground":"refugee","received_on":"2024-01-02","stays":[{"days":{"start":"2024-01-02"},'
        '"municipality":"2380"}]},"reports":[{"booking":"B1","month":{"number":10,"year":2024},"quantity":125000}]}'
    )
    found = from_text(Placement, text)
    assert json.loads(text_of(found)) == json.loads(text)
    assert (found.booking.days, found.chain, found.person.id) == (days("2024-10-01", "2024-12-20"), ("A1", "A2"), 7)
    assert found.reports[0].month == month("2024-10")


def test_a_digest_is_sha_256_of_the_text() -> None:
    # the published test vector for "abc"
    assert digest("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_different_facts_have_different_texts() -> None:
    changed = [unit_price(), unit_price("9500.0001"), unit_price(source="en annan"), unit_price(is_preliminary=True)]
    assert len({text_of(one) for one in changed}) == 4


@pytest.mark.parametrize("value", [1.5, object(), {1, 2}, b"text"])
def test_what_facts_do_not_consist_of_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        plain(value)
