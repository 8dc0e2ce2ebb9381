"""Is a distance between two places what a map says, however they lie to one another?"""

from __future__ import annotations

import pytest

from mottagning.domain.geography import Position, kilometres
from mottagning.system.reference import reference

POLE, QUITO, ITS_ANTIPODE = Position(9_000_000, 0), Position(0, -7_850_000), Position(0, 10_150_000)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (POLE, POLE, 0),
        (POLE, QUITO, 10_008),  # a quarter of a meridian, as the metre was once defined
        (QUITO, ITS_ANTIPODE, 20_015),
        (Position(0, 17_950_000), Position(0, -17_950_000), 111),  # a degree of the equator, across the date line
    ],
)
def test_distances_that_are_known_beforehand(one: Position, other: Position, expected: int) -> None:
    assert kilometres(one, other) == kilometres(other, one) == expected


@pytest.mark.parametrize(("one", "other", "expected"), [("0180", "1480", 398), ("0180", "2584", 956)])
def test_seats_of_municipalities_lie_where_they_do(one: str, other: str, expected: int) -> None:
    """Stockholm to Göteborg and to Kiruna, as distance tables have it, to within a few kilometres."""
    towns = reference().municipalities
    seats = towns[one].seat, towns[other].seat
    assert seats[0] is not None
    assert seats[1] is not None
    assert abs(kilometres(*seats) - expected) <= 3


def test_every_municipality_has_its_seat_inside_the_country() -> None:
    for town in reference().municipalities.values():
        assert town.seat is not None
        assert 5_530_000 < town.seat.north < 6_910_000, town.name
        assert 1_090_000 < town.seat.east < 2_420_000, town.name
