"""Does a card tell who did what with its record, in words, and to nobody who may not see it?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from factories import day, days, without_right
from mottagning.domain.bookings import Absence, AbsenceKind, BookingEnd, Outcome
from mottagning.domain.problems import Refused
from mottagning.domain.users import OfficeUnit, Role
from mottagning.domain.weekly_times import parse_times
from mottagning.domain.weeks import WeeklyHours
from mottagning.storage.database import Database
from mottagning.usecases.bookings import booking_by_key, end_booking, open_booking, remove_extra, save_extra
from mottagning.usecases.context import Context
from mottagning.usecases.history import history
from mottagning.usecases.permitted import closed_to


def number(ctx: Context, key: str) -> int:
    found = booking_by_key(ctx, key)
    assert found is not None
    return found


def test_what_was_done_with_a_booking_is_told_latest_first(office: Context) -> None:
    before = open_booking(office, number(office, "B2")).booking
    save_extra(office, None, Absence(booking="B2", days=days("2024-10-14", "2024-10-18"), kind=AbsenceKind.INVALID))
    end = BookingEnd(outcome=Outcome.INTERRUPTED, last=day("2024-12-20"))
    end_booking(replace(office, user=replace(office.user, name="Vikarien")), before, end)
    found = history(office, "bookings", before.id)
    assert [(one.what, one.action) for one in found] == [
        ("Bokningar", "changed"),
        ("Frånvaro", "added"),
        ("Bokningar", "added"),
    ]
    assert found[0].by == "Vikarien"
    assert "Till och med: 2024-12-20" in found[0].said
    assert "Slut: avbrott" in found[0].said
    assert "ogiltig" in found[1].said
    assert found[0].at.date() == day(str(office.today))


def test_what_was_done_with_somebody_hidden_is_told_to_nobody_without_the_right(office: Context) -> None:
    hers = number(office, "B3")
    assert history(office, "bookings", hers)
    with pytest.raises(Refused):
        history(without_right(office), "bookings", hers)


def test_what_was_removed_is_told_too(office: Context) -> None:
    stored = open_booking(office, number(office, "B2")).booking
    save_extra(office, None, Absence(booking="B2", days=days("2024-10-14", "2024-10-18"), kind=AbsenceKind.INVALID))
    (noted,) = open_booking(office, stored.id).absences
    remove_extra(office, noted)
    told = [(one.what, one.action) for one in history(office, "bookings", stored.id)]
    assert told[:2] == [("Frånvaro", "removed"), ("Frånvaro", "added")]


def test_what_belongs_to_a_part_that_is_closed_is_not_told(office: Context) -> None:
    hours = WeeklyHours(
        key="VT1", case_number="2024-0001", days=days("2024-10-01"), times=parse_times("1-5 08-12", int), booking="B1"
    )
    with office.writing() as uow:
        uow.weekly_hours.add(hours)
        uow.commit()
    user = replace(office.user, role=Role.ECONOMIST, unit=OfficeUnit.ECONOMY)
    economist = replace(office, user=user, db=Database(office.db.file, office.key, closed_to(user)))
    whole, seen = (history(one, "bookings", number(office, "B1")) for one in (office, economist))
    economist.db.close()
    assert [one.what for one in whole] == ["Veckotider", "Bokningar"]
    assert [one.what for one in seen] == ["Bokningar"]
