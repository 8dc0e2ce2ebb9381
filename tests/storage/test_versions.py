"""Can two people change the same record without one overwriting what the other wrote?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from factories import SOURCE, day, days, price, scaled, terms
from mottagning.domain.agreements import SchoolRun
from mottagning.domain.bookings import Absence, AbsenceKind, Report, Supplement, SupplementKind
from mottagning.domain.counterparts import Counterpart
from mottagning.domain.money import Rounding
from mottagning.domain.periods import Month
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.readmodels.changes import Stored
from mottagning.usecases import people
from mottagning.usecases.context import Context

EDITS: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, tuple[str | None, str | None]]]] = {
    "people": ({"given_name": "Aminah"}, {"given_name": "Ami"}, {"given_name": ("Aminah", "Ami")}),
    "identities": (
        {"issuer": "Migrationsverket"},
        {"issuer": "Skatteverket"},
        {"issuer": ("Migrationsverket", "Skatteverket")},
    ),
    "residences": ({"source": "brev"}, {"source": "telefon"}, {"source": ("brev", "telefon")}),
    "counterparts": ({"name": "Provköping"}, {"name": "Provstad"}, {"name": ("Provköping", "Provstad")}),
    "services": ({"account_buy": "4631"}, {"account_buy": "4632"}, {"account_buy": ("4631", "4632")}),
    "agreements": ({"parties": ("2309", "2313")}, {"parties": ("2313",)}, {"parties": ("2309; 2313", "2313")}),
    "terms": (
        {"rounding": Rounding.KRONA},
        {"yearly_reconciliation": True},
        {"rounding": ("krona", "ore"), "yearly_reconciliation": ("False", "True")},
    ),
    "prices": (
        {"amount": scaled("9600")},
        {"source": "Beslut 2"},
        {"amount": ("96000000", "95000000"), "source": (SOURCE, "Beslut 2")},
    ),
    "school_runs": (
        {"days": days("2024-08-19", "2024-12-19")},
        {"days": days("2024-08-19")},
        {"last": ("2024-12-19", None)},
    ),
    "bookings": (
        {"told_on": day("2024-10-02")},
        {"told_on": day("2024-10-03")},
        {"told_on": ("2024-10-02", "2024-10-03")},
    ),
    "absences": ({"kind": AbsenceKind.LEAVE}, {"kind": AbsenceKind.PAUSE}, {"kind": ("leave", "pause")}),
    "supplements": ({"amount": scaled("2")}, {"amount": scaled("3")}, {"amount": ("20000", "30000")}),
    "reports": ({"quantity": scaled("2")}, {"quantity": scaled("3")}, {"quantity": ("20000", "30000")}),
}
"""What the first writes, what the second would have written, and what she is told."""


@pytest.fixture
def mixed(office: Context) -> Context:
    """The office with a record of each kind that it lacks."""
    with office.writing() as uow:
        uow.counterparts.add(Counterpart(code="2309"))
        uow.school_runs.add(SchoolRun(calendar="24/25", days=days("2024-08-19", "2024-12-20")))
        uow.absences.add(Absence(booking="B1", days=days("2024-10-01"), kind=AbsenceKind.VALID))
        kind = SupplementKind.NEWCOMER
        uow.supplements.add(Supplement(booking="B1", kind=kind, amount=scaled("1"), days=days("2024-10-01")))
        uow.reports.add(Report(booking="B1", month=Month(2024, 10), quantity=scaled("1")))
        uow.commit()
    return office


def _first(ctx: Context, name: str) -> Stored[Any]:
    with ctx.reading() as reader:
        found: Stored[Any] = getattr(reader, name).every()[0]
        return found


def _write(ctx: Context, name: str, before: Stored[Any], values: dict[str, Any]) -> None:
    with ctx.writing() as uow:
        getattr(uow, name).change(before, replace(before.value, **values))
        uow.commit()


@pytest.mark.parametrize("name", sorted(EDITS))
def test_the_second_to_write_is_refused_and_sees_both_values(
    mixed: Context, another: Callable[[], Context], name: str
) -> None:
    first, second, told = EDITS[name]
    read_by_both = _first(mixed, name)
    _write(another(), name, read_by_both, first)
    with pytest.raises(Refused) as caught:
        _write(mixed, name, read_by_both, second)
    assert caught.value.code is RefusalCode.CHANGED_MEANWHILE
    assert {one.name: (one.params["now"], one.params["yours"]) for one in caught.value.fields} == told
    stands = replace(read_by_both.value, **first)
    assert _first(mixed, name) == Stored(read_by_both.id, read_by_both.version + 1, stands)


@pytest.mark.parametrize("name", sorted(EDITS))
def test_what_was_changed_since_is_not_removed(mixed: Context, another: Callable[[], Context], name: str) -> None:
    first, _, _ = EDITS[name]
    read_by_both = _first(mixed, name)
    _write(another(), name, read_by_both, first)
    with pytest.raises(Refused) as caught, mixed.writing() as uow:
        getattr(uow, name).remove(read_by_both)
    assert caught.value.code is RefusalCode.CHANGED_MEANWHILE
    assert _first(mixed, name).value == replace(read_by_both.value, **first)


@pytest.mark.parametrize("action", ["change", "remove"])
def test_what_was_removed_since_is_gone(mixed: Context, another: Callable[[], Context], action: str) -> None:
    before = _first(mixed, "absences")
    with another().writing() as uow:
        uow.absences.remove(before)
        uow.commit()
    wanted = (replace(before.value, kind=AbsenceKind.LEAVE),) if action == "change" else ()
    with pytest.raises(Refused) as caught, mixed.writing() as uow:
        getattr(uow.absences, action)(before, *wanted)
    assert caught.value.code is RefusalCode.GONE


def test_a_change_counts_on_and_no_change_does_not(office: Context) -> None:
    before = _first(office, "people")
    with office.writing() as uow:
        assert uow.people.change(before, before.value) == before
        after = uow.people.change(before, replace(before.value, called_name="Ami"))
        uow.commit()
    assert (before.version, after.version) == (1, 2)
    assert _first(office, "people") == after


def test_a_field_that_only_one_of_them_touched_is_still_a_refusal(
    office: Context, another: Callable[[], Context]
) -> None:
    before = _first(office, "people")
    people.save_person(another(), before, replace(before.value, called_name="Ami"))
    with pytest.raises(Refused) as caught:
        people.save_person(office, before, replace(before.value, citizenship="SY"))
    assert {one.name: dict(one.params) for one in caught.value.fields} == {
        "called_name": {"now": "Ami", "yours": None},
        "citizenship": {"now": None, "yours": "SY"},
    }


def test_a_new_key_that_is_taken_is_refused(office: Context) -> None:
    with pytest.raises(Refused) as caught:
        _write(office, "people", _first(office, "people"), {"case_number": "2024-0002"})
    assert caught.value.code is RefusalCode.KEY_TAKEN
    assert [(one.name, one.code) for one in caught.value.fields] == [("case_number", "taken")]


@pytest.mark.parametrize("record", [terms(), price()])
def test_a_key_that_holds_nothing_in_a_part_is_taken_too(office: Context, record: Any) -> None:
    name = "terms" if hasattr(record, "method") else "prices"
    with pytest.raises(Refused) as caught, office.writing() as uow:
        getattr(uow, name).add(record)
    assert caught.value.code is RefusalCode.KEY_TAKEN
    assert [one.name for one in caught.value.fields] == ["valid_from" if name == "terms" else "first"]
