"""How far is it between two places, as the crow flies? Positions on the globe, and whole kilometres.

No travel time: that depends on lines and timetables which the program does not have.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

PARTS = 100_000
"""So many parts of a degree a position counts in: a metre or so."""
_EARTH = 6371
"""The mean radius of the Earth in kilometres (IUGG)."""


@dataclass(frozen=True, slots=True)
class Position:
    """A place on the globe, in hundred-thousandths of a degree north and east."""

    north: int
    east: int


def kilometres(one: Position, other: Position) -> int:
    """The great-circle distance (haversine), to the nearest whole kilometre."""
    north, there_north = radians(one.north / PARTS), radians(other.north / PARTS)
    up, along = there_north - north, radians((other.east - one.east) / PARTS)
    half_chord = sin(up / 2) ** 2 + cos(north) * cos(there_north) * sin(along / 2) ** 2
    return round(2 * _EARTH * asin(min(1, sqrt(half_chord))))
