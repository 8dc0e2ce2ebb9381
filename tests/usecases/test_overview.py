"""Does the first page tell how far a month has come with each counterpart, and what others have done meanwhile?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from factories import OTHER, Clock, days
from hidden import hide
from mottagning.domain.flats import Flat
from mottagning.domain.households import Representative, RepresentativeKind
from mottagning.domain.money import Ore
from mottagning.domain.people import Protection
from mottagning.domain.periods import Month
from mottagning.domain.plans import IntroductionPlan
from mottagning.domain.returns import ReturnState
from mottagning.domain.users import OfficeUnit, Role
from mottagning.readmodels.admin import ReadKind, ReadNote
from mottagning.readmodels.overview import ChangedRecord
from mottagning.usecases import people
from mottagning.usecases.context import Context
from mottagning.usecases.overview import news as module
from mottagning.usecases.overview.counterparts import month_by_counterpart
from mottagning.usecases.overview.news import news
from mottagning.usecases.plans.planning import begin_plan
from mottagning.usecases.reception.flats import save_flat
from mottagning.usecases.returns.closing import close_month
from steps import booked, known

AMINA, BO, CLEO = "2024-0001", "2024-0002", "2024-0003"
SEPTEMBER = Month(2024, 9)


def logs_in(ctx: Context) -> None:
    with ctx.writing() as uow:
        uow.log.read(ReadNote(ReadKind.LOGIN))
        uow.commit()


@pytest.fixture
def kim(office: Context, clock: Clock) -> Context:
    """Kim, who logged in, went home, and logged in again today; what the office holds was entered before."""
    clock.tick(hours=1)
    made = replace(office, user=replace(office.user, name="Kim", role=Role.OFFICER))
    logs_in(made)
    clock.tick(days=3)
    logs_in(made)
    clock.tick(minutes=5)
    return made


def told(found: list[ChangedRecord] | tuple[ChangedRecord, ...]) -> list[tuple[str, str, str, int]]:
    return [(one.sheet, one.action, one.case_number, one.times) for one in found]


def renamed(ctx: Context, case_number: str, phone: str) -> None:
    with ctx.reading() as reader:
        before = reader.people.find(case_number)
    assert before is not None
    people.save_person(ctx, before, replace(before.value, phone=phone))


def test_an_open_month_is_told_with_what_closing_it_would_return(office: Context) -> None:
    (line,) = month_by_counterpart(office, SEPTEMBER).lines
    # Amina's sfi, whole September, is bought for 9 500 kr a month; Dana's, from the 16th, sold for 8 000: 15 of 30 days
    assert (line.code, line.bought, line.sold, line.rows, line.held) == (OTHER, 950_000, 400_000, 2, 0)
    assert line.states == {None}


def test_a_closed_month_says_how_far_its_returns_have_come(office: Context) -> None:
    close_month(office, SEPTEMBER)
    (line,) = month_by_counterpart(office, SEPTEMBER).lines
    assert (line.bought, line.sold, line.states) == (950_000, 400_000, {ReturnState.CLOSED})


def test_what_others_have_done_is_told_once_for_each_record(office: Context, kim: Context) -> None:
    renamed(kim, BO, "070-000 00 09")
    renamed(office, AMINA, "070-000 00 01")
    renamed(office, AMINA, "070-000 00 02")
    found = news(kim)
    assert told(found.lines) == [("Personer", "changed", AMINA, 2)]
    (line,) = found.lines
    assert (line.by, line.fields, line.area) == (office.user.name, "Telefon", "people")
    assert "070" not in str(found)


def test_it_is_counted_from_the_login_before_this_one_or_as_far_back_as_is_asked(
    office: Context, kim: Context, clock: Clock
) -> None:
    renamed(office, AMINA, "070-000 00 01")
    clock.tick(days=1)
    logs_in(kim)  # she has seen it in the session that ended now
    assert told(news(kim).lines) == [("Personer", "changed", AMINA, 1)]
    clock.tick(days=1)
    logs_in(kim)
    assert news(kim).lines == ()
    assert told(news(kim, days=3).lines) == [("Personer", "changed", AMINA, 1)]


def test_a_record_that_is_gone_leads_nowhere_but_to_its_person(office: Context, kim: Context) -> None:
    booked(office, "B1", project="Ny")
    with office.writing() as uow:
        before = uow.bookings.find("B2")
        assert before is not None
        uow.bookings.remove(before)
        uow.commit()
    gone, changed = news(kim).lines
    assert (gone.action, gone.area, gone.record) == ("removed", "people", gone.person)
    assert (changed.action, changed.area) == ("changed", "bookings")


def test_somebody_with_protected_data_is_in_none_of_it(office: Context, kim: Context) -> None:
    known(office, CLEO, phone="070-000 00 03")
    known(office, BO, phone="070-000 00 02", protection=Protection.CONFIDENTIAL_FLAG)
    assert {one.case_number for one in news(kim).lines} == {BO, CLEO}
    hidden = news(replace(kim, user=replace(kim.user, may_see_protected=False)))
    assert (hidden.lines, hidden.records) == ((), 0)


def test_nothing_that_hangs_on_somebody_hidden_is_news_without_naming_her(office: Context, kim: Context) -> None:
    """Her assignment, her flat and the bill of her course are about no person, and were told of as somebody's."""
    with office.writing() as uow:
        guardian = Representative(case_number=BO, kind=RepresentativeKind.GUARDIAN, name="Godman")
        uow.representatives.add(guardian)
        uow.commit()
    blind = replace(kim, user=replace(kim.user, may_see_protected=False))
    before = news(blind)
    hide(office)
    with office.writing() as uow:
        flat, assignment, invoice = (
            uow.flats.find("BO3"),
            uow.assignments.find("AN3"),
            uow.received_invoices.find("MF3"),
        )
        assert flat is not None
        assert assignment is not None
        assert invoice is not None
        uow.flats.change(flat, replace(flat.value, rooms=2))
        uow.assignments.change(assignment, replace(assignment.value, persons=3))
        uow.received_invoices.change(invoice, replace(invoice.value, amount=Ore(1)))
        (reserved,) = uow.flat_reservations.of_flat(flat.id)
        uow.flat_reservations.remove(reserved)
        uow.flat_reservations.add(reserved.value)
        uow.commit()
    assert {"assignments", "flats", "received_invoices"} <= {one.area for one in news(kim).lines}
    assert news(blind) == before
    save_flat(office, None, Flat(key="", address="Öppna gatan 1", days=days("2024-01-01")))
    assert [one.area for one in news(blind).lines if one not in before.lines] == ["flats"]


def test_plans_are_no_news_to_who_does_not_see_plans(office: Context, kim: Context) -> None:
    begin_plan(office, IntroductionPlan(key="", case_number=AMINA, days=days("2025-03-03")))
    economist = replace(kim, user=replace(kim.user, role=Role.ECONOMIST, unit=OfficeUnit.ECONOMY))
    assert "plans" in {one.area for one in news(kim).lines}
    assert "plans" not in {one.area for one in news(economist).lines}
    assert news(economist).records < news(kim).records


def test_a_list_that_was_taken_in_does_not_drown_the_page(
    office: Context, kim: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST", 1)
    renamed(office, AMINA, "070-000 00 01")
    renamed(office, BO, "070-000 00 02")
    found = news(kim)
    assert (told(found.lines), found.records) == ([("Personer", "changed", BO, 1)], 2)
