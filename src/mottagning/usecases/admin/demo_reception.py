"""Who is awaited in the demonstration register, what flats are there, and what does a household's week look like?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from mottagning.domain.assignments import Assignment, AssignmentKind, AssignmentStatus, ExpectedPerson, Preparation
from mottagning.domain.children_hours import Care
from mottagning.domain.flats import Flat, FlatReservation, RentNorm
from mottagning.domain.households import Household
from mottagning.domain.money import scaled
from mottagning.domain.people import HouseholdRole, Sex
from mottagning.domain.periods import DateRange
from mottagning.domain.quotas import MunicipalQuota, QuotaKind
from mottagning.domain.weeks import WeeklyHours
from mottagning.storage.unit_of_work import UnitOfWork
from mottagning.texts.offers import parse_times
from mottagning.usecases.admin.demo_people import DemoPeople

_SCALED = frozenset({"rooms", "area", "rent", "amount"})
_KINDS: Mapping[str, type[Any]] = {
    "kind": AssignmentKind,
    "status": AssignmentStatus,
    "sex": Sex,
    "role": HouseholdRole,
    "care": Care,
}
_PARTS = frozenset({"flat", "expected", "preparation", "start", "end", "person"})


def plan_receptions(uow: UnitOfWork, data: Mapping[str, Any], people: DemoPeople) -> None:
    """Add quotas, flats and norms, the assignments with all that belongs to them, and the hours of a week."""
    uow.municipal_quotas.add_many([MunicipalQuota(**{**one, "kind": QuotaKind(one["kind"])}) for one in data["quota"]])
    uow.rent_norms.add_many([RentNorm(**_values(one), days=_days(one)) for one in data["norm"]])
    uow.flats.add_many([Flat(**_values(one), days=_days(one)) for one in data["flat"]])
    assignments = [Assignment(**_values(one)) for one in data["assignment"]]
    uow.households.add_many([Household(key=one.household) for one in assignments if one.household])
    uow.assignments.add_many(assignments)
    for one in data["assignment"]:
        _add_parts(uow, one)
    uow.weekly_hours.add_many(list(_hours(data["hours"], people)))


def _add_parts(uow: UnitOfWork, one: Mapping[str, Any]) -> None:
    key: str = one["key"]
    uow.expected_persons.add_many(
        [
            ExpectedPerson(assignment=key, number=number, **_values(person))
            for number, person in enumerate(one.get("expected", ()), start=1)
        ]
    )
    uow.preparations.add_many([Preparation(assignment=key, **part) for part in one.get("preparation", ())])
    if "flat" in one:
        uow.flat_reservations.add(FlatReservation(flat=one["flat"], assignment=key, days=DateRange(one["arrives_on"])))


def _hours(data: Iterable[Mapping[str, Any]], people: DemoPeople) -> Iterable[WeeklyHours]:
    """Those of people who are there: a small register lacks some of them, or their bookings."""
    for one in data:
        case = people.persons[one["person"] - 1].case_number
        values = {**_values(one), "times": parse_times(one["times"])}
        if values.pop("booking", False):
            booked = next((found.key for found in people.bookings if found.case_number == case), None)
            if booked is None:
                continue
            values["booking"] = booked
        yield WeeklyHours(case_number=case, days=_days(one), **values)


def _values(one: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a record, as the record wants them."""
    return {name: _value(name, value) for name, value in one.items() if name not in _PARTS}


def _value(name: str, value: Any) -> Any:  # noqa: ANN401 - whatever stands in the file
    if name in _SCALED:
        return scaled(value)
    return _KINDS[name](value) if name in _KINDS else value


def _days(one: Mapping[str, Any]) -> DateRange:
    end: date | None = one.get("end")
    return DateRange.inclusive(one["start"], end)
