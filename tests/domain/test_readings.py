"""On which day is a month or a term read, and does Mätdagar come back as it was written?"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories import day, month
from mottagning.domain.periods import Month
from mottagning.domain.settlement.readings import (
    AUTUMN,
    SPRING,
    ReadingException,
    Readings,
    parse_exceptions,
    written_exceptions,
)

STEADY = settings(derandomize=True, database=None, deadline=None, max_examples=100)


def readings(text: str, number: int = 15) -> Readings:
    """Mätdag and Mätdagar as an agreement has them."""
    return Readings(number, parse_exceptions(text))


@pytest.mark.parametrize(
    ("number", "of", "expected"),
    [
        (15, "2024-10", "2024-10-15"),
        (10, "2024-10", "2024-10-10"),
        (31, "2024-10", "2024-10-31"),
        (31, "2024-11", "2024-11-30"),  # a day that the month lacks is its last
        (30, "2024-02", "2024-02-29"),
        (30, "2023-02", "2023-02-28"),
    ],
)
def test_a_month_is_read_on_its_measuring_day(number: int, of: str, expected: str) -> None:
    assert Readings(number).of_month(month(of)) == day(expected)


def test_a_month_is_read_on_the_fifteenth_when_nothing_is_said() -> None:
    assert Readings().of_month(month("2024-10")) == day("2024-10-15")


@pytest.mark.parametrize(
    ("text", "of", "expected"),
    [
        # Håbo: September on the fifteenth, July and August on 31 August, all else on the tenth
        ("9=09-15; 7,8=08-31", "2024-09", "2024-09-15"),
        ("9=09-15; 7,8=08-31", "2024-07", "2024-08-31"),
        ("9=09-15; 7,8=08-31", "2024-08", "2024-08-31"),
        ("9=09-15; 7,8=08-31", "2024-10", "2024-10-10"),
        # Örebro: May and June on 15 May, July to September on 15 September
        ("5,6=05-15; 7,8,9=09-15", "2024-06", "2024-05-15"),
        ("5,6=05-15; 7,8,9=09-15", "2025-07", "2025-09-15"),
        ("2=02-29", "2024-02", "2024-02-29"),
        ("2=02-29", "2025-02", "2025-02-28"),
    ],
)
def test_an_exception_moves_the_reading_within_the_calendar_year(text: str, of: str, expected: str) -> None:
    assert readings(text, 10).of_month(month(of)) == day(expected)


def test_terms_are_read_in_february_and_september_when_nothing_is_said() -> None:
    assert Readings().of_term(SPRING, 2024) == day("2024-02-15")
    assert Readings().of_term(AUTUMN, 2024) == day("2024-09-15")


def test_terms_have_exceptions_of_their_own() -> None:
    found = readings("VT=03-01; ht=10-15; 9=09-20")
    assert found.of_term(SPRING, 2025) == day("2025-03-01")
    assert found.of_term(AUTUMN, 2025) == day("2025-10-15")
    assert found.of_month(month("2025-09")) == day("2025-09-20")


def test_nothing_written_is_no_exception() -> None:
    assert parse_exceptions("") == ()
    assert parse_exceptions(" ; ") == ()
    assert written_exceptions(Readings()) == ""


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("9", "9"),
        ("9=15", "9=15"),
        ("13=01-15", "13=01-15"),
        ("0=01-15", "0=01-15"),
        ("9=09-31", "9=09-31"),
        ("2=02-30", "2=02-30"),
        ("9=13-01", "9=13-01"),
        ("7,,8=08-31", "7,,8=08-31"),
        ("7 8=08-31", "7 8=08-31"),
        ("ST=02-15", "ST=02-15"),
        ("9=09-15; 9=09-20", "9=09-20"),  # the same month twice
        ("7,8=08-31; 8,9=09-15", "8,9=09-15"),
        ("VT=02-15; vt=03-01", "vt=03-01"),
        ("9=09-15, 7=08-31", "9=09-15, 7=08-31"),
        ("-9=09-15", "-9=09-15"),
    ],
)
def test_a_part_that_cannot_be_read_is_named(text: str, part: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - what it says is asserted below
        parse_exceptions(text)
    assert str(caught.value) == part


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("9=9-15;7 , 8=8-31", "9=09-15; 7,8=08-31"),
        ("vt=2-15;HT=9-15", "VT=02-15; HT=09-15"),
        ("9=09-15;", "9=09-15"),
    ],
)
def test_exceptions_are_written_in_one_way(text: str, written: str) -> None:
    assert written_exceptions(readings(text)) == written


MONTH_DAYS = st.dates(day("2024-01-01"), day("2024-12-31")).map(lambda one: (one.month, one.day))


@st.composite
def exceptions(draw: st.DrawFn) -> tuple[ReadingException, ...]:
    """Exceptions that name each month and term once at most."""
    left = draw(st.permutations(range(1, 13)))
    found = []
    for _ in range(draw(st.integers(0, 3))):
        size = draw(st.integers(1, 4))
        months, left = tuple(left[:size]), left[size:]
        found.append(ReadingException(months, None, *draw(MONTH_DAYS)))
    found += [ReadingException((), term, *draw(MONTH_DAYS)) for term in (SPRING, AUTUMN) if draw(st.booleans())]
    return tuple(found)


@STEADY
@given(exceptions())
def test_exceptions_come_back_as_they_were_written(some: tuple[ReadingException, ...]) -> None:
    assert parse_exceptions(written_exceptions(Readings(15, some))) == some


@STEADY
@given(exceptions(), st.integers(1, 31), st.integers(2020, 2030), st.integers(1, 12))
def test_every_month_is_read_once_and_in_its_own_year(
    some: tuple[ReadingException, ...], number: int, year: int, of: int
) -> None:
    found = Readings(number, some).of_month(Month(year, of))
    assert found.year == year
    if not any(of in one.months for one in some):
        assert found.month == of
