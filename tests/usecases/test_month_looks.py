"""Is what the register knows of people told where their month is reviewed, and nothing of who may not be seen?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from factories import OTHER, OWN, booking, day, days, month
from mottagning.domain.agreements import Unit
from mottagning.domain.bookings import Outcome
from mottagning.domain.households import Living, Representative, RepresentativeKind
from mottagning.domain.money import scaled
from mottagning.domain.people import ResidenceKind
from mottagning.domain.problems import Check, Problem, Severity
from mottagning.usecases.context import Context
from mottagning.usecases.returns.closing import close_month
from mottagning.usecases.returns.viewing import view_month

AMINA, BO, CLEO, DANA = (f"2024-000{number}" for number in (1, 2, 3, 4))
COORDINATION = "189001619814"


def warned(ctx: Context, closed: str = "2024-09") -> list[tuple[Check, str, str]]:
    """Check, booking and reason of what a month is warned of besides missing references."""
    found = view_month(ctx, month(closed)).notes.warnings
    return [(one.check, one.booking, one.reason) for one in found if one.check is not Check.K25]


def the(ctx: Context, check: Check, closed: str = "2024-09") -> Problem:
    """The one warning of a check."""
    (found,) = [one for one in view_month(ctx, month(closed)).notes.warnings if one.check is check]
    return found


def change(ctx: Context, store: str, key: str, **values: Any) -> None:
    """Change one record of the small office."""
    with ctx.writing() as uow:
        one = getattr(uow, store).find(key)
        getattr(uow, store).change(one, replace(one.value, **values))
        uow.commit()


def add(ctx: Context, store: str, *records: Any) -> None:
    """Add records to the small office."""
    with ctx.writing() as uow:
        for record in records:
            getattr(uow, store).add(record)
        uow.commit()


def home(ctx: Context, case_number: str, **values: Any) -> None:
    """Change where somebody of the small office belongs."""
    with ctx.writing() as uow:
        (one,) = [one for one in uow.residences.every() if one.value.case_number == case_number]
        uow.residences.change(one, replace(one.value, **values))
        uow.commit()


def test_an_office_that_has_everything_is_left_in_peace(office: Context) -> None:
    assert warned(office) == []


def test_another_number_in_place_of_a_personnummer(office: Context) -> None:
    change(office, "people", AMINA, personal_number=None, temporary_number="TF1")
    assert the(office, Check.K10).params["number"] == "temporary_number"
    change(office, "people", AMINA, coordination_number=COORDINATION)
    assert the(office, Check.K10).params["number"] == "coordination_number"
    change(office, "people", AMINA, personal_number="199001032391")
    assert warned(office) == []


def test_who_has_no_number_at_all_is_not_asked_about(office: Context) -> None:
    change(office, "people", AMINA, personal_number=None)
    assert warned(office) == []


def test_who_stays_without_being_registered(office: Context) -> None:
    home(office, AMINA, kind=ResidenceKind.STAYING)
    assert warned(office) == [(Check.K10, "B1", "staying")]


def test_the_courses_of_a_person_are_added_up_over_agreements_and_insatser(office: Context) -> None:
    with office.writing() as uow:
        for one in uow.terms.every():
            uow.terms.change(one, replace(one.value, unit=Unit.POINT))
        uow.commit()
    change(office, "bookings", "B1", quantity=scaled("500"), planned_until=day("2024-12-20"))
    more = {"case_number": AMINA, "agreement": "A2", "days": days("2024-09-02", "2024-12-20")}
    add(office, "bookings", booking(key="B5", quantity=scaled("300.5"), **more))
    assert [one for one in warned(office) if one[0] is Check.K21] == [
        (Check.K21, "B1", "points"),
        (Check.K21, "B5", "points"),
    ]
    change(office, "bookings", "B5", quantity=scaled("300"))
    assert [one for one in warned(office) if one[0] is Check.K21] == []
    change(office, "bookings", "B5", quantity=scaled("900"), outcome=Outcome.NEVER_STARTED)
    assert [one for one in warned(office) if one[0] is Check.K21] == []
    change(office, "bookings", "B5", outcome=None, planned_until=day("2025-01-10"))
    assert [one for one in warned(office) if one[0] is Check.K21] == []


def test_only_points_are_added_up(office: Context) -> None:
    change(office, "bookings", "B1", quantity=scaled("900"))
    assert warned(office) == []


@pytest.fixture
def family(office: Context) -> Context:
    """Amina is a child; Bo, who lives with her, belongs to the other municipality."""
    change(office, "people", AMINA, birth_date=day("2015-05-05"))
    home(office, BO, municipality=OTHER)
    return office


def test_a_child_whose_household_belongs_elsewhere(family: Context) -> None:
    assert warned(family) == [(Check.K28, "B1", "household")]
    home(family, BO, municipality=OWN)
    assert warned(family) == []


def test_a_child_that_lives_by_turns(family: Context) -> None:
    with family.writing() as uow:
        (own,) = [one for one in uow.memberships.every() if one.value.case_number == AMINA]
        uow.memberships.change(own, replace(own.value, living=Living.BY_TURNS))
        uow.commit()
    assert warned(family) == [(Check.K28, "B1", "by_turns")]


def test_who_no_longer_lives_with_the_child_is_no_kin(family: Context) -> None:
    with family.writing() as uow:
        (other,) = [one for one in uow.memberships.every() if one.value.case_number == BO]
        uow.memberships.change(other, replace(other.value, left_on=day("2024-09-29")))
        uow.commit()
    assert warned(family) == []


def test_who_is_of_age_is_asked_nothing_about_her_kin(family: Context) -> None:
    change(family, "people", AMINA, birth_date=day("2000-05-05"))
    assert warned(family) == []


@pytest.mark.parametrize("values", [{"municipality": OTHER}, {"representative_case": DANA}])
def test_a_guardian_elsewhere_registered_or_told_of(office: Context, values: dict[str, Any]) -> None:
    change(office, "people", AMINA, birth_date=day("2015-05-05"))
    kin = Representative(case_number=AMINA, kind=RepresentativeKind.GUARDIAN, name="Dana Grann", **values)
    add(office, "representatives", kin)
    assert warned(office) == [(Check.K28, "B1", "guardian")]


def test_kin_with_protected_data_leave_no_trace_with_a_child(office: Context) -> None:
    """Cleo lives with Amina and is her guardian."""
    change(office, "people", AMINA, birth_date=day("2015-05-05"))
    home(office, CLEO, municipality=OTHER)
    kin = Representative(
        case_number=AMINA, kind=RepresentativeKind.GUARDIAN, name="Cleo Doldin", representative_case=CLEO
    )
    add(office, "representatives", kin)
    assert warned(office) == []


def test_nobody_with_protected_data_is_warned_of(office: Context) -> None:
    change(office, "people", CLEO, personal_number=None, temporary_number="TF1")
    change(office, "bookings", "B3", told_on=None, planned_until=day("2024-09-10"))
    home(office, CLEO, kind=ResidenceKind.STAYING)
    assert warned(office) == []
    assert all(one.booking != "B3" for one in close_month(office, month("2024-09")).value.warnings)


def test_a_closing_keeps_what_it_warned_of_and_closes_all_the_same(office: Context) -> None:
    change(office, "people", AMINA, personal_number=None, coordination_number=COORDINATION)
    before = view_month(office, month("2024-09"))
    notes = close_month(office, month("2024-09")).value
    after = view_month(office, month("2024-09"))
    assert (Check.K10, "B1", Severity.WARN) in {(one.check, one.booking, one.severity) for one in notes.warnings}
    assert after.notes.warnings == notes.warnings
    assert [row.entry.amount for row in after.rows] == [row.entry.amount for row in before.rows]
