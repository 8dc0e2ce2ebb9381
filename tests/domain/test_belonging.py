"""Who answers for a person on which day, where is nothing said, and which rows cannot stand beside one another?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories import OTHER, OWN, THIRD, day, days, residence
from mottagning.domain.belonging import Belonging, belongings, ended_by, residence_problems
from mottagning.domain.people import Residence, ResidenceKind
from mottagning.domain.periods import OPEN, DateRange
from mottagning.domain.settlement.facts import stays

STEADY = settings(derandomize=True, database=None, deadline=None, max_examples=100)


def told(found: Sequence[Belonging]) -> list[tuple[str, str, str]]:
    """First day, last day and who answers: a code, `-` for nobody, `?` in a gap."""
    return [(str(one.days.start), str(one.days.last or ""), "?" if one.is_gap else one.payer or "-") for one in found]


def test_a_row_without_an_end_lasts_until_the_next_begins() -> None:
    rows = [residence("M-1", OTHER, "2024-10-10"), residence("M-1", OWN, "2020-01-01")]
    assert told(belongings(rows, OWN, None)) == [
        ("2020-01-01", "2024-10-09", OWN),
        ("2024-10-10", "", OTHER),
    ]


def test_days_that_no_row_speaks_of_are_gaps() -> None:
    rows = [residence("M-1", OWN, "2020-01-01", "2024-03-31"), residence("M-1", OTHER, "2024-05-01", "2024-12-31")]
    assert told(belongings(rows, OWN, day("2019-06-01"), since=day("2019-06-01"))) == [
        ("2019-06-01", "2019-12-31", "?"),
        ("2020-01-01", "2024-03-31", OWN),
        ("2024-04-01", "2024-04-30", "?"),
        ("2024-05-01", "2024-12-31", OTHER),
        ("2025-01-01", "", "?"),
    ]


@pytest.mark.parametrize("kind", ResidenceKind)
def test_nobody_answers_for_one_who_is_gone_or_lost(kind: ResidenceKind) -> None:
    (only,) = belongings([replace(residence("M-1"), kind=kind)], OWN, None)
    nobody = kind in {ResidenceKind.EMIGRATED, ResidenceKind.DECEASED, ResidenceKind.UNKNOWN}
    assert (only.payer, only.is_gap) == (None if nobody else OWN, False)


def test_without_any_row_a_person_is_ours_from_reception_on_for_what_we_buy() -> None:
    found = belongings([], OWN, day("2024-05-01"), since=day("2024-04-01"))
    assert told(found) == [("2024-04-01", "2024-04-30", "?"), ("2024-05-01", "", OWN)]
    assert [one.is_assumed for one in found] == [False, True]
    assert told(belongings([], OWN, day("2024-05-01"), since=day("2024-06-01"))) == [("2024-05-01", "", OWN)]
    assert told(belongings([], OWN, None, since=day("2024-04-01"))) == [("2024-04-01", "", "?")]
    assert belongings([], OWN, None) == ()


def test_reception_says_nothing_once_there_is_a_row() -> None:
    found = belongings([residence("M-1", OTHER, "2024-06-01")], OWN, day("2024-05-01"))
    assert told(found) == [("2024-06-01", "", OTHER)]


@STEADY
@given(
    st.dictionaries(
        st.dates(date(2024, 1, 1), date(2024, 12, 31)),
        st.tuples(st.sampled_from([OWN, OTHER]), st.sampled_from(ResidenceKind), st.none() | st.integers(1, 90)),
        max_size=5,
    )
)
def test_every_day_is_told_once_and_as_the_settlement_reads_it(
    rows: dict[date, tuple[str, ResidenceKind, int | None]],
) -> None:
    residences = [
        Residence(
            case_number="M-1",
            municipality=code,
            kind=kind,
            days=DateRange(first, OPEN if length is None else date.fromordinal(first.toordinal() + length)),
        )
        for first, (code, kind, length) in rows.items()
    ]
    found = belongings(residences, OWN, None, since=date(2023, 12, 1))
    for each in DateRange(date(2023, 12, 1), date(2025, 6, 1)).each():
        (here,) = [one for one in found if each in one.days]
        paying = [stay.municipality for stay in stays(residences) if each in stay.days]
        assert here.payer == (paying[0] if paying else None)
        assert here.is_gap is (not paying)


# entering one


def test_a_new_row_ends_one_without_an_end() -> None:
    open_row, closed_row = residence("M-1", OWN, "2020-01-01"), residence("M-1", OWN, "2019-01-01", "2019-12-31")
    new = residence("M-1", OTHER, "2024-10-10")
    assert residence_problems(new, [open_row, closed_row]) == ()
    assert ended_by(new, [closed_row, open_row]) == open_row
    assert ended_by(new, [closed_row]) is None
    assert ended_by(residence("M-1", OTHER, "2018-01-01"), [open_row]) is None


@pytest.mark.parametrize(
    ("first", "last", "wrong"),
    [
        ("2024-04-01", None, [("first", "overlaps")]),  # inside the row of the spring
        ("2024-05-31", "2024-06-15", [("first", "overlaps")]),
        ("2023-06-01", "2024-03-01", [("last", "overlaps")]),  # into it
        ("2023-06-01", "2024-02-29", []),
        ("2023-06-01", None, []),  # lasts until it begins
        ("2024-06-01", None, []),
        ("2024-03-01", None, [("first", "begins_the_same_day")]),
    ],
)
def test_days_that_another_row_has_are_told_where_they_are_entered(
    first: str, last: str | None, wrong: list[tuple[str, str]]
) -> None:
    spring = residence("M-1", OTHER, "2024-03-01", "2024-05-31")
    problems = residence_problems(residence("M-1", THIRD, first, last), [spring])
    assert [(one.name, one.code) for one in problems] == wrong
    assert all(one.params["municipality"] == OTHER for one in problems)


def test_a_closed_row_may_not_reach_into_one_without_an_end() -> None:
    problems = residence_problems(residence("M-1", OTHER, "2019-06-01", "2020-06-30"), [residence("M-1")])
    assert [(one.name, one.params["first"], one.params["last"]) for one in problems] == [("last", "2020-01-01", "")]


def test_a_row_inside_one_without_an_end_leaves_a_gap_after_it() -> None:
    rows = [residence("M-1", OWN, "2020-01-01"), residence("M-1", OTHER, "2024-03-01", "2024-05-31")]
    assert [(one.days, one.is_gap) for one in belongings(rows, OWN, None)][1:] == [
        (days("2024-03-01", "2024-05-31"), False),
        (days("2024-06-01"), True),
    ]
