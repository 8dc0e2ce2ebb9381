"""What is known of a person beside a booking, that can make its month worth a look? It decides no amount.

A closing keeps none of it: circumstances only warn.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from mottagning.domain.households import ADULT_AGE
from mottagning.domain.identity import IdentityKind
from mottagning.domain.money import Scaled
from mottagning.domain.people import Residence, ResidenceKind
from mottagning.domain.periods import DateRange, add_months
from mottagning.domain.settlement.facts import Stay, stays


class KinBond(Enum):
    """How somebody is close to a child."""

    GUARDIAN = "guardian"
    HOUSEHOLD = "household"
    BY_TURNS = "by_turns"


@dataclass(frozen=True, slots=True)
class Kin:
    """Somebody close to a child over `days`, and where that one belongs. Nobody with protected data is ever kin."""

    bond: KinBond
    days: DateRange
    homes: tuple[Stay, ...]

    def home_on(self, day: date) -> str | None:
        """The municipality of that one on a day; None where it is not known, or the bond does not hold."""
        return home_on(self.homes, day) if day in self.days else None


@dataclass(frozen=True, slots=True, kw_only=True)
class CoursePoints:
    """The points of one of a person's courses, in ten-thousandths, and the calendar year that they count in."""

    booking: str
    points: Scaled
    year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What is known of a person. `number` is the kind of number that she has for want of a personnummer.

    `unregistered` are the days on which she belongs where she stays without being folkbokförd.
    """

    birth_date: date | None = None
    number: IdentityKind | None = None
    unregistered: tuple[DateRange, ...] = ()
    kin: tuple[Kin, ...] = ()
    courses: tuple[CoursePoints, ...] = ()

    def is_child_on(self, day: date) -> bool:
        """Whether she is known to be under age."""
        return self.birth_date is not None and day < add_months(self.birth_date, 12 * ADULT_AGE)


UNKNOWN = Circumstances()
"""Of whom nothing is known that makes us look."""


def unregistered_days(residences: Iterable[Residence]) -> tuple[DateRange, ...]:
    """The days on which somebody belongs where she stays; each residence ends at the latest where the next begins."""
    ordered = sorted(residences, key=lambda one: one.days.start)
    known = zip(ordered, stays(ordered), strict=True)
    return tuple(stay.days for residence, stay in known if residence.kind is ResidenceKind.STAYING)


def home_on(homes: Iterable[Stay], day: date) -> str | None:
    """The municipality that answers for somebody on a day."""
    return next((stay.municipality for stay in homes if day in stay.days), None)
