"""Is a bill compared with all that is ours: closed, to come, corrected, and nobody that one may not see?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from factories import OTHER, TEST_NUMBERS, THIRD, days, month, without_right
from mottagning.domain.money import Ore
from mottagning.domain.people import Protection
from mottagning.readmodels.invoices import Controlled
from mottagning.texts import invoices as texts
from mottagning.usecases.context import Context
from mottagning.usecases.invoices.controlling import control_bill
from mottagning.usecases.invoices.reading import amount_in
from mottagning.usecases.merging.merging import merge_people, preview_merge
from mottagning.usecases.returns.closing import close_month
from workbooks import make

AMINA, _, CLEO, _, NOBODY = TEST_NUMBERS
HEADING = ["Personnummer", "Namn", "Avser månad", "Belopp", "Hemkommun"]


def check(
    ctx: Context, folder: Path, rows: Sequence[Sequence[object]], months: str = "2024-09 2024-10", code: str = OTHER
) -> Controlled:
    """The control of a bill with these rows."""
    first, last = map(month, months.split())
    return control_bill(ctx, make(folder / "faktura.xlsx", {"Blad1": [HEADING, *rows]}), code, first, last)


def said(found: Controlled) -> list[tuple[str, str | None]]:
    return [(one.verdict.value, one.booking) for one in found.control.compared]


def test_closed_and_open_months_are_compared_alike(office: Context, tmp_path: Path) -> None:
    rows = [[AMINA, "", "2024-09", 9500], [AMINA, "", "2024-10", 9500]]
    before = said(check(office, tmp_path, rows))
    close_month(office, month("2024-09"), early=False)
    assert said(check(office, tmp_path, rows)) == before
    assert before[:2] == [("agreed", "B1"), ("agreed", "B1")]


def test_what_has_changed_since_the_closing_is_counted_as_it_is_now(office: Context, tmp_path: Path) -> None:
    close_month(office, month("2024-09"), early=False)
    with office.writing() as uow:
        stored = uow.bookings.find("B1")
        assert stored is not None
        uow.bookings.change(stored, replace(stored.value, days=days("2024-09-01", "2024-09-20")))
        uow.commit()
    found = check(office, tmp_path, [[AMINA, "", "2024-09", 6333.33]], "2024-09 2024-09")
    assert said(found)[0] == ("agreed", "B1")


def test_one_bill_over_several_months(office: Context, tmp_path: Path) -> None:
    found = check(office, tmp_path, [[AMINA, "", "2024-09 - 2024-12", 38000]], "2024-09 2024-12")
    assert (said(found)[0], found.control.compared[0].our_amount) == (("agreed", "B1"), 3800000)


def test_a_late_bill_of_months_outside_those_asked_for_is_compared_with_its_own(
    office: Context, tmp_path: Path
) -> None:
    found = check(office, tmp_path, [[AMINA, "", "2024-09", 9500]], "2025-05 2025-05")
    assert said(found)[0] == ("agreed", "B1")
    assert {one.ours[0].month for one in found.differences} == {month("2025-05")}


def test_a_protected_person_is_not_there_for_who_may_not_see_her(office: Context, tmp_path: Path) -> None:
    close_month(office, month("2024-09"), early=False)
    rows = [[CLEO, "Cleo Doldin", "2024-09", 9500], [NOBODY, "Ingen Alls", "2024-09", 9500]]
    seen = check(office, tmp_path, rows, "2024-09 2024-10")
    assert said(seen)[:2] == [("agreed", "B3"), ("missing_here", None)]
    hidden = check(without_right(office), tmp_path, rows, "2024-09 2024-10")
    known, unknown = hidden.control.compared[:2]
    assert (known.verdict, known.ours) == (unknown.verdict, unknown.ours)
    assert texts.said(known).replace("Rad 2", "Rad 3") == texts.said(unknown)
    assert "B3" not in str(hidden)


def test_somebody_protected_since_the_closing_is_not_there_either(office: Context, tmp_path: Path) -> None:
    close_month(office, month("2024-09"), early=False)
    with office.writing() as uow:
        amina = uow.people.by_case("2024-0001")
        assert amina is not None
        uow.people.change(amina, replace(amina.value, protection=Protection.CONFIDENTIAL_FLAG))
        uow.commit()
    hidden = check(without_right(office), tmp_path, [[AMINA, "Amina Provlund", "2024-09", 9500]], "2024-09 2024-09")
    assert said(hidden) == [("missing_here", None)]


def test_what_was_returned_of_somebody_merged_into_a_protected_person_is_not_there_either(
    office: Context, tmp_path: Path
) -> None:
    close_month(office, month("2024-09"), early=False)
    with office.reading() as reader:
        amina, cleo = reader.people.by_case("2024-0001"), reader.people.by_case("2024-0003")
    assert amina is not None
    assert cleo is not None
    merge_people(office, cleo, amina, preview_merge(office, cleo.id, amina.id).plan.asked)
    hidden = check(without_right(office), tmp_path, [[AMINA, "Amina Provlund", "2024-09", 9500]], "2024-09 2024-09")
    assert said(hidden) == [("missing_here", None)]
    assert "B1" not in str(hidden)


def test_who_pays_tells_which_way_it_goes(office: Context, tmp_path: Path) -> None:
    dana = TEST_NUMBERS[3]
    bought = check(office, tmp_path, [[dana, "", "2024-10", 8000, "Provkommun 2380"]])
    assert said(bought)[0] == ("missing_here", None)
    sold = check(office, tmp_path, [[dana, "", "2024-10", 8000, office.name(OTHER)]])
    assert said(sold)[0] == ("agreed", "B4")


def test_a_difference_has_the_reason_that_gives_their_amount(office: Context, tmp_path: Path) -> None:
    with office.writing() as uow:
        stored = uow.bookings.find("B1")
        assert stored is not None
        uow.bookings.change(stored, replace(stored.value, days=days("2024-09-01", "2024-10-10")))
        uow.commit()
    found = check(office, tmp_path, [[AMINA, "", "2024-11", 9500], [AMINA, "", "2024-12", 9400]], "2024-10 2024-12")
    late, odd = found.control.compared[:2]
    assert [one.reason.value for one in found.reasons_of(late)] == ["end_not_told"]
    assert found.reasons_of(odd) == ()
    assert texts.in_full(found, late, office.name).replace("\u00a0", " ") == (
        "Rad 2, 9 500,00 kr för november 2024, motsvaras inte av något hos oss. "
        "Trolig orsak: de har inte fått veta att bokningen slutade 2024-10-10."
    )
    hidden = without_right(office)
    with office.writing() as uow:
        amina = uow.people.by_case("2024-0001")
        assert amina is not None
        uow.people.change(amina, replace(amina.value, protection=Protection.CONFIDENTIAL_FLAG))
        uow.commit()
    assert check(hidden, tmp_path, [[AMINA, "", "2024-11", 9500]], "2024-10 2024-12").reasons == {2: ()}


def test_a_row_of_ours_that_a_stop_holds_back_is_told(office: Context, tmp_path: Path) -> None:
    with office.writing() as uow:
        for stored in uow.prices.every():
            if stored.value.agreement == "A1":
                uow.prices.change(stored, replace(stored.value, days=days("2024-11-01")))
        uow.commit()
    found = check(office, tmp_path, [[AMINA, "", "2024-10", 9500]])
    held = found.held_by(found.control.compared[0])
    assert held is not None
    assert (held.check.value, held.booking) == ("K12", "B1")
    assert "innehållen" in texts.in_full(found, found.control.compared[0], office.name)


def test_another_counterpart_has_nothing_of_this_one(office: Context, tmp_path: Path) -> None:
    assert said(check(office, tmp_path, [[AMINA, "", "2024-10", 9500]], code=THIRD)) == [("missing_here", None)]


@pytest.mark.parametrize(
    ("cell", "ore"),
    [
        (9500, 950000),
        ("9 500,00 kr", 950000),
        ("9.500,50", 950050),
        ("9,500.50", 950050),
        ("SEK 1 234", 123400),
        ("500:-", 50000),
        ("500,25-", -50025),
        ("\u2212500", -50000),
        ("enligt avtal", None),
        (None, None),
        (True, None),
    ],
)
def test_amounts_as_people_write_them(cell: str | int | None, ore: int | None) -> None:
    assert amount_in(cell) == (None if ore is None else Ore(ore))
