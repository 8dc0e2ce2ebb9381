"""Is a deviation noted where it belongs, late when it is, and out of sight with the person of its booking?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from factories import OTHER, day, without_right
from mottagning.domain.deviations import Deviation, DeviationKind, deviation_problems
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.readmodels.changes import Stored
from mottagning.usecases.bookings import remove_booking
from mottagning.usecases.context import Context
from mottagning.usecases.deviations import (
    list_deviations,
    next_deviation_key,
    open_deviation,
    remove_deviation,
    save_deviation,
)


def deviation(**values: Any) -> Deviation:
    given: dict[str, Any] = {"key": "V1", "kind": DeviationKind.QUALITY, "noticed_on": day("2025-02-03"), "what": "x"}
    return Deviation(**{**given, **({"booking": "B1"} if "counterpart" not in values else {}), **values})


def noted(ctx: Context, **values: Any) -> Stored[Deviation]:
    return save_deviation(ctx, None, deviation(**values)).value


def test_it_is_about_something_and_ends_after_it_began() -> None:
    assert [one.name for one in deviation_problems(deviation(booking=None))] == ["booking"]
    assert deviation_problems(deviation(booking=None, provider="Skolan")) == ()
    assert [one.name for one in deviation_problems(deviation(due_on=day("2025-02-02"), what=""))] == ["what", "due_on"]
    assert deviation_problems(deviation(closed_on=day("2025-02-03"))) == ()


@pytest.mark.parametrize(
    ("values", "late"),
    [
        ({}, False),
        ({"due_on": day("2025-03-02")}, True),
        ({"due_on": day("2025-03-03")}, False),
        ({"due_on": day("2025-03-02"), "closed_on": day("2025-03-03")}, False),
    ],
)
def test_it_is_late_the_day_after_it_should_have_been_done(office: Context, values: Any, late: bool) -> None:
    noted(office, **values)
    assert [line.is_late for line in list_deviations(office)] == [late]


def test_the_latest_stands_first_and_keys_follow(office: Context) -> None:
    noted(office)
    noted(office, key="V2025-0004", counterpart=OTHER, noticed_on=day("2025-02-20"))
    assert [line.deviation.key for line in list_deviations(office)] == ["V2025-0004", "V1"]
    assert next_deviation_key(office) == "V2025-0005"


def test_a_booking_is_not_removed_under_its_deviation(office: Context) -> None:
    noted(office)
    with office.reading() as reader:
        booking = reader.bookings.find("B1")
    assert booking is not None
    with pytest.raises(Refused) as caught:
        remove_booking(office, booking)
    assert caught.value.code is RefusalCode.IN_USE


@pytest.mark.parametrize("booking", ["B3", "B999"])
def test_a_hidden_booking_and_none_are_alike(office: Context, booking: str) -> None:
    with pytest.raises(Refused) as caught:
        noted(without_right(office), booking=booking)
    (problem,) = caught.value.fields
    assert (problem.name, problem.code) == ("booking", "unknown")


def test_without_the_right_one_of_a_hidden_booking_is_gone(office: Context) -> None:
    one, limited = noted(office, booking="B3"), without_right(office)
    assert list_deviations(limited) == []
    assert [line.is_protected for line in list_deviations(office)] == [True]
    ways = (
        lambda: open_deviation(limited, one.id),
        lambda: save_deviation(limited, one, replace(one.value, what="y")),
        lambda: remove_deviation(limited, one),
    )
    for way in ways:
        with pytest.raises(Refused) as caught:
            way()
        assert caught.value.code is RefusalCode.GONE
    remove_deviation(office, one)
    assert list_deviations(office) == []
