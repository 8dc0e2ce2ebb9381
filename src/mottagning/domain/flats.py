"""Which flats are free, for whom are they reserved, and how does a flat suit a household?

What speaks for and against a flat is shown; the program chooses none, and steers nobody's housing: the right to a home
of one's own is not to be limited (reception.md A.6, mp 2009). The rent norm is the office's own, dated and with source.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from mottagning.domain.money import Scaled, unscaled
from mottagning.domain.people import Protection
from mottagning.domain.periods import DateRange, ends_first
from mottagning.domain.problems import FieldProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class Flat:
    """A home that the office may let somebody have over `days`.

    `rent` a month in ten-thousandths of a krona, `area` in ten-thousandths of a square metre, `rooms` in
    ten-thousandths (a kitchen is no room). `contract_until` is the last day of the contract, `keys_on` the day on which
    the keys are had.
    """

    key: str
    address: str
    days: DateRange
    landlord: str | None = None
    contact: str | None = None
    rooms: Scaled | None = None
    area: Scaled | None = None
    rent: Scaled | None = None
    contract: str | None = None
    contract_until: date | None = None
    keys_on: date | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FlatReservation:
    """A flat is an assignment's over `days`; never another's the same days."""

    flat: str
    assignment: str
    days: DateRange


@dataclass(frozen=True, slots=True, kw_only=True)
class RentNorm:
    """The highest rent a month (ten-thousandths of a krona) for so many `persons` over `days`, as `source` says."""

    persons: int
    days: DateRange
    amount: Scaled
    source: str


@dataclass(frozen=True, slots=True)
class Fit:
    """What speaks for and against a flat for a household; None where too little is known.

    `is_free` tells of the day it is wanted; `norm` is what the rent is held against. Nothing here says how
    crowded a home may be: `persons_per_room` is for people to judge.
    """

    persons_per_room: Fraction | None
    norm: RentNorm | None
    is_within_norm: bool | None
    is_free: bool | None

    @property
    def hindrances(self) -> int:
        """How much is known to speak against it."""
        return (self.is_within_norm is False) + (self.is_free is False)


def flat_problems(flat: Flat, reservations: Iterable[FlatReservation] = ()) -> tuple[FieldProblem, ...]:
    """What keeps `flat` from being registered; `reservations` are its own."""
    problems = [FieldProblem(name, "missing") for name in ("key", "address") if not getattr(flat, name)]
    problems += [FieldProblem(name, "negative") for name in ("rent", "area", "rooms") if (getattr(flat, name) or 0) < 0]
    if ends_first(flat.days.start, flat.contract_until):
        problems.append(FieldProblem("contract_until", "ends_before_start"))
    if any(not _within(one.days, flat.days) for one in reservations):
        problems.append(FieldProblem("last", "reserved_longer"))
    return tuple(problems)


def reservation_problems(
    one: FlatReservation, flat: Flat, others: Iterable[FlatReservation], protection: Protection
) -> tuple[FieldProblem, ...]:
    """What keeps `one` from being registered; `others` are the flat's other reservations.

    `protection` is the highest of those who are to live there: an address is never stored for somebody with skyddad
    folkbokföring (folkbokföringslagen 16 §).
    """
    if protection is Protection.PROTECTED_REGISTRATION:
        return (FieldProblem("flat", "protected_address"),)
    if not _within(one.days, flat.days):
        return (FieldProblem("first" if one.days.start < flat.days.start else "last", "not_let_then"),)
    met = next((meet for other in others if (meet := other.days.meet(one.days)) is not None), None)
    if met is not None:
        return (FieldProblem("first", "flat_taken", {"first": met.start.isoformat()}),)
    return ()


def _within(inner: DateRange, outer: DateRange) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def norm_problems(norm: RentNorm, others: Iterable[RentNorm]) -> tuple[FieldProblem, ...]:
    """What keeps `norm` from being kept; `others` are all the other norms. Two never hold the same day."""
    problems = [] if norm.source else [FieldProblem("source", "missing")]
    if norm.persons < 1:
        problems.append(FieldProblem("persons", "nobody"))
    if norm.amount < 0:
        problems.append(FieldProblem("amount", "negative"))
    if any(other.persons == norm.persons and other.days.meet(norm.days) for other in others):
        problems.append(FieldProblem("first", "norm_overlaps"))
    return tuple(problems)


def norm_on(norms: Iterable[RentNorm], persons: int, day: date) -> RentNorm | None:
    """The norm for a household of this size on a day; None where the office has said none."""
    return next((one for one in norms if one.persons == persons and day in one.days), None)


def within_norm(flat: Flat, norm: RentNorm | None) -> bool | None:
    """Whether the rent is at most the norm; None where one of them is not known."""
    return None if norm is None or flat.rent is None else flat.rent <= norm.amount


def free_on(flat: Flat, reservations: Iterable[FlatReservation], day: date) -> bool:
    """Whether nobody has a flat on a day that it may be let."""
    return day in flat.days and not any(day in one.days for one in reservations)


def fit(
    flat: Flat,
    reservations: Iterable[FlatReservation],
    persons: int,
    wanted_on: date | None,
    norms: Iterable[RentNorm],
    today: date,
) -> Fit:
    """How a flat suits so many persons from the day it is wanted; the norm is that of the day, or of `today`."""
    norm = norm_on(norms, persons, wanted_on or today)
    return Fit(
        persons_per_room=persons / unscaled(flat.rooms) if flat.rooms else None,
        norm=norm,
        is_within_norm=within_norm(flat, norm),
        is_free=None if wanted_on is None else free_on(flat, reservations, wanted_on),
    )
