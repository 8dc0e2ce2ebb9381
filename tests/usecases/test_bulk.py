"""Are several records changed together or not at all, undone alike, and never somebody who may not be seen?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from factories import day, without_right
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.usecases.bookings import list_bookings, open_booking
from mottagning.usecases.bulk import (
    BOOKING_FIELDS,
    PERSON_FIELDS,
    change_bookings,
    change_people,
    preview_bookings,
    preview_people,
)
from mottagning.usecases.context import Context
from mottagning.usecases.people import list_people, open_person, save_person

EVERYBODY = (1, 2, 3, 4)


def received(ctx: Context) -> list[str | None]:
    """The day each person was received."""
    return [str(line.received_on) if line.received_on else None for line in list_people(ctx)]


def test_a_preview_changes_nothing_and_saving_changes_all(office: Context) -> None:
    changes = preview_people(office, EVERYBODY, "received_on", day("2024-02-01"))
    assert [one.is_made for one in changes] == [True] * 4
    assert received(office) == [None] * 4
    change_people(office, changes)
    assert received(office) == ["2024-02-01"] * 4


def test_what_is_so_already_is_left_alone(office: Context) -> None:
    change_people(office, preview_people(office, (1, 2), "household", "H9"))
    versions = [open_person(office, number).person.version for number in (1, 2)]
    again = preview_people(office, (1, 2, 4), "household", "H9")
    assert [one.is_made for one in again] == [False, False, True]
    assert len(change_people(office, again).value) == 1
    assert [open_person(office, number).person.version for number in (1, 2)] == versions


def test_undoing_puts_back_what_each_had(office: Context) -> None:
    before = [line.household for line in list_people(office)]
    undo = change_people(office, preview_people(office, EVERYBODY, "household", None)).value
    assert [line.household for line in list_people(office)] == [None] * 4
    change_people(office, undo)
    assert [line.household for line in list_people(office)] == before
    assert before[3] != before[0]


def test_one_that_was_changed_meanwhile_stops_them_all_and_stops_the_undoing(office: Context) -> None:
    changes = preview_people(office, (1, 2), "received_on", day("2024-02-01"))
    bo = open_person(office, 2).person
    save_person(office, bo, replace(bo.value, called_name="Bosse"))
    with pytest.raises(Refused) as refused:
        change_people(office, changes)
    assert refused.value.code is RefusalCode.CHANGED_MEANWHILE
    assert received(office) == [None] * 4
    undo = change_people(office, preview_people(office, (1, 2), "received_on", day("2024-02-01"))).value
    bo = open_person(office, 2).person
    save_person(office, bo, replace(bo.value, called_name="Bo"))
    with pytest.raises(Refused):
        change_people(office, undo)
    assert received(office)[:2] == ["2024-02-01"] * 2


def test_a_booking_that_cannot_be_so_says_why_and_the_others_are_changed(office: Context) -> None:
    ids = [line.id for line in list_bookings(office)]  # from 1 September, 7 October, 16 September and another
    changes = preview_bookings(office, ids, "planned_until", day("2024-09-20"))
    refused = {one.before.value.key: [problem.code for problem in one.problems] for one in changes}
    assert refused["B2"] == ["ends_before_start"]
    assert refused["B1"] == []
    change_bookings(office, changes)
    planned = {line.key: line.planned_until for line in list_bookings(office)}
    assert planned["B1"] == day("2024-09-20")
    assert planned["B2"] is None


def test_without_the_right_the_protected_are_neither_previewed_nor_changed(office: Context) -> None:
    limited = without_right(office)
    seen = preview_people(limited, EVERYBODY, "received_on", day("2024-02-01"))
    assert [one.before.value.case_number for one in seen] == ["2024-0001", "2024-0002", "2024-0004"]
    bookings = [line.id for line in list_bookings(office)]
    assert "B3" not in {one.before.value.key for one in preview_bookings(limited, bookings, "decision", "D1")}
    for change, changes in (
        (change_people, preview_people(office, EVERYBODY, "received_on", day("2024-02-01"))),
        (change_bookings, preview_bookings(office, bookings, "decision", "D1")),
    ):
        with pytest.raises(Refused) as refused:
            change(limited, changes)
        assert refused.value.code is RefusalCode.GONE
    assert received(office) == [None] * 4
    assert {open_booking(office, one).booking.value.decision for one in bookings}.isdisjoint({"D1"})


def test_nothing_sensitive_is_given_to_several() -> None:
    sensitive = {"citizenship", "mother_tongue", "interpreter_language", "permit_ground", "protection", "consent_on"}
    assert not sensitive & {*PERSON_FIELDS, *BOOKING_FIELDS}
